/**
 * LoHa on data, trained by Rankscope's CPU backend or by a module made while building, in Node or on a page.
 * Bundled by run.mjs, which prints; this file only measures.
 */
import type { Program } from '$src/compute/program';
import { cpuBackend } from '$src/compute/cpu/backend';
import { emitKernels } from '$src/compute/cpu/lower/program';
import { unitsOf } from '$src/compute/cpu/units';
import { compile } from '$src/compute/schedule/compile';
import { experiment } from '$src/experiments/experiment';
import { runSchema, type Run } from '$src/receipt/run';
import { relativeDifference, runOracle } from '../../test/unit/oracle';

export interface Case {
	readonly size: number;
	readonly rank: number;
}

/** Steps that the tables hold. */
const LONGEST = 20_000;
const CHECKED = 60;
/** Milliseconds of one call: short, so that code that was made faster meanwhile is entered. */
const CALL_MS = 20;

const defaults = Object.fromEntries(
	Object.entries(runSchema).map(([name, field]) => [name, field.default])
) as unknown as Run;

export function programOf({ size, rank }: Case, steps = LONGEST): Program {
	const shape = { out: size, in: size, rank, rank2: rank, lr: 0.01, steps };
	return experiment({ ...defaults, method: 'loha', task: 'regression:4', seed: 1, ...shape }).program;
}

/** Something that makes steps. */
export interface Trainer {
	readonly run: (first: number, count: number) => void;
	readonly reset: () => void | Promise<void>;
	readonly losses: (count: number) => Float32Array;
}

export async function runTime(program: Program, relaxed: boolean): Promise<Trainer> {
	const runner = await cpuBackend(relaxed).prepare(program);
	// Without the pauses in which a worker hears "stop".
	const inner = runner as unknown as {
		steps: Trainer['run'];
		arena: Float32Array;
		schedule: ReturnType<typeof compile>;
	};
	const states = new Map(program.states.map(({ leaf, initial }) => [leaf.name, initial]));
	const { offset } = inner.schedule.losses;
	return {
		run: inner.steps,
		reset: () => runner.restore({ step: 0, states }),
		losses: (count) => inner.arena.slice(offset, offset + count)
	};
}

export const runTimeBytes = (program: Program, relaxed: boolean): number =>
	emitKernels(unitsOf(compile(program)).units, relaxed).bytes.length;

/** Sizes and addresses of a module made while building, by their names in loha.as. */
export function layoutOf(
	{ size, rank }: Case,
	steps = LONGEST
): { values: Record<string, number>; end: number } {
	const [rows, wide] = [64, rank * rank];
	const values: Record<string, number> = { N: rows, D: size, R1: rank, R2: rank };
	let end = 1024;
	const place = (length: number, ...names: string[]): void => {
		for (const name of names) {
			values[name] = end;
			end += 16 * Math.ceil(length / 4);
		}
	};
	const factors = ['X1', 'Y1', 'X2', 'Y2'];
	for (const kind of ['', 'M', 'V', 'G']) place(size * rank, ...factors.map((name) => kind + name));
	place(1, 'S', 'PER_ELEMENT');
	place(rows * size, 'X', 'R0', 'E');
	place(size * wide, 'XX', 'YY', 'XXT', 'GXX', 'GYY');
	place(rows * wide, 'P', 'GP');
	// Of the form with ΔW.
	place(wide < size ? 0 : size * rank, 'Y1T', 'Y2T');
	place(wide < size ? 0 : size * size, 'W1', 'W2', 'W', 'WT', 'G', 'G1', 'G2');
	place(steps, 'RATES', 'CORRECTIONS', 'LOSSES');
	return { values, end };
}

export async function buildTime(
	program: Program,
	sizes: Case,
	code: BufferSource,
	steps = LONGEST
): Promise<Trainer> {
	const { values, end } = layoutOf(sizes, steps);
	const memory = new WebAssembly.Memory({ initial: Math.ceil(end / 65536) });
	const module = await WebAssembly.compile(code as BufferSource);
	const instance = await WebAssembly.instantiate(module, { env: { memory } });
	const numbers = new Float32Array(memory.buffer);
	for (const [name, value] of Object.entries(values)) {
		const global = instance.exports[name];
		if (global instanceof WebAssembly.Global) global.value = value;
	}
	const at = (name: string): number => {
		const address = values[name];
		if (address === undefined) throw new Error(`bench: expected an address, got none for ${name}`);
		return address / 4;
	};
	const reset = (): void => {
		for (const { leaf, initial } of program.states)
			numbers.set(
				initial,
				at(leaf.name.replace(/^([mv])\((.*)\)$/, (_, m: string, x: string) => m.toUpperCase() + x))
			);
	};
	for (const { leaf, values: given } of program.inputs)
		numbers.set(given, at(leaf.name === '1/n' ? 'PER_ELEMENT' : leaf.name === 's' ? 'S' : leaf.name));
	program.tables.forEach(({ values: given }, n) => numbers.set(given, at(n === 0 ? 'RATES' : 'CORRECTIONS')));
	reset();
	return {
		run: instance.exports['run'] as Trainer['run'],
		reset,
		losses: (count) => numbers.slice(at('LOSSES'), at('LOSSES') + count)
	};
}

/** Largest relative difference of the losses from float64. */
export async function distance(trainer: Trainer, exact: readonly number[]): Promise<number> {
	await trainer.reset();
	trainer.run(0, CHECKED);
	return relativeDifference(trainer.losses(CHECKED), exact);
}

export const exactLosses = (sizes: Case): number[] => runOracle(programOf(sizes, CHECKED), CHECKED).losses;

/** Runs for about so many milliseconds, from step 0. @returns steps and milliseconds */
export async function timed(trainer: Trainer, length: number): Promise<{ steps: number; ms: number }> {
	await trainer.reset();
	let [steps, size] = [0, 1];
	const start = performance.now();
	for (;;) {
		const first = steps % LONGEST;
		const count = Math.min(size, LONGEST - first);
		trainer.run(first, count);
		steps += count;
		const ms = performance.now() - start;
		if (ms > length) return { steps, ms };
		size = Math.max(1, Math.floor((steps * CALL_MS) / Math.max(ms, 0.1)));
	}
}
