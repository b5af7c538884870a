/** What a page is on paper and in colours that a reader forces, found by looking at what it draws. */
import type { Page } from '@playwright/test';

/** The page in the colours that it was just given: a busy one may be a frame behind. */
export const painted = (page: Page): Promise<void> =>
	page.evaluate(
		() => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
	);

/**
 * Marks that are nothing but a background (bars, swatches, dots) and have neither a fill nor an edge once a reader
 * forces colours of their own. Leaves the page in the colours that it came in.
 */
export async function lostInForcedColours(page: Page): Promise<string[]> {
	const marked = await page.evaluateHandle(() => {
		const clear = (colour: string): boolean => /^rgba\(.*, 0\)$/.test(colour);
		return [...document.querySelectorAll('main *')].filter((mark) => {
			if (mark.children.length > 0 || mark.textContent.trim() || mark.matches('input, canvas, svg *'))
				return false;
			const { width, height } = mark.getBoundingClientRect();
			const { backgroundColor, backgroundImage } = getComputedStyle(mark);
			return width > 0.5 && height > 0.5 && (!clear(backgroundColor) || backgroundImage !== 'none');
		});
	});
	await page.emulateMedia({ forcedColors: 'active' });
	await painted(page);
	const lost = await marked.evaluate((marks) => {
		const canvas = getComputedStyle(document.documentElement).backgroundColor;
		return marks
			.filter((mark) => {
				const style = getComputedStyle(mark);
				const fills = style.backgroundColor !== canvas && !/^rgba\(.*, 0\)$/.test(style.backgroundColor);
				const edges = [style.borderTopStyle, style.borderInlineStartStyle, style.outlineStyle];
				return !fills && style.backgroundImage === 'none' && edges.every((edge) => edge === 'none');
			})
			.map(
				(mark) => `${mark.closest('[data-figure]')?.getAttribute('data-figure') ?? ''}: ${mark.outerHTML}`
			);
	});
	await page.emulateMedia({ forcedColors: 'none' });
	return lost;
}

/**
 * Texts that lie over one another on paper of the window's width. Formulas and drawings place their own letters.
 * Leaves the page on the screen.
 */
export async function overlapsOnPaper(page: Page): Promise<string[]> {
	await page.emulateMedia({ media: 'print' });
	const found = await page.evaluate(() => {
		interface Line {
			readonly text: string;
			readonly left: number;
			readonly right: number;
			readonly top: number;
			readonly bottom: number;
		}
		const lines: Line[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node; node = walker.nextNode()) {
			const [text, parent] = [node.textContent?.trim() ?? '', node.parentElement];
			if (
				!text ||
				!parent ||
				parent.closest('.katex, math, svg, script, style, noscript, select, .visually-hidden')
			)
				continue;
			if (!parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
			const range = document.createRange();
			range.selectNodeContents(node);
			for (const { left, right, top, bottom, width, height } of range.getClientRects())
				// A line's own room reaches a little into those above and below it.
				if (width > 1)
					lines.push({ text, left, right, top: top + 0.15 * height, bottom: bottom - 0.15 * height });
		}
		lines.sort((a, b) => a.top - b.top);
		return lines.flatMap((a, i) => {
			const below = lines.slice(i + 1);
			const end = below.findIndex((b) => b.top >= a.bottom);
			return below
				.slice(0, end < 0 ? undefined : end)
				.filter(
					(b) =>
						b.text !== a.text &&
						Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
						Math.min(a.bottom, b.bottom) - b.top > 2
				)
				.map((b) => `“${a.text.slice(0, 40)}” and “${b.text.slice(0, 40)}”`);
		});
	});
	await page.emulateMedia({ media: 'screen' });
	return found;
}
