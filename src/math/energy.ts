/** How much of a matrix its first singular values hold. Whether a value is above the noise at all is measured in rank.ts. */

/**
 * The smallest k whose first k parts are at least a share of the sum of all. For the energy ‖A‖_F² = Σσᵢ² the parts
 * are σᵢ²; the error left is then at most √(1 − share) of ‖A‖ (Eckart–Young).
 * @param parts none negative, descending
 * @param share from 0 to 1; a sum that misses it by rounding alone reaches it, and 1 wants every part that is not 0
 * @returns 0 where all parts are 0
 * @throws RangeError for another share
 */
export function smallestRankHolding(parts: ArrayLike<number>, share: number): number {
	if (!(share >= 0 && share <= 1))
		throw new RangeError(`energy: expected a share from 0 to 1, got ${share}; divide percent by 100`);
	// From the smallest up, so that small parts are not lost beside large ones.
	const tails = new Float64Array(parts.length + 1);
	for (let k = parts.length - 1; k >= 0; k--) tails[k] = (tails[k + 1] ?? 0) + (parts[k] ?? NaN);
	const all = tails[0] ?? 0;
	const rounding = share < 1 ? parts.length * Number.EPSILON : 0;
	return tails.findIndex((tail) => tail <= (1 - share + rounding) * all);
}
