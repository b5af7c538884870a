import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { timesTransposed } from '$src/math/dense';
import { philox, Random } from '$src/math/random';
import { describeSpectrum, measureRank, measureRankOfFactors, tailEnergy } from '$src/math/rank';
import { singularValues, svd, triangularFactor } from '$src/math/svd';
import {
	at,
	frobeniusNorm,
	fromRows,
	identity,
	largestDifference,
	tensor,
	toRows,
	type Tensor
} from '$src/math/tensor';

const columnsScaled = (a: Tensor, by: Float64Array): Tensor => ({
	shape: a.shape,
	data: a.data.map((x, i) => x * (by[i % by.length] ?? NaN))
});
const transposed = (a: Tensor): Tensor => {
	const rows = toRows(a);
	return fromRows((rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? NaN)));
};

describe('random numbers', () => {
	test('are those of Philox 2×32-10 for the known answers of Random123', () => {
		// kat_vectors of Random123 1.14: philox2x32, 10 rounds.
		expect(philox([0, 0], 0)).toEqual([0xff1dae59, 0x6cd10df2]);
		expect(philox([0xffffffff, 0xffffffff], 0xffffffff)).toEqual([0x2c3f628b, 0xab4fd7ad]);
		expect(philox([0x243f6a88, 0x85a308d3], 0x13198a2e)).toEqual([0xdd7ce038, 0xf62a4c12]);
	});

	test('depend on seed and stream, and not on what was drawn before', () => {
		const draw = (seed: number, stream: string): number[] => [...new Random(seed, stream).normal([5]).data];
		expect(draw(1, 'a')).toEqual(draw(1, 'a'));
		expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
		expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
		expect([...new Random(1, 'a').normal([3]).data]).toEqual(draw(1, 'a').slice(0, 3));
	});

	test('have the moments of N(0, 1) and of U(−b, b) within five standard errors', () => {
		const n = 40000;
		const normal = new Random(3, 'moments').normal([n]).data;
		const mean = (f: (x: number) => number): number => normal.reduce((s, x) => s + f(x), 0) / n;
		expect(Math.abs(mean((x) => x))).toBeLessThan(5 / Math.sqrt(n));
		expect(Math.abs(mean((x) => x * x) - 1)).toBeLessThan((5 * Math.SQRT2) / Math.sqrt(n));
		expect(Math.abs(mean((x) => x ** 4) - 3)).toBeLessThan((5 * Math.sqrt(96)) / Math.sqrt(n));
		const uniform = new Random(3, 'moments').uniform([n], 0.25).data;
		expect(Math.max(...uniform.map(Math.abs))).toBeLessThan(0.25);
		expect(uniform.reduce((s, x) => s + x * x, 0) / n).toBeCloseTo(0.25 ** 2 / 3, 3);
	});
});

describe('the singular value decomposition', () => {
	test('rebuilds the matrix with orthonormal factors and descending values, for random shapes', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 12 }),
				fc.nat(1e6),
				(m, n, seed) => {
					const a = new Random(seed, 'svd').normal([m, n]);
					const { u, singularValues: s, v } = svd(a);
					const k = Math.min(m, n);
					expect(largestDifference(timesTransposed(columnsScaled(u, s), v), a)).toBeLessThan(
						1e-12 * frobeniusNorm(a)
					);
					for (const q of [u, v]) {
						expect(
							largestDifference(timesTransposed(transposed(q), transposed(q)), identity(k))
						).toBeLessThan(1e-12);
					}
					expect([...s]).toEqual([...s].sort((x, y) => y - x));
					expect(Math.max(...singularValues(a).map((x, i) => Math.abs(x - (s[i] ?? NaN))))).toBeLessThan(
						1e-12 * (s[0] ?? 1)
					);
				}
			),
			{ numRuns: 80, seed: 1 }
		);
	});

	test('takes the triangular factor R of A = QR: RᵀR = AᵀA, for random, deficient and zero columns', () => {
		for (let draw = 0; draw < 20; draw++) {
			const [m, n] = [8 + draw, 1 + (draw % 8)];
			const a = new Random(draw, 'qr').normal([m, n]);
			// A zero column, and one that repeats another.
			if (draw % 3 === 1) for (let i = 0; i < m; i++) a.data[i * n] = 0;
			if (draw % 3 === 2 && n > 1) for (let i = 0; i < m; i++) a.data[i * n + 1] = a.data[i * n] ?? NaN;
			const r = triangularFactor(a);
			for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) expect(at(r, i, j)).toBe(0);
			const gram = (x: Tensor): Tensor => timesTransposed(transposed(x), transposed(x));
			expect(largestDifference(gram(r), gram(a))).toBeLessThan(1e-12 * m);
		}
	});

	test('refuses what is not finite and names the element', () => {
		expect(() => svd(fromRows([[1, NaN]]))).toThrow(/finite numbers, got NaN at element 1/);
	});
});

describe('low-rank approximation', () => {
	test('of diag(4,3,2,1) at k = 2 errs by √5 in Frobenius and 2 in spectral norm', () => {
		const values = singularValues(
			fromRows([
				[4, 0, 0, 0],
				[0, 3, 0, 0],
				[0, 0, 2, 0],
				[0, 0, 0, 1]
			])
		);
		expect(Math.sqrt(tailEnergy(values, 2))).toBeCloseTo(Math.sqrt(5), 14);
		expect(values[2]).toBeCloseTo(2, 14);
	});

	test('no random matrix of rank k comes closer than the tail of the spectrum', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4 }), fc.nat(1e6), (k, seed) => {
				const source = new Random(seed, 'ey');
				const a = source.normal([6, 5]);
				const b = timesTransposed(new Random(seed, 'y').normal([6, k]), new Random(seed, 'z').normal([5, k]));
				const difference = { shape: a.shape, data: a.data.map((x, i) => x - (b.data[i] ?? NaN)) };
				expect(frobeniusNorm(difference)).toBeGreaterThanOrEqual(
					Math.sqrt(tailEnergy(singularValues(a), k)) * (1 - 1e-12)
				);
			}),
			{ numRuns: 100, seed: 2 }
		);
	});
});

describe('measured rank', () => {
	test('from thin factors equals that from the whole matrix, spectrum included', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 14 }),
				fc.integer({ min: 1, max: 14 }),
				fc.integer({ min: 1, max: 16 }),
				fc.nat(1e6),
				(m, n, width, seed) => {
					const [p, q] = [new Random(seed, 'p').normal([m, width]), new Random(seed, 'q').normal([n, width])];
					const thin = measureRankOfFactors(p, q);
					const dense = measureRank(timesTransposed(p, q));
					expect(thin.rank).toBe(Math.min(m, n, width));
					const largest = dense.singularValues[0] ?? 1;
					dense.singularValues.forEach((s, i) => {
						expect(Math.abs(s - (thin.singularValues[i] ?? 0))).toBeLessThan(1e-12 * largest);
					});
				}
			),
			{ numRuns: 100, seed: 5 }
		);
	});

	test('of a zero matrix is 0 with stable and effective rank 0, and of the identity n for all three', () => {
		expect(measureRank(tensor([3, 2], new Float64Array(6)))).toMatchObject({
			rank: 0,
			stableRank: 0,
			effectiveRank: 0
		});
		const eye = measureRank(identity(7));
		expect(eye.rank).toBe(7);
		expect(eye.stableRank).toBeCloseTo(7, 12);
		expect(eye.effectiveRank).toBeCloseTo(7, 12);
	});

	test('follows a tolerance that the reader moves', () => {
		const values = Float64Array.of(1, 0.1, 1e-8, 1e-17);
		expect(describeSpectrum(values, 4, 4).rank).toBe(3);
		expect(describeSpectrum(values, 4, 4, 1e-6).rank).toBe(2);
	});
});
