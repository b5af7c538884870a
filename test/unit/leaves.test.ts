/** One name is one leaf: what shares a name would share its value and its state, but not its gradient. */
import { describe, expect, test } from 'vitest';
import { adapter } from '$src/adapters/adapter';
import { initialValues } from '$src/adapters/values';
import { gradients } from '$src/algebra/adjoint';
import { leaf, leavesOf } from '$src/algebra/expression';
import { add, squaredNorm, subtract } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { trainingProgram } from '$src/compute/optimizer';
import type { Program } from '$src/compute/program';
import { compile } from '$src/compute/schedule/compile';
import { Random } from '$src/math/random';
import { defaultsOf } from '$src/schema/field';
import { methodFields } from '$src/adapters/index';
import { relativeDifference, runOracle } from './oracle';

const [OUT, IN] = [6, 5];

/** ½‖ΔW₁ + ΔW₂ − T‖² for two LoRAs of one shape, each under its own prefix. */
function twoAdapters(prefixes: readonly [string, string]): Program {
	const options = { ...defaultsOf(methodFields), out: OUT, in: IN, rank: 2 };
	const [first, second] = prefixes.map((prefix) => adapter('lora', options, { prefix }));
	if (!first || !second) throw new Error('two prefixes make two adapters');
	const both = [first, second];
	const target = leaf('T', [OUT, IN]);
	const values = both.map((made) => initialValues(made, 7, 'random'));
	const float32 = (name: string): Float32Array =>
		Float32Array.from(values.find((v) => v.has(name))?.get(name)?.data ?? []);
	return trainingProgram({
		loss: squaredNorm(subtract(add(first.delta, second.delta), target)),
		trained: both.flatMap((made) => made.leaves.map((l) => ({ leaf: l, initial: float32(l.name) }))),
		inputs: [
			...both.map(({ s }) => ({ leaf: s, values: float32(s.name) })),
			{ leaf: target, values: Float32Array.from(new Random(3, 'T').normal([OUT, IN]).data) }
		],
		optimizer: 'adam',
		schedule: 'constant',
		learningRate: 0.05,
		steps: 20
	});
}

describe('two leaves of one name', () => {
	const [a, other] = [leaf('A', [2, 3]), leaf('A', [2, 3])];

	test('are refused where leaves are listed, with a remedy, even if their shapes agree', () => {
		expect(() => leavesOf([add(a, other)])).toThrow(/one leaf called A, got two.*prefix/);
		expect([...leavesOf([add(a, a)]).keys()]).toEqual(['A']);
	});

	test('are refused by gradients, which would be those of one of them alone', () => {
		expect(() => gradients(squaredNorm(add(a, other)), [a])).toThrow(/one leaf called A/);
	});

	test('are refused in a program, whose states they would share', () => {
		expect(() => twoAdapters(['', ''])).toThrow(/one leaf called/);
		const program: Program = {
			states: [{ leaf: a, initial: new Float32Array(6) }],
			inputs: [],
			tables: [],
			updates: [{ state: a, next: add(a, other) }],
			loss: squaredNorm(a),
			steps: 1
		};
		expect(() => compile(program)).toThrow(/one leaf called A/);
	});

	test('are refused as two states of a program', () => {
		const program: Program = {
			states: [a, other].map((l) => ({ leaf: l, initial: new Float32Array(6) })),
			inputs: [],
			tables: [],
			updates: [{ state: a, next: add(a, a) }],
			loss: squaredNorm(a),
			steps: 1
		};
		expect(() => compile(program)).toThrow(/one state, input or table called A, got two/);
	});
});

test('one method on two modules, told apart by a prefix, trains each with states of its own', async () => {
	const program = twoAdapters(['q.', 'v.']);
	const oracle = runOracle(program, program.steps);
	const [ofQ, ofV] = ['q.A', 'v.A'].map((name) => oracle.states.get(name)?.data ?? []);
	expect(relativeDifference(ofQ ?? [], ofV ?? [])).toBeGreaterThan(0.1);
	expect(oracle.losses.at(-1)).toBeLessThan(0.5 * (oracle.losses[0] ?? 0));

	const runner = await cpuBackend().prepare(program);
	const losses = await runner.run(program.steps);
	expect(relativeDifference(losses, oracle.losses)).toBeLessThan(1e-5);
	const { states } = await runner.read();
	for (const [name, { data }] of oracle.states)
		expect(relativeDifference(states.get(name) ?? [], data)).toBeLessThan(1e-4);
	runner.dispose();
});
