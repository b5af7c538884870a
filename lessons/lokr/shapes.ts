/** Three pairs of factors that all make 16×16 out of 32 numbers: how they are drawn from a seed, and what is measured. */
import { kronecker } from '$src/math/kron';
import { Random } from '$src/math/random';
import { measureRank, type MeasuredRank } from '$src/math/rank';
import type { Tensor } from '$src/math/tensor';
import { pairOf, type Pair } from './divisors';

export const SIZE = 16;

export const shapes = [
	{ id: 'line', guess: 'guessLine', pair: pairOf(SIZE, SIZE, 1, 16) },
	{ id: 'oblong', guess: 'guessOblong', pair: pairOf(SIZE, SIZE, 2, 8) },
	{ id: 'square', guess: 'guessSquare', pair: pairOf(SIZE, SIZE, 4, 4) }
] as const satisfies readonly { id: string; guess: string; pair: Pair }[];

export interface Study {
	readonly a: Tensor;
	readonly b: Tensor;
	/** A ⊗ B, formed. */
	readonly product: Tensor;
	readonly measured: MeasuredRank;
}

/** Factors of N(0, 1) for a pair, and A ⊗ B measured without a word about ranks of factors. */
export function studyOf({ a, b, c, d }: Pair, seed: number, name: string): Study {
	const normal = (factor: string, rows: number, columns: number): Tensor =>
		new Random(seed, `shapes/${name}/${factor}`).normal([rows, columns]);
	const [left, right] = [normal('A', a, c), normal('B', b, d)];
	const product = kronecker(left, right);
	return { a: left, b: right, product, measured: measureRank(product) };
}
