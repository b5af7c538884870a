/** QR of tall matrices: the streamed triangle against the plain one, which shares no line with it, and against the matrix. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filled, product, timesTransposed, transposed } from '$src/math/dense';
import { Codes, float64 } from '$src/math/floats';
import { product as productOf, rankOfMade, spectrumOfMade } from '$src/math/made';
import { orthogonalTimes, qrOf, triangleOf } from '$src/math/qr';
import { Random } from '$src/math/random';
import { timesPowerOfTwo } from '$src/math/scale';
import { streamedTriangle } from '$src/math/streamed';
import { spectrum } from '$src/math/svd';
import { khatriRao, panelOf, tallOf, tallOfRows, tensorOf, type Tall } from '$src/math/tall';
import { frobeniusNorm, largestDifference, type Tensor } from '$src/math/tensor';

const normal = (rows: number, width: number, seed: number): Tall =>
	tallOf(new Random(seed, 'tall').normal([rows, width]).data, rows, width);
/** Singular values of a triangle with its exponent. */
const valuesOf = ({ r, exponent }: { readonly r: Tensor; readonly exponent: number }): number[] => {
	const found = spectrum(r);
	return [...found.values].map((x) => timesPowerOfTwo(x, found.exponent + exponent));
};
/** A triangle has the singular values of the plain one to a few ε of the largest. */
function expectAlike(p: Tall): void {
	const [found, plain] = [valuesOf(triangleOf(p)), valuesOf(qrOf(p))];
	const largest = plain[0] ?? 0;
	found.forEach((x, i) => {
		expect(Math.abs(x - (plain[i] ?? NaN))).toBeLessThanOrEqual(4e-14 * largest);
	});
}
const width = fc.integer({ min: 1, max: 70 });
const more = fc.integer({ min: 0, max: 400 });

describe('the triangle of a tall matrix', () => {
	test('found a few rows at a time is upper triangular and has the inner products of the columns, at every width', () => {
		fc.assert(
			fc.property(width, more, fc.nat(1e6), (n, extra, seed) => {
				const p = normal(n + extra, n, seed);
				const r = streamedTriangle(p);
				if (!r) throw new Error('expected a triangle from WebAssembly, got none');
				r.data.forEach((x, at) => {
					if (at % n < Math.floor(at / n)) expect(x).toBe(0);
				});
				const [a, ours] = [transposed(tensorOf(p)), transposed(r)];
				const inner = timesTransposed(a, a);
				expect(largestDifference(timesTransposed(ours, ours), inner)).toBeLessThan(
					1e-14 * frobeniusNorm(inner)
				);
			}),
			{ numRuns: 60, seed: 1 }
		);
	});

	test('has the singular values of the plain one, and of the matrix with orthonormal columns it is part of', () => {
		fc.assert(
			fc.property(width, more, fc.nat(1e6), (n, extra, seed) => {
				const p = normal(n + extra, n, seed);
				expectAlike(p);
				const qr = qrOf(p);
				const again = orthogonalTimes(p, qr, qr.r);
				const back = again.data.map((x) => timesPowerOfTwo(x, qr.exponent));
				expect(
					largestDifference({ shape: [back.length], data: back }, { shape: [back.length], data: p.data })
				).toBeLessThan(1e-12);
			}),
			{ numRuns: 30, seed: 2 }
		);
	});

	test('keeps what each column is, however far apart their scales are, so that a product of opposite scales is right', () => {
		const [m, n, w] = [300, 200, 20];
		const grade = fc.array(fc.integer({ min: -220, max: 220 }), { minLength: w, maxLength: w });
		fc.assert(
			fc.property(grade, fc.nat(1e6), (powers, seed) => {
				const graded = (p: Tall, sign: 1 | -1): Tall => ({
					...{ rows: p.rows, width: p.width },
					data: p.data.map((x, at) => timesPowerOfTwo(x, sign * (powers[Math.floor(at / p.rows)] ?? 0)))
				});
				const [p, q] = [normal(m, w, seed), normal(n, w, seed + 1)];
				const even = spectrumOfMade(productOf(p, q));
				const uneven = spectrumOfMade(productOf(graded(p, 1), graded(q, -1)));
				uneven.values.forEach((x, i) => {
					const y = timesPowerOfTwo(x, uneven.exponent - even.exponent);
					expect(Math.abs(y - (even.values[i] ?? NaN))).toBeLessThan(1e-12 * (even.values[0] ?? NaN));
				});
			}),
			{ numRuns: 20, seed: 3 }
		);
	});

	test('shows the rank of columns that depend on each other, and small singular values beside it', () => {
		for (const [rows, n, rank] of [
			[500, 40, 7],
			[130, 33, 32],
			[4096, 64, 16]
		] as const) {
			const [left, right] = [
				new Random(rank, 'l').normal([rows, rank]),
				new Random(rank, 'r').normal([n, rank])
			];
			const p = tallOf(timesTransposed(left, right).data, rows, n);
			const q = normal(300, n, 9);
			const made = productOf(p, q);
			expect(rankOfMade(made, spectrumOfMade(made))).toBe(rank);
		}
		// Singular values down to 1e-14·σ₁: squares of the matrix would lose all below 1e-8.
		const n = 15;
		const [u, v] = [normal(2000, n, 4), normal(n, n, 5)].map((p) => {
			const one = filled(n, n, (i, j) => (i === j ? 1 : 0));
			return tensorOf(orthogonalTimes(p, qrOf(p), one));
		}) as [Tensor, Tensor];
		const wanted = Array.from({ length: n }, (_, i) => 10 ** -i);
		const graded = { shape: u.shape, data: u.data.map((x, at) => x * (wanted[at % n] ?? NaN)) };
		const found = valuesOf(triangleOf(tallOf(product(graded, transposed(v)).data, 2000, n)));
		found.forEach((x, i) => {
			expect(Math.abs(x - (wanted[i] ?? NaN))).toBeLessThan(1e-15);
		});
	});

	test.each<[string, (x: number, at: number) => number]>([
		['zeros', () => 0],
		['zero columns', (x, at) => (Math.floor(at / 150) % 3 === 0 ? 0 : x)],
		['equal columns', (_, at) => Math.sin(at % 150)],
		['one row', (x, at) => (at % 150 === 149 ? x : 0)],
		['numbers near 1e200', (x) => 1e200 * x],
		['numbers near 1e-200', (x) => 1e-200 * x],
		['columns at 1e-190 beside others', (x, at) => (at < 600 ? 1e-190 * x : x)],
		['subnormal numbers', (x) => 1e-310 * x],
		['the largest numbers', (x) => 1e307 * x]
	])('is that of the plain way for %s', (_name, change) => {
		const p = normal(150, 21, 7);
		expectAlike({ rows: 150, width: 21, data: p.data.map(change) });
	});

	test('is refused where there are more columns than rows, and where a number is none', () => {
		expect(() => triangleOf(normal(3, 4, 1), 'spectrum')).toThrow(
			/spectrum: expected at most 3 columns, got 4/
		);
		for (const bad of [NaN, Infinity, -Infinity]) {
			const p = normal(200, 20, 1);
			const data = p.data.map((x, at) => (at === 777 ? bad : x));
			expect(() => triangleOf({ rows: 200, width: 20, data })).toThrow(
				`expected finite numbers, got ${bad} at element 777`
			);
		}
	});

	test('has the same bits on every machine', () => {
		const data = Float64Array.from({ length: 333 * 37 }, (_, i) => ((i * 7919) % 10007) / 10007 - 0.5);
		const r = streamedTriangle({ rows: 333, width: 37, data });
		expect(r?.data.reduce((sum, x, i) => sum + x * (1 + (i % 7)), 0)).toBe(-292.8540144713131);
	});
});

describe('numbers of a file', () => {
	const width = fc.integer({ min: 1, max: 40 });
	const kind = fc.constantFrom('half', 'brain', 'single');
	test('have the same triangle, bit for bit, as they have as float64, whether rows or columns are held', () => {
		fc.assert(
			fc.property(width, fc.nat(200), kind, fc.boolean(), fc.nat(1e6), (n, extra, kind, isByRows, seed) => {
				const rows = n + extra;
				const random = new Random(seed, 'codes').normal([rows * n]).data;
				const codes = Uint16Array.from(random, (x) => Math.floor(Math.abs(x) * 1e7) % 0x7c00);
				const numbers = kind === 'single' ? Float32Array.from(random) : new Codes(kind, codes);
				const held = isByRows ? tallOf(numbers, rows, n) : tallOfRows(numbers, n, rows);
				const data = float64(numbers);
				const plain = isByRows ? tallOf(data, rows, n) : tallOfRows(data, n, rows);
				expect(streamedTriangle(held)).toEqual(streamedTriangle({ rows, width: n, data: plain.data }));
				expect(held.data).toEqual(plain.data);
			}),
			{ numRuns: 150, seed: 5 }
		);
	});
});

describe('a part of a tall matrix', () => {
	test('is the same whether columns, rows or factors are held', () => {
		const [rows, a, b] = [9, normal(9, 3, 1), normal(9, 4, 2)];
		const product = khatriRao(a, b);
		const columns: Tall = { rows, width: 12, data: product.data };
		const asRows = tallOf(tensorOf(columns).data, rows, 12);
		const read = (p: Tall): number[] => {
			const out = new Float64Array(40);
			panelOf(p)(out, 3, [2, 7], [4, 9], 6);
			return [...out];
		};
		expect(read(product)).toEqual(read(columns));
		expect(read(asRows)).toEqual(read(columns));
		expect(read(columns)[3]).toBe(product.data[4 * rows + 2]);
		expect([...asRows.data]).toEqual([...product.data]);
		expect(tallOfRows(asRows.data, 12, rows).data).toBe(asRows.data);
	});
});
