/**
 * A race: every method at every learning rate, one run after another in one worker; a lane has the best of its runs,
 * and the best of every lane is kept for the plot. It trains nothing itself (src/runs/training.svelte.ts does), and a lane that fails says so and keeps its
 * place: no other run stands in for it.
 */
import { TrainingSession } from '$src/runs/training.svelte';
import type { Run } from '$src/receipt/run';
import { bestOf, isBetter, keyOf, waiting, type Entry, type Finished, type Lane } from './lane';
import { TrainedRace } from './trained.svelte';

export class RaceSession {
	#lanes = $state.raw<readonly Lane[]>([]);
	/** Index of the lane that runs; −1 while none does. */
	#current = $state(-1);
	#finished = $state.raw<readonly Finished[]>([]);
	#stopped = $state(false);
	#starts = $state(0);
	/** Grows with every race, so that one that was replaced stays silent. */
	#id = 0;

	/** The same race where nobody watches; it waits while one is watched, and after one that was stopped. */
	readonly trained: TrainedRace;

	/** @param ratesOf learning rates of a contestant, at least one; that of its run by default */
	constructor(
		readonly training: TrainingSession = new TrainingSession(),
		readonly ratesOf: (run: Run) => readonly number[] = ({ lr }) => [lr]
	) {
		this.trained = new TrainedRace(training, (run) => this.#runsOf(run));
	}

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
	/** Steps done and steps in all, over all lanes and rates. */
	readonly progress: { readonly done: number; readonly of: number } = $derived.by(() => ({
		done: this.lanes.reduce((sum, { run, tried, phase, losses }) => {
			const underWay = ['preparing', 'training', 'stopped'].includes(phase) ? losses.length : 0;
			return sum + tried.length * run.steps + underWay;
		}, 0),
		of: this.lanes.reduce((sum, { run }) => sum + this.#runsOf(run).length * run.steps, 0)
	}));

	/** Runs the entries in turn. Resolves when the last has ended, or the reader stopped. */
	async start(entries: readonly Entry[]): Promise<void> {
		this.#id += 1;
		const id = this.#id;
		this.trained.pause();
		this.training.stop();
		this.#stopped = false;
		this.#starts += 1;
		this.#lanes = entries.map(waiting);
		for (const [i, entry] of entries.entries()) {
			const lane = await this.#runLane(i, entry, id);
			if (lane === null) return;
			if (lane.result && lane.phase === 'done')
				this.#keep({ ...entry, run: lane.shown, result: lane.result });
			// Without a worker, or after a stop, the others would fare no better.
			if (this.#stopped || lane.failure?.reason === 'worker-failed') return;
		}
		this.trained.resume();
	}

	/** Every rate of a lane. @returns the lane with the best of its runs; null where another race has begun */
	async #runLane(i: number, entry: Entry, id: number): Promise<Lane | null> {
		let best: Lane | null = null;
		for (const run of this.#runsOf(entry.run)) {
			this.#put(i, { ...(this.#lanes[i] ?? waiting(entry)), shown: run });
			this.#current = i;
			const result = await this.training.start(run);
			if (id !== this.#id) return null;
			const ended = this.#live({ ...waiting(entry), shown: run });
			this.#current = -1;
			if (!this.#stopped) this.trained.learn(ended);
			const tried = [...(this.#lanes[i]?.tried ?? []), { lr: run.lr, error: result?.error ?? null }];
			const next: Lane = best && !isBetter(ended, best) ? best : ended;
			if (this.#stopped) {
				// What was reached stays; it is no answer to all that was asked.
				const stopped: Lane = { ...next, phase: 'stopped', tried: best?.tried ?? [] };
				this.#put(i, stopped);
				return stopped;
			}
			best = { ...next, tried };
			this.#put(i, best);
			if (ended.failure?.reason === 'worker-failed') break;
		}
		return best;
	}

	#put(i: number, lane: Lane): void {
		this.#lanes = this.#lanes.map((old, at) => (at === i ? lane : old));
	}

	readonly #runsOf = (run: Run): readonly Run[] => this.ratesOf(run).map((lr) => ({ ...run, lr }));

	/** Puts the runs that came to their end earlier in this tab into their lanes; nothing is trained. */
	recall(entries: readonly Entry[]): void {
		const found = entries.map((entry) => this.#recalled(entry));
		if (this.#lanes.length > 0 || found.every(({ result }) => !result)) return;
		this.#lanes = found;
		for (const { method, shown: run, result } of found) if (result) this.#keep({ method, run, result });
	}

	/** A lane of which every run came to its end earlier, with the best of them; else one that waits. */
	#recalled(entry: Entry): Lane {
		const runs = this.#runsOf(entry.run).map((shown): Lane | undefined => {
			const result = this.training.finished.of(shown);
			if (!result) return undefined;
			const { losses, backend } = result;
			return { ...waiting(entry), shown, phase: 'done', losses, snapshot: result, result, backend };
		});
		return bestOf(entry, runs) ?? waiting(entry);
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
		if (this.#lanes.length > 0) this.training.reset();
		this.#current = -1;
		this.#stopped = false;
		this.#lanes = [];
		this.trained.resume();
	}

	/** Takes all runs out of the plot too. */
	forget(): void {
		this.clear();
		this.#finished = [];
	}

	dispose(): void {
		this.clear();
		this.trained.pause();
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

	/** Puts runs into the plot that came to their end while nobody watched. */
	keep(lanes: readonly Lane[]): void {
		for (const { method, shown: run, phase, result } of lanes)
			if (phase === 'done' && result) this.#keep({ method, run, result });
	}

	#keep(finished: Finished): void {
		const key = keyOf(finished.run);
		this.#finished = [...this.#finished.filter(({ run }) => keyOf(run) !== key), finished];
	}
}
