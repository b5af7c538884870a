/**
 * The bidiagonal form of a larger matrix, without U and V: bidiagonal.ts through WebAssembly. Of every step the reflections
 * are made in TypeScript, where vectors are brought near 1; what goes over all rows is in kernels/bidiagonal.ts.
 */
import type { Bidiagonal } from './bidiagonal';
import { workspace } from './kernels/instance';
import { ROWS } from './kernels/bidiagonal';
import { reflection } from './reflector';
import { matrixShape, type Tensor } from './tensor';

const F64 = 8;
const evenUp = (n: number): number => 2 * Math.ceil(n / 2);

/** @param a [m, n] of numbers near 1 @returns null where there is no WebAssembly */
export function bidiagonalFast(a: Tensor): Bidiagonal | null {
	const { rows, columns } = matrixShape(a);
	const [m, n] = [Math.max(rows, columns), Math.min(rows, columns)];
	const [stride, height] = [evenUp(n), m + ROWS];
	// A with rows of zeros behind; then u and y of as many numbers, v and t as long as a row.
	const [uAt, yAt] = [height * stride, height * stride + height];
	const [vAt, tAt] = [yAt + height, yAt + height + stride];
	const space = workspace(tAt + stride, [['downwards'], ['across']]);
	if (!space) return null;
	const [downwards, across] = [space.kernel('downwards'), space.kernel('across')];
	const all = space.numbers;
	all.fill(0, 0, tAt + stride);
	for (let i = 0; i < m; i++)
		for (let j = 0; j < n; j++) all[i * stride + j] = a.data[rows >= columns ? i * n + j : j * m + i] ?? NaN;
	const part = (from: number, length: number): Float64Array => all.subarray(from, from + length);
	const [u, y, v, t] = [part(uAt, m), part(yAt, m), part(vAt, n), part(tAt, n)];
	/** All from row and column k on, in whole pairs of columns; u and y from row k on, v and t from the pair's first column. */
	const from = (k: number) => {
		const column = k - (k % 2);
		return {
			matrix: [
				(k * stride + column) * F64,
				stride * F64,
				ROWS * Math.ceil((m - k) / ROWS),
				(stride - column) / 2
			],
			down: (at: number): number => (at + k) * F64,
			along: (at: number): number => (at + column) * F64
		};
	};
	const [diagonal, beside] = [new Float64Array(n), new Float64Array(Math.max(0, n - 1))];
	for (let k = 0; k < n; k++) {
		// What the last reflection of a row left to take away, of this column first.
		const next = v[k] ?? NaN;
		for (let i = k; i < m; i++) u[i] = (all[i * stride + k] ?? NaN) - (y[i] ?? NaN) * next;
		const { multiple, half } = reflection(u, k);
		diagonal[k] = multiple;
		if (k + 1 === n) break;
		const here = from(k);
		t.fill(0);
		downwards(...here.matrix, here.down(yAt), here.along(vAt), here.down(uAt), here.along(tAt));
		const by = half === 0 ? 0 : 1 / half;
		const head = u[k] ?? NaN;
		v.fill(0, 0, k + 1);
		for (let j = k + 1; j < n; j++) {
			t[j] = (t[j] ?? NaN) * by;
			v[j] = (all[k * stride + j] ?? NaN) - head * (t[j] ?? NaN);
		}
		const right = reflection(v, k + 1);
		beside[k] = right.multiple;
		const below = from(k + 1);
		across(...below.matrix, below.down(uAt), below.along(tAt), below.along(vAt), below.down(yAt));
		const share = right.half === 0 ? 0 : 1 / right.half;
		for (let i = k + 1; i < m; i++) y[i] = (y[i] ?? NaN) * share;
	}
	return { diagonal, beside, left: [], right: [] };
}
