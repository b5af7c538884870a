/**
 * Where the singular directions of an update lie: how much of one space lies in another, φ(i, j) as in LoRA's section 7.2
 * (arXiv 2106.09685), of right singular vectors; and how far the left singular vectors of W0 + ΔW turn away from all of
 * W0's, where one that resembles none of them is an intruder (arXiv 2410.21228).
 */
import { product, sum, transposed } from '$src/math/dense';
import { measureRank } from '$src/math/rank';
import { svd, type Svd } from '$src/math/svd';
import { at, matrixShape, tensor, zeros, type Tensor } from '$src/math/tensor';
import { baseOf } from '$src/models/base';
import { transformerNetwork } from '$src/models/transformer';

/** Directions that are drawn of each matrix. */
export const MOST = 8;

export interface Directions {
	/** Measured rank of ΔW. */
	readonly rank: number;
	/** Numbers of a right singular vector. */
	readonly width: number;
	/** [i, j], each up to MOST: φ with W0, and with the other adapter where there is one. */
	readonly base: Tensor;
	readonly other: Tensor | null;
	/** Of each leading left singular vector of W0 + ΔW: the largest |cosine| with one of W0's. */
	readonly cosines: readonly number[];
	/** What any vector has at least, 1/√rows, where W0's make a whole basis; else 0. */
	readonly least: number;
	/** The mean of that largest |cosine| for a random direction. */
	readonly byChance: number;
	/** σ of W0 + ΔW, and of W0, in the same order. */
	readonly merged: readonly number[];
	readonly before: readonly number[];
	/** The leading corners of W0 and ΔW, for the equations of the page. */
	readonly corner: { readonly W0: Tensor; readonly dW: Tensor };
}

/**
 * φ(i, j) = ‖UᵢᵀVⱼ‖²/min(i, j) for the first i columns of U and j of V, which are orthonormal: from 0 to 1.
 * @returns [i, j] from 1 on
 */
export function overlaps(u: Tensor, v: Tensor, most: readonly [i: number, j: number]): Tensor {
	const cosines = product(transposed(u), v);
	const [rows, columns] = most;
	const result = zeros([rows, columns]);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++) {
			let squares = 0;
			for (let k = 0; k <= i; k++) for (let l = 0; l <= j; l++) squares += at(cosines, k, l) ** 2;
			// Rounding may lift it by a last digit.
			result.data[i * columns + j] = Math.min(1, squares / Math.min(i + 1, j + 1));
		}
	return result;
}

/** What φ(i, j) is in the mean of a random space: ‖UᵢᵀVⱼ‖² is ij/n there. */
export const byChance = (i: number, j: number, n: number): number => Math.max(i, j) / n;

const CORNER = 8;
const cornerOf = (a: Tensor): Tensor =>
	tensor(
		[CORNER, CORNER],
		Array.from({ length: CORNER * CORNER }, (_, i) => at(a, Math.floor(i / CORNER), i % CORNER))
	);

/** Leading left singular vectors of the one: the largest |cosine| of each with any of the other's. */
export function largestCosines(tuned: Svd, base: Svd, most: number): number[] {
	const cosines = product(transposed(tuned.u), base.u);
	const { rows, columns } = matrixShape(cosines);
	return Array.from({ length: Math.min(most, rows) }, (_, k) =>
		Math.max(...Array.from({ length: columns }, (_, j) => Math.abs(at(cosines, k, j))))
	);
}

/**
 * The mean of the largest |cosine| of a random direction in n dimensions with k orthonormal ones. A normal z has a length
 * that is independent of its direction, so that it is E max |zᵢ| / E ‖z‖: the first an integral of 1 − erf(t/√2)ᵏ, the
 * second √2·Γ((n+1)/2)/Γ(n/2). @param k at most n
 */
export function meanLargestCosine(n: number, k: number): number {
	let length = n % 2 === 1 ? Math.sqrt(2 / Math.PI) : Math.sqrt(Math.PI / 2);
	for (let m = n % 2 === 1 ? 1 : 2; m < n; m += 2) length *= (m + 1) / m;
	const [step, end] = [1e-3, 10];
	const density = (t: number): number => Math.sqrt(2 / Math.PI) * Math.exp((-t * t) / 2);
	let [below, largest] = [0, 0];
	for (let i = 0; i < end / step; i++) {
		const t = i * step;
		const next = below + (step / 6) * (density(t) + 4 * density(t + step / 2) + density(t + step));
		largest += (step / 2) * (2 - below ** k - next ** k);
		below = next;
	}
	return largest / length;
}

/** Digits after the point at which a number is seen on its side of a threshold: two, or as many more as decide. */
export function placesBeside(x: number, threshold: number): number {
	for (let places = 2; places < 8; places++) {
		const written = Math.round(x * 10 ** places) / 10 ** places;
		if (x === threshold || (written !== threshold && written < threshold === x < threshold)) return places;
	}
	return 8;
}

/** @param delta ΔW of the module; none where it carries none @param other that of another adapter */
export function directionsOf(
	delta: Tensor | undefined,
	other: Tensor | undefined,
	module: string
): Directions {
	const w0 = baseOf(transformerNetwork.name, module);
	const { rows, columns } = matrixShape(w0);
	const dW = delta ?? zeros([rows, columns]);
	const [ofBase, ofDelta, tuned] = [svd(w0), svd(dW), svd(sum(w0, dW))];
	const rank = delta ? measureRank(dW).rank : 0;
	const most = Math.min(MOST, rank);
	const found = other ? { rank: measureRank(other).rank, svd: svd(other) } : null;
	return {
		...{ rank, width: columns },
		base: overlaps(ofDelta.v, ofBase.v, [most, Math.min(MOST, ofBase.singularValues.length)]),
		other: found && overlaps(ofDelta.v, found.svd.v, [most, Math.min(MOST, found.rank)]),
		cosines: largestCosines(tuned, ofBase, MOST),
		least: rows <= columns ? 1 / Math.sqrt(rows) : 0,
		byChance: meanLargestCosine(rows, Math.min(rows, columns)),
		merged: [...tuned.singularValues.subarray(0, MOST)],
		before: [...ofBase.singularValues.subarray(0, MOST)],
		corner: { W0: cornerOf(w0), dW: cornerOf(dW) }
	};
}
