import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check } from '$src/algebra/equation';
import { evaluate } from '$src/algebra/evaluate';
import { cpuBackend } from '$src/compute/cpu/backend';
import { experiment } from '$src/experiments/experiment';
import type { Result } from '$src/experiments/protocol';
import { resolutionOf } from '$src/experiments/timing';
import { train } from '$src/experiments/train';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { at, largestDifference, zeros, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { equationsFor } from '$lessons/lora/equations';
import {
	drawnFrom,
	forwardPasses,
	measureLatency,
	merge,
	multiply,
	relativeDifference,
	type Layer
} from '$lessons/lora/latency';
import { mergingCost, mergingOf } from '$lessons/lora/merging';
import { environmentFor, liveFactors } from '$lessons/lora/matrices';
import lesson from '$lessons/lora/lesson';
import { parameters, runOf, tasks, type LoraValues } from '$lessons/lora/parameters';
import { beginningOf, LIGHT } from '$src/experiments/beginning';
import { previewOf } from '$src/experiments/preview';
import { anyState, expectToHold } from './lessonSuite';

const defaults: LoraValues = defaultsOf(parameters);

const factorsOf = (values: LoraValues): Record<string, Float32Array> => {
	const normal = (name: string, rows: number, columns: number): Float32Array =>
		Float32Array.from(new Random(values.seed, `test/${name}`).normal([rows, columns]).data);
	return { A: normal('A', values.rank, values.in), B: normal('B', values.out, values.rank) };
};

describe('the equations of the lesson lora', () => {
	test('hold on the factors of an adapter too, whatever it was trained to', () => {
		fc.assert(
			fc.property(anyState(parameters), (values) => {
				const live = liveFactors(values, factorsOf(values));
				if (!live) throw new Error('no live factors');
				expectToHold(lesson, values, new Map([...environmentFor(values), ...live]));
			}),
			{ numRuns: 40, seed: 4 }
		);
	}, 60_000);

	test('do not take factors that diverged', () => {
		const factors = factorsOf(defaults);
		factors['A']?.fill(NaN, 3, 4);
		expect(liveFactors(defaults, factors)).toBeNull();
	});

	test('would not hold were a formula wrong: s left out of the gradient of B', () => {
		const values = { ...defaults, alpha: 8 };
		const environment = new Map(environmentFor(values));
		const { 'gradient-b': right } = equationsFor(values);
		expect(check(right, environment).holds).toBe(true);
		const [left, formula] = right.sides;
		if (left?.kind !== 'apply' || formula?.kind !== 'apply') throw new Error('expressions');
		const withoutS = formula.args[1];
		if (!withoutS) throw new Error('an argument');
		expect(check({ ...right, sides: [left, withoutS] }, environment).holds).toBe(false);
	});

	test('state the dimension that the product map really has: the rank of its differential is r(m+n−r)', () => {
		const [m, n, r] = [6, 5, 2];
		const [b, a] = [new Random(1, 'b').normal([m, r]), new Random(1, 'a').normal([r, n])];
		const jacobian = zeros([m * n, r * (m + n)]);
		const put = (i: number, j: number, unknown: number, value: number): void => {
			const index = (i * n + j) * r * (m + n) + unknown;
			jacobian.data[index] = (jacobian.data[index] ?? 0) + value;
		};
		for (let i = 0; i < m; i++)
			for (let j = 0; j < n; j++)
				for (let k = 0; k < r; k++) {
					put(i, j, i * r + k, at(a, k, j));
					put(i, j, m * r + k * n + j, at(b, i, k));
				}
		expect(measureRank(jacobian).rank).toBe(r * (m + n - r));
	});
});

describe('the preview of a run', () => {
	test('starts from the factors that the worker starts from, and has its floor', () => {
		for (const task of tasks) {
			const run = runOf({ ...defaults, task, out: 16, in: 24 });
			const [preview, made] = [previewOf(run, beginningOf(run)), experiment(run)];
			expect(preview.floor).toBe(made.floor);
			for (const { leaf, initial } of made.program.states.slice(0, 2)) {
				expect(preview.initial[leaf.name]).toEqual(initial);
			}
		}
	});

	test('has gradients that agree with those of the training loss', () => {
		for (const task of ['low-rank:8', 'regression:8'] as const) {
			const values: LoraValues = { ...defaults, task, out: 16, in: 8, rank: 3, alpha: 6 };
			const run = runOf(values);
			const preview = previewOf(run, beginningOf(run));
			const { program } = experiment(run);
			const factors = factorsOf(values);
			const lossAt = (moved: Record<string, Float32Array>): number => {
				const environment = new Map<string, Tensor>(
					program.inputs.map(({ leaf, values: x }) => [
						leaf.name,
						{ shape: leaf.shape, data: Float64Array.from(x) }
					])
				);
				environment.set('A', { shape: [3, 8], data: Float64Array.from(moved['A'] ?? []) });
				environment.set('B', { shape: [16, 3], data: Float64Array.from(moved['B'] ?? []) });
				return evaluate(program.loss, environment).data[0] ?? NaN;
			};
			for (const name of ['A', 'B']) {
				let squares = 0;
				const h = 2 ** -7;
				const values0 = factors[name] ?? new Float32Array();
				for (let i = 0; i < values0.length; i++) {
					const along = (by: number): number =>
						lossAt({ ...factors, [name]: values0.map((x, j) => (i === j ? Math.fround(x + by) : x)) });
					squares += ((along(h) - along(-h)) / (2 * h)) ** 2;
				}
				const norm = preview.gradientNorms(factors)?.get(name) ?? NaN;
				expect(Math.abs(norm / Math.sqrt(squares) - 1)).toBeLessThan(1e-3);
			}
		}
	});

	test('of an init says which factor moves: only the one that is zero; neither, if both are', () => {
		const norms = (init: LoraValues['init']): number[] => {
			const run = runOf({ ...defaults, init });
			const preview = previewOf(run, beginningOf(run));
			const found = preview.gradientNorms(preview.initial);
			return ['B', 'A'].map((name) => Math.sign(found?.get(name) ?? NaN));
		};
		expect(norms('default')).toEqual([1, 0]);
		expect(norms('swapped')).toEqual([0, 1]);
		expect(norms('zero')).toEqual([0, 0]);
		expect(norms('random')).toEqual([1, 1]);
	});
});

describe('merging', () => {
	test('at another α is what it would be from the start, and forms no product again', () => {
		const run = runOf({ ...defaults, out: 24, in: 16 });
		const w0 = drawnFrom(3)('W0', 24, 16);
		const ask = (key: string, scale: number) => mergingOf({ key, run, scale, w0, trained: null });
		const first = ask('kept', 1);
		for (const scale of [0.5, 2, 16]) {
			const [again, fresh] = [ask('kept', scale), ask(`new ${scale}`, scale)];
			expect(again).toEqual(fresh);
			expect(again.h).not.toEqual(first.h);
			ask('kept', 1);
		}
		// The factors are those of the question only where they are new.
		const trained = { b: new Float32Array(24 * run.rank), a: new Float32Array(run.rank * 16) };
		ask('zero', 1);
		expect(mergingOf({ key: 'zero', run, scale: 2, w0, trained }).layer.b).not.toBe(trained.b);
		expect(mergingOf({ key: 'other', run, scale: 2, w0, trained }).difference).toBe(0);
	});

	test('draws the frozen weights that the run has where the page does not send them', () => {
		const run = runOf({ ...defaults, out: 24, in: 16 });
		const { w0 } = beginningOf(run);
		const ask = { key: 'drawn', run, scale: 1, trained: null };
		expect(mergingOf(ask)).toEqual(mergingOf({ ...ask, w0: new Float32Array(w0.data) }));
	});

	test('is left to a worker for every layer with more rows and columns than the page thread takes on', () => {
		expect(mergingCost(runOf(defaults))).toBeLessThan(LIGHT / 10);
		for (const rank of [1, 32])
			expect(mergingCost(runOf({ ...defaults, out: 1024, in: 1024, rank }))).toBeGreaterThan(LIGHT);
	});

	const layer: Layer = {
		out: 24,
		in: 16,
		rank: 4,
		scale: 2,
		w0: Float32Array.from(new Random(1, 'w0').normal([24, 16]).data),
		b: Float32Array.from(new Random(1, 'b').normal([24, 4]).data),
		a: Float32Array.from(new Random(1, 'a').normal([4, 16]).data)
	};
	const x = Float32Array.from(new Random(1, 'x').normal([5, 16]).data);

	test('gives the same output to 1e-5 of the largest, at any batch', () => {
		const { merged, unmerged } = forwardPasses(layer, x);
		expect(relativeDifference(merged(), unmerged())).toBeLessThan(1e-5);
		expect(relativeDifference(merged(), unmerged())).toBeGreaterThan(0);
	});

	test('adds in float32: what is half a last digit beside 1 is lost each time, though two of them would not be', () => {
		const h = new Float32Array(1);
		multiply(Float32Array.of(1, 2 ** -24, 2 ** -24), 1, 3, Float32Array.of(1, 1, 1), h);
		expect(h[0]).toBe(1);
		multiply(Float32Array.of(2 ** -24, 2 ** -24, 1), 1, 3, Float32Array.of(1, 1, 1), h);
		expect(h[0]).toBe(1 + 2 ** -23);
	});

	test('is W0 + sBA', () => {
		const merged = { shape: [24, 16], data: Float64Array.from(merge(layer)) };
		const expected = zeros([24, 16]);
		for (let i = 0; i < 24; i++)
			for (let j = 0; j < 16; j++) {
				let sum = 0;
				for (let k = 0; k < 4; k++) sum += (layer.b[i * 4 + k] ?? 0) * (layer.a[k * 16 + j] ?? 0);
				expected.data[i * 16 + j] = (layer.w0[i * 16 + j] ?? 0) + 2 * sum;
			}
		expect(largestDifference(merged, expected)).toBeLessThan(1e-5);
	});

	test('is timed in samples that are long beside the smallest step of the clock', () => {
		// A clock that ticks every 0.1 ms, as browsers give it.
		const now = (): number => Math.floor(performance.now() * 10) / 10;
		const resolution = resolutionOf(now);
		expect(resolution).toBeGreaterThan(0.09);
		const latency = measureLatency(layer, x, { samples: 9, now });
		expect(latency.samples).toBe(9);
		expect(latency.passes).toBeGreaterThan(1);
		for (const t of [latency.merged, latency.unmerged]) {
			expect(t.lower).toBeLessThanOrEqual(t.median);
			expect(t.median).toBeLessThanOrEqual(t.upper);
			expect(t.median).toBeGreaterThan(0);
		}
	});
});

describe('what the prose says of the live adapter', () => {
	const trained = (change: Partial<LoraValues>): Promise<Result> =>
		train(runOf({ ...defaults, ...change, backend: 'cpu' }), {
			select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
			signal: new AbortController().signal,
			onEvent: () => undefined,
			progressEvery: Infinity
		});

	test('holds as the page opens: all r bars rise, and the error comes down to its floor but not below it', async () => {
		for (const seed of [1, 2, 3]) {
			const { error, floor, modules } = await trained({ seed });
			expect(modules[0]?.rank).toBe(defaults.rank);
			expect(floor).toBeGreaterThan(0.1);
			expect(error / (floor ?? NaN)).toBeCloseTo(1, 9);
			expect(error).toBeGreaterThan((floor ?? NaN) * (1 - 1e-12));
		}
	});

	test('holds of the smallest r at which the error goes to zero: eight', async () => {
		expect((await trained({ rank: 7 })).error).toBeGreaterThan(0.01);
		expect((await trained({ rank: 8 })).error).toBeLessThan(1e-12);
		expect((await trained({ rank: 8, task: 'gaussian' })).floor).toBeGreaterThan(0.1);
	});

	test('holds of α: at 16 the loss is below that at 1 from the second step to the hundredth', async () => {
		const [slow, fast] = [(await trained({ alpha: 1 })).losses, (await trained({ alpha: 16 })).losses];
		for (let t = 1; t < 100; t++) expect(fast[t]).toBeLessThan(slow[t] ?? NaN);
	});

	test('holds of SGD at learning rate 1: on the target of rank 8 it diverges', async () => {
		for (const seed of [1, 2, 3]) {
			await expect(trained({ seed, optimizer: 'sgd', lr: 1 })).rejects.toMatchObject({ reason: 'diverged' });
		}
	});

	test('holds of both factors at zero: a saddle, the loss falls one way and rises the other', () => {
		const { program } = experiment(runOf({ ...defaults, init: 'zero' }));
		const [m, n, r] = [defaults.out, defaults.in, defaults.rank];
		const inputs = program.inputs.map(
			({ leaf, values }) => [leaf.name, { shape: leaf.shape, data: Float64Array.from(values) }] as const
		);
		const lossAt = (b: number, a: number): number => {
			const [B, A] = [zeros([m, r]), zeros([r, n])];
			[B.data[0], A.data[0]] = [b, a];
			return evaluate(program.loss, new Map<string, Tensor>([...inputs, ['B', B], ['A', A]])).data[0] ?? NaN;
		};
		const [one, other] = [lossAt(0.01, 0.01) - lossAt(0, 0), lossAt(-0.01, 0.01) - lossAt(0, 0)];
		expect(Math.sign(one)).toBe(-Math.sign(other));
		expect(Math.abs(one)).toBeGreaterThan(0);
	});
});
