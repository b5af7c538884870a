/**
 * What axe complains of on a page as it stands. Formulas are most of a lesson's elements, and every rule walks over
 * all of them, so each is replaced by one word in its colours and its size while axe looks. Nothing is lost: what is
 * taken out are KaTeX's own boxes, hidden from readers, and its MathML, neither of which has a role, a name, an id or
 * a focus (test/built/pages.test.ts), and a formula's room, its colour and its place among landmarks stay. The boxes were
 * left out by a selector before; the word in their place is looked at for its contrast too.
 */
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** The rules that read colours: all that can change with the theme. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/** Puts one word in the place of each formula. */
const shorten = (page: Page): Promise<void> =>
	page.evaluate(() => {
		const parts = [...document.querySelectorAll('.katex-html, .katex-mathml')];
		const sizes = parts.map((part) => part.getBoundingClientRect());
		const kept = new Map<Element, ChildNode[]>();
		parts.forEach((part, i) => {
			kept.set(part, [...part.childNodes]);
			const word = document.createElement('span');
			word.textContent = 'x';
			if (part.matches('.katex-html')) {
				word.style.display = 'inline-block';
				word.style.width = `${sizes[i]?.width ?? 0}px`;
				word.style.height = `${sizes[i]?.height ?? 0}px`;
			}
			part.replaceChildren(word);
		});
		addEventListener('formulas', () => kept.forEach((nodes, part) => part.replaceChildren(...nodes)), {
			once: true
		});
	});

const restore = (page: Page): Promise<void> => page.evaluate(() => void dispatchEvent(new Event('formulas')));

/** One line a rule that is broken, with the elements that break it. */
export async function complaintsOf(
	page: Page,
	{ only, within }: { only?: string[]; within?: string } = {}
): Promise<string[]> {
	await shorten(page);
	let axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
	if (only) axe = axe.withRules(only);
	if (within) axe = axe.include(within);
	const { violations } = await axe.analyze();
	await restore(page);
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html.slice(0, 160)).join('\n  ')}`
	);
}
