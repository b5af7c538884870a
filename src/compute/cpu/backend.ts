/**
 * The CPU backend: the schedule's kernels as WebAssembly with 128-bit vectors, made for these very sizes, in
 * whatever thread calls it. What everybody without a GPU gets. No relaxed instructions: every machine and every
 * browser computes the same bits (docs/adr/0007).
 */
import { BackendError, type Backend, type Runner, type States } from '../backend';
import { checkCount, diverged, statesIn, takeStates, writeInitial } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import type { Schedule } from '../schedule/schedule';
import { kernelsOf, type Ready } from './kernels';
import { lend, type KernelFunction } from './lent';
import { BYTES } from './lower/operand';

/** Longest stretch without looking up, so that a worker hears "stop". */
const STRETCH_MS = 30;

export function cpuBackend(relaxed = false): Backend {
	return {
		name: 'cpu',
		adapter: relaxed ? 'WebAssembly SIMD, relaxed' : 'WebAssembly SIMD',
		prepare: (program) => CpuRunner.make(program, relaxed),
		usable: () => true,
		dispose: () => undefined
	};
}

type Run = (first: number, count: number) => void;

/** A program in this thread's memory, ready to run. */
export interface Loaded {
	readonly schedule: Schedule;
	readonly arena: Float32Array;
	/** Makes `count` steps from step `first` on, at once: nothing else is heard meanwhile. */
	readonly steps: Run;
	/** Lets its memory go to another program: nothing of this is used from then on. */
	readonly release: () => void;
}

/**
 * What the backend runs, without its pauses: for whoever times it.
 * @throws BackendError 'no-wasm' or 'out-of-memory'
 */
export async function load(program: Program, relaxed = false): Promise<Loaded> {
	const schedule = compile(program);
	const { steps: kernels, handed } = await kernelsOrRefusal(schedule, relaxed);
	// The arena and what kernels hand on, a table of addresses for each, and scratch.
	const tables = aligned(BYTES * (schedule.arena + handed));
	const scratch = aligned(tables + kernels.reduce((sum, { slots }) => sum + BYTES * (1 + slots.length), 0));
	const lent = lend(scratch + Math.max(0, ...kernels.map(({ compiled }) => compiled.scratch)));
	const { buffer } = lent.memory;
	const arena = new Float32Array(buffer, 0, schedule.arena).fill(0);
	writeInitial(arena, program, schedule);
	let table = tables;
	const calls: { readonly run: KernelFunction; readonly table: number }[] = [];
	for (const { compiled, slots } of kernels) {
		const addresses = [scratch, ...slots.map(({ offset }) => BYTES * offset)];
		new Int32Array(buffer, table, addresses.length).set(addresses);
		calls.push({ run: await lent.functionOf(compiled), table });
		table += BYTES * addresses.length;
	}
	const steps: Run = (first, count) => {
		for (let step = first; step < first + count; step++) for (const { run, table } of calls) run(step, table);
	};
	return { schedule, arena, steps, release: () => lent.giveBack() };
}

/** To the next vector. */
const aligned = (bytes: number): number => 16 * Math.ceil(bytes / 16);

class CpuRunner implements Runner {
	readonly dispatchesPerStep = 0;
	readonly sources: readonly string[] = [];
	readonly schedule: Schedule;
	readonly arena: Float32Array;
	readonly steps: Run;
	#step = 0;
	/** Milliseconds of work since messages were last heard: kept over calls, or many short ones would never hear any. */
	#deaf = 0;
	/** Steps that take about a stretch. */
	#batch = 1;

	#release: (() => void) | null;

	private constructor(
		readonly program: Program,
		{ schedule, arena, steps, release }: Loaded
	) {
		[this.schedule, this.arena, this.steps, this.#release] = [schedule, arena, steps, release];
	}

	static async make(program: Program, relaxed: boolean): Promise<CpuRunner> {
		return new CpuRunner(program, await load(program, relaxed));
	}

	get step(): number {
		return this.#step;
	}

	async run(count: number): Promise<Float32Array> {
		checkCount(count, this.#step, this.program);
		const { offset } = this.schedule.losses;
		const from = this.#step;
		const end = from + count;
		while (this.#step < end) {
			const size = Math.min(this.#batch, end - this.#step);
			const before = performance.now();
			this.steps(this.#step, size);
			this.#step += size;
			const now = performance.now();
			const wanted = Math.floor((size * STRETCH_MS) / Math.max(now - before, 0.01));
			if (size === this.#batch) this.#batch = Math.max(1, Math.min(4 * size, wanted));
			this.#deaf += now - before;
			if (this.#deaf > STRETCH_MS) {
				await new Promise((resolve) => setTimeout(resolve, 0));
				this.#deaf = 0;
			}
		}
		const losses = this.arena.slice(offset + from, offset + this.#step);
		diverged(losses, from);
		return losses;
	}

	async read(names?: readonly string[]): Promise<States> {
		return Promise.resolve(takeStates(this.arena, this.#step, this.schedule, names));
	}

	async restore(snapshot: States): Promise<void> {
		for (const [slot, values] of statesIn(snapshot, this.program, this.schedule))
			this.arena.set(values, slot.offset);
		this.#step = snapshot.step;
		return Promise.resolve();
	}

	dispose(): void {
		this.#release?.();
		this.#release = null;
	}
}

/** @throws BackendError 'no-wasm' where WebAssembly is missing, too old for SIMD, or forbidden */
async function kernelsOrRefusal(schedule: Schedule, relaxed: boolean): Promise<Ready> {
	if (!('WebAssembly' in globalThis)) throw noWasm('none');
	try {
		return await kernelsOf(schedule, relaxed);
	} catch (error) {
		// A module that a capable engine refuses, or that cannot be emitted, is our mistake, and says so.
		if (WebAssembly.validate(VECTORS)) throw error;
		throw noWasm(error);
	}
}

/** The smallest module that uses a vector: () → i32x4.splat(0). */
const VECTORS = Uint8Array.of(
	...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0],
	...[10, 8, 1, 6, 0, 0x41, 0, 0xfd, 17, 0x0b]
);

const noWasm = (error: unknown): BackendError =>
	new BackendError(
		'no-wasm',
		`cpu: expected WebAssembly with SIMD, got ${error instanceof Error ? error.message : String(error)}; use a browser from 2023 or later that allows it`
	);
