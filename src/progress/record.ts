/**
 * What a reader has done, as data: one entry for each prediction, exercise, judged claim or kept run, under the key
 * `place/kind/id`. It is kept on this machine, exported as a file and handed in as a link; whatever comes from outside
 * is read by `parseProgress` and by nothing else.
 */
import { LONGEST_LINK, type ProgressProblem } from './problem';

export const kinds = ['exercise', 'prediction', 'claim', 'run'] as const;
export type Kind = (typeof kinds)[number];
/** How it stands: solved without the solution; tried and not solved; the solution was opened first. Null where nothing is right or wrong. */
export const outcomes = ['right', 'wrong', 'shown'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Entry {
	/** What was typed, chosen, put in order, or the receipt of a run. */
	readonly value: string;
	readonly outcome: Outcome | null;
	/** Answers that were counted. */
	readonly tries: number;
	/** Day, as 2026-11-27. */
	readonly day: string;
}
export type Entries = ReadonlyMap<string, Entry>;

/** Raised when the form changes, together with a step in `migrations` that brings the older form up to it. */
export const PROGRESS_VERSION = 1;
/** migrations[v] turns an entry of version v into one of version v + 1. */
const migrations: readonly ((entry: unknown) => unknown)[] = [
	// Before there were versions, an entry had no count of tries.
	(entry) => (isRecord(entry) ? { tries: 0, ...entry } : entry)
];
const [LONGEST_VALUE, LONGEST_ID] = [1000, 60];
/** More than all lessons together have to offer. A file or a link with more is read up to here. */
export const MOST_ENTRIES = 2000;

export const keyOf = (place: string, kind: Kind, id: string): string => `${place}/${kind}/${id}`;

export interface Key {
	/** A lesson's id, or `article`. */
	readonly place: string;
	readonly kind: Kind;
	readonly id: string;
}

/** Null where the text is no key. */
export function readKey(key: string): Key | null {
	const [place = '', kind = '', id = '', ...more] = key.split('/');
	const isName = (name: string): boolean => /^[a-z0-9][a-z0-9.-]*$/.test(name) && name.length <= LONGEST_ID;
	const found = kinds.find((known) => known === kind);
	return found && more.length === 0 && isName(place) && isName(id) ? { place, kind: found, id } : null;
}

export const writeProgress = (entries: Entries): string =>
	JSON.stringify({ rankscope: 'progress', version: PROGRESS_VERSION, entries: Object.fromEntries(entries) });

export interface ParsedProgress {
	readonly entries: Entries;
	/** Entries that were not legal, and were left out. */
	readonly refused: number;
	/** Entries behind the last that was read. */
	readonly beyond: number;
	/** Why nothing could be read; null where something could. */
	readonly problem: ProgressProblem | null;
}

const nothing = (problem: ProgressProblem): ParsedProgress => ({
	entries: new Map(),
	refused: 0,
	beyond: 0,
	problem
});
const begin = (text: string): string => text.slice(0, 80);

/**
 * Text from a storage, a file or a link → legal entries.
 * @param most entries that are read; of what this machine wrote itself, all
 */
export function parseProgress(written: string, most = MOST_ENTRIES): ParsedProgress {
	if (written.trim() === '') return nothing({ kind: 'empty' });
	let found: unknown;
	try {
		found = JSON.parse(written);
	} catch {
		return nothing({ kind: 'not-json', got: begin(written) });
	}
	if (!isRecord(found) || found['rankscope'] !== 'progress')
		return nothing({ kind: 'not-ours', got: begin(written) });
	const { version = 0 } = found;
	if (typeof version !== 'number' || !Number.isInteger(version) || version < 0)
		return nothing({ kind: 'no-version', got: begin(JSON.stringify(version)) });
	if (version > PROGRESS_VERSION) return nothing({ kind: 'newer', got: version });
	const list = isRecord(found['entries']) ? Object.entries(found['entries']) : [];
	const tried = list.slice(0, most);
	const entries = new Map<string, Entry>();
	for (const [key, entry] of tried) {
		const read = migrations.slice(version).reduce((e, migrate) => migrate(e), entry as unknown);
		if (readKey(key) && isEntry(read)) entries.set(key, read);
	}
	return {
		entries,
		refused: tried.length - entries.size,
		beyond: list.length - tried.length,
		problem: null
	};
}

const isRecord = (x: unknown): x is Record<string, unknown> =>
	typeof x === 'object' && x !== null && !Array.isArray(x);

function isEntry(x: unknown): x is Entry {
	if (!isRecord(x)) return false;
	const { value, outcome, tries, day } = x;
	return (
		typeof value === 'string' &&
		value.length <= LONGEST_VALUE &&
		(outcome === null || outcomes.some((known) => known === outcome)) &&
		typeof tries === 'number' &&
		Number.isInteger(tries) &&
		tries >= 0 &&
		tries < 10000 &&
		typeof day === 'string' &&
		/^\d{4}-\d\d-\d\d$/.test(day)
	);
}

/** The better, the higher: whoever has read the solution is done, whoever has tried is not. */
const ranks = { right: 3, shown: 2, wrong: 1 } as const;

/** Both, the better outcome of each: nothing that somebody has solved is lost. Of two alike, the first. */
export function merged(mine: Entries, other: Entries): Entries {
	const rank = ({ outcome }: Entry): number => (outcome === null ? 0 : ranks[outcome]);
	const all = new Map(mine);
	for (const [key, entry] of other) {
		const known = all.get(key);
		if (!known || rank(entry) > rank(known)) all.set(key, entry);
	}
	return all;
}

/** Entries as one word for an address: base64url of the JSON. */
export function toLink(entries: Entries): string {
	const bytes = new TextEncoder().encode(writeProgress(entries));
	return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}

export function fromLink(word: string): ParsedProgress {
	if (word.length > LONGEST_LINK) return nothing({ kind: 'long-link', length: word.length });
	if (!/^[\w-]+$/.test(word)) return nothing({ kind: 'no-link', got: begin(word) });
	try {
		const text = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
		const read = parseProgress(
			new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))
		);
		// A link that ends early is JSON that ends early.
		return read.problem?.kind === 'not-json' ? nothing({ kind: 'torn-link' }) : read;
	} catch {
		return nothing({ kind: 'torn-link' });
	}
}
