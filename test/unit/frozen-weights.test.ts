/** HiRA and DoRA, whose ΔW is a function of the frozen weights W0 too. */
import { describe, expect, test } from 'vitest';
import { adapter, place, type Adapter } from '$src/adapters/adapter';
import { frozenValues, initialValues, randomValues } from '$src/adapters/values';
import { methodFields, type MethodOptions } from '$src/adapters/index';
import { frozenWeights, method } from '$src/adapters/method';
import { rankField } from '$src/adapters/options';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import {
	dotDivide,
	innerProduct,
	matmul,
	rowNorms,
	scaleRows,
	squaredNorm,
	subtract
} from '$src/algebra/ops';
import { rankBound } from '$src/algebra/rankBound';
import { spectrumOf } from '$src/algebra/spectrum';
import { texOf } from '$src/algebra/tex';
import { cpuBackend } from '$src/compute/cpu/backend';
import { experiment } from '$src/experiments/experiment';
import { onlyModule } from '$src/experiments/measure';
import { train } from '$src/experiments/train';
import { Random } from '$src/math/random';
import { timesTransposed } from '$src/math/dense';
import { measureRank } from '$src/math/rank';
import { at, tensor, type Tensor } from '$src/math/tensor';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { expectGradients } from './finiteDifferences';
import { runOracle, relativeDifference } from './oracle';

const make = (method: 'hira' | 'dora', options: Partial<MethodOptions>): Adapter =>
	adapter(method, { ...defaultsOf(methodFields), ...options });

const valueOf = (values: ReadonlyMap<string, Tensor>, name: string): Tensor => {
	const found = values.get(name);
	if (!found) throw new Error(`no value of ${name}`);
	return found;
};

describe.each(['hira', 'dora'] as const)('%s', (method) => {
	test('trains on the CPU as the float64 oracle does, its error goes down and W0 stays', async () => {
		for (const task of ['gaussian', 'regression:4']) {
			const run: Run = {
				...defaultsOf(runSchema),
				...{ method, task, out: 16, in: 12, rank: 4, steps: 60, lr: 0.02, seed: 3, backend: 'cpu' }
			};
			const { program } = experiment(run);
			expect(program.states.map(({ leaf: l }) => l.name)).not.toContain('W0');
			const result = await train(run, {
				select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
				signal: new AbortController().signal,
				onEvent: () => undefined,
				progressEvery: Infinity
			});
			expect(result.losses.at(-1)).toBeLessThan(0.9 * (result.losses[0] ?? 0));
			expect(Object.keys(result.factors).sort()).toEqual(method === 'hira' ? ['A', 'B'] : ['A', 'B', 'm']);
			expect(relativeDifference(result.losses, runOracle(program, run.steps).losses)).toBeLessThan(1e-4);
			expect(Number.isFinite(result.error)).toBe(true);
			const { rank, rankBound } = onlyModule(result);
			expect(rank).toBeLessThanOrEqual(rankBound);
		}
	});

	test('is refused a start without the frozen weights, and names them beside those that are trained', () => {
		const made = make(method, {});
		expect(() => initialValues(made, 1, 'default')).toThrow(/frozen weights W0/);
		expect(made.frozen.map(({ leaf: l }) => l.name)).toEqual(['W0']);
	});

	test('stands on two modules under prefixes, each with frozen weights of its own', () => {
		const [q, v] = ['q.', 'v.'].map((prefix) => adapter(method, make(method, {}).options, { prefix }));
		const names = [q, v].flatMap((made) => made?.frozen.map(({ leaf: l }) => l.name));
		expect(names).toEqual(['q.W0', 'v.W0']);
	});
});

describe('HiRA', () => {
	test('is W0 ⊙ (B·A), costs r(m + n), and has no s', () => {
		const made = make('hira', { out: 5, in: 4, rank: 2, alpha: 9 });
		const values = randomValues(made, 1, 0);
		const [w0, b, a] = ['W0', 'B', 'A'].map((name) => valueOf(values, name));
		const delta = evaluate(made.delta, values);
		for (let i = 0; i < 5; i++)
			for (let j = 0; j < 4; j++) {
				const ba = [0, 1].reduce((sum, k) => sum + at(b ?? delta, i, k) * at(a ?? delta, k, j), 0);
				expect(at(delta, i, j)).toBeCloseTo(at(w0 ?? delta, i, j) * ba, 12);
			}
		expect([made.parameters, made.scale]).toEqual([2 * (5 + 4), 1]);
		expect(texOf(made.delta)).toContain('\\odot');
	});

	test('has the rank of rank(W0)·r where W0 is of low rank, and full rank where it is of full rank', () => {
		for (const [k, r, expected] of [
			[1, 3, 3],
			[2, 3, 6],
			[3, 4, 12],
			[20, 1, 20]
		] as const) {
			const made = make('hira', { out: 24, in: 20, rank: r });
			expect(made.rankBound).toBe(20);
			const normal = (name: string, rows: number): Tensor => new Random(k, name).normal([rows, k]);
			const w0 = k === 20 ? normal('W0', 24) : timesTransposed(normal('left', 24), normal('right', 20));
			const values = randomValues(made, 2, 0).set('W0', w0);
			expect(measureRank(evaluate(made.delta, values)).rank).toBe(expected);
		}
	});
});

describe('DoRA', () => {
	test('has rows of W0 + ΔW that are as long as m says, in the direction of W0 + s·B·A', () => {
		const made = make('dora', { out: 5, in: 4, rank: 2, alpha: 6 });
		const values = randomValues(made, 1, 0);
		const read = (name: string) => [...valueOf(values, name).data];
		const [w0, b, a, m] = ['W0', 'B', 'A', 'm'].map(read);
		const delta = evaluate(made.delta, values);
		expect(made.scale).toBe(3);
		for (let i = 0; i < 5; i++) {
			const v = [0, 1, 2, 3].map((j) => {
				const ba = [0, 1].reduce((sum, k) => sum + (b?.[2 * i + k] ?? NaN) * (a?.[4 * k + j] ?? NaN), 0);
				return (w0?.[4 * i + j] ?? NaN) + 3 * ba;
			});
			const length = Math.hypot(...v);
			v.forEach((x, j) =>
				expect((w0?.[4 * i + j] ?? NaN) + at(delta, i, j)).toBeCloseTo(((m?.[i] ?? NaN) * x) / length, 12)
			);
		}
		expect(made.parameters).toBe(2 * (5 + 4) + 5);
	});

	test('starts with the norms of the rows of W0, whatever the init', () => {
		const made = make('dora', { out: 6, in: 5 });
		const w0 = new Random(4, 'W0').normal([6, 5]);
		for (const init of ['default', 'swapped', 'zero', 'random'] as const) {
			const values = initialValues(made, 1, init, () => w0);
			const frozen = valueOf(frozenValues(made, values), 'W0');
			valueOf(values, 'm').data.forEach((x, i) => {
				const row = [0, 1, 2, 3, 4].map((j) => at(frozen, i, j));
				expect(x).toBe(Math.fround(Math.sqrt(row.reduce((sum, y) => sum + y * y, 0))));
			});
		}
	});

	test('reaches the full rank, as its bound says', () => {
		const made = make('dora', { out: 9, in: 7, rank: 1 });
		expect([made.rankBound, spectrumOf(made.delta, randomValues(made, 1, 0)).rank]).toEqual([7, 7]);
	});
});

/** Two methods that the site does not have, written as its methods are: nothing but a record each. */
const vera = method({
	name: 'vera',
	title: 'VeRA',
	options: { rank: rankField },
	// ΔW = diag(b)·B·diag(d)·A with B and A drawn once and frozen (arXiv 2310.11454, eq. 2).
	factors: ({ out, in: columns, rank }) => [
		{ name: 'b', peftName: 'vera_lambda_b', symbol: 'b', tex: 'b', shape: [out], start: 'zeros' },
		{ name: 'd', peftName: 'vera_lambda_d', symbol: 'd', tex: 'd', shape: [rank], start: 0.1 },
		{
			name: 'B',
			peftName: null,
			symbol: 'B',
			tex: 'B',
			shape: [out, rank],
			start: 'kaiming',
			isFrozen: true
		},
		{
			name: 'A',
			peftName: null,
			symbol: 'A',
			tex: 'A',
			shape: [rank, columns],
			start: 'kaiming',
			isFrozen: true
		}
	],
	scale: () => 1,
	delta: (factor) => scaleRows(factor('b'), matmul(factor('B'), scaleRows(factor('d'), factor('A'))))
});
const ia3 = method({
	name: 'ia3',
	title: 'IA³',
	options: {},
	// W′ = diag(l)·W0 on the outputs of a layer (arXiv 2205.05638, section 3.3).
	factors: (layer) => [
		{ name: 'l', peftName: 'ia3_l', symbol: 'l', tex: 'l', shape: [layer.out], start: 1 },
		frozenWeights(layer)
	],
	scale: () => 1,
	delta: (factor) => subtract(scaleRows(factor('l'), factor('W0')), factor('W0'))
});

test.each([
	[vera, 8 + 3, 3],
	[ia3, 8, 6]
] as const)(
	'$name could be written as a record alone: vectors that are trained, matrices that are not',
	(of, count, bound) => {
		const made = place(of, { ...defaultsOf(methodFields), out: 8, in: 6, rank: 3 });
		expect([made.parameters, made.rankBound]).toEqual([count, bound]);
		for (const init of ['default', 'swapped', 'random'] as const) {
			const start = initialValues(made, 2, init, () => new Random(1, 'W0').normal([8, 6]));
			for (const { leaf: l } of made.frozen)
				expect(valueOf(start, l.name).data.some((x) => x !== 0)).toBe(true);
			if (init === 'default') expect(evaluate(made.delta, start).data.every((x) => x === 0)).toBe(true);
		}
		const g = leaf('G', [8, 6]);
		const values = randomValues(made, 5, 0).set('G', new Random(5, 'G').normal([8, 6]));
		expect(spectrumOf(made.delta, values).rank).toBe(bound);
		expectGradients(innerProduct(g, made.delta), made, values);
	}
);

describe('the ops on rows', () => {
	const values = new Map<string, Tensor>([
		['A', tensor([2, 3], [3, 0, 4, 0, -2, 0])],
		['v', tensor([2], [10, -1])]
	]);
	const [a, v] = [leaf('A', [2, 3]), leaf('v', [2])];

	test('are norms, quotients, and rows times numbers', () => {
		expect([...evaluate(rowNorms(a), values).data]).toEqual([5, 2]);
		expect([...evaluate(dotDivide(v, rowNorms(a)), values).data]).toEqual([2, -0.5]);
		expect(evaluate(scaleRows(v, a), values).data.map((x) => x + 0)).toEqual(
			Float64Array.of(30, 0, 40, 0, 2, 0)
		);
		expect(texOf(scaleRows(dotDivide(v, rowNorms(a)), a))).toContain('\\operatorname{diag}\\left(\\frac{');
	});

	test('keep the rank at most what it was, and refuse a vector of another length', () => {
		const thin = make('hira', { out: 6, in: 6, rank: 2 }).delta;
		const low = thin.kind === 'apply' ? thin.args[1] : undefined;
		expect(low && rankBound(scaleRows(leaf('u', [6]), low))).toBe(2);
		expect(() => scaleRows(leaf('u', [3]), a)).toThrow(/scaleRows/);
		expect(() => dotDivide(v, a)).toThrow(/dotDivide/);
	});

	test('have gradients of their own: that of a sum of norms is rows of length one', () => {
		const sum = squaredNorm(rowNorms(a));
		const gradient = leafGradients(sum, [a]).get('A');
		expect(gradient && [...evaluate(gradient, values).data]).toEqual([6, 0, 8, 0, -4, 0]);
	});
});
