/**
 * What a reader has done, as data: one entry for each prediction, exercise, judged claim or kept run, under the key
 * `place/kind/id`. It is kept on this machine, exported as a file and handed in as a link; whatever comes from outside
 * is read by `parseProgress` and by nothing else.
 */

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
const [MOST_ENTRIES, LONGEST_VALUE, LONGEST_ID] = [2000, 1000, 60];

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
	/** Why nothing could be read; null where something could. */
	readonly problem: { readonly expected: string; readonly got: string } | null;
}

const nothing = (expected: string, got: string): ParsedProgress => ({
	entries: new Map(),
	refused: 0,
	problem: { expected, got: got.slice(0, 80) }
});

/** Text from a storage, a file or a link → legal entries. */
export function parseProgress(written: string): ParsedProgress {
	let found: unknown;
	try {
		found = JSON.parse(written);
	} catch {
		return nothing('JSON that Rankscope wrote', written);
	}
	if (!isRecord(found) || found['rankscope'] !== 'progress')
		return nothing('progress that Rankscope wrote', written);
	const { version = 0 } = found;
	if (typeof version !== 'number' || !Number.isInteger(version) || version < 0 || version > PROGRESS_VERSION)
		return nothing(`version ${PROGRESS_VERSION} or older`, `version ${String(version)}`);
	const list = isRecord(found['entries']) ? Object.entries(found['entries']) : [];
	const entries = new Map<string, Entry>();
	for (const [key, entry] of list.slice(0, MOST_ENTRIES)) {
		const read = migrations.slice(version).reduce((e, migrate) => migrate(e), entry as unknown);
		if (readKey(key) && isEntry(read)) entries.set(key, read);
	}
	return { entries, refused: list.length - entries.size, problem: null };
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

/** Both, the better outcome of each: nothing that somebody has solved is lost. */
export function merged(mine: Entries, other: Entries): Entries {
	const rank = (entry: Entry): number => (entry.outcome === null ? 0 : 3 - outcomes.indexOf(entry.outcome));
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
	if (!/^[\w-]{1,400000}$/.test(word)) return nothing('letters, digits, - and _ of a link', word);
	try {
		const text = atob(word.replaceAll('-', '+').replaceAll('_', '/'));
		return parseProgress(
			new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0)))
		);
	} catch {
		return nothing('a whole link: part of it is missing', word);
	}
}
