/**
 * The notebooks that are kept on this machine: their Markdown, and a number that grows with each writing, so that two
 * windows with the same notebook never write over each other. What is kept and cannot be read stays, and can be saved.
 */
import type { Store } from './store';
import { LARGEST_NOTEBOOK } from './link';

export interface Kept {
	readonly id: string;
	readonly title: string;
	/** Markdown. */
	readonly text: string;
	/** 1 for what came from elsewhere and is as it came; one more for each writing after that. */
	readonly version: number;
	/** Milliseconds since 1970. */
	readonly savedAt: number;
}

export interface Unreadable {
	readonly id: string;
	/** What is in storage, as it is there. */
	readonly text: string;
}

export type Written =
	| { readonly kind: 'kept'; readonly version: number }
	/** Another window wrote meanwhile: that stays, and nothing was written. */
	| { readonly kind: 'other-window'; readonly theirs: Kept | null };

/** Notebooks that are kept as they came; the one that came longest ago goes first. What a reader wrote never goes by itself. */
export const MOST_KEPT = 40;
const LONGEST_TITLE = 120;

/** Null where the record is none of ours. */
export function readKept(id: string, record: unknown): Kept | null {
	if (typeof record !== 'object' || record === null) return null;
	const fields = new Map<string, unknown>(Object.entries(record));
	const [title, text, version, savedAt] = ['title', 'text', 'version', 'savedAt'].map((name) =>
		fields.get(name)
	);
	if (typeof title !== 'string' || typeof text !== 'string' || text.length > LARGEST_NOTEBOOK) return null;
	if (!Number.isSafeInteger(version) || Number(version) < 1) return null;
	if (typeof savedAt !== 'number' || !Number.isFinite(savedAt)) return null;
	return { id, title: title.slice(0, LONGEST_TITLE), text, version: Number(version), savedAt };
}

const asText = (record: unknown): string => {
	if (typeof record === 'string') return record;
	try {
		return JSON.stringify(record, null, '\t') ?? String(record);
	} catch {
		return String(record);
	}
};

export class Shelf {
	constructor(
		readonly store: Store,
		readonly now: () => number = Date.now
	) {}

	/** Newest first. */
	async list(): Promise<{ readonly kept: readonly Kept[]; readonly unreadable: readonly Unreadable[] }> {
		const kept: Kept[] = [];
		const unreadable: Unreadable[] = [];
		for (const [id, record] of await this.store.all()) {
			const read = readKept(id, record);
			if (read) kept.push(read);
			else unreadable.push({ id, text: asText(record) });
		}
		return { kept: kept.toSorted((a, b) => b.savedAt - a.savedAt), unreadable };
	}

	read(id: string): Promise<Kept | null> {
		return this.store.change(id, (record) => ({ answer: readKept(id, record) }));
	}

	/**
	 * @param base the version that the text was made from; 0 for a new notebook
	 * @param isOwn is a new one the reader's own, rather than something that is elsewhere too?
	 * @throws RangeError where it is too large to be read again
	 */
	async write(id: string, title: string, text: string, base: number, isOwn = false): Promise<Written> {
		if (text.length > LARGEST_NOTEBOOK)
			throw new RangeError(`shelf: expected at most ${LARGEST_NOTEBOOK} characters, got ${text.length}`);
		const savedAt = this.now();
		return this.store.change<Written>(id, (record) => {
			const theirs = readKept(id, record);
			if (record !== undefined && theirs?.version !== base)
				return { answer: { kind: 'other-window', theirs } };
			if (record === undefined && base !== 0) return { answer: { kind: 'other-window', theirs: null } };
			const version = base === 0 && isOwn ? 2 : base + 1;
			return {
				answer: { kind: 'kept', version },
				put: { title: title.slice(0, LONGEST_TITLE), text, version, savedAt }
			};
		});
	}

	remove(id: string): Promise<void> {
		return this.store.change(id, () => ({ answer: undefined, remove: true }));
	}

	/** Makes room: of those that are as they came all but the newest go. @returns how many went */
	async tidy(): Promise<number> {
		const { kept } = await this.list();
		const old = kept.filter(({ version }) => version === 1).slice(MOST_KEPT);
		for (const { id } of old) await this.remove(id);
		return old.length;
	}
}
