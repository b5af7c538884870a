/** Corners of the lattice: which reach the target, what the reader pinned, and what a search through them all finds. */
import type { RankPair } from '$src/adapters/optimum';
import { LARGEST_RANK, type OptimumValues } from './parameters';

export const reaches = ([r1, r2]: RankPair, target: number): boolean => r1 * r2 >= target;

/** Every corner of the lattice, r₁ first. */
export const corners: readonly RankPair[] = Array.from({ length: LARGEST_RANK ** 2 }, (_, i) => [
	Math.floor(i / LARGEST_RANK) + 1,
	(i % LARGEST_RANK) + 1
]);

/**
 * The corner that the derivation speaks of: the reader's, if it keeps the constraint r₁r₂ ≥ T. Otherwise the
 * nearest one that keeps it, for on a corner that breaks it the steps that use it say nothing.
 */
export function derivationCorner({ r1, r2, target }: Pick<OptimumValues, 'r1' | 'r2' | 'target'>): RankPair {
	const distance = ([a, b]: RankPair): number => (a - r1) ** 2 + (b - r2) ** 2;
	return corners
		.filter((corner) => reaches(corner, target))
		.reduce(
			(best, corner) => (distance(corner) < distance(best) ? corner : best),
			[LARGEST_RANK, LARGEST_RANK]
		);
}

/** The cheapest corners, by looking at every one: no formula, so that formulas can be checked against it. */
export function cheapest(target: number): { readonly sum: number; readonly pairs: readonly RankPair[] } {
	const reaching = corners.filter((corner) => reaches(corner, target));
	const sum = Math.min(...reaching.map(([r1, r2]) => r1 + r2));
	return { sum, pairs: reaching.filter(([r1, r2]) => r1 + r2 === sum) };
}

export interface Guess {
	readonly pair: RankPair;
	/** The target that it was pinned for. */
	readonly target: number;
}

export function guessOf(written: string): Guess | null {
	if (written === '') return null;
	const [r1 = 1, r2 = 1, target = 1] = written.split('.').map(Number);
	return { pair: [r1, r2], target };
}

export const guessText = ({ pair: [r1, r2], target }: Guess): string => [r1, r2, target].join('.');
