/**
 * The receipt of a run: everything that decides its numbers, as text, and the digest of the bits that it ended with. The
 * only codec: what a page opens and keeps, what windows send each other, what the command line replays and what a bug
 * report quotes is read and written here.
 *
 * Since version 3 a receipt says every field that its run reads, and no other: it means the same whatever the defaults of a
 * page are, or will be. Versions 1 and 2 left out what was the default, of every method's options; those defaults are
 * the ones of run.ts. Version 4 is of networks whose sums the CPU adds up in another order.
 */
import { methodFields } from '$src/adapters/index';
import { trainsNetwork } from '$src/models/index';
import { defaultsOf, parseField, parseQuery, type Problem } from '$src/schema/field';
import { canonical, fieldsOf, runSchema, type Run } from './run';
import { digestIn, queryIn, readWhole, versionIn, writeWhole } from './whole';

/** Raised whenever a receipt is written otherwise, or the same receipt would give other bits. */
export const RECEIPT_VERSION = 4;
/** The version of a text that says none. */
const UNWRITTEN = 2;
/** Receipts from this version on give the same bits as today's: of one layer, and of a network. */
const SAME_BITS_SINCE = { layer: 2, network: 4 } as const;

export interface Receipt {
	readonly run: Run;
	readonly version: number;
	/** Hexadecimal digest of the trained float32 factors; null where nothing has run yet. */
	readonly digest: string | null;
}

export interface ParsedReceipt extends Receipt {
	/** What was wrong with the text; the run is legal in any case. */
	readonly problems: readonly Problem[];
}

/** @param digest of the bits that the run ended with; none where it has not run */
export function formatReceipt(run: Run, digest: string | null = null): string {
	return writeWhole(fieldsOf(run), canonical(run), RECEIPT_VERSION, digest);
}

/** Is this query a receipt? The settings of a page have no version. */
export const isReceipt = (query: URLSearchParams): boolean => query.has('v');

/** The digest that the run must end with today; null where there is none, or where the version promises no such bits. */
export const promisedDigest = ({ run, version, digest }: Receipt): string | null =>
	version < SAME_BITS_SINCE[trainsNetwork(run.task) ? 'network' : 'layer'] ? null : digest;

/** Reads a receipt out of a query, with or without `?`, or a whole address. */
export function parseReceipt(written: string): ParsedReceipt {
	const query = queryIn(written);
	const problems: Problem[] = [];
	const version = versionIn(query.get('v'), UNWRITTEN, RECEIPT_VERSION, problems);
	const digest = digestIn(query.get('digest'), problems);
	query.delete('v');
	query.delete('digest');
	const isWhole = version >= 3 && query.size > 0;
	const run = isWhole ? readEvery(query, problems) : readWithDefaults(query, problems);
	return { run: canonical(run), version, digest, problems };
}

/** Versions 1 and 2, and text without a version. */
function readWithDefaults(query: URLSearchParams, problems: Problem[]): Run {
	const parsed = parseQuery(runSchema, query, ['v', 'digest']);
	problems.push(...parsed.problems);
	return parsed.values;
}

/** Every field of the run, each as it is written. */
function readEvery(query: URLSearchParams, problems: Problem[]): Run {
	const method = parseField('method', methodFields.method, query.get('method') ?? '').value as Run['method'];
	const task = String(parseField('task', runSchema.task, query.get('task') ?? '').value);
	const parsed = readWhole(fieldsOf({ method, task }), query);
	problems.push(...parsed.problems);
	return { ...defaultsOf(runSchema), ...parsed.values };
}
