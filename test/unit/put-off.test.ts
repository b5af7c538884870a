/** Formulas whose boxes are put off while a page is prerendered. */
import { describe, expect, test } from 'vitest';
import { renderTex } from '$src/components/tex/katex.js';
import { boxesIn, OPENED_ON, putOff } from '$src/components/tex/putOff';

const formulas = [
	'W_0 + sBA',
	'\\frac{a}{\\sqrt{b}}',
	'\\begin{pmatrix} 1 & 0 \\\\ 0 & 1 \\end{pmatrix}',
	'r'
].map((tex, i) => renderTex(tex, { display: i % 2 === 1 }));
const pageOf = (...parts: readonly string[]): string =>
	`<!doctype html><html><body><main>${parts.map((part) => `<p>so ${part}, and</p>`).join('\n')}</main></body></html>`;

/** The page with its boxes back, by replacing text alone. */
function putBack(html: string): string {
	const [, held = ''] = /<script type="text\/plain" data-boxes>([^]*)<\/script><\/body>/.exec(html) ?? [];
	const boxes = boxesIn(held);
	let next = 0;
	return html
		.replace(/<script type="text\/plain" data-boxes>[^]*<\/script>(?=<\/body>)/, '')
		.replaceAll(/<math data-later([^]*?<\/math>)/g, (_, maths) => {
			next += 1;
			return `<span class="katex"><span class="katex-mathml"><math${maths}</span>${boxes[next - 1] ?? ''}</span>`;
		});
}

describe('boxes that are put off', () => {
	test.each([0, 1, 3, 10])('come back as they were, in their places, where %i are kept', (keep) => {
		const page = pageOf(...formulas, ...formulas);
		const opened = putOff(page, keep);
		expect(opened.split('data-later')).toHaveLength(Math.max(0, 8 - keep) + 1);
		expect(putBack(opened)).toBe(page);
		if (keep < 8) expect(opened.split('<script')[0]).not.toHaveLength(page.length);
	});

	test('stand there once, however often a page has them', () => {
		const opened = putOff(pageOf(...formulas, ...formulas, ...formulas), 0);
		expect(opened.match(/class="katex-html"/g)).toHaveLength(formulas.length);
		expect(putBack(opened)).toBe(pageOf(...formulas, ...formulas, ...formulas));
	});

	test('leave the MathML where it was', () => {
		const maths = (html: string): string[] => html.match(/<math[^]*?<\/math>/g) ?? [];
		const page = pageOf(...formulas);
		expect(maths(putOff(page, 0)).map((one) => one.replace(' data-later', ''))).toEqual(maths(page));
	});

	test('are those of what is folded first, however near', () => {
		const [first = '', second = '', third = ''] = formulas;
		const page = pageOf(
			`<details class="a"><summary>more</summary>${first}<details>${second}</details></details>`,
			`<details open>${third}</details>`
		);
		const opened = putOff(page, 1);
		expect(opened.match(/data-later/g)).toHaveLength(2);
		expect(opened).toContain(third);
		expect(putBack(opened)).toBe(page);
	});

	test('are not looked for in scripts, which may quote them', () => {
		const quoting = `<script>const html = ${JSON.stringify(formulas[0])};</script>`;
		const page = pageOf(quoting);
		expect(putOff(page, 0)).toBe(page);
	});

	test('are none on a page with few formulas', () => {
		expect(putOff(pageOf(...formulas), OPENED_ON)).toBe(pageOf(...formulas));
		expect(putOff(pageOf('no formula'))).toBe(pageOf('no formula'));
	});
});
