/**
 * What readers type → what the parser reads: other signs for the same thing, letters that stand close together, and
 * brackets behind a letter, which mean a product here and never a function of the reader's own.
 */
import { own } from '$src/own';

/** Longer than any answer. */
export const LONGEST = 200;

/** Name → number of arguments, or of arguments at least. */
export const FUNCTIONS: ReadonlyMap<string, { readonly least: number; readonly most: number }> = new Map([
	...['sqrt', 'abs', 'floor', 'ceil', 'round', 'transpose', 'tr', 'trace', 'norm'].map(
		(name) => [name, { least: 1, most: 1 }] as const
	),
	...['min', 'max'].map((name) => [name, { least: 1, most: 8 }] as const),
	['kron', { least: 2, most: 2 }]
]);

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

/** A name that is no letter of the question. */
export class UnknownName extends Error {
	constructor(readonly unknown: string) {
		super(`unknown name ${unknown}`);
		this.name = 'UnknownName';
	}
}

/**
 * @param text as typed @param known the letters of the question
 * @throws UnknownName
 */
export function formulaOf(text: string, known: readonly string[]): string {
	// T is a letter of some questions: A^T is a transpose only where it is none.
	const signs = known.includes('T') ? SIGNS.filter(([sign]) => !sign.source.includes('\\\\top')) : SIGNS;
	// 50,000 is one number where nothing but numbers is typed; in min(50,000) the comma would part two.
	const whole = /\p{L}/u.test(text)
		? text
		: text.replaceAll(/(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])/g, (n) => n.replaceAll(',', ''));
	const digits = whole.replaceAll(/[₀-₉]/g, (sub) => String(sub.charCodeAt(0) - 0x2080));
	const plain = signs.reduce((s, [sign, by]) => s.replaceAll(sign, by), digits.normalize('NFC'));
	return plain.replaceAll(
		/(?<![\p{L}\p{N}.])(\d+\.?\d*(?:e[+-]?\d+)?)|(\p{L}[\p{L}\p{N}]*)(\s*\()?/giu,
		(
			all: string,
			numeral: string | undefined,
			name: string | undefined,
			bracket: string | undefined,
			at: number
		) => {
			if (numeral !== undefined || name === undefined) return all;
			if (bracket && FUNCTIONS.has(name) && !known.includes(name)) return all;
			const parts = lettersOf(name, known);
			// Brackets, so that 1/mn is read as it looks: one over the product. In mn^2 and in AB' only the last letter is meant.
			const together = parts.length > 1 && !/^\s*[\^']/.test(plain.slice(at + all.length));
			return `${together ? `(${parts.join(' * ')})` : parts.join(' * ')}${bracket ? ' * (' : ''}`;
		}
	);
}

/** r1r2 → r1, r2: a word as letters of the question, the fewest. @throws UnknownName */
function lettersOf(word: string, known: readonly string[]): readonly string[] {
	const greek = own(GREEK, word);
	if (greek !== undefined && known.includes(greek)) return [greek];
	/** For each end the shortest split up to there. */
	const best: (readonly string[] | undefined)[] = [[]];
	for (let end = 1; end <= word.length; end++) {
		for (const letter of known) {
			const before = end >= letter.length ? best[end - letter.length] : undefined;
			if (!before || !word.slice(0, end).endsWith(letter)) continue;
			if (before.length + 1 < (best[end]?.length ?? Infinity)) best[end] = [...before, letter];
		}
	}
	const whole = best[word.length];
	if (!whole) throw new UnknownName(word);
	return whole;
}
