/**
 * The CPU backend: the schedule's phases as WebAssembly with 128-bit vectors, made for this very program, in
 * whatever thread calls it. What everybody without a GPU gets. No relaxed instructions: every machine and every
 * browser computes the same bits (docs/adr/0007).
 */
import { BackendError, type Backend, type Runner, type States } from '../backend';
import { checkCount, diverged, statesIn, takeStates, writeInitial } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import type { Schedule } from '../schedule/schedule';
import { emitSchedule } from './lower/program';

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
}

/**
 * What the backend runs, without its pauses: for whoever times it.
 * @throws BackendError 'no-wasm' or 'out-of-memory'
 */
export async function load(program: Program, relaxed = false): Promise<Loaded> {
	const schedule = compile(program);
	const { pages, module } = await codeOf(schedule, relaxed);
	const memory = allocate(pages);
	const arena = new Float32Array(memory.buffer, 0, schedule.arena);
	writeInitial(arena, program, schedule);
	const { exp, log, tanh } = Math;
	const instance = await WebAssembly.instantiate(module, { env: { memory, exp, log, tanh } });
	return { schedule, arena, steps: instance.exports['run'] as Run };
}

interface Compiled {
	readonly pages: number;
	readonly module: WebAssembly.Module;
}

/** Modules are kept for as long as their schedules are: a run that differs in numbers alone compiles nothing. */
const [plain, fused] = [
	new WeakMap<Schedule, Promise<Compiled>>(),
	new WeakMap<Schedule, Promise<Compiled>>()
];

function codeOf(schedule: Schedule, relaxed: boolean): Promise<Compiled> {
	const known = relaxed ? fused : plain;
	const made = known.get(schedule) ?? compiled(schedule, relaxed);
	known.set(schedule, made);
	// What failed is tried again.
	made.catch(() => known.delete(schedule));
	return made;
}

class CpuRunner implements Runner {
	readonly dispatchesPerStep = 0;
	readonly sources: readonly string[] = [];
	#step = 0;
	/** Milliseconds of work since messages were last heard: kept over calls, or many short ones would never hear any. */
	#deaf = 0;
	/** Steps that take about a stretch. */
	#batch = 1;

	private constructor(
		readonly program: Program,
		readonly schedule: Schedule,
		readonly arena: Float32Array,
		readonly steps: Run
	) {}

	static async make(program: Program, relaxed: boolean): Promise<CpuRunner> {
		const { schedule, arena, steps } = await load(program, relaxed);
		return new CpuRunner(program, schedule, arena, steps);
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
		// The memory goes with the runner.
	}
}

/** @throws BackendError 'no-wasm' where WebAssembly is missing, too old for SIMD, or forbidden */
async function compiled(schedule: Schedule, relaxed: boolean): Promise<Compiled> {
	if (!('WebAssembly' in globalThis)) throw noWasm('none');
	const { bytes, pages } = emitSchedule(schedule, relaxed);
	try {
		return { pages, module: await WebAssembly.compile(bytes) };
	} catch (error) {
		// A module that a capable engine refuses is our mistake, and says so.
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

function allocate(pages: number): WebAssembly.Memory {
	try {
		return new WebAssembly.Memory({ initial: pages });
	} catch {
		throw new BackendError(
			'out-of-memory',
			`cpu: expected ${Math.ceil(pages / 16)} MiB of memory, got none; use a smaller layer`
		);
	}
}
