/** A lane of a race: a method, the runs that it makes, and what is known of the best of them. */
import type { BackendInUse, Failure, Resumption } from '$src/components/training/training';
import type { Choice } from '$src/compute/calibrate';
import type { Refusal, Result, Snapshot } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import type { Contestant } from './contestants';

export interface Entry {
	readonly method: Contestant;
	readonly run: Run;
}

export type LanePhase = 'waiting' | 'preparing' | 'training' | 'done' | 'stopped' | 'failed';

/** A run of a lane that has ended. */
export interface Tried {
	readonly lr: number;
	/** Relative; null where it came to no end. */
	readonly error: number | null;
}

export interface Lane extends Entry {
	/** What is drawn: the run under way, else the best of those that ended. */
	readonly shown: Run;
	/** In the order in which they ran. */
	readonly tried: readonly Tried[];
	readonly phase: LanePhase;
	/** losses[i] is the loss before step i, as far as it is known. */
	readonly losses: Float32Array;
	readonly snapshot: Snapshot | null;
	readonly result: Result | null;
	readonly backend: BackendInUse | null;
	readonly refused: readonly Refusal[];
	readonly choice: Choice | null;
	readonly resumed: Resumption | null;
	readonly failure: Failure | null;
}

/** A run that came to its end. */
export interface Finished extends Entry {
	readonly result: Result;
}

const NO_LOSSES = new Float32Array();

export const waiting = (entry: Entry): Lane => ({
	...entry,
	shown: entry.run,
	tried: [],
	phase: 'waiting',
	losses: NO_LOSSES,
	snapshot: null,
	result: null,
	backend: null,
	refused: [],
	choice: null,
	resumed: null,
	failure: null
});

/** Is a lane's run better than another of the same lane? One that came to its end is better than one that did not. */
export const isBetter = (one: Lane, other: Lane): boolean =>
	one.phase === 'done' &&
	(other.phase !== 'done' || (one.result?.error ?? Infinity) < (other.result?.error ?? Infinity));

/** The best of the runs of an entry, with what each left; null unless each is there. @param runs at least one */
export function bestOf(entry: Entry, runs: readonly (Lane | undefined)[]): Lane | null {
	const lanes = runs.flatMap((lane) => lane ?? []);
	const [first, ...more] = lanes;
	if (!first || lanes.length < runs.length) return null;
	const best = more.reduce((found, lane) => (isBetter(lane, found) ? lane : found), first);
	const tried = lanes.map(({ shown, phase, result }) => ({
		lr: shown.lr,
		error: phase === 'done' ? (result?.error ?? null) : null
	}));
	return { ...best, ...entry, tried };
}

/** The run whose answer a lane draws; the one that was asked for first until there is one. */
export const shownOf = (lane: Lane | undefined): Run | undefined =>
	lane?.phase === 'done' ? lane.shown : lane?.run;

/** One run, however it is looked at. */
export const keyOf = (run: Run): string => formatReceipt(run);
