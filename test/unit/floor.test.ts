import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import type { MethodName } from '$src/adapters/index';
import { evaluate } from '$src/algebra/evaluate';
import { floorOf } from '$src/experiments/floor';
import { relativeError } from '$src/models/layer';
import { targetOf } from '$src/models/target';
import { timesTransposed } from '$src/math/dense';
import { svd } from '$src/math/svd';
import { squaredNorm } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { methodFields } from '$src/adapters/index';
import { parseTask } from '$src/models/index';

const tasks = ['identity', 'gaussian', 'low-rank:3', 'regression:3', 'block:4', 'kron:4x2', 'hadamard:2'];
const anyCase = fc.record({
	task: fc.constantFrom(...tasks),
	shape: fc.constantFrom<readonly [number, number]>([16, 16], [16, 24], [24, 16]),
	rank: fc.integer({ min: 1, max: 18 }),
	seed: fc.nat(1e6)
});
const make = (method: MethodName, [out, columns]: readonly [number, number], rank: number) =>
	adapter(method, { ...defaultsOf(methodFields), out, in: columns, rank, factor: 4 });

describe('the floor under the error', () => {
	test('is not passed by any factors, not even at the best multiple of their ΔW', () => {
		fc.assert(
			fc.property(
				anyCase,
				fc.constantFrom<MethodName>('lora', 'loha', 'lokr'),
				({ task: name, shape, rank, seed }, method) => {
					const [task, made] = [parseTask(name), make(method, shape, rank)];
					const target = targetOf(task, ...shape, seed);
					const delta = evaluate(made.delta, randomValues(made, seed, 0));
					const dot = delta.data.reduce((sum, x, i) => sum + x * (target.data[i] ?? NaN), 0);
					const best = { ...delta, data: delta.data.map((x) => (x * dot) / squaredNorm(delta)) };
					expect(relativeError(best, target)).toBeGreaterThan((floorOf(made, task, target) ?? NaN) - 1e-12);
				}
			),
			{ seed: 1, numRuns: 300 }
		);
	});

	test('of LoRA is what the truncated SVD leaves, also where the task gives it without an SVD', () => {
		fc.assert(
			fc.property(anyCase, ({ task: name, shape, rank, seed }) => {
				const [task, made] = [parseTask(name), make('lora', shape, rank)];
				const target = targetOf(task, ...shape, seed);
				const { u, singularValues, v } = svd(target);
				const p = singularValues.length;
				const scaled = u.data.map((x, i) => (i % p < rank ? x * (singularValues[i % p] ?? NaN) : 0));
				const truncated = timesTransposed({ shape: u.shape, data: scaled }, v);
				const floor = floorOf(made, task, target) ?? NaN;
				expect(Math.abs(relativeError(truncated, target) - floor)).toBeLessThan(1e-12);
			}),
			{ seed: 2, numRuns: 100 }
		);
	});

	test('is under targets of one size: ‖T‖² = min(m, n)', () => {
		fc.assert(
			fc.property(anyCase, ({ task, shape, seed }) => {
				const target = targetOf(parseTask(task), ...shape, seed);
				expect(squaredNorm(target)).toBeCloseTo(Math.min(...shape), 10);
			}),
			{ seed: 3, numRuns: 60 }
		);
	});
});
