/** The CPU backend: the schedule's phases as plain loops, in whatever thread calls it. What everybody without a GPU gets. */
import { BackendError, type Backend, type Runner, type Snapshot } from '../backend';
import { checkCount, diverged, statesIn, takeSnapshot, writeInitial } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import { executePhase } from './execute';

/** Longest stretch without looking up, so that a worker hears "stop". */
const STRETCH_MS = 30;

export function cpuBackend(): Backend {
	return {
		name: 'cpu',
		adapter: 'TypeScript, float32',
		prepare: async (program) => Promise.resolve(new CpuRunner(program)),
		usable: () => true,
		dispose: () => undefined
	};
}

class CpuRunner implements Runner {
	readonly dispatchesPerStep = 0;
	readonly sources: readonly string[] = [];
	readonly #schedule;
	readonly #phases;
	readonly #arena: Float32Array;
	#step = 0;
	/** When messages were last heard: kept over calls, or many short ones would never hear any. */
	#lookedUp = performance.now();

	constructor(readonly program: Program) {
		this.#schedule = compile(program);
		this.#phases = this.#schedule.phases.map(executePhase);
		this.#arena = allocate(this.#schedule.arena);
		writeInitial(this.#arena, program, this.#schedule);
	}

	get step(): number {
		return this.#step;
	}

	async run(count: number): Promise<Float32Array> {
		checkCount(count, this.#step, this.program);
		const { offset } = this.#schedule.losses;
		const from = this.#step;
		for (let i = 0; i < count; i++) {
			for (const phase of this.#phases) phase(this.#arena, this.#step);
			this.#step++;
			if (performance.now() - this.#lookedUp > STRETCH_MS) {
				await new Promise((resolve) => setTimeout(resolve, 0));
				this.#lookedUp = performance.now();
			}
		}
		const losses = this.#arena.slice(offset + from, offset + this.#step);
		diverged(losses, from);
		return losses;
	}

	async read(names?: readonly string[]): Promise<Snapshot> {
		return Promise.resolve(takeSnapshot(this.#arena, this.#step, this.#schedule, names));
	}

	async restore(snapshot: Snapshot): Promise<void> {
		for (const [slot, values] of statesIn(snapshot, this.program, this.#schedule))
			this.#arena.set(values, slot.offset);
		this.#step = snapshot.step;
		return Promise.resolve();
	}

	dispose(): void {
		// The arena goes with the runner.
	}
}

function allocate(length: number): Float32Array {
	try {
		return new Float32Array(length);
	} catch {
		throw new BackendError(
			'out-of-memory',
			`cpu: expected ${Math.ceil(length / 262144)} MiB of memory, got none; use a smaller layer`
		);
	}
}
