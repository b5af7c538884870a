/** What the page asks the worker for, and what comes back: rows from the index first, then one measurement after the other. */
import type { Other } from '$src/files/others';
import type { ScaleSource } from '$src/files/dialects/dialect';
import type { Note } from '$src/files/notes';

export interface InspectQuestion {
	/** `root`: the folder that all of them lay in, which is not in their paths. */
	readonly files: readonly { readonly path: string; readonly file: File; readonly root?: string }[];
	/** Name of the adapter among several; null for the last. */
	readonly pick: string | null;
	readonly alpha: number | null;
}

/** A module as its index entry tells it. */
export interface Row {
	readonly name: string;
	readonly method: string;
	readonly shape: readonly number[];
	readonly parameters: number;
	readonly bytes: number;
	/** α is divided by it; null where both Kronecker blocks are full. */
	readonly configuredRank: number | null;
	readonly rankBound: number;
	readonly hasMagnitude: boolean;
}

export interface Measurement {
	readonly scale: number;
	readonly from: ScaleSource;
	readonly singularValues: Float64Array;
	readonly rank: number;
	readonly frobenius: number;
	readonly stableRank: number;
	readonly entropyRank: number;
	/** Smallest rank for 90, 95 and 99 % of Σσ². */
	readonly rankAt: readonly [number, number, number];
	readonly experts: number;
}

export interface Overview {
	readonly file: string;
	readonly dialect: string;
	readonly parameters: number;
	readonly others: readonly Other[];
	readonly rows: readonly Row[];
}

export type InspectAnswer =
	/** The adapters that are there, and which of them is measured. */
	| { readonly kind: 'found'; readonly names: readonly string[]; readonly picked: string }
	| { readonly kind: 'overview'; readonly overview: Overview; readonly notes: readonly Note[] }
	/** Of row `at`; null where it could not be measured, which a note says. */
	| {
			readonly kind: 'measured';
			readonly at: number;
			readonly measurement: Measurement | null;
			readonly notes: readonly Note[];
	  }
	| { readonly kind: 'refused'; readonly note: Note };
