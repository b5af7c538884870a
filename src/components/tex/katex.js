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
	return katex.renderToString(tex, {
		displayMode: display,
		output: 'htmlAndMathml',
		throwOnError: true,
		trust: ({ command }) => command === '\\htmlData',
		strict: (/** @type {string} */ code) => (code === 'htmlExtension' ? 'ignore' : 'error')
	});
}
