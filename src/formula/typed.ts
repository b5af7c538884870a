/** A typed formula as a tree, and what is said where a text is none. It knows no parser and no numbers. */

/** `at` is the place of the letter, the number or the sign of the operation in the text as typed, from 0. */
export type Typed =
	| { readonly kind: 'number'; readonly value: number; readonly at: number }
	| { readonly kind: 'symbol'; readonly name: string; readonly at: number }
	/** An operation by its sign (`*`, `transpose`), or a function by its name with brackets (`sqrt()`). */
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Typed[]; readonly at: number };

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
