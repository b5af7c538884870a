/** Which blocks fit a matrix: the divisors of its sides, and what each pair of factors costs and can reach. */

/** Ascending. */
export function divisorsOf(n: number): number[] {
	const small: number[] = [];
	for (let d = 1; d * d <= n; d++) if (n % d === 0) small.push(d);
	const large = small.map((d) => n / d).reverse();
	return [...small, ...(large[0] === small.at(-1) ? large.slice(1) : large)];
}

/** The divisor of n that is closest to a wish; the smaller of two. */
export const nearestDivisor = (n: number, wish: number): number =>
	divisorsOf(n).reduce((best, d) => (Math.abs(d - wish) < Math.abs(best - wish) ? d : best), 1);

/** Shapes of A [a, c] and B [b, d]. */
export interface Pair {
	readonly a: number;
	readonly b: number;
	readonly c: number;
	readonly d: number;
}

export const pairOf = (out: number, columns: number, a: number, c: number): Pair => ({
	a,
	b: out / a,
	c,
	d: columns / c
});

/** Numbers in both blocks when both are full. */
export const costOf = ({ a, b, c, d }: Pair): number => a * c + b * d;

/** The rank of A ⊗ B for almost all A and B. */
export const rankOf = ({ a, b, c, d }: Pair): number => Math.min(a, c) * Math.min(b, d);

/** Every pair of full factors of an out × columns matrix. */
export function pairsOf(out: number, columns: number): Pair[] {
	const widths = divisorsOf(columns);
	return divisorsOf(out).flatMap((a) => widths.map((c) => pairOf(out, columns, a, c)));
}

/** The cheapest pair of the highest rank that full factors reach. */
export function cheapestFull(pairs: readonly Pair[]): Pair | undefined {
	const most = Math.max(...pairs.map(rankOf));
	return pairs
		.filter((pair) => rankOf(pair) === most)
		.reduce<Pair | undefined>(
			(best, pair) => (best && costOf(best) <= costOf(pair) ? best : pair),
			undefined
		);
}
