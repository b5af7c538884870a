/**
 * Runs of a figure that compares many, one after the other in a worker of its own: how far they are, a stop, and what
 * came of each, by its receipt, for as long as the page is open. A run that diverges is an outcome; whatever else goes
 * wrong ends the series. It knows no figure.
 */
import type { Failure } from '$src/components/training/training';
import type { Result } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { TrainingSession } from '$src/runs/training.svelte';

export type Outcome = Pick<Result, 'metrics' | 'parameters' | 'receipt'> | 'diverged';
export type SeriesPhase = 'idle' | 'training' | 'stopped' | 'done' | 'failed';

export class Series {
	#outcomes = $state.raw<ReadonlyMap<string, Outcome>>(new Map());
	#phase = $state<SeriesPhase>('idle');
	#done = $state(0);
	#of = $state(0);
	#failure = $state.raw<Failure | null>(null);
	/** Of the series that is under way: an older one finds another, and ends. */
	#id = 0;
	readonly #keys = new WeakMap<Run, string>();

	constructor(readonly session: TrainingSession = new TrainingSession()) {}

	get phase(): SeriesPhase {
		return this.#phase;
	}
	get busy(): boolean {
		return this.#phase === 'training';
	}
	/** Runs of the series that are known, and all of them. */
	get done(): number {
		return this.#done;
	}
	get of(): number {
		return this.#of;
	}
	get failure(): Failure | null {
		return this.#failure;
	}

	/** Its receipt; a figure asks for those of many runs at every answer. */
	keyOf(run: Run): string {
		const key = this.#keys.get(run) ?? formatReceipt(run);
		this.#keys.set(run, key);
		return key;
	}

	/** What came of this run; null where nothing is known of it. */
	known(run: Run): Outcome | null {
		return this.#outcomes.get(this.keyOf(run)) ?? null;
	}

	/** Trains those that are not known. @returns whether all of them are, at the end */
	async train(runs: readonly Run[]): Promise<boolean> {
		this.#id += 1;
		const id = this.#id;
		[this.#phase, this.#failure, this.#done, this.#of] = ['training', null, 0, runs.length];
		for (const run of runs) {
			if (!this.known(run)) {
				const result = await this.session.start(run, 0, true);
				if (id !== this.#id) return false;
				const outcome = this.#outcomeOf(result);
				if (!outcome) return false;
				this.#outcomes = new Map(this.#outcomes).set(this.keyOf(run), outcome);
			}
			this.#done += 1;
		}
		this.#phase = 'done';
		return true;
	}

	stop(): void {
		if (!this.busy) return;
		this.#id += 1;
		this.#phase = 'stopped';
		this.session.reset();
	}

	dispose(): void {
		this.#id += 1;
		this.session.dispose();
	}

	#outcomeOf(result: Result | null): Outcome | null {
		if (result && this.session.phase === 'done') {
			const { metrics, parameters, receipt } = result;
			return { parameters, receipt, ...(metrics && { metrics }) };
		}
		const { failure } = this.session;
		if (failure?.reason === 'diverged') return 'diverged';
		[this.#phase, this.#failure] = failure ? ['failed', failure] : ['stopped', null];
		return null;
	}
}
