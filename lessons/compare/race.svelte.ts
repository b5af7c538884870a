/**
 * A race: one run of each method, one after another in one worker, and every run that came to its end, kept for the
 * plot. It trains nothing itself (src/runs/training.svelte.ts does), and a lane that fails says so and keeps its
 * place: no other run stands in for it.
 */
import { TrainingSession } from '$src/runs/training.svelte';
import type { BackendInUse, Failure, Resumption } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import type { Refusal, Result, Snapshot } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import type { Contestant } from './contestants';

export interface Entry {
	readonly method: Contestant;
	readonly run: Run;
}

export type LanePhase = 'waiting' | 'preparing' | 'training' | 'done' | 'stopped' | 'failed';

export interface Lane extends Entry {
	readonly phase: LanePhase;
	/** losses[i] is the loss before step i, as far as it is known. */
	readonly losses: Float32Array;
	readonly snapshot: Snapshot | null;
	readonly result: Result | null;
	readonly backend: BackendInUse | null;
	readonly refused: readonly Refusal[];
	readonly choice: Choice | null;
	readonly resumed: Resumption | null;
	readonly failure: Failure | null;
}

/** A run that came to its end. */
export interface Finished extends Entry {
	readonly result: Result;
}

const NO_LOSSES = new Float32Array();

const waiting = (entry: Entry): Lane => ({
	...entry,
	phase: 'waiting',
	losses: NO_LOSSES,
	snapshot: null,
	result: null,
	backend: null,
	refused: [],
	choice: null,
	resumed: null,
	failure: null
});

/** One run, however it is looked at. */
export const keyOf = (run: Run): string => formatReceipt(run);

export class RaceSession {
	#lanes = $state.raw<readonly Lane[]>([]);
	/** Index of the lane that runs; −1 while none does. */
	#current = $state(-1);
	#finished = $state.raw<readonly Finished[]>([]);
	#stopped = $state(false);
	#starts = $state(0);
	/** Grows with every race, so that one that was replaced stays silent. */
	#id = 0;

	constructor(readonly training: TrainingSession = new TrainingSession()) {}

	readonly lanes: readonly Lane[] = $derived.by(() =>
		this.#lanes.map((lane, i) => (i === this.#current ? this.#live(lane) : lane))
	);
	get current(): Lane | null {
		return this.lanes[this.#current] ?? null;
	}
	/** Every run that came to its end since the page was opened, the latest last; each receipt once. */
	get finished(): readonly Finished[] {
		return this.#finished;
	}
	/** What the race runs, in turn; it changes with the race alone, not with each of its steps. */
	get runs(): readonly Run[] {
		return this.#lanes.map(({ run }) => run);
	}
	/** How many races have begun. */
	get starts(): number {
		return this.#starts;
	}
	get busy(): boolean {
		return this.#current >= 0;
	}
	/** Did the reader end the race before its end? */
	get stopped(): boolean {
		return this.#stopped;
	}
	/** Steps done and steps in all, over all lanes. */
	readonly progress: { readonly done: number; readonly of: number } = $derived.by(() => ({
		done: this.lanes.reduce((sum, { losses }) => sum + losses.length, 0),
		of: this.lanes.reduce((sum, { run }) => sum + run.steps, 0)
	}));

	/** Runs the entries in turn. Resolves when the last has ended, or the reader stopped. */
	async start(entries: readonly Entry[]): Promise<void> {
		this.#id += 1;
		const id = this.#id;
		this.training.stop();
		this.#stopped = false;
		this.#starts += 1;
		this.#lanes = entries.map(waiting);
		for (const [i, entry] of entries.entries()) {
			this.#current = i;
			const result = await this.training.start(entry.run);
			if (id !== this.#id) return;
			const lane = this.#live(waiting(entry));
			this.#current = -1;
			this.#lanes = this.#lanes.map((old, at) => (at === i ? lane : old));
			if (result && lane.phase === 'done') this.#keep({ ...entry, result });
			// Without a worker, or after a stop, the others would fare no better.
			if (this.#stopped || lane.failure?.reason === 'worker-failed') return;
		}
	}

	/** Puts the runs that came to their end earlier in this tab into their lanes; nothing is trained. */
	recall(entries: readonly Entry[]): void {
		const found = entries.map((entry) => ({ entry, result: this.training.finished.of(entry.run) }));
		if (this.#lanes.length > 0 || found.every(({ result }) => !result)) return;
		this.#lanes = found.map(({ entry, result }) => {
			if (!result) return waiting(entry);
			const { losses, backend } = result;
			return { ...waiting(entry), phase: 'done', losses, snapshot: result, result, backend };
		});
		for (const { entry, result } of found) if (result) this.#keep({ ...entry, result });
	}

	/** Ends the race where it is; what was reached stays on screen. */
	stop(): void {
		if (!this.busy) return;
		this.#stopped = true;
		this.training.stop();
	}

	/** Takes the lanes off the screen. Finished runs stay in the plot. */
	clear(): void {
		this.#id += 1;
		this.training.reset();
		this.#current = -1;
		this.#stopped = false;
		this.#lanes = [];
	}

	/** Takes all runs out of the plot too. */
	forget(): void {
		this.clear();
		this.#finished = [];
	}

	dispose(): void {
		this.clear();
		this.training.dispose();
	}

	/** The lane as the training session has it now. */
	#live(lane: Lane): Lane {
		const { phase, losses, snapshot, result, backend, refused, choice, resumed, failure } = this.training;
		return {
			...lane,
			phase: phase === 'idle' ? 'waiting' : phase,
			...{ losses, snapshot, result, backend, refused, choice, resumed, failure }
		};
	}

	#keep(finished: Finished): void {
		const key = keyOf(finished.run);
		this.#finished = [...this.#finished.filter(({ run }) => keyOf(run) !== key), finished];
	}
}
