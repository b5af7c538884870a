import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { kron } from '$src/algebra/ops';
import { adapter } from '$src/adapters/adapter';
import { floorOf } from '$src/experiments/floor';
import { targetOf } from '$src/models/target';
import { kronFloor, nearestKron, rearranged } from '$src/math/kron';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { frobeniusNorm, fromRows, largestDifference, tensor, type Tensor } from '$src/math/tensor';
import { parseTask } from '$src/models/index';
import { defaultsOf } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';

const product = (a: Tensor, b: Tensor): Tensor =>
	evaluate(
		kron(leaf('A', a.shape), leaf('B', b.shape)),
		new Map([
			['A', a],
			['B', b]
		])
	);
const normal = (seed: number, name: string, shape: readonly number[]): Tensor =>
	new Random(seed, name).normal(shape);
const size = fc.integer({ min: 1, max: 5 });

describe('the rearrangement of a matrix', () => {
	test('makes a Kronecker product the rank-one matrix vec A · vec Bᵀ', () => {
		fc.assert(
			fc.property(size, size, size, size, fc.nat(1000), (a, b, c, d, seed) => {
				const [left, right] = [normal(seed, 'A', [a, c]), normal(seed, 'B', [b, d])];
				const r = rearranged(product(left, right), { a, c });
				const outer = [...left.data].flatMap((x) => [...right.data].map((y) => x * y));
				expect(largestDifference(r, tensor([a * c, b * d], outer))).toBeLessThan(1e-12);
				expect(measureRank(r).rank).toBe(1);
			})
		);
	});

	test('refuses blocks that do not divide the matrix, and says which do', () => {
		expect(() => rearranged(normal(1, 'M', [24, 6]), { a: 5, c: 2 })).toThrow(
			'kron: 5 does not divide rows = 24; try 1, 2, 3, 4, 6, 8, 12, 24'
		);
	});
});

describe('the nearest Kronecker product', () => {
	test('is exact for a Kronecker product', () => {
		const m = product(normal(3, 'A', [2, 3]), normal(3, 'B', [4, 2]));
		const { a, b, error } = nearestKron(m, { a: 2, c: 3 });
		expect(largestDifference(product(a, b), m)).toBeLessThan(1e-12);
		expect(error).toBeLessThan(1e-12);
	});

	test.each([
		[
			'diag(4, 3, 2, 1)',
			fromRows([
				[4, 0, 0, 0],
				[0, 3, 0, 0],
				[0, 0, 2, 0],
				[0, 0, 0, 1]
			]),
			0.3659662
		],
		[
			'1 … 16',
			tensor(
				[4, 4],
				Array.from({ length: 16 }, (_, i) => i + 1)
			),
			3.5309404
		]
	] as const)('to %s with blocks of 2×2 leaves the printed error', (_name, m, expected) => {
		const { a, b, error } = nearestKron(m, { a: 2, c: 2 });
		expect(error).toBeCloseTo(expected, 6);
		const p = product(a, b);
		expect(frobeniusNorm({ shape: m.shape, data: m.data.map((x, i) => x - (p.data[i] ?? NaN)) })).toBeCloseTo(
			error,
			10
		);
		expect(kronFloor(m, { a: 2, c: 2 })).toBeCloseTo((error / frobeniusNorm(m)) ** 2, 12);
	});

	test('is nearer than any other: random neighbours are never better', () => {
		const m = normal(5, 'M', [6, 6]);
		const { a, b, error } = nearestKron(m, { a: 2, c: 3 });
		fc.assert(
			fc.property(fc.nat(10_000), fc.double({ min: 0.001, max: 1, noNaN: true }), (seed, far) => {
				const moved = (t: Tensor, name: string): Tensor => {
					const by = normal(seed, name, t.shape);
					return { shape: t.shape, data: t.data.map((x, i) => x + far * (by.data[i] ?? 0)) };
				};
				const p = product(moved(a, 'a'), moved(b, 'b'));
				const left = frobeniusNorm({ shape: m.shape, data: m.data.map((x, i) => x - (p.data[i] ?? NaN)) });
				expect(left).toBeGreaterThanOrEqual(error - 1e-12);
			})
		);
	});
});

describe('the floor of LoKr', () => {
	const floor = (task: string, factor: number, rank = 64): number | null => {
		const options = { ...defaultsOf(runSchema), out: 64, in: 64, rank, factor };
		const parsed = parseTask(task);
		return floorOf(adapter('lokr', options), parsed, targetOf(parsed, 64, 64, 1));
	};

	test('is zero where the target is a Kronecker product of its own blocks, and for the identity', () => {
		expect(floor('kron:8x8', -1)).toBeLessThan(1e-12);
		expect(floor('kron:2x2', 2)).toBeLessThan(1e-12);
		expect(floor('identity', -1)).toBeLessThan(1e-12);
	});

	test('is far from zero where the structure does not fit, though the rank would', () => {
		expect(floor('gaussian', 2)).toBeGreaterThan(0.6);
		expect(floor('low-rank:8', 2)).toBeGreaterThan(0.5);
	});

	test('of low-rank blocks counts their rank too', () => {
		expect(floor('identity', 2, 4)).toBeCloseTo(1 - 8 / 64, 12);
	});
});
