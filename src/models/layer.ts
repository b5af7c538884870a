/** The one layer that the small problems train: its frozen weights, and the error of its ΔW. */
import { difference } from '$src/math/dense';
import { Random } from '$src/math/random';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import type { Layer, Module } from './problem';
import { targetOf } from './target';
import type { Task } from './task';

/** W0 [out, in], N(0, 1/in): the same whatever the layer is asked to learn. */
export function frozenWeights(out: number, columns: number, seed: number): Tensor {
	const { shape, data } = new Random(seed, 'data/w0').normal([out, columns]);
	return { shape, data: data.map((value) => value / Math.sqrt(columns)) };
}

/** A module that is asked for a matrix. */
export interface Asked extends Module {
	readonly target: () => Tensor;
}

export const layerOf = ({ out, in: columns }: Layer, task: Task, seed: number): Asked => ({
	...{ name: 'W', out, in: columns },
	w0: () => frozenWeights(out, columns, seed),
	target: () => targetOf(task, out, columns, seed)
});

/** ‖ΔW − T‖²/‖T‖², of numbers of any size. */
export const relativeError = (delta: Tensor, target: Tensor): number =>
	(frobeniusNorm(difference(delta, target)) / frobeniusNorm(target)) ** 2;
