/** What goes through WebAssembly where matrices are larger: against the plain ways, which stay for smaller ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { timesTransposed, transposed } from '$src/math/dense';
import { bidiagonalFast } from '$src/math/bidiagonalFast';
import { measureRank } from '$src/math/rank';
import { Random } from '$src/math/random';
import { timesPowerOfTwo } from '$src/math/scale';
import { singularValues, svd } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';

const normal = (rows: number, columns: number, seed: number): Tensor =>
	new Random(seed, 'large').normal([rows, columns]);
const changed = (a: Tensor, change: (x: number, i: number, j: number) => number): Tensor => {
	const [, columns = 1] = a.shape;
	return { shape: a.shape, data: a.data.map((x, at) => change(x, Math.floor(at / columns), at % columns)) };
};
const size = fc.integer({ min: 48, max: 90 });

/** Singular values alone are those with vectors, which are found without WebAssembly. */
function expectSame(a: Tensor): void {
	const [alone, beside] = [singularValues(a), svd(a).singularValues];
	expect(alone.length).toBe(beside.length);
	alone.forEach((x, i) => {
		expect(Math.abs(x - (beside[i] ?? NaN))).toBeLessThanOrEqual(1e-13 * (beside[0] ?? NaN));
	});
}

describe('the singular values of a larger matrix', () => {
	test('are those that are found with vectors, at every shape', () => {
		fc.assert(
			fc.property(size, size, fc.nat(1e6), (m, n, seed) => {
				expect(bidiagonalFast(normal(m, n, seed))).not.toBeNull();
				expectSame(normal(m, n, seed));
			}),
			{ numRuns: 15, seed: 1 }
		);
	});

	test.each<[string, (x: number, i: number, j: number) => number]>([
		['zeros', () => 0],
		['ones', () => 1],
		['zero columns and rows', (x, i, j) => (i % 3 === 0 || j % 5 < 2 ? 0 : x)],
		['one above the diagonal alone', (_, i, j) => (j === i + 1 ? 1 : 0)],
		['rank one', (_, i, j) => (i + 1) / (j + 1)],
		['grades over 1e240', (x, i, j) => timesPowerOfTwo(x, -5 * (i + j))],
		['entries near 1e300 and 1e-300', (x, i, j) => timesPowerOfTwo(x, (i + j) % 2 === 0 ? 990 : -990)],
		['subnormal numbers', (x) => 1e-310 * x]
	])('are those that are found with vectors, for %s', (_name, change) => {
		expectSame(changed(normal(80, 61, 1), change));
		expectSame(changed(normal(61, 80, 2), change));
	});

	test('of 2^k·A are 2^k times those of A, bit for bit', () => {
		const a = normal(70, 52, 3);
		for (const k of [-900, -1, 7, 900]) {
			const b = changed(a, (x) => timesPowerOfTwo(x, k));
			expect([...singularValues(b)]).toEqual([...singularValues(a)].map((x) => timesPowerOfTwo(x, k)));
		}
	});

	test('show the rank of a product of thin factors', () => {
		for (const rank of [1, 20, 59])
			expect(measureRank(timesTransposed(normal(90, rank, 1), normal(60, rank, 2))).rank).toBe(rank);
	});

	test('have the same bits on every machine', () => {
		const data = Float64Array.from({ length: 60 * 50 }, (_, i) => ((i * 7919) % 10007) / 10007 - 0.5);
		const values = singularValues({ shape: [60, 50], data });
		expect(values.reduce((sum, x, i) => sum + x * (1 + (i % 7)), 0)).toBe(213.16404745401067);
	});
});

describe('a larger product P·Qᵀ', () => {
	test('has the bits of sums from the first term to the last', () => {
		fc.assert(
			fc.property(size, size, size, fc.nat(1e6), (m, n, width, seed) => {
				const [p, q] = [normal(m, width, seed), normal(n, width, seed + 1)];
				const right = transposed(q);
				const plain = new Float64Array(m * n);
				for (let i = 0; i < m; i++)
					for (let k = 0; k < width; k++)
						for (let j = 0; j < n; j++)
							plain[i * n + j] =
								(plain[i * n + j] ?? NaN) + (p.data[i * width + k] ?? NaN) * (right.data[k * n + j] ?? NaN);
				expect(timesTransposed(p, q).data).toEqual(plain);
			}),
			{ numRuns: 10, seed: 1 }
		);
	});

	test('has NaN where a row has it, and nowhere else', () => {
		const [p, q] = [normal(60, 50, 1), normal(55, 50, 2)];
		p.data[50 * 7 + 3] = NaN;
		timesTransposed(p, q).data.forEach((x, at) => {
			expect(Number.isNaN(x)).toBe(Math.floor(at / 55) === 7);
		});
	});
});
