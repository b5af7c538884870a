/** Lines of numbers alone, which most of a notebook's are: worked out at once, without a turn for anybody between. */
import type { Phrase } from '$src/formula/typed';
import { arithmeticOf } from './matrices';
import type { Scope } from './evaluate';

/** Deeper ones have their turns, and their limit. */
const MOST_DEEP = 50;

/** @returns NaN where a phrase is something else, or comes to no number: `evaluate` says what, or why not */
export function plainNumber(phrase: Phrase, scope: Scope, depth = 0): number {
	if (phrase.kind === 'number') return Number.isFinite(phrase.value) ? phrase.value : NaN;
	if (phrase.kind === 'symbol') {
		const found = scope(phrase.name);
		return found?.kind === 'number' ? found.value : NaN;
	}
	if (phrase.kind !== 'call' || phrase.args.length !== 2 || depth > MOST_DEEP) return NaN;
	const [first, second] = phrase.args;
	const work = arithmeticOf(phrase.name);
	if (!work || !first || !second) return NaN;
	const value = work(plainNumber(first, scope, depth + 1), plainNumber(second, scope, depth + 1));
	// As `evaluate` has it, infinity is refused on the way, too.
	return Number.isFinite(value) ? value : NaN;
}
