/**
 * What a page and the training worker say to each other, over a line (line.ts): a run or a grid of runs is asked for, one
 * at a time, and answered with events.
 */
import type { TypedAdapter } from '$src/adapters/typed';
import type { BackendName, FailureReason, States } from '$src/compute/backend';
import type { Choice } from '$src/compute/calibrate';
import type { Tensor } from '$src/math/tensor';
import type { Metrics } from '$src/models/problem';
import type { Run } from '$src/receipt/run';

export type Request =
	| {
			readonly kind: 'train';
			readonly run: Run;
			/** Trained in place of the run's method; data, which the worker reads itself. None by default. */
			readonly typed?: TypedAdapter | null;
			/** A target in place of the run's task, [out, in]; none by default. */
			readonly target?: Tensor | null;
			/** How long it takes at least, so that one can watch. */
			readonly leastMs: number;
			/** Where another worker left off. */
			readonly from: Checkpoint | null;
			/** Is it the end alone that is wanted, and at once? Then there are no snapshots on the way, and losses only where it takes long. */
			readonly quiet?: boolean;
	  }
	/** Which backend is the faster one for such a run, measured where that is not known; given up for whatever is asked next. */
	| { readonly kind: 'compare'; readonly run: Run }
	/** Everything of a run but its ranks, and the ranks. */
	| {
			readonly kind: 'sweep';
			readonly run: Run;
			readonly ranks1: readonly number[];
			readonly ranks2: readonly number[];
			/** What another worker left done. */
			readonly known: readonly Cell[];
	  };

/** Runs that may be asked for: the CPU's threads get ready for them, and nobody is told. */
export interface Expected {
	readonly kind: 'expected';
	readonly runs: readonly Run[];
}

/** Of no request. */
export type Note =
	| Expected
	/** For tests and for "what happens if": loses the GPU device. */
	| { readonly kind: 'lose-device' }
	| Calibrated;

/** Enough to go on with a run elsewhere. */
export interface Checkpoint {
	readonly state: States;
	/** Of all steps before it. */
	readonly losses: Float32Array;
}

/** Learning rates below one that diverged, each trained from the same receipt. */
export interface RateSearch {
	/** One whose loss stayed finite and fell, or null. */
	readonly rate: number | null;
	/** Steps that it made: all of the run's, or as many as there was time for. */
	readonly steps: number;
	/** Those that did not, in the order in which they were tried. */
	readonly failed: readonly number[];
}

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
	/** With digest, once it has come to its end; null before, and where it diverged. */
	readonly receipt: string | null;
}

/** Why a backend that was asked for did not run. */
export interface Refusal {
	readonly name: BackendName;
	readonly reason: FailureReason;
	readonly message: string;
}

/** ΔW of one module, measured in float64 from its factors. */
export interface ModuleSnapshot {
	/** Of the module, as the problem names it. */
	readonly name: string;
	/** Trained numbers. */
	readonly parameters: number;
	readonly rankBound: number;
	readonly singularValues: Float64Array;
	readonly rank: number;
	readonly tolerance: number;
	readonly stableRank: number;
}

/** The factors now, and what is measured from them. */
export interface Snapshot {
	readonly step: number;
	/** Factor name → float32 values, row-major. */
	readonly factors: Readonly<Record<string, Float32Array>>;
	/** In the order of the problem's modules. */
	readonly modules: readonly ModuleSnapshot[];
	/** ‖ΔW−T‖²/‖T‖², in float64 from the factors; NaN where no ΔW is asked for. */
	readonly error: number;
	/** What the model does with the update on data that it was not trained on; absent where the error is all that is measured. */
	readonly metrics?: Metrics;
}

export interface Result extends Snapshot {
	/** losses[i] is the loss before step i. */
	readonly losses: Float32Array;
	/** Trained numbers, of all modules. */
	readonly parameters: number;
	/** A proven lower bound on `error`, or null. */
	readonly floor: number | null;
	/** `metrics` before it was trained. */
	readonly before?: Metrics;
	readonly backend: { readonly name: BackendName; readonly adapter: string };
	readonly stepsPerSecond: number;
	/** The receipt as text: a query that replays this run; '' of a typed adapter or a target of one's own, which a notebook holds. */
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
			/** None where the run is quiet, or measuring takes so long that it is done less often. */
			readonly snapshot: Snapshot | null;
			/** Once a second or so, with a snapshot: the states at the end of these losses. */
			readonly state: States | null;
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
	  }
	/** After a failure of the kind 'diverged'. */
	| { readonly kind: 'rates'; readonly search: RateSearch };

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

/** Which backend the next such run goes to. */
export interface Compared {
	readonly kind: 'compared';
	readonly refused: readonly Refusal[];
	readonly choice: Choice | null;
}

export type Answer = TrainEvent | SweepEvent | Compared | Calibrated;
