/** Which characters the text faces hold (scripts/make-faces.mjs makes them, test/unit/faces.test.ts holds them to it). */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** ASCII, and the signs of English prose. What else stands in a text comes from the reader's own fonts. */
export const LATIN =
	Array.from({ length: 0x7e - 0x1f }, (_, i) => String.fromCodePoint(0x20 + i)).join('') +
	'\u00a0‘’“”–—…·×÷±°−';

/** All of Hangul: a syllable that the face has not is looked for in the next one. */
export const HANGUL = 'U+1100-11ff,U+3130-318f,U+ac00-d7a3';

const LETTER = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]/gu;

/** @param {string} folder @returns {string[]} the texts of a folder's files, and of those within */
function textsIn(folder) {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return textsIn(path);
		return /\.(ts|js|md|json|svelte|html)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
	});
}

/** @param {string} root of the project @returns {string} each syllable and letter of Hangul that its own texts have, sorted */
export function hangulIn(root) {
	const texts = ['src', 'lessons'].flatMap((folder) => textsIn(join(root, folder)));
	return [...new Set(texts.flatMap((text) => text.match(LETTER) ?? []))].sort().join('');
}

/** @param {string | readonly number[]} characters or their codes @returns {string} such as U+21-7E,U+D7 */
export function rangesOf(characters) {
	const given =
		typeof characters === 'string' ? [...characters].map((c) => c.codePointAt(0) ?? 0) : characters;
	const codes = [...new Set(given)].sort((a, b) => a - b);
	/** @type {[number, number][]} */
	const ranges = [];
	for (const code of codes) {
		const last = ranges.at(-1);
		if (last && last[1] === code - 1) last[1] = code;
		else ranges.push([code, code]);
	}
	return ranges.map(([a, b]) => `U+${a.toString(16)}${a === b ? '' : `-${b.toString(16)}`}`).join(',');
}
