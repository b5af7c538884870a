/** Names that are offered while somebody types a formula: those of the notebook and those of the language. Pure. */

export interface Offer {
	readonly name: string;
	/** Its shape, or how it is called. */
	readonly about: string;
	/** Is it called with brackets? */
	readonly isFunction: boolean;
}

/** More than that nobody reads. */
const MOST = 8;

/** The word that ends at the caret, with the dots in it. */
function wordAt(text: string, caret: number): string {
	return /[\p{L}][\p{L}\p{N}.]*$/u.exec(text.slice(0, caret))?.[0] ?? '';
}

/**
 * @param isAsked by a key: then names are offered where no word has begun, too
 * @returns the best first: those that begin as the word does, the shortest first; none for a word that is whole
 */
export function offersFor(
	text: string,
	caret: number,
	offers: readonly Offer[],
	isAsked = false
): readonly Offer[] {
	const word = wordAt(text, caret).toLowerCase();
	if (word === '' && !isAsked) return [];
	const fitting = offers.filter(
		({ name }) => name.toLowerCase().startsWith(word) && name.length > word.length
	);
	// In an empty place the notebook's own names stand as they were defined.
	if (word === '') return fitting.slice(0, MOST);
	return fitting
		.toSorted((a, b) => a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
		.slice(0, MOST);
}

/** The text with an offer in the place of the word at the caret, a function with its brackets, and the caret in them. */
export function completed(
	text: string,
	caret: number,
	{ name, isFunction }: Offer
): { readonly text: string; readonly caret: number } {
	const start = caret - wordAt(text, caret).length;
	const after = text.slice(caret);
	const brackets = isFunction && !/^\s*\(/.test(after);
	return {
		text: `${text.slice(0, start)}${name}${brackets ? '()' : ''}${after}`,
		caret: start + name.length + (isFunction ? 1 : 0)
	};
}
