/**
 * Formulas that a page does not open on: while prerendering, their boxes go from where they stand into one template at the
 * end of the page, which no style, no layout and no search walks over. What stays is the formula's MathML, which every
 * browser draws, reads out, finds and prints by itself; boxes.ts puts the boxes back as a reader comes near.
 */

/** KaTeX's boxes: spans in a span. */
const BOXES = '<span class="katex-html" aria-hidden="true">';
const FORMULA = '<span class="katex">';
/** How many formulas keep their boxes, of those that are not folded: more than any first screen has. */
export const OPENED_ON = 10;

/** What changes where one is: scripts (which may quote markup), folds, formulas. */
const LANDMARK = /<script\b[^>]*>[^]*?<\/script>|<details\b[^>]*>|<\/details>|<span class="katex">/g;

/** @returns the end of the element that begins there; of spans in spans */
function endOfSpan(html: string, start: number): number {
	const tag = /<span\b|<\/span>/g;
	tag.lastIndex = start;
	let depth = 0;
	for (let found = tag.exec(html); found; found = tag.exec(html)) {
		depth += found[0] === '</span>' ? -1 : 1;
		if (depth === 0) return tag.lastIndex;
	}
	throw new Error(`putOff: expected the end of the span at ${start}, got the end of the page`);
}

/** @param html of a whole page @param keep how many formulas keep their boxes; default as many as a first screen has */
export function putOff(html: string, keep = OPENED_ON): string {
	const boxes: string[] = [];
	let [written, at, folds, kept] = ['', 0, 0, 0];
	for (const { 0: landmark, index } of html.matchAll(LANDMARK)) {
		if (landmark.startsWith('<details')) folds += Number(folds > 0 || !/\sopen\b/.test(landmark));
		else if (landmark === '</details>') folds = Math.max(0, folds - 1);
		if (landmark !== FORMULA || (folds === 0 && (kept += 1) <= keep)) continue;
		const start = html.indexOf(BOXES, index);
		const end = endOfSpan(html, start);
		boxes.push(html.slice(start, end));
		written += `${html.slice(at, index)}<span class="katex later">${html.slice(index + FORMULA.length, start)}`;
		at = end;
	}
	if (boxes.length === 0) return html;
	const rest = html.slice(at);
	const template = `<template data-boxes>${boxes.join('')}</template>`;
	return written + rest.replace('</body>', () => `${template}</body>`);
}
