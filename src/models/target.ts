/** The update T that a task asks for, as numbers. Targets are scaled to ‖T‖² = min(out, in), which the identity has by nature. */
import { scaled } from '$src/math/dense';
import { Random } from '$src/math/random';
import { scaledToOne } from '$src/math/scale';
import { squaredNorm, type Tensor } from '$src/math/tensor';
import { plantedFactors } from './targets';
import { misfitOf, type Draw, type Task } from './task';

/** The target made last: runs that are compared share one, and what is known of it. */
let last: { readonly key: string; readonly target: Tensor } | undefined;

/** The target ΔW*, [out, in], in float64; not to be changed. @throws RangeError if the task does not fit the shape. */
export function targetOf(task: Task, out: number, columns: number, seed: number): Tensor {
	const misfit = misfitOf(task, out, columns);
	if (misfit) throw new RangeError(misfit);
	const { kind, sizes } = task;
	if (!kind.make)
		throw new RangeError(`task ${kind.name}: expected one that asks for a ΔW; it asks for none`);
	const key = [kind.name, ...sizes, out, columns, seed].join();
	if (last?.key !== key) last = { key, target: normalised(kind.make(sizes, out, columns, drawFrom(seed))) };
	return last.target;
}

const drawFrom =
	(seed: number): Draw =>
	(name, rows, columns) =>
		new Random(seed, `target/${name}`).normal([rows, columns]);

/** The factors of the target hadamard:K. */
export const plantedLoha = (k: number, out: number, columns: number, seed: number) =>
	plantedFactors(k, out, columns, drawFrom(seed));

function normalised(t: Tensor): Tensor {
	const unit = { shape: t.shape, data: scaledToOne(t.data, 'target').data };
	return scaled(Math.sqrt(Math.min(...t.shape) / squaredNorm(unit)), unit);
}
