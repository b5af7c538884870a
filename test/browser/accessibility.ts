/**
 * What axe complains of on a page as it stands. Formulas are most of a lesson's elements, and every rule walks over
 * all of them, so each is replaced by one word in its colours and its size while axe looks. Nothing is lost: what is
 * taken out are KaTeX's own boxes, hidden from readers, and its MathML, neither of which has a role, a name, an id or
 * a focus (test/built/pages.test.ts), and a formula's room, its colour and its place among landmarks stay. The boxes were
 * left out by a selector before; the word in their place is looked at for its contrast too.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { painted } from './media';

/** The rules that read colours: all that can change with the theme. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Puts one word in the place of each formula, in the colours, the size and the room that it has, while somebody looks. */
export async function shortened<T>(page: Page, look: () => Promise<T>): Promise<T> {
	const kept = await page.evaluateHandle(() => {
		const parts = [...document.querySelectorAll<HTMLElement>('.katex-html, .katex-mathml')];
		const sizes = parts.map((part) => part.getBoundingClientRect());
		const before = parts.map((part) => ({ part, nodes: [...part.childNodes], style: part.style.cssText }));
		parts.forEach((part, i) => {
			part.textContent = 'x';
			if (!part.matches('.katex-html')) return;
			part.style.display = 'inline-block';
			part.style.width = `${sizes[i]?.width ?? 0}px`;
			part.style.height = `${sizes[i]?.height ?? 0}px`;
		});
		return before;
	});
	const answer = await look();
	await kept.evaluate((before) => {
		for (const { part, nodes, style } of before) {
			part.replaceChildren(...nodes);
			part.style.cssText = style;
		}
	});
	return answer;
}

/** One line a rule that is broken, with the elements that break it; formulas are words by now. */
async function look(
	page: Page,
	{ only, within }: { only?: string[]; within?: string } = {}
): Promise<string[]> {
	let axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	if (only) axe = axe.withRules(only);
	if (within) axe = axe.include(within);
	const { violations } = await axe.analyze();
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html.slice(0, 160)).join('\n  ')}`
	);
}

/** @param within a selector: the rest of the page is left out */
export const complaintsOf = (page: Page, within?: string): Promise<string[]> =>
	shortened(page, () => look(page, within === undefined ? {} : { within }));

/**
 * By theme: every rule in the light one, and those that read colours in the dark one too. Leaves the page dark.
 * Of a lesson it takes seconds: formulas should be shortened.
 */
export async function complaintsInBothThemes(page: Page): Promise<Record<'light' | 'dark', string[]>> {
	await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
	await painted(page);
	const light = await look(page);
	await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
	await painted(page);
	return { light, dark: await look(page, { only: colourRules }) };
}
