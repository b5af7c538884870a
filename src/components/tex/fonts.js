/**
 * KaTeX's fonts, at build time: of each file only woff2, and of that first a small one with the characters that
 * lessons use; the whole file serves the rest and is fetched only where one of them stands on a page.
 */
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import subsetFont from 'subset-font';
import { rangesOf } from '../style/characters.js';

/**
 * ASCII with its space, which a browser takes measures from, and the letters and signs of the lessons' algebra; in the end those that only MathML has, unseen beside the boxes,
 * and no font: they fetch none. Another sign still shows: from the whole font.
 */
export const USUAL =
	Array.from({ length: 0x7e - 0x1f }, (_, i) => String.fromCodePoint(0x20 + i)).join('') +
	'×·±ΔΣΠαβγδεηθλμρστφω′∂∅∈∏∑−√∞∥∣∩∪≈≠≤≥≡⊂⊆⊗⊙∗∙⊤⊥⋅⋯…⋮⋱⟨⟩⌊⌋⌈⌉←→↓↦⇒⇔⟹⟺ℝ̸\u00a0\u200b\ue020' +
	'\u2061\u2063‾⏟';

/** Bold is for the column of ones, alone. */
const BOLD = '1';

/** In none of these fonts: a formula with a Korean word must not fetch them for it. @param {number} code */
const isEastAsian = (code) => (code >= 0x1100 && code < 0x1200) || (code >= 0x3000 && code < 0xd800);

/** @param {string} characters @returns {{ characters: string, own: string, others: string }} ranges of codes */
function split(characters) {
	const codes = [...new Set([...characters].map((c) => c.codePointAt(0) ?? 0))].sort((a, b) => a - b);
	const known = new Set(codes);
	const rest = Array.from({ length: 0x10000 }, (_, code) => code).filter(
		(code) => !known.has(code) && !isEastAsian(code)
	);
	return { characters, own: rangesOf(codes), others: rangesOf(rest) };
}
const [usual, bold] = [split(USUAL), split(BOLD)];

const WHOLE = /@font-face\{([^}]*?)src:url\(([^)]+\.woff2)\)[^}]*?\}/g;

/**
 * @param {string} cache folder for the small fonts
 * @returns {import('vite').Plugin}
 */
export const mathsFonts = (cache) => ({
	name: 'maths-fonts',
	enforce: 'pre',
	async transform(code, id) {
		const file = id.split('?')[0] ?? '';
		if (!/katex[^/]*\.css$/.test(file)) return undefined;
		await mkdir(cache, { recursive: true });
		const faces = [...code.matchAll(WHOLE)];
		const rewritten = await Promise.all(
			faces.map(async ([, head = '', url = '']) => {
				const source = join(dirname(file), url);
				const { characters, own, others } = /-Bold/.test(url) ? bold : usual;
				const small = join(cache, basename(url).replace('.woff2', '-usual.woff2'));
				await writeFile(
					small,
					await subsetFont(await readFile(source), characters, { targetFormat: 'woff2', noHinting: true })
				);
				const face = (/** @type {string} */ path, /** @type {string} */ range) =>
					`@font-face{${head}src:url(${path}) format("woff2");unicode-range:${range}}`;
				return face(url, others) + face(small, own);
			})
		);
		let next = 0;
		return code.replaceAll(WHOLE, () => rewritten[next++] ?? '');
	}
});
