/** A problem is a record: its modules, loss, inputs and what it measures; method and optimizer know nothing of it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { initialValues } from '$src/adapters/values';
import { methodNames } from '$src/adapters/index';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { add, matmul, number, scale, squaredNorm, subtract, transpose } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { compose, onlyPart } from '$src/experiments/compose';
import { experiment, experimentOf } from '$src/experiments/experiment';
import { onlyModule } from '$src/experiments/measure';
import { difference, sum, timesTransposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { singularValues } from '$src/math/svd';
import { squaredNorm as squaredNormOf, tensor, type Tensor } from '$src/math/tensor';
import { parseTask, problemNamed, problems } from '$src/models/index';
import { frozenWeights } from '$src/models/layer';
import { asked, problem, type Module, type Problem } from '$src/models/problem';
import { REGRESSION_ROWS, regressionData } from '$src/models/regression';
import { targetOf } from '$src/models/target';
import { misfitOf } from '$src/models/task';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf, integer } from '$src/schema/field';
import { relativeDifference, runOracle } from './oracle';

const run: Run = {
	...defaultsOf(runSchema),
	...{ out: 8, in: 6, rank: 2, task: 'low-rank:3', steps: 40, lr: 0.02, seed: 3, backend: 'cpu' }
};
const zero = (rows: number, columns: number): Tensor =>
	tensor([rows, columns], new Float64Array(rows * columns));

/** The loss of a problem at the update zero, and at the one that it asks for. */
function lossesOf(name: keyof typeof problems, task: string): readonly [number, number] {
	const posed = problems[name].pose({ out: 8, in: 6 }, parseTask(task), 3);
	const delta = leaf('dW', [8, 6]);
	const loss = posed.loss([delta], [delta]);
	const given = posed.inputs.map(({ leaf: l, value }) => [l.name, value()] as const);
	const target = posed.modules[0]?.target?.() ?? zero(8, 6);
	const at = (value: Tensor): number => evaluateNumber(loss, new Map([...given, ['dW', value]]));
	return [at(zero(8, 6)), at(target)];
}

describe('a problem', () => {
	test('is named by its task', () => {
		expect(['identity', 'kron:2x2', 'regression:2'].map(problemNamed)).toEqual([
			'matrix',
			'matrix',
			'regression'
		]);
	});

	test('matrix asks for T: its loss is ½‖T‖² at zero and nothing at T', () => {
		const [atZero, atTarget] = lossesOf('matrix', 'low-rank:3');
		expect(atZero).toBeCloseTo(6 / 2, 12);
		expect(atTarget).toBe(0);
	});

	test('regression asks for what W0 + T does to X: its loss is the mean of (X·Tᵀ)² at zero, and nothing at T', () => {
		const [atZero, atTarget] = lossesOf('regression', 'regression:3');
		const task = parseTask('regression:3');
		const target = problems.regression.pose({ out: 8, in: 6 }, task, 3).modules[0]?.target?.();
		const { x, w0, y } = regressionData(target ?? zero(8, 6), 3);
		expect(y.data).toEqual(timesTransposed(x, sum(w0, target ?? zero(8, 6))).data);
		const moved = difference(y, timesTransposed(x, w0));
		expect(atZero).toBeCloseTo(squaredNormOf(moved) / (REGRESSION_ROWS * 8), 12);
		expect(atTarget).toBeLessThan(1e-28);
	});

	test('has tasks that no other has, and a task that does not fit the layer says so, with one that does', () => {
		const names = Object.values<Problem>(problems).flatMap(({ tasks }) => tasks.map(({ name }) => name));
		expect(new Set(names).size).toBe(names.length);
		fc.assert(
			fc.property(
				fc.constantFrom(
					...Object.values<Problem>(problems)
						.flatMap(({ tasks }) => tasks)
						.filter(({ make }) => make)
				),
				fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 2 }),
				fc.integer({ min: 1, max: 16 }),
				fc.integer({ min: 1, max: 16 }),
				(kind, [first = 1, second = 1], out, columns) => {
					const written = { '': '', K: `:${first}`, AxC: `:${first}x${second}` }[kind.sizes];
					const task = parseTask(kind.name + written);
					expect(task).toMatchObject({ kind, sizes: written.match(/\d+/g)?.map(Number) ?? [] });
					const why = misfitOf(task, out, columns);
					if (why === null)
						expect(squaredNormOf(targetOf(task, out, columns, 1))).toBeCloseTo(Math.min(out, columns), 9);
					else expect(why).toMatch(/^task [a-z-]+: expected .*, got \d+; try \d+$/);
				}
			),
			{ seed: 1, numRuns: 200 }
		);
	});

	test('has targets whose rank and spectrum are what their kind says of them', () => {
		for (const [text, rank] of [
			['low-rank:3', 3],
			['regression:2', 2],
			['identity', 6]
		] as const) {
			const task = parseTask(text);
			const found = singularValues(targetOf(task, 8, 6, 4));
			expect(found.filter((x) => x > 1e-12)).toHaveLength(rank);
			if (task.kind.rank) expect(task.kind.rank(task.sizes)).toBe(rank);
			expect(task.kind.spectrum?.(8, 6) ?? found).toEqual(found);
		}
	});

	test('has weights that are the same whatever is asked of the layer, of variance 1/in', () => {
		const w0 = frozenWeights(64, 48, 5);
		for (const task of ['identity', 'regression:2'])
			expect(
				problems[problemNamed(task)].pose({ out: 64, in: 48 }, parseTask(task), 5).modules[0]?.w0()
			).toEqual(w0);
		expect(squaredNormOf(w0) / 64).toBeGreaterThan(0.9);
		expect(squaredNormOf(w0) / 64).toBeLessThan(1.1);
	});
});

describe('method × problem', () => {
	test('is one composition for every method: its loss at the start is that of training and of the preview', () => {
		for (const method of methodNames) {
			for (const task of ['gaussian', 'regression:2']) {
				const wanted: Run = { ...run, method, task, steps: 1 };
				const composition = compose(wanted);
				const { adapter, module } = onlyPart(composition);
				const values = new Map([
					...initialValues(adapter, wanted.seed, wanted.init, module.w0),
					...composition.posed.inputs.map(({ leaf: l, value }) => [l.name, value()] as const)
				]);
				const [first] = runOracle(experiment(wanted).program, 1).losses;
				expect(evaluateNumber(composition.loss(), values) / (first ?? NaN)).toBeCloseTo(1, 5);
				expect([...leafGradients(composition.loss(), composition.leaves).keys()]).toEqual(
					composition.leaves.map(({ name }) => name)
				);
			}
		}
	});
});

/** Two layers in a row, y = (W₂ + ΔW₂)(W₁ + ΔW₁)x, asked to do what (W₂ + T₂)(W₁ + T₁) does: no problem of the site. */
const chain = problem({
	name: 'chain',
	options: { width: integer({ min: 1, max: 64, default: 6, about: 'numbers between the two layers' }) },
	tasks: [],
	pose: ({ width }, _task, seed) => {
		const [inputs, outputs, rows] = [5, 4, 32];
		const normal = (name: string, shape: [number, number]): Tensor => new Random(seed, name).normal(shape);
		const module = (name: string, out: number, columns: number): Module => ({
			...{ name, out, in: columns },
			w0: () => normal(`${name}/w0`, [out, columns]),
			target: () => normal(`${name}/target`, [out, columns])
		});
		const modules = [module('first', width, inputs), module('second', outputs, width)] as const;
		const through = (moved: boolean, x: Tensor): Tensor =>
			modules.reduce((h, m) => timesTransposed(h, moved ? sum(m.w0(), asked(m)) : m.w0()), x);
		const [x, y] = [leaf('X', [rows, inputs]), leaf('Y', [rows, outputs])];
		const weights = modules.map((m) => leaf(`${m.name}/W`, [m.out, m.in]));
		return {
			modules,
			inputs: [
				{ leaf: x, value: () => normal('x', [rows, inputs]) },
				{ leaf: y, value: () => through(true, normal('x', [rows, inputs])) },
				...weights.map((l, i) => ({ leaf: l, value: modules[i]?.w0 ?? (() => zero(1, 1)) }))
			],
			loss: (updates) => {
				const layer = (h: typeof x | ReturnType<typeof matmul>, i: number) => {
					const [w, delta] = [weights[i], updates[i]];
					if (!w || !delta) throw new Error('chain: expected two updates');
					return matmul(h, transpose(add(w, delta)));
				};
				return scale(number(1 / (rows * outputs)), squaredNorm(subtract(layer(layer(x, 0), 1), y)));
			}
		};
	}
});

test.each(['lora', 'hira', 'dora'] as const)(
	'%s on a problem of two modules has states and a spectrum for each, and trains both on the CPU as the oracle does',
	async (method) => {
		const values = { ...run, width: 7 };
		const posed: Problem = { ...chain, pose: (_, task, seed) => chain.pose(values, task, seed) };
		const composition = compose({ ...run, method, lr: 0.01 }, posed);
		expect(composition.leaves.map(({ name }) => name)).toEqual(
			composition.parts.flatMap(({ module, adapter }) =>
				adapter.factors.map((f) => `${module.name}.${f.name}`)
			)
		);
		const made = experimentOf(composition);
		const [oracle, runner] = [runOracle(made.program, run.steps), await cpuBackend().prepare(made.program)];
		const losses = await runner.run(run.steps);
		expect(relativeDifference(losses, oracle.losses)).toBeLessThan(1e-4);
		expect(losses.at(-1)).toBeLessThan(0.8 * (losses[0] ?? 0));
		const { states } = await runner.read();
		const factors = Object.fromEntries(
			composition.leaves.map(({ name }) => [name, states.get(name) ?? new Float32Array()])
		);
		const snapshot = made.snapshot(run.steps, factors);
		expect(snapshot.modules.map(({ name, parameters, rankBound }) => [name, parameters, rankBound])).toEqual(
			composition.parts.map(({ module, adapter }) => [module.name, adapter.parameters, adapter.rankBound])
		);
		for (const { rank, rankBound } of snapshot.modules) expect(rank).toBeLessThanOrEqual(rankBound);
		expect(composition.parameters).toBe(snapshot.modules.reduce((n, { parameters }) => n + parameters, 0));
		expect(() => onlyModule(snapshot)).toThrow(/expected one module, got 2/);
		expect(() => onlyPart(composition)).toThrow(/expected one module, got 2/);
		expect(made.floor).toBeNull();
		runner.dispose();
	}
);

test('a module that is alone keeps the names of its factors, so that old receipts keep their bits', () => {
	const made = experiment({ ...run, method: 'lora' });
	expect(made.composition.leaves.map(({ name }) => name)).toEqual(['B', 'A']);
	expect(formatReceipt(made.run)).toContain('task=low-rank%3A3');
	const delta = onlyPart(made.composition).adapter.delta;
	expect(
		evaluate(delta, initialValues(onlyPart(made.composition).adapter, 3, 'default')).data.every(
			(v) => v === 0
		)
	).toBe(true);
});
