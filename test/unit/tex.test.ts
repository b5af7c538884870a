/** The MathML that a page carries, beside KaTeX's own. */
import katex from 'katex';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { renderTex } from '$src/components/tex/katex.js';

const formulas = [
	'r',
	'W_0 + \\frac{\\alpha}{r} B A',
	'\\Delta W = (X_1 Y_1) \\odot (X_2 Y_2)',
	'\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix} \\otimes I_{d}',
	'\\operatorname{rank}(M) \\le r_1 r_2',
	'a {=} b, \\; {-}1, \\; \\sqrt{x^{2}} \\text{ for } x \\ge 0',
	'\\sum_{i=1}^{r} \\sigma_i u_i v_i^\\top',
	'{(}\\mathrm{d}L{)} = \\left\\langle G, \\mathrm{d}W \\right\\rangle'
];

/** What is left of MathML when all that groups one thing alone is taken away. */
function essence(element: Element): string {
	if (element.localName === 'annotation') return '';
	const inner =
		element.children.length > 0 ? [...element.children].map(essence).join('') : element.textContent;
	const isWhole =
		(element.parentElement?.children.length === 1 && element.parentElement.localName === 'math') ||
		element.parentElement?.localName === 'semantics';
	// A sign in a row of its own has other room around it than one among others.
	const isAlone = element.children.length === 1 && element.children[0]?.localName !== 'mo';
	if (element.localName === 'semantics' || (element.localName === 'mrow' && (isWhole || isAlone)))
		return inner;
	const attributes = element.getAttributeNames().map((name) => `${name}=${element.getAttribute(name)}`);
	return `<${[element.localName, ...attributes].join(' ')}>${inner}</>`;
}
const mathsOf = (html: string): string => {
	const maths = parseHTML(`<body>${html}</body>`).document.querySelector('math');
	return maths ? essence(maths) : '';
};

describe.each([false, true])('MathML, on a line of its own: %s', (display) => {
	test.each(formulas)('%s is KaTeX’s without what groups one thing alone', (tex) => {
		const own = katex.renderToString(tex, { displayMode: display, output: 'htmlAndMathml' });
		const lean = renderTex(tex, { display });
		expect(mathsOf(lean)).toBe(mathsOf(own));
		expect(lean.length).toBeLessThan(own.length);
		expect(lean).not.toMatch(/semantics|annotation/);
		const boxes = (html: string): string => html.slice(html.indexOf('<span class="katex-html"'));
		expect(boxes(lean)).toBe(boxes(own));
	});
});
