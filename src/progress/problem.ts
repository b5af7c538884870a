/** Why progress from outside could not be read, as data: the words, and what can be done, are in problem.texts.ts. */

/** Bytes of a file that is read at all. */
export const LARGEST_FILE = 4_000_000;
/** Letters of a link that is read at all. */
export const LONGEST_LINK = 400_000;

export type ProgressProblem =
	| { readonly kind: 'empty' }
	| { readonly kind: 'too-large'; readonly bytes: number }
	| { readonly kind: 'not-json' | 'not-ours'; readonly got: string }
	/** Of a newer Rankscope than this. */
	| { readonly kind: 'newer'; readonly got: number }
	| { readonly kind: 'no-version'; readonly got: string }
	| { readonly kind: 'no-link'; readonly got: string }
	| { readonly kind: 'long-link'; readonly length: number }
	| { readonly kind: 'torn-link' };
