/**
 * A training session of a page: one worker, one run at a time, and the state that figures show. It knows no
 * method and no lesson, does no arithmetic, and drops late answers of runs that were replaced.
 */
import type { BackendInUse, Failure, Phase, Resumption, Training } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import type { Answer, Refusal, Result, Snapshot } from '$src/experiments/protocol';
import { formatReceipt, RECEIPT_VERSION, type Run } from '$src/receipt/run';
import { connectWorker, type Connect, type Connection } from './connection';

const EMPTY = new Float32Array();

/** Milliseconds of a run among several: long enough to be seen. */
const SHORT = 400;

export class TrainingSession implements Training {
	#phase = $state<Phase>('idle');
	#run = $state.raw<Run | null>(null);
	#losses = $state.raw<Float32Array>(EMPTY);
	#previousLosses = $state.raw<Float32Array>(EMPTY);
	#snapshot = $state.raw<Snapshot | null>(null);
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
	#starts = $state(0);

	/** Room for all losses of the run; #losses is the filled part. */
	#buffer = EMPTY;
	#lastResult: Result | null = null;
	#lastRun = '';
	#id = 0;
	#connection: Connection | undefined;
	#settle: (result: Result | null) => void = () => undefined;

	/** Called with every run that came to its end. */
	onfinished: (result: Result) => void = () => undefined;

	constructor(readonly connect: Connect = connectWorker) {}

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
	/** How many runs this session has started. */
	get starts(): number {
		return this.#starts;
	}
	get busy(): boolean {
		return this.#phase === 'preparing' || this.#phase === 'training';
	}

	start(run: Run, leastMs = SHORT): Promise<Result | null> {
		this.#clear();
		this.#run = run;
		this.#starts += 1;
		this.#phase = 'preparing';
		this.#buffer = new Float32Array(run.steps);
		const id = this.#id;
		return new Promise((resolve) => {
			this.#settle = resolve;
			try {
				this.#connection ??= this.connect({
					answer: (answer) => this.#hear(answer),
					broken: (message) => this.#breakDown(message)
				});
				this.#connection.send({ kind: 'train', id, run, leastMs });
			} catch (error) {
				this.#breakDown(error instanceof Error ? error.message : String(error));
			}
		});
	}

	stop(): void {
		if (this.busy) this.#connection?.send({ kind: 'stop', id: this.#id });
	}

	reset(): void {
		this.stop();
		this.#clear();
		this.#run = null;
		this.#phase = 'idle';
	}

	/** Loses the GPU device of the current run, to see what happens then. */
	loseDevice(): void {
		if (this.busy) this.#connection?.send({ kind: 'lose-device', id: this.#id });
	}

	/** Ends the worker. The session may be started again. */
	dispose(): void {
		this.reset();
		this.#connection?.close();
		this.#connection = undefined;
	}

	/** Forgets the run on screen, whose late answers are dropped from here on. */
	#clear(): void {
		this.#id += 1;
		this.#settle(null);
		this.#settle = () => undefined;
		if (this.#losses.length > 0) this.#previousLosses = this.#losses;
		this.#losses = EMPTY;
		this.#snapshot = null;
		this.#backend = null;
		this.#refused = [];
		this.#choice = null;
		this.#floor = null;
		this.#stepsPerSecond = 0;
		this.#dispatchesPerStep = 0;
		this.#resumed = null;
		this.#failure = null;
		this.#result = null;
		this.#replay = null;
	}

	#hear(answer: Answer): void {
		if (answer.id !== this.#id) return;
		switch (answer.kind) {
			case 'started':
				this.#phase = 'training';
				this.#backend = answer.backend;
				this.#refused = answer.refused;
				this.#choice = answer.choice;
				this.#floor = answer.floor;
				this.#dispatchesPerStep = answer.dispatchesPerStep;
				break;
			case 'progress':
				this.#append(answer.fromStep, answer.losses);
				this.#snapshot = answer.snapshot;
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
					step: Math.max(answer.step, this.step)
				});
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
		this.#losses = result.losses;
		this.#snapshot = result;
		this.#result = result;
		this.#backend = result.backend;
		this.#stepsPerSecond = result.stepsPerSecond;
		const run = this.#run ? formatReceipt({ run: this.#run, version: RECEIPT_VERSION, digest: null }) : '';
		// A digest is in the receipt of a run that came to its end on one backend, and only there.
		if (phase === 'done' && !result.resumed) {
			if (
				this.#lastResult &&
				this.#lastRun === run &&
				this.#lastResult.backend.name === result.backend.name
			) {
				this.#replay = this.#lastResult.receipt === result.receipt ? 'identical' : 'different';
			}
			this.#lastResult = result;
			this.#lastRun = run;
			this.onfinished(result);
		}
		this.#settle(result);
	}

	#fail(failure: Failure): void {
		this.#phase = 'failed';
		this.#failure = failure;
		this.#settle(null);
	}

	#breakDown(message: string): void {
		this.#connection?.close();
		this.#connection = undefined;
		if (this.busy) this.#fail({ reason: 'worker-failed', message, step: this.step });
	}
}
