/** What the tools of the page ask their worker: two adapters beside each other, checkpoints in a row, and one made of several. */
import type { CheckpointModule } from '$src/files/checkpoints';
import type { Compared } from '$src/files/compared';
import type { MergedDora } from '$src/files/dora';
import type { Note } from '$src/files/notes';
import type { Keep, RemadeModule } from '$src/files/remade';
import type { InspectQuestion } from '../protocol';

/** An adapter among files of the reader's, and α for modules of which no file says it. */
export type Place = InspectQuestion;

export interface Checkpoint {
	readonly name: string;
	readonly step: number | null;
	/** Why it could not be opened. */
	readonly refusal: Note | null;
}

/** A module of DoRA with its base weight; without the matrix itself. */
export interface MergedRow extends Omit<MergedDora, 'delta' | 'singularValues'> {
	readonly name: string;
}

export type ToolQuestion =
	| { readonly kind: 'compare'; readonly first: Place; readonly second: Place }
	| { readonly kind: 'checkpoints'; readonly place: Place }
	/** One module as a guest of the lesson on its method, and of the one on best approximations. */
	| { readonly kind: 'guest'; readonly place: Place; readonly module: string; readonly file: string }
	/** ΔW of DoRA, with the base model's files. */
	| { readonly kind: 'base'; readonly place: Place; readonly base: Place['files'] }
	/** Nearest LoKr of every module, by PEFT's decompose_factor. */
	| { readonly kind: 'lokr'; readonly place: Place; readonly factor: number; readonly name: string }
	| {
			readonly kind: 'remake';
			readonly terms: readonly { readonly place: Place; readonly weight: number }[];
			readonly keep: Keep;
			/** α that is written; null for α = r. */
			readonly alpha: number | null;
			/** Of the folder in the zip. */
			readonly name: string;
	  };

export type ToolAnswer =
	| { readonly kind: 'progress'; readonly done: number; readonly all: number }
	| { readonly kind: 'refused'; readonly note: Note }
	| { readonly kind: 'compared'; readonly rows: readonly Compared[] }
	| {
			readonly kind: 'unmatched';
			readonly onlyInFirst: readonly string[];
			readonly onlyInSecond: readonly string[];
			readonly otherShapes: readonly string[];
			readonly notes: readonly Note[];
	  }
	| { readonly kind: 'checkpoints'; readonly checkpoints: readonly Checkpoint[] }
	| { readonly kind: 'merged'; readonly rows: readonly MergedRow[] }
	/** As the lessons' pages keep it; null where a lesson has no room for it. */
	| { readonly kind: 'guest'; readonly text: string | null; readonly lowRank: string | null }
	| { readonly kind: 'noted'; readonly notes: readonly Note[] }
	| { readonly kind: 'over-steps'; readonly modules: readonly CheckpointModule[] }
	| {
			readonly kind: 'remade';
			readonly modules: readonly RemadeModule[];
			readonly notes: readonly Note[];
			/** A folder that PEFT loads, as a zip; it was read back before. */
			readonly zip: Blob;
			/** The largest relative error of reading it back. */
			readonly readBack: number;
	  };
