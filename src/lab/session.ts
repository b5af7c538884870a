/**
 * An open notebook: which cell defines what, what it comes to, and what reruns when something changes. Knows no page and
 * no worker: training is handed in.
 */
import type { TypedAdapter } from '$src/adapters/typed';
import type { Result } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';
import type { Notebook } from './notebook';
import type { LabValue, ModuleValue } from './value';

/** How far something long is: from 0 to 1, and losses that are new, where there are. */
export interface Progress {
	readonly share: number;
	/** losses[i] is the loss before step fromStep + i. */
	readonly losses?: { readonly fromStep: number; readonly values: Float32Array };
}

/**
 * Trains one run to its end. The session asks for one at a time.
 * @param typed what is trained in place of the method that the run names; null for that method
 * @throws Error whose message says why it cannot be done; anything once the signal says so
 */
export type Trainer = (
	run: Run,
	typed: TypedAdapter | null,
	options: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void }
) => Promise<Result>;

export interface CellError {
	/** In English, as the core says it: what was to be done to which shapes. */
	readonly message: string;
	/** In the cell's text, from 0; null where it is of no place. */
	readonly at: number | null;
	/** Names that the error is about: missing, defined twice, in a circle. */
	readonly names?: readonly string[];
	/** What kind it is, for whoever has words of their own for it. */
	readonly reason: 'formula' | 'missing' | 'twice' | 'circle' | 'train' | 'upstream' | 'stopped';
}

/** What a control offers, so that a page can show it as one. */
export type Control =
	| {
			readonly name: string;
			readonly kind: 'number';
			readonly value: number;
			readonly min: number;
			readonly max: number;
			readonly step: number;
	  }
	| {
			readonly name: string;
			readonly kind: 'choice';
			readonly value: string;
			readonly choices: readonly string[];
	  };

export interface CellState {
	readonly status: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
	/** From 0 to 1 while something long runs, else null. */
	readonly progress: number | null;
	/** Losses so far of what trains in this cell, else null. */
	readonly losses: Float32Array | null;
	/** In the order of its lines; name '' for a line without one. While it is waiting or running, those of before. */
	readonly values: readonly { readonly name: string; readonly value: LabValue }[];
	/** The first of its lines'. */
	readonly error: CellError | null;
	/** Of a control cell, else empty. */
	readonly controls: readonly Control[];
}

export interface LabSession {
	/** Cells whose text is the same and whose names are what they were go on as they are. */
	setNotebook(notebook: Notebook): void;
	/** Sets a control, within its range. Does not change the notebook's text: see `withControl`. */
	setControl(name: string, value: number | string): void;
	/** Stops what runs in a cell. */
	stop(id: string): void;
	/** Runs a cell anew, and what depends on it. */
	rerun(id: string): void;
	state(id: string): CellState;
	/** Names that are defined, for completion. */
	names(): readonly { readonly name: string; readonly value: LabValue | null; readonly cell: string }[];
	/** When nothing runs and nothing waits. */
	settled(): Promise<void>;
	dispose(): void;
}

export interface SessionOptions {
	readonly train: Trainer;
	/** Called with the ids of cells whose state is another, together where they change together. */
	readonly onChange: (ids: readonly string[]) => void;
	/** A module of a file that the reader has opened. Default: there are none. @throws Error that says which there are */
	readonly files?: (file: string, module: string | null) => Promise<ModuleValue>;
}

export function labSession(options: SessionOptions): LabSession {
	throw new Error(`lab: no session yet (${Object.keys(options).length})`);
}
