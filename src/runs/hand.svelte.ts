/**
 * Training under the reader's hand: the finished run of what is set, anew at every change, from one worker that stays
 * warm. The latest state wins: one that comes while a run is under way waits for its end, or takes its place where that
 * takes long. The last answer stays until the next has come. A run that somebody watches goes slowly, and can be wound
 * back. Runs that nobody waits for (fill) fill the time in between.
 */
import type { BackendInUse, Failure, Phase, Resumption, Training } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import type { Refusal, Result, Snapshot } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { Recent } from '$src/recent';
import { frameAt } from './frames';
import { TrainingSession } from './training.svelte';

/** What there is to say of a run that came to its end. */
type Answer = Pick<
	TrainingSession,
	| 'losses'
	| 'backend'
	| 'refused'
	| 'choice'
	| 'floor'
	| 'stepsPerSecond'
	| 'dispatchesPerStep'
	| 'resumed'
	| 'isRecalled'
> & { readonly key: string; readonly run: Run; readonly result: Result };

/** What a figure draws of a run. */
export interface Drawn {
	/** Null: how it starts. */
	readonly snapshot: Snapshot | null;
	/** With digest, where the snapshot is the end of a run that can be replayed; else ''. */
	readonly receipt: string;
}

/** Milliseconds. A run that takes longer is told of, and gives way to a newer state. */
const PATIENCE = 200;
/** Without a change for so long, the hand rests. */
const REST = 700;
/** Milliseconds of a run that is to be watched. */
const WATCHED = 2000;
/** Answers that are kept: a whole grid of ranks, and more. */
const MOST_ANSWERS = 400;
const EMPTY = new Float32Array();

export class Hand implements Training {
	#answer = $state.raw<Answer | null>(null);
	#before = $state.raw<Float32Array>(EMPTY);
	/** Keys of what is set, and of the run that the session has. */
	#wanted = $state('');
	#asked = $state('');
	#isWatched = $state(false);
	#isLate = $state(false);
	#moment = $state<number | null>(null);
	/** Did the run that was watched repeat what was known of it? */
	#replay = $state<'identical' | 'different' | null>(null);
	/** Grows with every answer. */
	#version = $state(0);
	#starts = $state(0);
	#run: Run | null = null;
	/** Of the run for which the backends were compared last: once is enough. */
	#compared = '';
	#toFill: readonly Run[] = [];
	#isFilling = false;
	#id = 0;
	#timers: readonly ReturnType<typeof setTimeout>[] = [];
	readonly #answers = new Recent<string, Answer>(MOST_ANSWERS);

	/** Called with the answer that the hand came to rest on, and with each that was watched to its end. */
	onsettled: (result: Result, run: Run) => void = () => undefined;
	/** Called when the hand rests: there is time to fill. */
	onrest: () => void = () => undefined;

	constructor(readonly session: TrainingSession = new TrainingSession()) {
		session.onfinished = (result) => {
			if (session.run) this.onsettled(result, session.run);
		};
		session.oncompared = ({ refused, choice }) => {
			this.#compared = this.#wanted;
			if (this.#answer) this.#answer = { ...this.#answer, refused, choice };
		};
	}

	/** Is it the session's own state that there is to tell, and not the last answer? */
	get #isLive(): boolean {
		if (this.#isWatched || this.#isLate || !this.#answer) return true;
		return this.#asked === this.#wanted && ['failed', 'stopped'].includes(this.session.phase);
	}
	get #view(): Answer | TrainingSession {
		return this.#isLive || !this.#answer ? this.session : this.#answer;
	}

	get phase(): Phase {
		if (this.#isLive) return this.session.phase;
		if (this.#answer?.key === this.#wanted) return 'done';
		return this.session.busy ? this.session.phase : 'preparing';
	}
	/** Is a run of what is set, or one that is watched, under way? */
	get busy(): boolean {
		return this.phase === 'preparing' || this.phase === 'training';
	}
	get isBrief(): boolean {
		const isFirst = !this.#answer && this.session.busy;
		return !this.#isLive || (isFirst && !this.#isWatched && !this.#isLate);
	}
	/** Is the run on the screen one that was watched? Then `moment` winds it back. */
	get isWatched(): boolean {
		return this.#isWatched;
	}
	get run(): Run | null {
		return this.#view.run;
	}
	get losses(): Float32Array {
		const { losses } = this.#view;
		return this.#moment === null ? losses : losses.subarray(0, this.#shownFrame?.step ?? 0);
	}
	get previousLosses(): Float32Array {
		return this.#isLive ? this.session.previousLosses : this.#before;
	}
	get snapshot(): Snapshot | null {
		if (this.#moment !== null) return this.#shownFrame;
		return this.#isLive ? this.session.snapshot : (this.#answer?.result ?? null);
	}
	get step(): number {
		return this.losses.length;
	}
	get backend(): BackendInUse | null {
		return this.#view.backend;
	}
	get refused(): readonly Refusal[] {
		return this.#view.refused;
	}
	get choice(): Choice | null {
		return this.#view.choice;
	}
	get floor(): number | null {
		return this.#view.floor;
	}
	get stepsPerSecond(): number {
		return this.#view.stepsPerSecond;
	}
	get dispatchesPerStep(): number {
		return this.#view.dispatchesPerStep;
	}
	get resumed(): Resumption | null {
		return this.#view.resumed;
	}
	get failure(): Failure | null {
		return this.#isLive ? this.session.failure : null;
	}
	get result(): Result | null {
		return this.#view.result;
	}
	get replay(): 'identical' | 'different' | null {
		return this.#isWatched ? this.#replay : null;
	}
	get isRecalled(): boolean {
		return this.#view.isRecalled;
	}
	/** How many runs were started to be watched. */
	get starts(): number {
		return this.#starts;
	}

	/** Steps to which a run that was watched can be wound back, the start among them; none while it runs. */
	get moments(): readonly number[] {
		if (!this.#isWatched || this.session.busy) return [];
		return [0, ...this.session.frames.map(({ step }) => step)];
	}
	/** The step that is shown of them; null where it is the last. */
	get moment(): number | null {
		return this.#moment;
	}
	windTo(step: number): void {
		this.#moment = step >= (this.moments.at(-1) ?? 0) ? null : Math.max(0, step);
	}
	/** What was kept of a run that is watched, up to the moment that is shown. */
	get framesShown(): readonly Snapshot[] {
		const { frames } = this.session;
		const end = this.#moment;
		return end === null ? frames : frames.filter(({ step }) => step <= end);
	}
	get #shownFrame(): Snapshot | null {
		return frameAt(this.session.frames, this.#moment ?? Infinity);
	}

	/** What there is of this run; null where nothing is. @param key its receipt */
	drawn(key: string): Drawn | null {
		const { session } = this;
		if (this.#isWatched && this.#asked === key) {
			const isEnd = session.phase === 'done' && this.#moment === null && session.result?.resumed === false;
			return { snapshot: this.snapshot, receipt: isEnd ? (session.result?.receipt ?? '') : '' };
		}
		if (this.#asked === key && this.#isLive && session.phase !== 'preparing' && !session.busy)
			return { snapshot: session.result, receipt: '' };
		return this.#answer?.key === key ? ended(this.#answer) : null;
	}

	/** The end of a run that is known, whether or not it is on the screen. @param key its receipt */
	known(key: string): Result | null {
		// What was known before may not be now, and the other way round.
		return this.#version >= 0 ? (this.#answers.find(key)?.result ?? null) : null;
	}

	/** Wants the finished run of this; one that is known, failed, stopped or on its way is not asked for again. */
	follow(run: Run): void {
		const key = formatReceipt(run);
		if (key === this.#wanted) return;
		this.#want(run, key);
		// A run that was watched is left at once, however slow it goes.
		const gaveWay = this.#isLate || this.#isFilling || this.#isWatched;
		this.#isWatched = false;
		const known = this.#answers.find(key);
		if (known) this.#take(known);
		else if (!this.session.busy || gaveWay) this.#ask(run, key);
		if (known) this.#rest();
	}

	/** Asks anew for what is wanted, after a failure or a stop. */
	again(): void {
		if (this.#run) this.#ask(this.#run, this.#wanted);
	}

	/** Trains so that one can watch. @returns as TrainingSession.start */
	async start(run: Run, leastMs = WATCHED): Promise<Result | null> {
		const key = formatReceipt(run);
		this.#want(run, key);
		[this.#isWatched, this.#isLate, this.#isFilling, this.#asked] = [true, false, false, key];
		this.#starts += 1;
		this.#id += 1;
		const id = this.#id;
		const before = this.#answers.find(key)?.result;
		this.#replay = null;
		const result = await this.session.start(run, leastMs);
		if (id === this.#id && result && this.session.phase === 'done') {
			if (before?.backend.name === result.backend.name && !result.resumed)
				this.#replay = before.receipt === result.receipt ? 'identical' : 'different';
			this.#take(this.#keep(run, key, result));
		}
		return result;
	}

	/** Draws a run that came to its end earlier in this tab. @returns whether there is one */
	recall(run: Run): boolean {
		if (this.#wanted !== '' || !this.session.recall(run)) return false;
		const key = formatReceipt(run);
		this.#want(run, key);
		this.#asked = key;
		if (this.session.result) this.#take(this.#keep(run, key, this.session.result));
		return true;
	}

	/** Runs to be known once there is time, in this order; those that were given before are forgotten. */
	fill(runs: readonly Run[]): void {
		this.#toFill = runs;
		this.#fillOn();
	}

	stop(): void {
		this.session.stop();
	}

	/** Leaves the run that was watched: the answer to what is set comes back. */
	reset(): void {
		if (!this.#isWatched) return;
		[this.#isWatched, this.#moment] = [false, null];
		if (this.#run && this.#answer?.key !== this.#wanted) this.#ask(this.#run, this.#wanted);
	}

	loseDevice(): void {
		this.session.loseDevice();
	}

	dispose(): void {
		this.#callOff();
		this.#id += 1;
		this.#toFill = [];
		this.session.dispose();
	}

	#want(run: Run, key: string): void {
		this.#callOff();
		this.#toFill = [];
		[this.#run, this.#wanted, this.#moment] = [run, key, null];
	}

	#callOff(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers = [];
	}

	#after(ms: number, act: () => void): void {
		this.#timers = [...this.#timers, setTimeout(act, ms)];
	}

	#ask(run: Run, key: string): void {
		this.#callOff();
		[this.#asked, this.#isLate, this.#isWatched, this.#isFilling] = [key, false, false, false];
		this.#id += 1;
		const id = this.#id;
		this.#after(PATIENCE, () => this.#late(id));
		void this.session.start(run, 0, true).then((result) => {
			if (id === this.#id) this.#ended(run, key, result);
		});
	}

	/** A run under way when the state changed is waited for so long, whatever it is. */
	#late(id: number): void {
		if (id !== this.#id || !this.session.busy) return;
		if (this.#run && this.#asked !== this.#wanted) this.#ask(this.#run, this.#wanted);
		else this.#isLate = true;
	}

	#ended(run: Run, key: string, result: Result | null): void {
		this.#callOff();
		this.#isLate = false;
		if (result && this.session.phase === 'done') {
			const answer = this.#keep(run, key, result);
			// The reader may have come back to what is known.
			if (key === this.#wanted || this.#answer?.key !== this.#wanted) this.#take(answer);
		}
		if (this.#run && this.#wanted !== key && this.#answer?.key !== this.#wanted)
			this.#ask(this.#run, this.#wanted);
		else this.#rest();
	}

	#keep(run: Run, key: string, result: Result): Answer {
		const { session } = this;
		const answer: Answer = {
			...{ key, run, result },
			losses: session.losses,
			backend: session.backend,
			refused: session.refused,
			choice: session.choice,
			floor: session.floor,
			stepsPerSecond: session.stepsPerSecond,
			dispatchesPerStep: session.dispatchesPerStep,
			resumed: session.resumed,
			isRecalled: session.isRecalled
		};
		this.#answers.set(key, answer);
		this.#version += 1;
		return answer;
	}

	#take(answer: Answer): void {
		if (this.#answer && this.#answer.key !== answer.key) this.#before = this.#answer.losses;
		this.#answer = answer;
	}

	/** Waits until the hand rests; then what was measured is kept, the backends are compared, and there is time to fill. */
	#rest(): void {
		this.#callOff();
		this.#after(REST, () => {
			const [answer, run] = [this.#answer, this.#run];
			if (this.session.busy || !answer || !run || answer.key !== this.#wanted) return;
			this.session.finished.keep(run, answer.result);
			this.onsettled(answer.result, run);
			this.onrest();
			this.#compare();
		});
	}

	/** The backends, once there is nothing else to do. */
	#compare(): void {
		const run = this.#run;
		if (run?.backend !== 'auto' || this.#compared === this.#wanted) return;
		if (!this.session.busy && !this.#isWatched) this.session.compare(run);
	}

	/** Of what is on the screen nothing is lost: a failure stays said, and the frames of a run that was watched stay. */
	#fillOn(): void {
		if (this.#isLive || this.session.busy) return;
		const unknown = this.#toFill.findIndex((run) => !this.#answers.find(formatReceipt(run)));
		const run = this.#toFill[unknown];
		this.#toFill = run ? this.#toFill.slice(unknown + 1) : [];
		this.#isFilling = run !== undefined;
		if (!run) {
			this.#compare();
			return;
		}
		const key = formatReceipt(run);
		// The session is another run's from here on: how that one ends is not told of what is set.
		this.#asked = key;
		this.#id += 1;
		const id = this.#id;
		void this.session.start(run, 0, true).then((result) => {
			if (id !== this.#id) return;
			if (result && this.session.phase === 'done') this.#keep(run, key, result);
			this.#fillOn();
		});
	}
}

const ended = ({ result }: Answer): Drawn => ({
	snapshot: result,
	receipt: result.resumed ? '' : result.receipt
});
