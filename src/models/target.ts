/** The update T that a task asks for, as numbers. Targets are scaled to ‖T‖² = min(out, in), which the identity has by nature. */
import { elementwise, scaled, timesTransposed } from '$src/math/dense';
import { kronecker } from '$src/math/kron';
import { Random } from '$src/math/random';
import { scaledToOne } from '$src/math/scale';
import { identity, squaredNorm, type Tensor } from '$src/math/tensor';
import { misfitOf, type Task } from './task';

/** The target made last: runs that are compared share one, and what is known of it. */
let last: { readonly key: string; readonly target: Tensor } | undefined;

/** The target ΔW*, [out, in], in float64; not to be changed. @throws RangeError if the task does not fit the shape. */
export function targetOf(task: Task, out: number, columns: number, seed: number): Tensor {
	const misfit = misfitOf(task, out, columns);
	if (misfit) throw new RangeError(misfit);
	const key = JSON.stringify([task, out, columns, seed]);
	if (last?.key !== key) last = { key, target: made(task, out, columns, seed) };
	return last.target;
}

function made(task: Task, out: number, columns: number, seed: number): Tensor {
	const normal = (name: string, rows: number, width: number): Tensor => drawn(name, seed, rows, width);
	const product = (name: string, k: number): Tensor =>
		timesTransposed(normal(`${name}/left`, out, k), normal(`${name}/right`, columns, k));
	switch (task.kind) {
		case 'identity':
			return identity(out, columns);
		case 'gaussian':
			return normalised(normal('gaussian', out, columns));
		case 'low-rank':
		case 'regression':
			return normalised(product('low-rank', task.k));
		case 'hadamard': {
			const { x1, y1, x2, y2 } = plantedLoha(task.k, out, columns, seed);
			return normalised(elementwise(timesTransposed(x1, y1), timesTransposed(x2, y2)));
		}
		case 'block': {
			const dense = normal('block', out, columns);
			const [rows, width] = [out / task.k, columns / task.k];
			const inBlock = (i: number): boolean =>
				Math.floor(Math.floor(i / columns) / rows) === Math.floor((i % columns) / width);
			return normalised({ shape: dense.shape, data: dense.data.map((value, i) => (inBlock(i) ? value : 0)) });
		}
		case 'kron': {
			const [b, d] = [out / task.a, columns / task.c];
			return normalised(kronecker(normal('kron/a', task.a, task.c), normal('kron/b', b, d)));
		}
	}
}

const drawn = (name: string, seed: number, rows: number, width: number): Tensor =>
	new Random(seed, `target/${name}`).normal([rows, width]);

/** The factors of which the target hadamard:K is a multiple: LoHa with r1 = r2 = K can be exact on it. */
export function plantedLoha(k: number, out: number, columns: number, seed: number) {
	return {
		x1: drawn('hadamard/1/left', seed, out, k),
		y1: drawn('hadamard/1/right', seed, columns, k),
		x2: drawn('hadamard/2/left', seed, out, k),
		y2: drawn('hadamard/2/right', seed, columns, k)
	};
}

function normalised(t: Tensor): Tensor {
	const unit = { shape: t.shape, data: scaledToOne(t.data, 'target').data };
	return scaled(Math.sqrt(Math.min(...t.shape) / squaredNorm(unit)), unit);
}
