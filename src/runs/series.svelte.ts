/**
 * Runs of a figure that compares many, in two workers of its own where the machine has two cores, each one run after the
 * other: how far they are, a stop, and what came of each, by its receipt, for as long as the page is open. A run is one
 * worker's from its first step to its last, so its bits do not depend on how many there are. A run that diverges is an
 * outcome; whatever else goes wrong ends the series. It knows no figure.
 */
import type { Failure } from '$src/components/training/training';
import type { Result } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { TrainingSession } from './training.svelte';

export type Outcome = Pick<Result, 'metrics' | 'parameters' | 'receipt'> | 'diverged';
export type SeriesPhase = 'idle' | 'training' | 'stopped' | 'done' | 'failed';

export class Series {
	#outcomes = $state.raw<ReadonlyMap<string, Outcome>>(new Map());
	#phase = $state<SeriesPhase>('idle');
	#done = $state(0);
	#of = $state(0);
	#failure = $state.raw<Failure | null>(null);
	/** What each session trains. */
	#under = $state.raw<ReadonlyMap<TrainingSession, Run>>(new Map());
	/** Of the series that is under way: an older one finds another, and ends. */
	#id = 0;
	readonly #keys = new WeakMap<Run, string>();

	/** @param sessions that train at the same time; one at least, by default as many as openSessions() gives */
	constructor(readonly sessions: readonly TrainingSession[] = openSessions()) {}

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
	/** Runs that are under way. */
	get running(): readonly Run[] {
		return this.busy ? [...this.#under.values()] : [];
	}
	/** Steps of these so far. */
	get steps(): number {
		return this.busy ? [...this.#under.keys()].reduce((sum, { step }) => sum + step, 0) : 0;
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
		const wanted = [
			...new Map(runs.filter((run) => !this.known(run)).map((run) => [this.keyOf(run), run])).values()
		];
		[this.#phase, this.#failure, this.#of] = ['training', null, runs.length];
		this.#done = runs.length - wanted.length;
		this.#under = new Map();
		const waiting = wanted.values();
		const lane = async (session: TrainingSession): Promise<void> => {
			for (const run of waiting) {
				this.#under = new Map(this.#under).set(session, run);
				const result = await session.start(run, 0, true);
				if (id !== this.#id) return;
				const outcome = outcomeOf(session, result);
				if (!outcome) {
					this.#end(session);
					return;
				}
				this.#outcomes = new Map(this.#outcomes).set(this.keyOf(run), outcome);
				this.#done += 1;
			}
			this.#under = new Map([...this.#under].filter(([other]) => other !== session));
		};
		await Promise.all(this.sessions.map(lane));
		if (id !== this.#id) return false;
		this.#phase = 'done';
		return true;
	}

	stop(): void {
		if (!this.busy) return;
		this.#id += 1;
		this.#phase = 'stopped';
		for (const session of this.sessions) session.reset();
	}

	dispose(): void {
		this.#id += 1;
		for (const session of this.sessions) session.dispose();
	}

	/** One of the sessions could not go on: no other does. */
	#end(lost: TrainingSession): void {
		this.#id += 1;
		[this.#phase, this.#failure] = lost.failure ? ['failed', lost.failure] : ['stopped', null];
		for (const session of this.sessions) if (session !== lost) session.reset();
	}
}

/** A second thread where the machine has one. */
function openSessions(): TrainingSession[] {
	const cores = typeof navigator === 'undefined' ? 1 : navigator.hardwareConcurrency;
	return Array.from({ length: cores > 1 ? 2 : 1 }, () => new TrainingSession());
}

/** What came of a run, or null where the session could not go on. */
function outcomeOf({ phase, failure }: TrainingSession, result: Result | null): Outcome | null {
	if (result && phase === 'done') {
		const { metrics, parameters, receipt } = result;
		return { parameters, receipt, ...(metrics && { metrics }) };
	}
	return failure?.reason === 'diverged' ? 'diverged' : null;
}
