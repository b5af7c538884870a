/** The kinds of targets: what the matrix T is that ΔW is asked to be, before it is scaled (target.ts). */
import { elementwise, timesTransposed } from '$src/math/dense';
import { kronecker } from '$src/math/kron';
import { identity, type Tensor } from '$src/math/tensor';
import type { Draw, TaskKind } from './task';

/** T of rank K, a product of two drawn factors. @param name of the kind: a problem of its own may ask for one */
export const ofRank = (name: string): TaskKind => ({
	name,
	sizes: 'K',
	misfit: ([k = 0], out, columns) => {
		const most = Math.min(out, columns);
		return k > most ? `task ${name}: expected a rank of at most ${most}, got ${k}; try ${most}` : null;
	},
	make: ([k = 0], out, columns, draw) =>
		timesTransposed(draw('low-rank/left', out, k), draw('low-rank/right', columns, k)),
	rank: ([k = 0]) => k
});

const kron: TaskKind = {
	name: 'kron',
	sizes: 'AxC',
	misfit: ([a = 0, c = 0], out, columns) => {
		const sides = [
			['out', out, a],
			['in', columns, c]
		] as const;
		for (const [side, size, got] of sides) {
			if (size % got !== 0)
				return `task kron: expected a divisor of ${side} = ${size}, got ${got}; try ${nearestDivisor([size], got)}`;
		}
		return null;
	},
	make: ([a = 1, c = 1], out, columns, draw) =>
		kronecker(draw('kron/a', a, c), draw('kron/b', out / a, columns / c))
};

const block: TaskKind = {
	name: 'block',
	sizes: 'K',
	misfit: ([k = 0], out, columns) => {
		if (out % k === 0 && columns % k === 0) return null;
		const fits = nearestDivisor([out, columns], k);
		return `task block: expected a number of blocks that divides out = ${out} and in = ${columns}, got ${k}; try ${fits}`;
	},
	make: ([k = 1], out, columns, draw) => {
		const { shape, data } = draw('block', out, columns);
		const [rows, width] = [out / k, columns / k];
		const inBlock = (i: number): boolean =>
			Math.floor(Math.floor(i / columns) / rows) === Math.floor((i % columns) / width);
		return { shape, data: data.map((value, i) => (inBlock(i) ? value : 0)) };
	}
};

/** The factors of which the target hadamard:K is a multiple: LoHa with r1 = r2 = K can be exact on it. */
export const plantedFactors = (k: number, out: number, columns: number, draw: Draw) => ({
	x1: draw('hadamard/1/left', out, k),
	y1: draw('hadamard/1/right', columns, k),
	x2: draw('hadamard/2/left', out, k),
	y2: draw('hadamard/2/right', columns, k)
});

const hadamard: TaskKind = {
	name: 'hadamard',
	sizes: 'K',
	make: ([k = 0], out, columns, draw) => {
		const { x1, y1, x2, y2 } = plantedFactors(k, out, columns, draw);
		return elementwise(timesTransposed(x1, y1), timesTransposed(x2, y2));
	}
};

export const targets: readonly TaskKind[] = [
	{
		name: 'identity',
		sizes: '',
		make: (_sizes, out, columns): Tensor => identity(out, columns),
		spectrum: (out, columns) => new Float64Array(Math.min(out, columns)).fill(1)
	},
	{ name: 'gaussian', sizes: '', make: (_sizes, out, columns, draw) => draw('gaussian', out, columns) },
	ofRank('low-rank'),
	kron,
	block,
	hadamard
];

/** The common divisor of all sizes that is closest to a wish; the smaller of two. */
function nearestDivisor(sizes: readonly number[], wish: number): number {
	let best = 1;
	for (let m = 1; m <= Math.min(...sizes); m++) {
		if (sizes.every((size) => size % m === 0) && Math.abs(m - wish) < Math.abs(best - wish)) best = m;
	}
	return best;
}
