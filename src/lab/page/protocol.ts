/**
 * What the lab's page and its worker say to each other, over a line (src/experiments/line.ts): one question opens the
 * notebook and has no end of its own; what changes are notes, and answers are states of cells.
 */
import type { Cell, Notebook } from '../notebook';
import type { CellState } from '../session';

/** A file that the reader opened for loadAdapter, by the name that a cell calls it. */
export interface LabFile {
	readonly name: string;
	/** Weights, and a configuration beside them, by their paths. */
	readonly parts: readonly { readonly path: string; readonly file: File }[];
}

export interface LabQuestion {
	readonly kind: 'open';
	readonly notebook: Notebook;
	readonly files: readonly LabFile[];
	/** What an earlier visit measured of the backends, for the training worker; null where nothing is kept. */
	readonly calibration: string | null;
	/** Of the changes that the page counts, the last. */
	readonly turn: number;
}

export type LabNote =
	/** The ids of its cells in their order, and of the cells those that are new or another since the last note. */
	| {
			readonly kind: 'notebook';
			readonly ids: readonly string[];
			readonly cells: readonly Cell[];
			readonly turn: number;
	  }
	| {
			readonly kind: 'control';
			readonly name: string;
			readonly value: number | string;
			readonly turn: number;
	  }
	| { readonly kind: 'stop' | 'rerun'; readonly id: string }
	| { readonly kind: 'file'; readonly file: LabFile }
	/** A run's ΔW as a folder for PEFT, of the rank that was trained for. */
	| { readonly kind: 'peft'; readonly name: string };

/** A name that is defined, for completion. */
export interface Known {
	readonly name: string;
	readonly kind: string;
	/** Such as 64×64; '' where it has none. */
	readonly shape: string;
	readonly cell: string;
}

export type LabAnswer =
	| {
			readonly kind: 'states';
			readonly states: readonly (readonly [id: string, state: CellState])[];
			/** The last of the page's changes that is in them, or on its way into them. */
			readonly heard: number;
	  }
	| { readonly kind: 'names'; readonly names: readonly Known[] }
	| { readonly kind: 'calibrated'; readonly written: string }
	| { readonly kind: 'peft'; readonly made: Made };

/** A folder for PEFT as a zip, or why there is none. */
export type Made =
	| { readonly name: string; readonly zip: Blob; readonly rank: number; readonly error: number }
	| { readonly name: string; readonly problem: string };
