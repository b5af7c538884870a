/**
 * Several runs one after the other, in one session of training: how far they are, and what each came to. It decides
 * nothing about a run; a session that fails or is stopped ends the series, and what has ended stays.
 */
import type { Result } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { TrainingSession } from '$src/runs/training.svelte';

export class Series {
	#results = $state.raw<ReadonlyMap<string, Result>>(new Map());
	#current = $state.raw<Run | null>(null);
	#failure = $state<string | null>(null);
	#isStopped = $state(false);
	#id = 0;

	constructor(readonly session: TrainingSession = new TrainingSession()) {}

	/** What is known of a run; null before its end. */
	of(run: Run): Result | null {
		return this.#results.get(formatReceipt(run)) ?? null;
	}
	get current(): Run | null {
		return this.#current;
	}
	get busy(): boolean {
		return this.#current !== null;
	}
	get failure(): string | null {
		return this.#failure;
	}
	get isStopped(): boolean {
		return this.#isStopped;
	}
	/** Steps of the run under way that are told. */
	get step(): number {
		return this.#current ? this.session.step : 0;
	}

	/** Trains those that are not known yet. Resolves at the end, however it comes. */
	async start(runs: readonly Run[]): Promise<void> {
		this.#id += 1;
		const id = this.#id;
		[this.#failure, this.#isStopped] = [null, false];
		for (const run of runs) {
			if (this.of(run)) continue;
			this.#current = run;
			const result = await this.session.start(run, 0, true);
			if (id !== this.#id) return;
			const { phase, failure } = this.session;
			if (phase === 'failed' || !result) this.#failure = failure?.message ?? phase;
			if (result && phase === 'done') this.#results = new Map(this.#results).set(formatReceipt(run), result);
			if (phase !== 'done') break;
		}
		this.#current = null;
	}

	stop(): void {
		if (!this.busy) return;
		this.#isStopped = true;
		this.session.stop();
	}

	dispose(): void {
		this.#id += 1;
		this.session.dispose();
	}
}
