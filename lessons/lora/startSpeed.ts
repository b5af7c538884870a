/**
 * How much the first step of SGD gains at the start that PEFT gives a method: expected, and measured on draws of that
 * start. Both are shares of what full fine-tuning gains with the same learning rate η, which is η‖G‖² to first order,
 * G = ∂L/∂ΔW. An adapter gains η·Σ‖∂L/∂factor‖², and every gradient of a factor has an s in it.
 */
import { adapter } from '$src/adapters/adapter';
import { blocks } from '$src/adapters/lokr';
import type { MethodOptions } from '$src/adapters/index';
import { initialValues } from '$src/adapters/values';
import { gradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { innerProduct, squaredNorm } from '$src/algebra/ops';
import { Random } from '$src/math/random';
import { defaultsOf } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';

export const starters = ['lora', 'loha', 'lokr'] as const;
export type Starter = (typeof starters)[number];

/** Ranks of the chart at which starts are drawn. */
export const startRanks = [1, 2, 4, 8, 16, 32, 64] as const;

/** Ranks of a line, straight for LoRA and LoHa; LoKr leaps where its block becomes full. */
export const lineRanks = (method: Starter): readonly number[] =>
	method === 'lokr' ? Array.from({ length: 64 }, (_, i) => i + 1) : startRanks;

/** The method on a square layer. @param size n, of outputs and inputs */
export const optionsOf = (size: number, rank: number): MethodOptions => ({
	...defaultsOf(runSchema),
	out: size,
	in: size,
	rank
});

/**
 * Expected gain of the first step over s²η‖G‖², for any G. A factor that PEFT draws has entries of mean 0 and of
 * variance 1/(3·fan-in), independent of each other, and one factor is zero: its gradient is the only one that is not.
 * LoRA: ‖GAᵀ‖², r/(3n). LoHa: ‖(G ⊙ X1Y1ᵀ)ᵀX2‖², where an entry of X1Y1ᵀ has variance 1/(9n): 1/(27n). LoKr, n = cd:
 * 1/(3d) for a full B, 1/(9d) for a low-rank one, and r/(3c) times that where A is low-rank too.
 */
export function expectedGain(method: Starter, options: MethodOptions): number {
	const { in: columns, rank } = options;
	if (method === 'lora') return rank / (3 * columns);
	if (method === 'loha') return 1 / (27 * columns);
	const { c, d, lowRankA, lowRankB } = blocks(options);
	const full = 1 / ((lowRankB ? 9 : 3) * d);
	return lowRankA ? (full * rank) / (3 * c) : full;
}

/**
 * The same, of drawn starts and one drawn G: gradients of ⟨G, ΔW⟩ as training takes them.
 * @returns one number a draw
 */
export function drawnGains(method: Starter, options: MethodOptions, seed: number, draws: number): number[] {
	const made = adapter(method, options);
	const G = leaf('G', made.delta.shape);
	const g = new Random(seed, 'start-speed/G').normal(made.delta.shape);
	const ofFactors = gradients(innerProduct(G, made.delta), made.leaves).map(squaredNorm);
	const whole = evaluate(squaredNorm(G), new Map([['G', g]])).data[0] ?? NaN;
	return Array.from({ length: draws }, (_, draw) => {
		const values = initialValues(made, seed + draw, 'default').set('G', g);
		const gain = ofFactors.reduce((sum, squares) => sum + (evaluate(squares, values).data[0] ?? NaN), 0);
		return gain / (Math.fround(made.scale) ** 2 * whole);
	});
}

export const startScales = ['one', 'over-r', 'over-root'] as const;
export type StartScale = (typeof startScales)[number];

/** s at rank r: 1, α/r (PEFT's default), α/√r (rsLoRA, arXiv 2312.03732). */
export const scaleAt = (rule: StartScale, alpha: number, rank: number): number =>
	rule === 'one' ? 1 : alpha / (rule === 'over-r' ? rank : Math.sqrt(rank));

export interface StartSpeedQuestion {
	readonly size: number;
	readonly seed: number;
}

/** Mean over the draws, smallest and largest, over s²η‖G‖². */
export interface StartPoint {
	readonly method: Starter;
	readonly rank: number;
	readonly mean: number;
	readonly least: number;
	readonly most: number;
}

/** Draws of each method at each rank. */
export const DRAWS = 24;

export function startPoint(method: Starter, rank: number, { size, seed }: StartSpeedQuestion): StartPoint {
	const gains = drawnGains(method, optionsOf(size, rank), seed, DRAWS);
	return {
		method,
		rank,
		mean: gains.reduce((sum, gain) => sum + gain, 0) / gains.length,
		least: Math.min(...gains),
		most: Math.max(...gains)
	};
}
