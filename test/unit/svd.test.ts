/** The SVD at every scale: against ml-matrix, which shares no line with it, and against itself times powers of two. */
import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { timesTransposed } from '$src/math/dense';
import { kronFloor, nearestKron } from '$src/math/kron';
import { Random } from '$src/math/random';
import { describeSpectrum, measureRank, measureRankOfFactors, tailNorm, tailShare } from '$src/math/rank';
import { exponentOf, timesPowerOfTwo } from '$src/math/scale';
import { singularValues, svd, triangularFactor } from '$src/math/svd';
import {
	frobeniusNorm,
	fromRows,
	identity,
	largestDifference,
	toRows,
	zeros,
	type Tensor
} from '$src/math/tensor';
import { relativeError } from '$src/models/layer';

const times = (a: Tensor, k: number): Tensor => ({
	shape: a.shape,
	data: a.data.map((x) => timesPowerOfTwo(x, k))
});
const transposed = (a: Tensor): Tensor => {
	const rows = toRows(a);
	return fromRows((rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? NaN)));
};
const filled = (rows: number, columns: number, at: (i: number, j: number) => number): Tensor =>
	fromRows(Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j))));
const hilbert = filled(12, 12, (i, j) => 1 / (i + j + 1));

/** A rebuilt from its parts, the columns orthonormal, the values descending and those of `singularValues`. */
function expectDecomposed(a: Tensor): void {
	const { u, singularValues: sigma, v } = svd(a);
	const k = sigma.length;
	const scale = sigma[0] ?? 0;
	const scaled = { shape: u.shape, data: u.data.map((x, i) => x * (sigma[i % k] ?? NaN)) };
	expect(largestDifference(timesTransposed(scaled, v), a)).toBeLessThanOrEqual(2e-14 * k * scale);
	for (const q of [u, v].map(transposed))
		expect(largestDifference(timesTransposed(q, q), identity(k))).toBeLessThan(2e-14 * k);
	expect([...sigma]).toEqual([...sigma].sort((x, y) => y - x));
	const alone = singularValues(a);
	sigma.forEach((x, i) => {
		expect(Math.abs(x - (alone[i] ?? NaN))).toBeLessThanOrEqual(1e-14 * k * scale);
	});
}

const size = fc.integer({ min: 1, max: 9 });
const power = fc.integer({ min: -900, max: 900 });

describe('the singular values', () => {
	test('agree with those of another library', () => {
		fc.assert(
			fc.property(size, size, fc.nat(1e6), (m, n, seed) => {
				const a = new Random(seed, 'peer').normal([m, n]);
				const peer = new SingularValueDecomposition(new Matrix(toRows(a)), { autoTranspose: true });
				const theirs = peer.diagonal.toSorted((x, y) => y - x);
				singularValues(a).forEach((x, i) => {
					expect(Math.abs(x - (theirs[i] ?? NaN))).toBeLessThan(1e-13 * (theirs[0] ?? NaN));
				});
			}),
			{ numRuns: 60, seed: 1 }
		);
	});

	test('of 2^k·A are 2^k times those of A, bit for bit, and so are norms, errors, floors and triangular factors', () => {
		fc.assert(
			fc.property(size, size, power, fc.nat(1e6), (m, n, k, seed) => {
				const a = new Random(seed, 'scale').normal([2 * m, n]);
				const b = times(a, k);
				const scaled = (values: Iterable<number>): number[] => [...values].map((x) => timesPowerOfTwo(x, k));
				expect([...singularValues(b)]).toEqual(scaled(singularValues(a)));
				const [before, after] = [svd(a), svd(b)];
				expect([...after.singularValues]).toEqual(scaled(before.singularValues));
				expect(after.u).toEqual(before.u);
				expect(after.v).toEqual(before.v);
				expect(frobeniusNorm(b)).toBe(timesPowerOfTwo(frobeniusNorm(a), k));
				expect([...triangularFactor(b).data]).toEqual(scaled(triangularFactor(a).data));
				expect(tailNorm(after.singularValues, 1)).toBe(
					timesPowerOfTwo(tailNorm(before.singularValues, 1), k)
				);
				expect(tailShare(after.singularValues, 1)).toBe(tailShare(before.singularValues, 1));
				const { singularValues: sigma, tolerance, ...shape } = measureRank(a);
				expect(measureRank(b)).toEqual({
					...shape,
					singularValues: Float64Array.from(scaled(sigma)),
					tolerance: timesPowerOfTwo(tolerance, k)
				});
				expect(kronFloor(b, { a: 2, c: 1 })).toBe(kronFloor(a, { a: 2, c: 1 }));
				expect(nearestKron(b, { a: 2, c: 1 }).error).toBe(
					timesPowerOfTwo(nearestKron(a, { a: 2, c: 1 }).error, k)
				);
			}),
			{ numRuns: 60, seed: 2 }
		);
	});

	test('of numbers among the subnormal ones lose the bits that the numbers themselves have lost, and no more', () => {
		const a = filled(4, 3, (i, j) => (i === j ? 3 + i : i + j === 2 ? 1 : 0));
		const [exact, small] = [singularValues(a), singularValues(times(a, -1060))];
		exact.forEach((x, i) => {
			expect(small[i]).toBe(timesPowerOfTwo(x, -1060));
		});
	});

	test('are found, with vectors, for every finite matrix, however far apart its entries are', () => {
		const entry = fc.tuple(
			fc.integer({ min: -1020, max: 1000 }),
			fc.double({ min: -1, max: 1, noNaN: true })
		);
		const kinds = fc.constantFrom(
			(x: number, e: number) => timesPowerOfTwo(x, e),
			(x: number, e: number) => (e % 2 === 0 ? 0 : timesPowerOfTwo(x, Math.trunc(e / 3))),
			(x: number, e: number) => Math.sign(x) * (e % 3)
		);
		fc.assert(
			fc.property(
				size,
				size,
				kinds,
				fc.array(entry, { minLength: 81, maxLength: 81 }),
				(m, n, kind, drawn) => {
					expectDecomposed(
						filled(m, n, (i, j) => {
							const [e = 0, x = 0] = drawn[i * 9 + j] ?? [];
							return kind(x, e);
						})
					);
				}
			),
			{ numRuns: 150, seed: 3 }
		);
	});

	test.each<[string, Tensor]>([
		['of ones', filled(12, 12, () => 1)],
		['of rank one', filled(9, 7, (i, j) => (i + 1) / (j + 1))],
		['above the diagonal alone', filled(8, 8, (i, j) => (j === i + 1 ? 1 : 0))],
		[
			'with zeros within a bidiagonal one',
			filled(8, 8, (i, j) => ((j === i && i % 3 > 0) || j === i + 1 ? 1 : 0))
		],
		['of columns that repeat', filled(10, 6, (i, j) => Math.sin(i * (1 + (j % 2))))],
		['graded over 1e240', filled(7, 7, (i, j) => timesPowerOfTwo(1 + ((i * j) % 3), -60 * (i + j)))],
		['Hilbert', hilbert]
	])('are found, with vectors, for a matrix %s', (_name, a) => {
		expectDecomposed(a);
		expectDecomposed(transposed(a));
	});

	test('of a zero matrix are 0, its rank is 0, and every error and share of it is 0', () => {
		const zero = zeros([3, 2]);
		expectDecomposed(zero);
		expect([...singularValues(zero)]).toEqual([0, 0]);
		expect(measureRank(zero)).toMatchObject({ rank: 0, stableRank: 0, effectiveRank: 0, tolerance: 0 });
		expect(frobeniusNorm(zero)).toBe(0);
		expect(kronFloor(zero, { a: 1, c: 1 })).toBe(0);
		expect(nearestKron(zero, { a: 3, c: 1 }).error).toBe(0);
	});

	test('of what is not finite are refused, and the element is named', () => {
		const bad = fromRows([[1, NaN]]);
		for (const measure of [svd, singularValues, triangularFactor, measureRank])
			expect(() => measure(bad)).toThrow(/expected finite numbers, got NaN at element 1; check the data/);
	});
});

describe('the error of the best approximation', () => {
	test('of the Hilbert matrix at rank 11 is its twelfth singular value, and its measured rank is 11', () => {
		const { singularValues: sigma, rank } = measureRank(hilbert);
		expect(rank).toBe(11);
		expect(tailNorm(sigma, 11)).toBe(sigma[11]);
		// 1.0675e-16 in sixty digits; float64 sees it to within a tenth of the rounding of σ₁.
		expect(Math.abs((sigma[11] ?? NaN) - 1.067489755e-16)).toBeLessThan(0.1 * Number.EPSILON);
		expect(sigma[10]).toBeCloseTo(2.649276e-14, 16);
	});

	test('is the same share at 1e160, at 1e-160 and at 1e-300', () => {
		const a = fromRows([
			[1, 2],
			[3, 4]
		]);
		const share = tailShare(singularValues(a), 1);
		expect(share).toBeGreaterThan(0.004);
		for (const scale of [1e160, 1e-160, 1e-300]) {
			const b = { shape: a.shape, data: a.data.map((x) => x * scale) };
			expect(tailShare(singularValues(b), 1) / share).toBeCloseTo(1, 13);
			expect(tailNorm(singularValues(b), 1) / scale / tailNorm(singularValues(a), 1)).toBeCloseTo(1, 13);
			expect(describeSpectrum(singularValues(b), 2, 2).stableRank).toBeCloseTo(measureRank(a).stableRank, 13);
			expect(relativeError(b, { shape: a.shape, data: b.data.map((x) => 2 * x) })).toBe(0.25);
		}
	});
});

describe('a product P·Qᵀ', () => {
	test('has its rank measured from factors of opposite and of extreme scales', () => {
		const [p, q] = [new Random(1, 'p').normal([9, 3]), new Random(1, 'q').normal([8, 3])];
		const { singularValues: sigma, ...rest } = measureRankOfFactors(p, q);
		const far = measureRankOfFactors(times(p, 900), times(q, -900));
		expect({ ...far }).toEqual({ ...rest, singularValues: sigma });
		expect(measureRankOfFactors(times(p, -700), times(q, -700))).toMatchObject({
			rank: 3,
			stableRank: rest.stableRank
		});
	});
});

describe('the exponent of a number', () => {
	test('is that of the power of two below it, among subnormal numbers too', () => {
		for (const [x, e] of [
			[1, 0],
			[-1.9, 0],
			[2, 1],
			[0.75, -1],
			[Number.MAX_VALUE, 1023],
			[2 ** -1022, -1022],
			[Number.MIN_VALUE, -1074],
			[3 * Number.MIN_VALUE, -1073]
		] as const)
			expect(exponentOf(x)).toBe(e);
	});
});
