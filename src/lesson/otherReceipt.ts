/** Receipts of another kind than an adapter's run, such as a federation's: what a page that opens them says of one. */
import type { Problem, Schema } from '$src/schema/field';

export interface OtherReceipt {
	/** Parameter of the page → what the run needs there. */
	readonly settings: Readonly<Record<string, string | number | boolean>>;
	/** The run: its receipt, of today and without a digest. */
	readonly receipt: string;
	/** What the run must end with today; null where nothing is promised. */
	readonly digest: string | null;
	/** What is wrong with the text: the page does not have its run then. */
	readonly problems: readonly Problem[];
	/** Its fields, by the names that problems have. */
	readonly fields: Schema;
}

/** @returns null where the query is no receipt of this kind */
export type ReadOther = (query: URLSearchParams) => OtherReceipt | null;
