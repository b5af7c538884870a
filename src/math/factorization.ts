/** How an axis is split in two for a Kronecker product, as PEFT's LoKr splits it (tuners/lycoris_utils.py). */

/**
 * @param factor −1: no limit; a factor that divides the dimension is taken as it is, unsorted
 * @returns [u, dimension/u], u the largest divisor of at most min(factor, √dimension)
 */
export function factorization(dimension: number, factor: number): [number, number] {
	if (factor > 0 && dimension % factor === 0) return [factor, dimension / factor];
	const limit = factor === -1 ? Infinity : factor;
	let best = 1;
	for (let m = 1; m <= limit && m <= dimension / m; m++) if (dimension % m === 0) best = m;
	return [best, dimension / best];
}
