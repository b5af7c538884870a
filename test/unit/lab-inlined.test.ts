/** An adapter whose formula names another is that formula written out: the same run, count and bound, bit for bit. */
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { printedLine, runNotebook } from '$src/lab/answer';
import { parseNotebook } from '$src/lab/notebook';
import { labSession, type CellState } from '$src/lab/session';
import { trainHere } from '$src/lab/trainHere';
import type { AdapterValue } from '$src/lab/value';

const select = () => Promise.resolve({ backend: cpuBackend(), refused: [] });

const cell = (kind: string, text: string): string => ['```' + kind, text, '```', ''].join('\n');

async function ran(...cells: readonly string[]): Promise<readonly CellState[]> {
	const session = labSession({ train: trainHere(select), onChange: () => undefined });
	const { notebook } = parseNotebook(cells.join('\n'));
	session.setNotebook(notebook);
	await session.settled();
	const states = notebook.cells.map(({ id }) => session.state(id));
	session.dispose();
	return states;
}

async function madeOf(...texts: readonly string[]): Promise<AdapterValue> {
	const states = await ran(...texts.map((text) => cell('adapter', text)));
	const value = states.at(-1)?.values[0]?.value;
	if (value?.kind !== 'adapter') throw new Error(states.at(-1)?.error?.message ?? 'expected an adapter');
	return value;
}

const lowrank = 'lowrank = B*A\nB: 16x2, A: 2x16';
const SETTINGS = 'task = "gaussian", steps = 20, lr = 0.02, seed = 3, backend = "cpu"';

describe('what it comes to', () => {
	test.each([
		['lowrank + kron(E, F)', 'lowrankB*lowrankA + kron(E, F)'],
		['lowrank .* kron(E, F)', '(lowrankB*lowrankA) .* kron(E, F)'],
		["lowrank' + 2lowrank + kron(E, F)", "(lowrankB*lowrankA)' + 2(lowrankB*lowrankA) + kron(E, F)"],
		['lowrank .* lowrank - kron(E, F)/2', '(lowrankB*lowrankA) .* (lowrankB*lowrankA) - kron(E, F)/2']
	])('%s is %s', async (short, long) => {
		const kron = 'E: 4x4, F: 4x4';
		const train = cell('experiment', `run = train(hybrid, ${SETTINGS})`);
		const inline = await ran(cell('adapter', lowrank), cell('adapter', `hybrid = ${short}\n${kron}`), train);
		const whole = `hybrid = ${long}\n${kron}, lowrankB: 16x2, lowrankA: 2x16`;
		const written = await ran(cell('adapter', whole), train);
		const [[made, run], [same, other]] = [inline.slice(1), written].map((states) =>
			states.map(({ values, error }) => {
				expect(error).toBeNull();
				return values[0]?.value;
			})
		) as [[AdapterValue, CellState['values'][0]['value']], [AdapterValue, CellState['values'][0]['value']]];
		expect(made).toMatchObject({ parameters: same.parameters, rankBound: same.rankBound, shape: [16, 16] });
		expect(made.why.map(({ op, bound, rule }) => [op, bound, rule])).toEqual(
			same.why.map(({ op, bound, rule }) => [op, bound, rule])
		);
		const startOf = ({ adapter }: AdapterValue) =>
			new Map(adapter.factors.map(({ name, start }) => [name, start]));
		expect(startOf(made)).toEqual(startOf(same));
		if (run.kind !== 'run' || other.kind !== 'run') throw new Error('expected runs');
		expect(run.result.losses).toEqual(other.result.losses);
		expect(run.result.losses.at(-1)).toBeLessThan(run.result.losses[0] ?? 0);
		expect(run.result.modules[0]?.rank).toBeLessThanOrEqual(made.rankBound);
	});

	test('names within names, and controls on the way, carry through', async () => {
		const notebook = [
			cell('control', 'r = 2 in 1..4\nc = 0.5 in 0..1 step 0.1'),
			cell('adapter', 'inner = c B_1*A₁\nB1: 16xr, A1: rx16'),
			cell('adapter', 'middle = inner + D*E\nD: 16x1, E: 1x16'),
			cell('adapter', "outer = middle .* middle' + c*r_2\nr2: 16x16 zeros"),
			cell('experiment', `ranks = sweep(outer, r = 1..3, ${SETTINGS})`)
		].join('\n');
		const [, , , outer, ranks] = await ran(notebook);
		expect(outer?.error).toBeNull();
		const made = outer?.values[0]?.value;
		if (made?.kind !== 'adapter') throw new Error('expected an adapter');
		expect(made.adapter.formula).toBe(
			"((middleinnerc middleinnerB1*middleinnerA1) + middleD*middleE) .* ((middleinnerc middleinnerB1*middleinnerA1) + middleD*middleE)' + c*r_2"
		);
		expect(made.parameters).toBe(2 * 16 * 2 + 32 + 256);
		expect(made.sizes).toEqual({ r: 2, c: 0.5 });
		const sweep = ranks?.values[0]?.value;
		expect(ranks?.error).toBeNull();
		expect(sweep?.kind === 'sweep' && sweep.points.map(({ parameters }) => parameters)).toEqual(
			[1, 2, 3].map((r) => 32 * r + 32 + 256)
		);
	});

	test('the frozen weights are one W0 for all, and its own factors come before a name', async () => {
		const hira = 'hira2 = W0 .* (B*A)\nB: 8x2, A: 2x8, W0: 8x8';
		const made = await madeOf(hira, 'both = hira2 + W0*C\nW0: 8x8, C: 8x8 zeros');
		expect(made.adapter.factors.map(({ name, frozen }) => [name, frozen])).toEqual([
			['W0', true],
			['C', false],
			['hira2B', false],
			['hira2A', false]
		]);
		expect(made.parameters).toBe(64 + 32);
		const alone = await madeOf(hira, 'both = hira2 + C\nC: 8x8 zeros');
		expect(alone.adapter.factors.map(({ name }) => name)).toEqual(['C', 'hira2B', 'hira2A', 'W0']);
		const own = await madeOf(lowrank, 'mine = lowrank*C\nlowrank: 16x3, C: 3x16');
		expect(own.adapter.factors.map(({ name }) => name)).toEqual(['lowrank', 'C']);
	});

	test('the command line prints the whole of it', async () => {
		const { notebook } = parseNotebook(
			[cell('adapter', lowrank), cell('adapter', 'mine = lowrank + D\nD: 16x16')].join('\n')
		);
		const options = { train: trainHere(select) };
		const lines = await runNotebook(notebook, options, new AbortController().signal);
		const last = lines.at(-1);
		expect(last && printedLine(last)).toMatchObject({
			value: { formula: '(lowrankB*lowrankA) + D', parameters: 64 + 256 }
		});
	});
});

describe('a mistake', () => {
	const errorOf = async (...texts: readonly string[]) =>
		(await ran(...texts.map((text) => cell('adapter', text)))).at(-1)?.error;

	test('has its place in the line as it was typed, before, in and behind a name', async () => {
		const kinds = [
			['mine = C*D + lowrank\nC: 16x2, D: 3x16', 'C*D'.length - 2],
			['mine = lowrank + C*D\nC: 16x2, D: 3x16', 'lowrank + C'.length],
			['mine = lowrank + zz*lowrank\nzz: 16x2', 'lowrank + zz'.length],
			["mine = kron(lowrank', 2)", 0]
		] as const;
		for (const [text, place] of kinds)
			expect((await errorOf(lowrank, text))?.at, text).toBe('mine = '.length + place);
	});

	test('of a circle is told as one', async () => {
		const error = await errorOf('one = two + A\nA: 4x4', 'two = one + B\nB: 4x4');
		expect(error).toMatchObject({ reason: 'circle', names: ['two', 'one'] });
	});

	test('in the other cell is told there', async () => {
		const error = await errorOf('lowrank = B*A\nB: 16x2, A: 3x16', 'mine = lowrank + C\nC: 16x16');
		expect(error).toMatchObject({ reason: 'upstream', names: ['lowrank'] });
	});

	test.each([
		[
			'mine = lowrank + lowrankB*C\nlowrankB: 16x2, C: 2x16',
			/^lowrankB: expected a name of its own, got lowrankB/
		],
		['mine = lowrank + lora', /^lora: expected a number or an adapter of another cell, got the method lora/],
		['mine = B*A\nB: 16xlowrank, A: 2x16', /^lowrank: expected a number, got an adapter/]
	])('%s', async (text, wanted) => {
		expect((await errorOf(lowrank, text))?.message).toMatch(wanted);
	});

	test('of names that double at each level ends before the memory does', async () => {
		const cells = Array.from({ length: 40 }, (_, n) => `a${n + 1} = a${n} + a${n}`);
		const states = await ran(...[`a0 = A\nA: 4x4`, ...cells].map((text) => cell('adapter', text)));
		const failed = states.find(({ error }) => error);
		expect(failed?.error?.message).toMatch(/expected a formula of at most 1000 characters/);
	});
});
