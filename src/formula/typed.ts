/** A typed formula as a tree, and what is said where a text is none. It knows no parser and no numbers. */

/** `at` is the place of the letter, the number or the sign of the operation in the text as typed, from 0. */
export type Typed =
	| { readonly kind: 'number'; readonly value: number; readonly at: number }
	| { readonly kind: 'symbol'; readonly name: string; readonly at: number }
	/** An operation by its sign (`*`, `transpose`), or a function by its name with brackets (`sqrt()`). */
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Typed[]; readonly at: number };

/** What a line of a notebook may say beyond a formula: texts, `name = …` among arguments, parts such as `run.delta`, `1..8`. */
export type Phrase =
	| Exclude<Typed, { readonly kind: 'call' }>
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Phrase[]; readonly at: number }
	| { readonly kind: 'text'; readonly value: string; readonly at: number }
	| { readonly kind: 'named'; readonly name: string; readonly value: Phrase; readonly at: number }
	| { readonly kind: 'member'; readonly of: Phrase; readonly name: string; readonly at: number }
	| { readonly kind: 'range'; readonly from: Phrase; readonly to: Phrase; readonly at: number };

/** A phrase that is a formula. @throws FormulaError of reason 'syntax' where it says more */
export function formulaIn(phrase: Phrase): Typed {
	if (phrase.kind === 'number' || phrase.kind === 'symbol') return phrase;
	if (phrase.kind === 'call') return { ...phrase, args: phrase.args.map(formulaIn) };
	throw new FormulaError({
		reason: 'syntax',
		expected: 'numbers, letters and calls',
		got: { text: 'Constant', named: 'Assignment', member: 'Accessor', range: 'Range' }[phrase.kind],
		remedy: 'leave it out'
	});
}

/** What is the matter with a formula. */
export type Reason =
	| 'syntax'
	| 'unknown'
	| 'function'
	| 'arguments'
	| 'shape'
	| 'size'
	/** Not finite, be it on the way. */
	| 'infinite';

interface What {
	readonly reason: Reason;
	/** The name, what was to be done to which shapes, or the shape that is too large; nothing where all is too much. */
	readonly detail?: string;
	/** In the text as typed, from 0; null where it is of no place. */
	readonly at?: number | null;
	readonly expected: string;
	readonly got: string;
	readonly remedy: string;
}

/** The message is one line: what was expected, what came, where, and what to do. */
export class FormulaError extends RangeError {
	readonly reason: Reason;
	readonly detail: string;
	readonly at: number | null;
	constructor(readonly what: What) {
		const { reason, detail = '', at = null, expected, got, remedy } = what;
		const place = at === null ? '' : ` at character ${at + 1}`;
		super(`formula: expected ${expected}, got ${got}${place}; ${remedy}`);
		this.name = 'FormulaError';
		[this.reason, this.detail, this.at] = [reason, detail, at];
	}
}
