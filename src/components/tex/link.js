/**
 * Finds the symbols of a lesson in TeX and names them, \htmlData{symbol=r}{r}, so that a page can colour and link
 * them. Plain JavaScript, since the lesson preprocessor loads it too.
 */

/** Commands whose arguments are words or names, not symbols. */
const WORDS = new Set([
	'text',
	'operatorname',
	'begin',
	'end',
	'htmlData',
	'mathrm',
	'textbf',
	'textit',
	'color',
	'tag'
]);
/** How many groups in braces behind such a command are left alone; one otherwise. */
const GROUPS = new Map([['htmlData', 2]]);

/**
 * @typedef {{ readonly spelled: string, readonly symbol: string }} Spelling
 */

/**
 * The spellings of a lesson's symbols, the longest first.
 * @param {Readonly<Record<string, { readonly tex: readonly string[] }>>} symbols
 * @returns {readonly Spelling[]}
 */
export const spellingsOf = (symbols) =>
	Object.entries(symbols)
		.flatMap(([symbol, { tex }]) => tex.map((spelled) => ({ spelled, symbol })))
		.toSorted((a, b) => b.spelled.length - a.spelled.length);

/**
 * @param {string} tex
 * @param {readonly Spelling[]} spellings
 * @returns {string}
 */
export function linkSymbols(tex, spellings) {
	let out = '';
	for (let at = 0; at < tex.length;) {
		const found = spellings.find(({ spelled }) => tex.startsWith(spelled, at) && isWhole(tex, at, spelled));
		if (found) {
			// Braces: a function may not be an exponent or an argument by itself.
			out += `{\\htmlData{symbol=${found.symbol}}{${found.spelled}}}`;
			at += found.spelled.length;
			continue;
		}
		const end = endOfToken(tex, at);
		out += tex.slice(at, end);
		at = end;
	}
	return out;
}

/**
 * r of r_1, d of \mathrm{d}x and i of \pi are other things.
 * @param {string} tex @param {number} at @param {string} spelled
 */
function isWhole(tex, at, spelled) {
	const after = tex.slice(at + spelled.length);
	if (/[a-zA-Z]$/.test(spelled) && /\\[a-zA-Z]+$/.test(spelled) && /^[a-zA-Z]/.test(after)) return false;
	return !/^\s*_/.test(after) && !/^\d/.test(after);
}

/** One character, one command, or a command with the words in its braces. @param {string} tex @param {number} at */
function endOfToken(tex, at) {
	if (tex[at] !== '\\') return at + 1;
	const command = /^\\([a-zA-Z]+|[^])/.exec(tex.slice(at));
	let end = at + (command?.[0].length ?? 1);
	const name = command?.[1] ?? '';
	if (!WORDS.has(name)) return end;
	for (let group = 0; group < (GROUPS.get(name) ?? 1); group++) {
		const open = /^\*?\s*\{/.exec(tex.slice(end));
		if (!open) break;
		end += open[0].length;
		for (let depth = 1; depth > 0 && end < tex.length; end++) {
			if (tex[end] === '\\') end += 1;
			else if (tex[end] === '{') depth += 1;
			else if (tex[end] === '}') depth -= 1;
		}
	}
	return end;
}
