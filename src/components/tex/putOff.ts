/**
 * Formulas that a page does not open on: while prerendering, their boxes go from where they stand into a text at the end of
 * the page, the same ones once, which nothing parses, lays out or searches. What stays is the formula's MathML, which every
 * browser draws, reads out, finds and prints by itself; boxes.ts puts the boxes back as a reader comes near.
 */

/** KaTeX's boxes: spans in a span. */
const BOXES = '<span class="katex-html" aria-hidden="true">';
/** A formula, its MathML in a place that is out of sight beside boxes. */
const FORMULA = '<span class="katex">';
const [BESIDE, BESIDE_END] = ['<span class="katex-mathml">', '</span>'];
/** Such a formula is its MathML alone, without a span around it. */
const LATER = '<math data-later';
/** How many formulas keep their boxes, of those that are not folded: more than any first screen has. */
export const OPENED_ON = 6;

/** What changes where one is: scripts (which may quote markup), folds, formulas. */
const LANDMARK = /<script\b[^>]*>[^]*?<\/script>|<details\b[^>]*>|<\/details>|<span class="katex">/g;

/** What is put off, as a text: each formula's number among the different ones, in the order of the page, and those. */
function textOf(boxes: readonly string[]): string {
	const numbers = new Map<string, number>();
	const order = boxes.map((one) => {
		const number = numbers.get(one) ?? numbers.size;
		numbers.set(one, number);
		return number;
	});
	return order.join(' ') + [...numbers.keys()].join('');
}

/** Of such a text. @returns the boxes of each formula */
export function boxesIn(text: string): string[] {
	const [order = '', ...different] = text.split(BOXES);
	return (order.match(/\d+/g) ?? []).map((number) => BOXES + (different[Number(number)] ?? ''));
}

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
		const maths = html.slice(index + FORMULA.length + BESIDE.length, start - BESIDE_END.length);
		written += html.slice(at, index) + maths.replace('<math', LATER);
		at = end + BESIDE_END.length;
	}
	if (boxes.length === 0) return html;
	const rest = html.slice(at);
	// No script: a type that is none.
	const text = `<script type="text/plain" data-boxes>${textOf(boxes)}</script>`;
	return written + rest.replace('</body>', () => `${text}</body>`);
}
