/**
 * The cheapest ranks of a LoHa update whose rank bound r₁r₂ reaches a target T (FedPara, arXiv 2108.06098,
 * Proposition 2), for every whole T and not only for squares. All in exact integers: a ceiling of a rounded
 * square root would be wrong for some T.
 */

export type RankPair = readonly [r1: number, r2: number];

export interface Optimum {
	/** ⌈2√T⌉, the least r₁ + r₂. */
	readonly minimumSum: number;
	/** (r₁ + r₂)(m + n) there. */
	readonly parameters: number;
	/** Every pair that costs no more, r₁ ascending. */
	readonly pairs: readonly RankPair[];
	/** 2√T·(m + n): what no pair undercuts, reached only where T is a square. */
	readonly lowerBound: number;
}

/** 4T, s² and their differences stay exact far beyond it; a layer's rank never gets there. */
export const LARGEST_TARGET = 2 ** 30;

/** ⌈√x⌉ for a whole x up to 2⁵²: the least whole s with s² ≥ x. */
export function ceilSqrt(x: number): number {
	let s = Math.ceil(Math.sqrt(x));
	while (s * s < x) s++;
	while (s > 0 && (s - 1) * (s - 1) >= x) s--;
	return s;
}

/** The largest product of two whole numbers with the sum s: ⌊s²/4⌋. */
export const largestProduct = (s: number): number => Math.floor((s * s) / 4);

/** The least r₁ + r₂ with r₁r₂ ≥ T: ⌈2√T⌉, since ⌊s²/4⌋ ≥ T is s² ≥ 4T. */
export const minimumSum = (target: number): number => ceilSqrt(4 * target);

/** Every pair with r₁ + r₂ = ⌈2√T⌉ and r₁r₂ ≥ T: with t = r₁ − r₂ it is t ≡ s (mod 2) and t² ≤ s² − 4T. */
export function optimalPairs(target: number): RankPair[] {
	const s = minimumSum(target);
	const room = s * s - 4 * target;
	let widest = Math.floor(Math.sqrt(room));
	while (widest * widest > room || (s - widest) % 2 !== 0) widest--;
	return Array.from({ length: widest + 1 }, (_, i) => {
		const t = 2 * i - widest;
		return [(s + t) / 2, (s - t) / 2] as const;
	});
}

/** @param target T, a whole number from 1 to LARGEST_TARGET @param out m @param columns n */
export function optimum(target: number, out: number, columns: number): Optimum {
	const [sum, sides] = [minimumSum(target), out + columns];
	return {
		minimumSum: sum,
		parameters: sum * sides,
		pairs: optimalPairs(target),
		lowerBound: 2 * Math.sqrt(target) * sides
	};
}

/** The least r₁ + r₂ with r₁ = r₂, as PEFT ties them: 2⌈√T⌉. */
export const tiedSum = (target: number): number => 2 * ceilSqrt(target);

/** The least R with R² ≥ min(m, n) (Corollary 1): min(⌈√m⌉, ⌈√n⌉), the same as ⌈√min(m, n)⌉. */
export const fullRankR = (out: number, columns: number): number => Math.min(ceilSqrt(out), ceilSqrt(columns));

/** What ranks of LoHa and LoRA can reach for the same number of parameters: LoRA's one rank is r₁ + r₂. */
export function atEqualParameters(
	[r1, r2]: RankPair,
	out: number,
	columns: number
): { readonly loha: number; readonly lora: number } {
	const cap = Math.min(out, columns);
	return { loha: Math.min(cap, r1 * r2), lora: Math.min(cap, r1 + r2) };
}
