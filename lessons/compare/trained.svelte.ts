/**
 * The race that nobody watches: every method at every learning rate, trained to its end as soon as it is wanted and anew
 * at every move of a control, on the race's own worker. What is known stays known; the last whole answer stays until the
 * next one has come. A race that somebody watches goes first.
 */
import type { TrainingSession } from '$src/runs/training.svelte';
import type { Run } from '$src/receipt/run';
import { Recent } from '$src/recent';
import { bestOf, keyOf, waiting, type Entry, type Lane } from './lane';

/** Milliseconds: a run of what is no longer wanted is waited for so long. */
const PATIENCE = 200;
/** Runs that are kept: fifteen a race. */
const MOST_KNOWN = 600;

export class TrainedRace {
	#lanes = $state.raw<readonly Lane[]>([]);
	#wanted = $state.raw<readonly Entry[]>([]);
	/** Grows with each run that has ended. */
	#ended = $state(0);
	#isStopped = $state(false);
	/** Whose target the answer may be seen of: that of a reader who ranked the methods, or asked. */
	#shown = $state('');
	#isPaused = false;
	#isWorking = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #known = new Recent<string, Lane>(MOST_KNOWN);

	/** @param runsOf the runs of a lane, at least one */
	constructor(
		readonly training: TrainingSession,
		readonly runsOf: (run: Run) => readonly Run[]
	) {}

	/** The last whole answer: of what is wanted where `isDue` says no, else of what was wanted before; none at first. */
	get lanes(): readonly Lane[] {
		return this.#lanes;
	}
	/** Is the answer to what is wanted still to come? */
	readonly isDue: boolean = $derived.by(
		() =>
			this.#wanted.length > 0 &&
			this.#wanted.map(({ run }) => keyOf(run)).join() !== this.#lanes.map(({ run }) => keyOf(run)).join()
	);
	/** Runs that are known, of all that are wanted. */
	readonly progress: { readonly done: number; readonly of: number } = $derived.by(() => {
		const runs = this.#ended >= 0 ? this.#runs(this.#wanted) : [];
		return { done: runs.filter((run) => this.#known.find(keyOf(run))).length, of: runs.length };
	});
	/** Did the reader end it before it was whole? Then it waits for another state, or for `again`. */
	get isStopped(): boolean {
		return this.#isStopped;
	}

	/** Wants the answer to these; what is known of them is not trained again. */
	follow(entries: readonly Entry[]): void {
		const isSame =
			entries.map(({ run }) => keyOf(run)).join() === this.#wanted.map(({ run }) => keyOf(run)).join();
		this.#wanted = entries;
		if (isSame && !this.isDue) return;
		this.#isStopped = false;
		this.#answer();
		if (!this.#isWorking) void this.#work();
		else if (!this.#timer) this.#timer = setTimeout(() => this.#giveWay(), PATIENCE);
	}

	/** May the answer for this target be seen? It is held back until then. */
	readonly isShown = (target: string): boolean => this.#shown === target;
	show(target: string): void {
		this.#shown = target;
	}
	hide(): void {
		this.#shown = '';
	}

	again(): void {
		this.follow(this.#wanted);
	}

	stop(): void {
		if (!this.isDue || this.#isPaused) return;
		this.#isStopped = true;
		this.training.stop();
	}

	/** Somebody watches a race on the same worker: until `resume` nothing is trained here. */
	pause(): void {
		this.#isPaused = true;
	}

	resume(): void {
		this.#isPaused = false;
		if (!this.#isWorking && !this.#isStopped) void this.#work();
	}

	/** What a run came to; where its worker was lost, that is nothing of the run. */
	learn(lane: Lane): void {
		if (lane.failure?.reason !== 'worker-failed') this.#known.set(keyOf(lane.shown), lane);
	}

	#runs = (entries: readonly Entry[]): readonly Run[] => entries.flatMap(({ run }) => this.runsOf(run));

	async #work(): Promise<void> {
		this.#isWorking = true;
		for (let lane = this.#next(); lane; lane = this.#next()) {
			await this.training.start(lane.shown, 0, true);
			clearTimeout(this.#timer);
			this.#timer = undefined;
			// The session is another's by now, or the run was of something that is wanted no more.
			if (this.#isPaused) break;
			const { phase, result, losses, backend, refused, choice, resumed, failure } = this.training;
			if (this.#isStopped) break;
			if (phase !== 'done' && phase !== 'failed') continue;
			const what = { phase, result, snapshot: result, losses, backend, refused, choice, resumed, failure };
			if (failure?.reason === 'worker-failed') {
				// Without a worker, the others would fare no better: its lane says so.
				this.#lanes = this.#wanted.map((entry) =>
					entry.method === lane.method ? { ...lane, ...what } : waiting(entry)
				);
				break;
			}
			this.learn({ ...lane, ...what });
			this.#ended += 1;
			this.#answer();
		}
		this.#isWorking = false;
	}

	/** A lane of the run that comes next; none where all is known, or nothing is to be trained. */
	#next(): Lane | null {
		if (this.#isPaused || this.#isStopped) return null;
		for (const entry of this.#wanted)
			for (const shown of this.runsOf(entry.run))
				if (!this.#known.find(keyOf(shown))) return { ...waiting(entry), shown };
		return null;
	}

	#giveWay(): void {
		this.#timer = undefined;
		const { run, busy } = this.training;
		const isWanted = run && this.#runs(this.#wanted).some((one) => keyOf(one) === keyOf(run));
		if (busy && !isWanted && !this.#isPaused) this.training.stop();
	}

	/** Puts the answer on the screen where it is whole. */
	#answer(): void {
		const lanes = this.#wanted.map((entry) =>
			bestOf(
				entry,
				this.runsOf(entry.run).map((run) => this.#known.find(keyOf(run)))
			)
		);
		if (lanes.every((lane) => lane !== null)) this.#lanes = lanes;
	}
}
