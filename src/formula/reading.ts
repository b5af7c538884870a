/**
 * What readers type → what the parser reads: other signs for the same thing, letters that stand close together, and
 * brackets behind a letter, which mean a product and never a function of the reader's own.
 */
import { own } from '$src/own';
import { parse } from './mathjs';
import { FUNCTIONS } from './operations';
import { Traced } from './traced';
import { FormulaError, formulaIn, type Phrase, type Typed } from './typed';

const SIGNS: readonly (readonly [RegExp, string])[] = [
	[/[−–—]/g, '-'],
	[/[×·⋅∗∙•]/g, '*'],
	[/÷/g, '/'],
	[/[⊙∘]/g, '.*'],
	[/⊗/g, './'],
	[/[（［[{]/g, '('],
	[/[）］\]}]/g, ')'],
	[/，/g, ','],
	[/\^\s*(?:⊤|T|\\top)|[ᵀ⊤’′]/gu, "'"],
	[/⌈/g, 'ceil('],
	[/⌊/g, 'floor('],
	[/[⌉⌋]/g, ')'],
	[/²/g, '^2'],
	[/³/g, '^3'],
	[/≤/g, '<='],
	[/≥/g, '>='],
	[/√\s*([\p{L}\p{N}.]+)/gu, 'sqrt($1)'],
	[/√/g, 'sqrt'],
	[/_\((\d+)\)|_(\d+)/g, '$1$2']
];

const GREEK: Readonly<Record<string, string>> = {
	sigma: 'σ',
	eta: 'η',
	alpha: 'α',
	lambda: 'λ',
	epsilon: 'ε'
};

export interface Reading {
	/** The names that the text may use. */
	readonly known: readonly string[];
	/** May letters stand together, so that r1r2 is a product? Default: no, a word is one name. */
	readonly together?: boolean;
}

/**
 * A text as a tree; the names in it are among the known.
 * @throws FormulaError of reason 'syntax' or 'unknown'
 */
export function read(text: string, { known, together = false }: Reading): Typed {
	return formulaIn(parsed(text, namesIn(signsIn(text, known), known, together)));
}

/** @param spelt what the parser reads, made of the text @throws FormulaError of reason 'syntax', at its place in the text */
export function parsed(text: string, spelt: Traced): Phrase {
	try {
		return placed(parse(spelt.text), spelt);
	} catch (error) {
		if (!(error instanceof FormulaError) || error.at === null) throw error;
		const at = spelt.originOf(error.at);
		const word = /^\s*(\S{1,12})/.exec(text.slice(at))?.[1];
		const got = `${word === undefined ? 'its end' : `"${word}"`} (${error.what.got})`;
		throw new FormulaError({ ...error.what, at, got });
	}
}

/** Places in what the parser reads → places in the text as typed. */
function placed(typed: Phrase, text: Traced): Phrase {
	const at = text.originOf(typed.at);
	switch (typed.kind) {
		case 'call':
			return { ...typed, at, args: typed.args.map((arg) => placed(arg, text)) };
		case 'named':
			return { ...typed, at, value: placed(typed.value, text) };
		case 'member':
			return { ...typed, at, of: placed(typed.of, text) };
		case 'range':
			return { ...typed, at, from: placed(typed.from, text), to: placed(typed.to, text) };
		default:
			return { ...typed, at };
	}
}

/** Other signs for the same, as the parser reads them. */
export const plainSigns = (text: Traced): Traced =>
	SIGNS.reduce(
		(s, [sign, by]) => s.replaceAll(sign, by),
		text.replaceAll(/[₀-₉]/g, ([sub = '']) => String(sub.charCodeAt(0) - 0x2080)).composed()
	);

function signsIn(text: string, known: readonly string[]): Traced {
	// T is a letter of some questions: A^T is a transpose only where it is none.
	const signs = known.includes('T') ? SIGNS.filter(([sign]) => !sign.source.includes('\\\\top')) : SIGNS;
	const typed = Traced.of(text);
	// 50,000 is one number where nothing but numbers is typed; in min(50,000) the comma would part two.
	const whole = /\p{L}/u.test(text)
		? typed
		: typed.replaceAll(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, ([n = '']) => n.replaceAll(',', ''));
	const digits = whole.replaceAll(/[₀-₉]/g, ([sub = '']) => String(sub.charCodeAt(0) - 0x2080));
	return signs.reduce((s, [sign, by]) => s.replaceAll(sign, by), digits.composed());
}

/** @throws FormulaError of reason 'unknown' */
const namesIn = (plain: Traced, known: readonly string[], together: boolean): Traced =>
	plain.replaceAll(
		/(?<![\p{L}\p{N}.])(\d+\.?\d*(?:e[+-]?\d+)?)|(\p{L}[\p{L}\p{N}]*)(\s*\()?/giu,
		([all = '', numeral, name, bracket], at) => {
			if (numeral !== undefined || name === undefined) return all;
			if (bracket && FUNCTIONS.has(name) && !known.includes(name)) return all;
			const parts = lettersOf(name, known, together);
			if (!parts) {
				throw new FormulaError({
					reason: 'unknown',
					detail: name,
					at: plain.originOf(at),
					expected: known.length > 0 ? `a letter among ${known.join(', ')}` : 'numbers alone',
					got: name,
					remedy: known.length > 0 ? 'declare it, or write one of these' : 'leave the letter out'
				});
			}
			// Brackets, so that 1/mn is read as it looks: one over the product. In mn^2 and in AB' only the last letter is meant.
			const isOne = parts.length > 1 && !/^\s*[\^']/.test(plain.text.slice(at + all.length));
			return `${isOne ? `(${parts.join(' * ')})` : parts.join(' * ')}${bracket ? ' * (' : ''}`;
		}
	);

/** A word as letters that are known, the fewest: r1r2 → r1, r2 where letters may stand together; null where it is none. */
function lettersOf(word: string, known: readonly string[], together: boolean): readonly string[] | null {
	const greek = own(GREEK, word);
	if (greek !== undefined && known.includes(greek)) return [greek];
	if (!together) return known.includes(word) ? [word] : null;
	/** For each end the shortest split up to there. */
	const best: (readonly string[] | undefined)[] = [[]];
	for (let end = 1; end <= word.length; end++) {
		for (const letter of known) {
			const before = end >= letter.length ? best[end - letter.length] : undefined;
			if (!before || !word.slice(0, end).endsWith(letter)) continue;
			if (before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, letter];
		}
	}
	return best[word.length] ?? null;
}
