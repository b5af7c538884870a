/** The only module that knows KaTeX; plain JavaScript, since the lesson preprocessor loads it too. */
import katex from 'katex';

/**
 * TeX → HTML with MathML. Symbols may carry \htmlData{symbol=…}, which colours and links them; nothing else is trusted.
 * @param {string} tex
 * @param {{ display?: boolean }} [options] display: on a line of its own; default false
 * @returns {string}
 * @throws {Error} KaTeX's ParseError with position and context
 */
export function renderTex(tex, { display = false } = {}) {
	const html = katex.renderToString(tex, {
		displayMode: display,
		output: 'htmlAndMathml',
		throwOnError: true,
		trust: ({ command }) => command === '\\htmlData',
		strict: (/** @type {string} */ code) => (code === 'htmlExtension' ? 'ignore' : 'error')
	});
	return lean(html);
}

/**
 * The same MathML without what nothing reads, a third of its elements: the TeX beside it, the row that is all of it, and
 * rows of one letter, number or text (a sign in a row of its own has other room around it).
 * @param {string} html of one formula
 */
const lean = (html) =>
	html
		.replace('<semantics>', '')
		.replace(/<annotation\b[^]*<\/semantics>/, '')
		.replaceAll(/<mrow>(<(mi|mn|mtext)\b[^>]*>[^<]*<\/\2>)<\/mrow>/g, '$1')
		.replace(/(<math\b[^>]*>)<mrow>([^]*)<\/mrow>(?=<\/math>)/, '$1$2');
