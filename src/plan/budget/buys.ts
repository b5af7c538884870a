/**
 * What a budget buys in rank, by Proposition 2 (FedPara, arXiv 2108.06098; src/adapters/optimum.ts): on a matrix m × n
 * LoRA of rank r and LoHa of r₁ + r₂ = r cost the same, r(m + n); LoHa's bound is r₁r₂, at best ⌊r²/4⌋.
 */
import { atEqualParameters, largestProduct, type RankPair } from '$src/adapters/optimum';
import type { Target } from './targets';

export interface Bought {
	/** Numbers of rank one, Σ(m + n) over all matrices; one that is two in one has twice the rank, and counts twice. */
	readonly sides: number;
	/** r, or r₁ + r₂: how often that fits the budget. */
	readonly sum: number;
	/** The best pair for it, r₁ ≤ r₂; null where the sum is no two ranks. */
	readonly pair: RankPair | null;
	/** Rank bounds on the least of the matrices: LoRA's, LoHa's, and LoHa's where r₁ = r₂ as in PEFT. */
	readonly lora: number;
	readonly loha: number;
	readonly tied: number;
	/** min(m, n) of the least of the matrices: no update has more. */
	readonly cap: number;
}

/** @param budget trained numbers */
export function boughtWith(targets: readonly Target[], budget: number): Bought {
	const matrices = targets.flatMap(({ group: { shape, experts, fused }, paths }) =>
		shape.length === 2 ? [{ m: shape[0], n: shape[1], count: paths.length * experts * fused }] : []
	);
	const sides = matrices.reduce((sum, { m, n, count }) => sum + count * (m + n), 0);
	const sum = sides === 0 ? 0 : Math.floor(budget / sides);
	const [first] = [...matrices].sort((a, b) => Math.min(a.m, a.n) - Math.min(b.m, b.n));
	const { m, n } = first ?? { m: 0, n: 0 };
	const cap = Math.min(m, n);
	const half = Math.floor(sum / 2);
	const pair: RankPair | null = largestProduct(sum) >= 1 ? [half, sum - half] : null;
	return {
		sides,
		sum,
		pair,
		lora: Math.min(cap, sum),
		loha: pair ? atEqualParameters(pair, m, n).loha : 0,
		tied: Math.min(cap, half * half),
		cap
	};
}
