/**
 * A training session of a page: one worker, one run at a time, and the state that figures show. It knows no
 * method and no lesson, and does no arithmetic. A run whose worker dies goes on in another, once.
 */
import type {
	BackendInUse,
	Failure,
	FailureKind,
	Phase,
	Resumption
} from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import { Line, type LineLimits, type Loss } from '$src/experiments/line';
import type {
	Answer,
	Checkpoint,
	Compared,
	Note,
	Refusal,
	Request,
	Result,
	Snapshot
} from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { connectWorker, keepCalibration, type Connect } from './connection';
import { finishedRuns, type FinishedRuns } from './finished';
import { withFrame } from './frames';
import { kindOf } from './loss';

const EMPTY = new Float32Array();

/** Milliseconds of a run among several: long enough to be seen. */
const SHORT = 400;

export class TrainingSession {
	#phase = $state<Phase>('idle');
	#run = $state.raw<Run | null>(null);
	#losses = $state.raw<Float32Array>(EMPTY);
	#previousLosses = $state.raw<Float32Array>(EMPTY);
	#snapshot = $state.raw<Snapshot | null>(null);
	#frames = $state.raw<readonly Snapshot[]>([]);
	#backend = $state.raw<BackendInUse | null>(null);
	#refused = $state.raw<readonly Refusal[]>([]);
	#choice = $state.raw<Choice | null>(null);
	#floor = $state<number | null>(null);
	#stepsPerSecond = $state(0);
	#dispatchesPerStep = $state(0);
	#resumed = $state.raw<Resumption | null>(null);
	#failure = $state.raw<Failure | null>(null);
	#result = $state.raw<Result | null>(null);
	#replay = $state<'identical' | 'different' | null>(null);
	#isRecalled = $state(false);
	#starts = $state(0);

	/** Room for all losses of the run; #losses is the filled part. */
	#buffer = EMPTY;
	#lastResult: Result | null = null;
	#lastRun = '';
	#leastMs = 0;
	#quiet = false;
	#toCompare: Run | null = null;
	#checkpoint: Checkpoint | null = null;
	/** Why the run is being taken up in another worker, until it has begun there. */
	#takingUp: Omit<Resumption, 'backend'> | null = null;
	readonly #line: Line<Request, Answer, Note>;
	#settle: (result: Result | null) => void = () => undefined;

	/** Called with every run that was watched and came to its end. */
	onfinished: (result: Result) => void = () => undefined;

	/** Called once it is known which backend such runs had better go to. */
	oncompared: (found: Compared) => void = () => undefined;

	constructor(
		connect: Connect = connectWorker,
		limits?: LineLimits,
		readonly finished: FinishedRuns = finishedRuns
	) {
		const owner = {
			hear: (answer: Answer) => this.#hear(answer),
			ended: () => {
				this.#settle(this.#result);
				if (this.#toCompare) this.compare(this.#toCompare);
			},
			lost: (loss: Loss) => this.#lost(loss)
		};
		this.#line = new Line(connect, owner, limits);
	}

	get phase(): Phase {
		return this.#phase;
	}
	get run(): Run | null {
		return this.#run;
	}
	get losses(): Float32Array {
		return this.#losses;
	}
	get previousLosses(): Float32Array {
		return this.#previousLosses;
	}
	get snapshot(): Snapshot | null {
		return this.#snapshot;
	}
	/** Snapshots from its start on, some of them; none of a quiet run. */
	get frames(): readonly Snapshot[] {
		return this.#frames;
	}
	get step(): number {
		return this.#losses.length;
	}
	get backend(): BackendInUse | null {
		return this.#backend;
	}
	get refused(): readonly Refusal[] {
		return this.#refused;
	}
	get choice(): Choice | null {
		return this.#choice;
	}
	get floor(): number | null {
		return this.#floor;
	}
	get stepsPerSecond(): number {
		return this.#stepsPerSecond;
	}
	get dispatchesPerStep(): number {
		return this.#dispatchesPerStep;
	}
	get resumed(): Resumption | null {
		return this.#resumed;
	}
	get failure(): Failure | null {
		return this.#failure;
	}
	get result(): Result | null {
		return this.#result;
	}
	get replay(): 'identical' | 'different' | null {
		return this.#replay;
	}
	get isRecalled(): boolean {
		return this.#isRecalled;
	}
	/** How many runs this session has started. */
	get starts(): number {
		return this.#starts;
	}
	get busy(): boolean {
		return this.#phase === 'preparing' || this.#phase === 'training';
	}

	/** @param quiet the end alone counts: nothing is told on the way unless it takes long, and nothing is kept */
	start(run: Run, leastMs = SHORT, quiet = false): Promise<Result | null> {
		this.#clear();
		this.#run = run;
		this.#starts += 1;
		this.#phase = 'preparing';
		this.#buffer = new Float32Array(run.steps);
		return new Promise((resolve) => {
			this.#settle = resolve;
			[this.#leastMs, this.#quiet] = [leastMs, quiet];
			this.#train(run, null);
		});
	}

	/** Draws a run that came to its end earlier in this tab. @returns whether there is one; nothing is trained */
	recall(run: Run): boolean {
		const result = this.finished.of(run);
		if (!result || this.#phase !== 'idle') return false;
		this.#clear();
		this.#run = run;
		this.#phase = 'done';
		this.#isRecalled = true;
		this.#floor = result.floor;
		this.#show(result);
		this.#remember(run, result);
		return true;
	}

	/**
	 * Measures, where it is not known yet, which backend such runs had better go to. Nothing of it is waited for: it
	 * begins when the worker is through with its run, and gives way to the next.
	 */
	compare(run: Run): void {
		if (this.busy) return;
		this.#toCompare = this.#line.busy ? run : null;
		if (!this.#line.busy) this.#line.ask({ kind: 'compare', run });
	}

	/** Starts the worker, so that the first run need not wait for it. */
	warm(): void {
		this.#line.open();
	}

	stop(): void {
		this.#line.stop();
	}

	reset(): void {
		this.stop();
		this.#clear();
		this.#run = null;
		this.#phase = 'idle';
	}

	/** Loses the GPU device of the current run, to see what happens then. */
	loseDevice(): void {
		if (this.busy) this.#line.note({ kind: 'lose-device' });
	}

	/** Ends the worker. The session may be started again. */
	dispose(): void {
		this.reset();
		this.#line.end();
	}

	#train(run: Run, from: Checkpoint | null): void {
		const quiet = this.#quiet ? { quiet: true } : {};
		this.#line.ask({ kind: 'train', run, leastMs: this.#leastMs, from, ...quiet });
	}

	/** Forgets the run on screen, whose late answers are dropped from here on. */
	#clear(): void {
		this.#settle(null);
		this.#settle = () => undefined;
		this.#toCompare = null;
		if (this.#losses.length > 0) this.#previousLosses = this.#losses;
		this.#losses = EMPTY;
		this.#snapshot = null;
		this.#frames = [];
		this.#backend = null;
		this.#refused = [];
		this.#choice = null;
		this.#floor = null;
		this.#stepsPerSecond = 0;
		this.#dispatchesPerStep = 0;
		this.#checkpoint = null;
		this.#takingUp = null;
		this.#resumed = null;
		this.#failure = null;
		this.#result = null;
		this.#replay = null;
		this.#isRecalled = false;
	}

	#hear(answer: Answer): void {
		// Late answers of a run that was reset.
		if (this.#run === null) return;
		switch (answer.kind) {
			case 'started':
				this.#phase = 'training';
				this.#backend = answer.backend;
				this.#refused = answer.refused;
				this.#choice = answer.choice;
				this.#floor = answer.floor;
				this.#dispatchesPerStep = answer.dispatchesPerStep;
				if (this.#takingUp) this.#resumed = { ...this.#takingUp, backend: answer.backend };
				this.#takingUp = null;
				break;
			case 'progress':
				this.#append(answer.fromStep, answer.losses);
				if (answer.state) this.#checkpoint = { state: answer.state, losses: this.#losses };
				if (answer.snapshot) {
					this.#snapshot = answer.snapshot;
					this.#frames = withFrame(this.#frames, answer.snapshot);
				}
				this.#stepsPerSecond = answer.stepsPerSecond;
				break;
			case 'resumed':
				this.#backend = answer.backend;
				this.#resumed = answer;
				this.#append(answer.fromStep, EMPTY);
				break;
			case 'done':
			case 'stopped':
				this.#end(answer.kind, answer.result);
				break;
			case 'failed':
				if (answer.losses.length > 0) this.#append(answer.step - answer.losses.length, answer.losses);
				this.#fail({
					reason: answer.reason,
					message: answer.message,
					step: Math.max(answer.step, this.step),
					rates: answer.reason === 'diverged' ? 'searching' : null
				});
				break;
			case 'rates':
				if (this.#failure) this.#failure = { ...this.#failure, rates: answer.search };
				break;
			case 'compared':
				[this.#refused, this.#choice] = [answer.refused, answer.choice];
				this.oncompared(answer);
				break;
			case 'calibrated':
				keepCalibration(answer.written);
				break;
			case 'sweeping':
			case 'cell':
			case 'swept':
				// Of a grid (sweep.svelte.ts), which is never asked for here.
				break;
		}
	}

	/** Losses from that step on; what was known beyond it is forgotten. */
	#append(fromStep: number, losses: Float32Array): void {
		this.#buffer.set(losses.subarray(0, Math.max(0, this.#buffer.length - fromStep)), fromStep);
		this.#losses = this.#buffer.subarray(0, fromStep + losses.length);
	}

	#end(phase: 'done' | 'stopped', result: Result): void {
		this.#phase = phase;
		this.#show(result);
		// A digest is in the receipt of a run that came to its end on one backend, and only there.
		if (phase === 'done' && !result.resumed && this.#run) {
			const known = this.#lastRun === formatReceipt(this.#run) ? this.#lastResult : null;
			if (known?.backend.name === result.backend.name)
				this.#replay = known.receipt === result.receipt ? 'identical' : 'different';
			this.#remember(this.#run, result);
			if (!this.#quiet) {
				this.finished.keep(this.#run, result);
				this.onfinished(result);
			}
		}
		this.#settle(result);
	}

	#show(result: Result): void {
		this.#losses = result.losses;
		this.#snapshot = result;
		if (!this.#quiet) this.#frames = withFrame(this.#frames, result);
		this.#result = result;
		this.#backend = result.backend;
		this.#stepsPerSecond = result.stepsPerSecond;
	}

	/** What the same run, started again, is compared with. */
	#remember(run: Run, result: Result): void {
		this.#lastResult = result;
		this.#lastRun = formatReceipt(run);
	}

	#fail(failure: Failure): void {
		this.#phase = 'failed';
		this.#failure = failure;
	}

	#lost({ how, message }: Loss): void {
		if (this.busy) {
			if (how === 'stopped') this.#phase = 'stopped';
			else if (how === 'not-started' || this.#resumed || this.#takingUp)
				this.#fail({ reason: kindOf(how), message, step: this.step, rates: null });
			else return this.#takeUp(kindOf(how), message);
		}
		// A search for a rate that was cut short has found none.
		if (this.#failure?.rates === 'searching') this.#failure = { ...this.#failure, rates: null };
		this.#settle(this.#result);
	}

	/** Goes on in another worker, from the last checkpoint; on the CPU, if the reader left the choice to us. */
	#takeUp(reason: FailureKind, message: string): void {
		if (!this.#run) return;
		const fromStep = this.#checkpoint?.state.step ?? 0;
		this.#phase = 'preparing';
		this.#append(fromStep, EMPTY);
		this.#takingUp = { reason, message, fromStep };
		const run: Run = this.#run.backend === 'auto' ? { ...this.#run, backend: 'cpu' } : this.#run;
		this.#train(run, this.#checkpoint);
	}
}
