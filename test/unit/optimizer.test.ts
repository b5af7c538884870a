/** The updates against the published algorithms, written out a second time: no backend can differ from both. */
import { describe, expect, test } from 'vitest';
import { leaf } from '$src/algebra/expression';
import { number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { trainingProgram, type TrainingOptions } from '$src/compute/optimizer';
import type { Program } from '$src/compute/program';
import { compile } from '$src/compute/schedule/compile';
import { experiment } from '$src/experiments/experiment';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { runOracle } from './oracle';
import { answerOf, call, words } from './terminal';

const [start, goal] = [Float32Array.of(1, -2, 0.5, 3), Float32Array.of(0.25, 1, 0.5, -1e-3)];
const STEPS = 60;
const RATE = 0.05;

/** ½‖x − c‖², whose gradient is x − c. */
function trained(change: Pick<TrainingOptions, 'optimizer' | 'schedule'>): number[] {
	const [x, c] = [leaf('x', [2, 2]), leaf('c', [2, 2])];
	const program = trainingProgram({
		loss: scale(number(0.5), squaredNorm(subtract(x, c))),
		trained: [{ leaf: x, initial: start }],
		inputs: [{ leaf: c, values: goal }],
		learningRate: RATE,
		steps: STEPS,
		...change
	});
	return [...(runOracle(program, STEPS).states.get('x')?.data ?? [])];
}

const rateAt = (t: number, schedule: TrainingOptions['schedule']): number =>
	schedule === 'constant' ? RATE : (RATE / 2) * (1 + Math.cos((Math.PI * (t - 1)) / STEPS));

describe.each(['constant', 'cosine'] as const)('with a %s learning rate', (schedule) => {
	test('Adam is algorithm 1 of Kingma and Ba: corrected moments, ε beside the root', () => {
		const expected = [...start].map((from, i) => {
			let [x, m, v] = [from, 0, 0];
			for (let t = 1; t <= STEPS; t++) {
				const g = x - (goal[i] ?? NaN);
				m = 0.9 * m + 0.1 * g;
				v = 0.999 * v + 0.001 * g * g;
				const [corrected, square] = [m / (1 - 0.9 ** t), v / (1 - 0.999 ** t)];
				x -= (rateAt(t, schedule) * corrected) / (Math.sqrt(square) + 1e-8);
			}
			return x;
		});
		// The tables of rates are float32.
		trained({ optimizer: 'adam', schedule }).forEach((x, i) => expect(x).toBeCloseTo(expected[i] ?? NaN, 6));
	});

	test('SGD takes the learning rate times the gradient, and nothing else', () => {
		const expected = [...start].map((from, i) => {
			let x = from;
			for (let t = 1; t <= STEPS; t++) x -= rateAt(t, schedule) * (x - (goal[i] ?? NaN));
			return x;
		});
		trained({ optimizer: 'sgd', schedule }).forEach((x, i) => expect(x).toBeCloseTo(expected[i] ?? NaN, 6));
	});
});

test('Adam moves nothing where the gradient is zero, at any step', () => {
	const x = leaf('x', [1, 3]);
	const program = trainingProgram({
		loss: scale(number(0.5), squaredNorm(x)),
		trained: [{ leaf: x, initial: new Float32Array(3) }],
		inputs: [],
		optimizer: 'adam',
		schedule: 'constant',
		learningRate: 1,
		steps: 5
	});
	expect([...(runOracle(program, 5).states.get('x')?.data ?? [])]).toEqual([0, 0, 0]);
});

describe('with SGD', () => {
	const run = { out: 64, in: 64, schedule: 'constant', optimizer: 'sgd', seed: 1, backend: 'cpu' };

	test('LoHa starts on a plateau: from PEFT’s init, 1500 steps at 1e-3 leave an error of 0.998', async () => {
		const options = { ...run, method: 'loha', rank: 4, task: 'gaussian', steps: 1500, lr: 0.001 };
		expect((await answerOf(['train', ...words(options)]))['error']).toBeCloseTo(0.998, 3);
	});

	test('a rate of 0.3 diverges on some targets, and the answer is one line that names step and remedy', async () => {
		const options = { ...run, method: 'lora', rank: 8, task: 'low-rank:8', steps: 300, lr: 0.3 };
		const { code, stdout, stderr } = await call(['train', ...words(options)]);
		expect([code, stdout]).toEqual([2, []]);
		expect(stderr.at(-1)).toMatch(
			/^train: expected a finite loss, got (Infinity|NaN) at step \d+; lower the learning rate: --lr \d+(\.\d+)? was tried, and over all 300 steps the loss stays finite and falls$/
		);
	});
});

describe('programs that differ in numbers alone', () => {
	const base: Run = {
		...defaultsOf(runSchema),
		method: 'loha',
		out: 8,
		in: 6,
		rank: 2,
		rank2: 3,
		task: 'gaussian',
		steps: 5
	};
	const programOf = (change: Partial<Run>) => experiment({ ...base, ...change }).program;

	test('share their expressions and their schedule, the very objects, and start from their own numbers', () => {
		const first = programOf({});
		for (const change of [{ seed: 2 }, { lr: 0.5 }, { alpha: 7 }, { task: 'identity' }] as const) {
			const other = programOf(change);
			expect(other.updates).toBe(first.updates);
			expect(compile(other)).toBe(compile(first));
			const numbers = ({ states, inputs, tables }: typeof first): unknown => [
				...states.map((s) => s.initial),
				...inputs.map((i) => i.values),
				...tables.map((t) => t.values)
			];
			expect(numbers(other)).not.toEqual(numbers(first));
		}
	});

	test('are others where a rank, a size, a loss or an optimizer is another; of another length they have another schedule', () => {
		const first = programOf({});
		const others: Partial<Run>[] = [
			{ rank: 3 },
			{ out: 7 },
			{ task: 'regression:2' },
			{ optimizer: 'sgd' },
			{ method: 'lora' }
		];
		for (const change of others) expect(programOf(change).updates).not.toBe(first.updates);
		const longer = programOf({ steps: 9 });
		expect(longer.updates).toBe(first.updates);
		expect(compile(longer)).not.toBe(compile(first));
		expect(compile(longer).losses.length).toBe(9);
	});

	test('end with the bits of a program that nothing has been shared with', async () => {
		const losses = async (program: Program): Promise<number[]> => {
			const runner = await cpuBackend().prepare(program);
			return [...(await runner.run(5))];
		};
		for (const change of [{ seed: 3 }, { lr: 0.05 }, { seed: 3, alpha: 4 }] as const) {
			const program = programOf(change);
			const alone = { ...program, updates: [...program.updates] };
			expect(await losses(program)).toEqual(await losses(alone));
		}
	});
});
