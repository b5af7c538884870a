/** What bench/lab.mjs measures of the lab: typed adapters beside built-in ones, and a notebook of many cells. */
import { methodIn, type TypedAdapter } from '$src/adapters/typed';
import { cpuBackend } from '$src/compute/cpu/backend';
import { experiment } from '$src/experiments/experiment';
import type { Cell } from '$src/lab/notebook';
import { labSession, type LabSession } from '$src/lab/session';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const base: Run = { ...defaultsOf(runSchema), task: 'gaussian', backend: 'cpu', steps: 100_000, lr: 0.01 };
const size = 64;

const pairs: Readonly<Record<string, readonly [Partial<Run>, TypedAdapter]>> = {
	lora: [
		{ method: 'lora', rank: 8 },
		{
			...{ name: 'mine', formula: 's*(B*A)', numbers: [{ name: 's', value: 1 }] },
			factors: [
				{ name: 'B', shape: [size, 8], start: 'zeros', frozen: false },
				{ name: 'A', shape: [8, size], start: 'kaiming', frozen: false }
			]
		}
	],
	loha: [
		{ method: 'loha', rank: 4 },
		{
			...{ name: 'mine', formula: "s*((X1*Y1') .* (X2*Y2'))", numbers: [{ name: 's', value: 1 }] },
			factors: [
				{ name: 'X1', shape: [size, 4], start: 'kaiming', frozen: false },
				{ name: 'Y1', shape: [size, 4], start: "kaiming'", frozen: false },
				{ name: 'X2', shape: [size, 4], start: 'kaiming', frozen: false },
				{ name: 'Y2', shape: [size, 4], start: 'zeros', frozen: false }
			]
		}
	],
	lokr: [
		{ method: 'lokr', rank: 8 },
		{
			...{ name: 'mine', formula: 's*kron(A, B)', numbers: [{ name: 's', value: 1 }] },
			factors: [
				{ name: 'A', shape: [8, 8], start: 'zeros', frozen: false },
				{ name: 'B', shape: [8, 8], start: 'kaiming', frozen: false }
			]
		}
	]
};

export const methods = Object.keys(pairs);

/** Steps a second of processor time, of the built-in method and of the same formula typed, in turn; medians. */
export async function trainingRates(
	method: string,
	rounds: number,
	steps: number
): Promise<[number, number]> {
	const [change, typed] = new Map(Object.entries(pairs)).get(method) ?? [{}, null];
	const run = { ...base, out: size, in: size, ...change };
	const programs = [
		experiment(run).program,
		experiment({ ...run, method: 'full' }, { typed: typed && methodIn(typed) }).program
	];
	const rates: [number[], number[]] = [[], []];
	for (let round = 0; round <= rounds; round++) {
		for (const n of round % 2 === 0 ? [0, 1] : [1, 0]) {
			const program = programs[n];
			if (!program) continue;
			// Anew in each round, so that neither has the better place in memory for good.
			const runner = await cpuBackend().prepare(program);
			await runner.run(steps / 10);
			const before = process.cpuUsage();
			await runner.run(steps);
			const { user, system } = process.cpuUsage(before);
			runner.dispose();
			// The first round is for the compiler.
			if (round > 0) rates[n]?.push((steps / (user + system)) * 1e6);
		}
	}
	return [median(rates[0]), median(rates[1])];
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** A notebook of one control, so many lines that read it, and others that do not. */
export function notebookOf(cells: number, dependents: number): readonly Cell[] {
	return [
		{ id: 'r', kind: 'control', text: 'r = 1 in 1..1000000' },
		...Array.from({ length: cells - 1 }, (_, n): Cell => {
			const text = n < dependents ? `x${n} = r + ${n}` : `x${n} = ${n} + 1`;
			return { id: `c${n}`, kind: 'expression', text };
		})
	];
}

export async function openSession(cells: readonly Cell[]): Promise<LabSession> {
	const session = labSession({
		train: () => Promise.reject(new Error('nothing trains')),
		onChange: () => undefined
	});
	session.setNotebook({ cells });
	await session.settled();
	return session;
}
