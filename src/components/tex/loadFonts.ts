/**
 * Fonts of formulas and words that are not on the screen: what is folded, or far off it, asks for its fonts only when it
 * is shown, and paper does not wait for them. Fetched once the page has time for it; a few kilobytes a face.
 */

import { boxesOf } from './boxes';

/** In the small file of every face, the bold one too (fonts.js). */
const CHARACTER = '1';

/** @returns the faces, as the font property writes them, of all formulas of the page, shown or not */
function facesOf(page: Document): Set<string> {
	const faces = new Set<string>();
	for (const sheet of page.styleSheets) {
		for (const rule of sheet.cssRules) {
			if (!(rule instanceof CSSStyleRule)) continue;
			const { fontFamily, fontStyle, fontWeight } = rule.style;
			const [family = ''] = fontFamily.split(',');
			if (!family.startsWith('KaTeX_')) continue;
			// Boxes that wait have no page around them: the end of each selector tells.
			const ends = rule.selectorText.split(',').map(
				(selector) =>
					selector
						.trim()
						.split(/[\s>]+/)
						.at(-1) ?? ''
			);
			if (page.querySelector(rule.selectorText) ?? ends.some((end) => boxesOf(page).has(end)))
				faces.add(`${fontStyle || 'normal'} ${fontWeight || 400} 1em ${family}`);
		}
	}
	return faces;
}

/** The styles of the face of prose (style/faces/), which is that of English. */
const prose = (page: Document): FontFace[] =>
	[...page.fonts].filter(
		({ family }) => page.documentElement.lang === 'en' && family.replaceAll('"', '') === 'Rankscope Text'
	);

/** A font that does not come is replaced by another one, on paper as on the screen: no error of ours. */
export async function loadFonts(page: Document): Promise<void> {
	await Promise.allSettled([
		...[...facesOf(page)].map((face) => page.fonts.load(face, CHARACTER)),
		...prose(page).map((face) => face.load())
	]);
}
