/**
 * What a page and the training worker say to each other. The worker is asked for one run, or one grid of runs, at a
 * time; everything it answers carries the id of that request, so late answers of what was stopped can be dropped.
 */
import type { BackendName, FailureReason } from '$src/compute/backend';
import type { Choice } from '$src/compute/calibrate';
import type { Run } from '$src/receipt/run';

export type Request =
	/** `leastMs`: how long it takes at least, so that one can watch. */
	| { readonly kind: 'train'; readonly id: number; readonly run: Run; readonly leastMs: number }
	/** Everything of a run but its ranks, and the ranks. */
	| {
			readonly kind: 'sweep';
			readonly id: number;
			readonly run: Run;
			readonly ranks1: readonly number[];
			readonly ranks2: readonly number[];
	  }
	| { readonly kind: 'stop'; readonly id: number }
	/** For tests and for "what happens if": loses the GPU device of the current run. */
	| { readonly kind: 'lose-device'; readonly id: number };

/** One adapter of a grid, trained or on its way. */
export interface Cell {
	readonly r1: number;
	readonly r2: number;
	/** Training steps behind it. */
	readonly step: number;
	/** Its loss was no number any more: rank and error are none either. */
	readonly diverged: boolean;
	readonly parameters: number;
	readonly rankBound: number;
	/** Measured in float64 from the trained factors. */
	readonly rank: number;
	/** ‖ΔW−T‖²/‖T‖². */
	readonly error: number;
	readonly floor: number | null;
}

/** Why a backend that was asked for did not run. */
export interface Refusal {
	readonly name: BackendName;
	readonly reason: FailureReason;
	readonly message: string;
}

/** The factors now, and ΔW's spectrum measured from them in float64. */
export interface Snapshot {
	readonly step: number;
	/** Factor name → float32 values, row-major. */
	readonly factors: Readonly<Record<string, Float32Array>>;
	readonly singularValues: Float64Array;
	readonly rank: number;
	readonly tolerance: number;
	readonly stableRank: number;
	/** ‖ΔW−T‖²/‖T‖², in float64 from the factors. */
	readonly error: number;
}

export interface Result extends Snapshot {
	/** losses[i] is the loss before step i. */
	readonly losses: Float32Array;
	readonly parameters: number;
	readonly rankBound: number;
	/** A proven lower bound on `error`, or null. */
	readonly floor: number | null;
	readonly backend: { readonly name: BackendName; readonly adapter: string };
	readonly stepsPerSecond: number;
	/** The receipt as text: a query that replays this run. */
	readonly receipt: string;
	/** Did the run change backend on the way? Then its bits cannot be replayed. */
	readonly resumed: boolean;
}

/** What is heard of one run. */
export type TrainEvent =
	| {
			readonly kind: 'started';
			readonly backend: { readonly name: BackendName; readonly adapter: string };
			readonly refused: readonly Refusal[];
			/** What was measured to choose the backend; null where the reader chose, or there was one only. */
			readonly choice: Choice | null;
			readonly dispatchesPerStep: number;
			readonly floor: number | null;
			readonly steps: number;
	  }
	/** A few times a second: losses[i] is the loss before step fromStep + i. */
	| {
			readonly kind: 'progress';
			readonly fromStep: number;
			readonly losses: Float32Array;
			readonly stepsPerSecond: number;
			readonly snapshot: Snapshot;
	  }
	/** The backend was lost; training goes on from `fromStep` on another. */
	| {
			readonly kind: 'resumed';
			readonly reason: FailureReason;
			readonly message: string;
			readonly fromStep: number;
			readonly backend: { readonly name: BackendName; readonly adapter: string };
	  }
	| { readonly kind: 'done'; readonly result: Result }
	| { readonly kind: 'stopped'; readonly result: Result }
	| {
			readonly kind: 'failed';
			readonly reason: FailureReason | 'bad-request';
			readonly message: string;
			readonly step: number;
			/** Losses just before that step that no progress has told. */
			readonly losses: Float32Array;
	  };

/** What is heard of a grid of runs; a failure is as that of one run. */
export type SweepEvent =
	/** With the first cell, and again where the backend has changed. */
	| {
			readonly kind: 'sweeping';
			readonly backend: { readonly name: BackendName; readonly adapter: string };
			readonly refused: readonly Refusal[];
			readonly choice: Choice | null;
			/** Adapters that train at the same time. */
			readonly together: number;
	  }
	/** A cell that is done, or how far it is; the same cell may come several times. `done` are those at their end. */
	| { readonly kind: 'cell'; readonly cell: Cell; readonly done: number; readonly of: number }
	/** The end, by itself or by a stop. */
	| { readonly kind: 'swept'; readonly done: number; readonly of: number; readonly seconds: number };

/** Of no run: what is known of the backends' speed (compute/calibrate.ts). The worker tells it, and is told it at the next visit. */
export interface Calibrated {
	readonly kind: 'calibrated';
	readonly written: string;
}

export type Answer = { readonly id: number } & (TrainEvent | SweepEvent);
