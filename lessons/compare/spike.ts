/**
 * What an update of low rank does to the singular values and vectors of frozen weights: W₀ with independent N(0, 1/n)
 * entries, and k equal singular values of ΔW in random directions. What is expected of a large n and a fixed k is from
 * Benaych-Georges and Nadakuditi (arXiv 1103.2221, square case); how real fine-tuning shows the like, from Shuttleworth
 * et al. (2410.21228).
 */
import {
	columnsOf,
	largestElement,
	product,
	scaled,
	sum,
	timesTransposed,
	transposed
} from '$src/math/dense';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { squaredNorm, type Tensor } from '$src/math/tensor';

/** Rows and columns of W₀. */
export const SPIKE_SIZE = 200;
/** Largest singular value of W₀ as n grows: they fill [0, 2]. */
export const EDGE = 2;

/** Where the largest singular value lies, for each of ΔW of size θ. */
export const outlierAt = (theta: number): number => (theta > 1 ? theta + 1 / theta : EDGE);

/** cos² of the angle between its singular vector and ΔW's, on the left and on the right alike. */
export const alignmentAt = (theta: number): number => (theta > 1 ? 1 - theta ** -2 : 0);

/** Density of the singular values of W₀ on [0, 2]: a quarter of a circle, stretched to hold one. */
export const quarterCircle = (x: number): number =>
	x < 0 || x > EDGE ? 0 : Math.sqrt(EDGE ** 2 - x ** 2) / Math.PI;

/** W₀, [n, n]. */
export const frozenAt = (seed: number, n = SPIKE_SIZE): Tensor =>
	scaled(1 / Math.sqrt(n), new Random(seed, 'spike/W0').normal([n, n]));

/** Orthonormal directions, [n, k]. */
export const directionsAt = (seed: number, side: 'u' | 'v', k: number, n = SPIKE_SIZE): Tensor =>
	svd(new Random(seed, `spike/${side}`).normal([n, k])).u;

export interface SpikeQuestion {
	readonly seed: number;
	/** Rank k of ΔW. */
	readonly rank: number;
	/** Each singular value of ΔW, for one answer each. */
	readonly thetas: readonly number[];
}

export interface SpikeAnswer {
	readonly theta: number;
	/** Of W₀ + ΔW, descending. */
	readonly values: Float64Array;
	/** Squared length of its first left and right singular vector within the directions of ΔW. */
	readonly left: number;
	readonly right: number;
	/** Largest |cos| between that left singular vector and one of W₀. */
	readonly nearest: number;
}

let kept: { readonly seed: number; readonly w0: Tensor; readonly own: Tensor } | undefined;

/** W₀ and its left singular vectors. */
function frozen(seed: number): { readonly w0: Tensor; readonly own: Tensor } {
	if (kept?.seed !== seed) {
		const w0 = frozenAt(seed);
		kept = { seed, w0, own: svd(w0).u };
	}
	return kept;
}

export function spikesOf({ seed, rank, thetas }: SpikeQuestion): SpikeAnswer[] {
	const { w0, own } = frozen(seed);
	const [u, v] = [directionsAt(seed, 'u', rank), directionsAt(seed, 'v', rank)];
	const update = timesTransposed(u, v);
	return thetas.map((theta) => {
		const moved = svd(sum(w0, scaled(theta, update)));
		const [first, second] = [columnsOf(moved.u, [0, 1]), columnsOf(moved.v, [0, 1])];
		const along = product(transposed(own), first);
		return {
			theta,
			values: moved.singularValues,
			left: squaredNorm(product(transposed(u), first)),
			right: squaredNorm(product(transposed(v), second)),
			nearest: largestElement(along)
		};
	});
}

/** Sizes at which the curve of cos² is measured. */
export const sweptThetas = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5] as const;

export interface Bin {
	/** Its middle. */
	readonly at: number;
	readonly count: number;
}

/** How many values lie in each of the bins of one width, from 0 to the largest value. */
export function histogram(values: Float64Array, width: number): Bin[] {
	const bins = Array.from({ length: Math.floor((values[0] ?? 0) / width) + 1 }, (_, i) => ({
		at: (i + 0.5) * width,
		count: 0
	}));
	for (const x of values) {
		const bin = bins[Math.floor(x / width)];
		if (bin) bin.count += 1;
	}
	return bins;
}
