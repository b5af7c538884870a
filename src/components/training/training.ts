/**
 * What a training panel reads and does: a run that is idle, under way or over. What implements it lives a layer up
 * (src/runs/hand.svelte.ts); this file holds no state.
 */
import type { FailureReason } from '$src/compute/backend';
import type { Choice } from '$src/compute/calibrate';
import type { RateSearch, Refusal, Result, Snapshot } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';

/** What a reader can set of how a run trains. */
export type Setting = 'steps' | 'lr' | 'optimizer' | 'schedule' | 'backend' | 'seed';

export type Phase = 'idle' | 'preparing' | 'training' | 'stopped' | 'done' | 'failed';

/** 'worker-failed': the worker could not be loaded; 'worker-threw', 'worker-silent': it was there, and threw or said nothing more. */
export type FailureKind = FailureReason | 'bad-request' | 'worker-failed' | 'worker-threw' | 'worker-silent';

export interface Failure {
	readonly reason: FailureKind;
	/** What the backend or the worker said, untranslated. */
	readonly message: string;
	/** Steps that were done when it happened. */
	readonly step: number;
	/** Of 'diverged': the lower rates that were tried; null where there were none, or not yet. */
	readonly rates: RateSearch | 'searching' | null;
}

export interface BackendInUse {
	readonly name: 'webgpu' | 'cpu';
	readonly adapter: string;
}

/** The device or the worker was lost, and training went on elsewhere. */
export interface Resumption {
	readonly reason: FailureKind;
	readonly message: string;
	readonly fromStep: number;
	readonly backend: BackendInUse;
}

export interface Training {
	readonly phase: Phase;
	/** The run on screen; null before the first. */
	readonly run: Run | null;
	/** losses[i] is the loss before step i, as far as it is known. */
	readonly losses: Float32Array;
	/** Losses of the run before this one, for comparison. */
	readonly previousLosses: Float32Array;
	/** The factors as last read back, and what was measured of them. */
	readonly snapshot: Snapshot | null;
	readonly step: number;
	readonly backend: BackendInUse | null;
	/** Backends that were tried in vain, and why. */
	readonly refused: readonly Refusal[];
	/** The measurement that chose the backend; null where the reader did, or nothing was to be chosen. */
	readonly choice: Choice | null;
	readonly floor: number | null;
	readonly stepsPerSecond: number;
	readonly dispatchesPerStep: number;
	readonly resumed: Resumption | null;
	readonly failure: Failure | null;
	/** The whole run once it has ended, by itself or by the reader's hand. */
	readonly result: Result | null;
	/** Did this run repeat the one before bit for bit? Null where it was another run or has not ended. */
	readonly replay: 'identical' | 'different' | null;
	/** Was it trained earlier in this tab, and only drawn again? */
	readonly isRecalled: boolean;
	/** Is a run under way? */
	readonly busy: boolean;
	/** Is it expected to be over before anybody could read of it? Then what is on the screen stays until it is. */
	readonly isBrief: boolean;
	/** Steps to which a run that was watched can be wound back, ascending, the start among them; none where there is no such run. */
	readonly moments: readonly number[];
	/** The one that is shown; null where it is the last. */
	readonly moment: number | null;
	windTo(step: number): void;
	/** Trains what is set once more, after a failure. */
	again(): void;
	/**
	 * Trains so that one can watch.
	 * @param leastMs how long it takes at least, two seconds by default
	 * @returns the result, or null where the run failed or another took its place
	 */
	start(run: Run, leastMs?: number): Promise<Result | null>;
	/** Ends the run where it is and keeps what it reached. */
	stop(): void;
	/** Takes the GPU away from the run, to see what happens then. */
	loseDevice(): void;
}
