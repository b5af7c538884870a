/**
 * The reader's progress on this machine. A storage that is full, forbidden or broken never breaks a page: entries then
 * live as long as the page, and `kept` says so.
 */
import {
	keyOf,
	merged,
	parseProgress,
	writeProgress,
	type Entries,
	type Entry,
	type Kind,
	type Outcome
} from './record';

const PLACE = 'rankscope.progress';

/** What localStorage is, for tests as well. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>;

export class Progress {
	#entries = $state.raw<Entries>(new Map());
	#kept = $state(true);
	#read = false;
	readonly #storage: () => Storage | null;

	constructor(storage: () => Storage | null) {
		this.#storage = storage;
	}

	get entries(): Entries {
		return this.#entries;
	}
	/** False where the machine keeps nothing: private windows, full or forbidden storage. */
	get kept(): boolean {
		return this.#kept;
	}

	/** Reads what is stored, once. Call in the browser, when the page has hydrated. */
	load(): void {
		if (this.#read) return;
		this.#read = true;
		this.#merge();
	}

	get(place: string, kind: Kind, id: string): Entry | undefined {
		return this.#entries.get(keyOf(place, kind, id));
	}

	/** What has been solved stays solved. */
	note(place: string, kind: Kind, id: string, value: string, outcome: Outcome | null = null): void {
		this.load();
		const key = keyOf(place, kind, id);
		const known = this.#entries.get(key);
		const counted = outcome === 'right' || outcome === 'wrong' ? 1 : 0;
		const isSettled = known?.outcome === 'right' || (known?.outcome === 'shown' && outcome !== null);
		const entry: Entry = {
			value: isSettled ? known.value : value.slice(0, 1000),
			outcome: isSettled ? known.outcome : outcome,
			tries: (known?.tries ?? 0) + counted,
			day: new Date().toISOString().slice(0, 10)
		};
		// Another window may have written meanwhile.
		this.#merge();
		this.#entries = new Map(this.#entries).set(key, entry);
		this.#write();
	}

	forget(place: string, kind: Kind, id: string): void {
		const left = new Map(this.#entries);
		left.delete(keyOf(place, kind, id));
		this.#entries = left;
		this.#write();
	}

	add(entries: Entries): void {
		this.#entries = merged(this.#entries, entries);
		this.#write();
	}

	/** Everything, from the storage too. */
	erase(): void {
		this.#entries = new Map();
		try {
			this.#storage()?.removeItem(PLACE);
		} catch {
			this.#kept = false;
		}
	}

	#merge(): void {
		try {
			const storage = this.#storage();
			if (!storage) this.#kept = false;
			const written = storage?.getItem(PLACE);
			if (!written) return;
			const { entries, problem } = parseProgress(written);
			// What is not ours to read is not ours to overwrite.
			if (problem) this.#kept = false;
			else this.#entries = merged(this.#entries, entries);
		} catch {
			this.#kept = false;
		}
	}

	#write(): void {
		if (!this.#kept) return;
		try {
			this.#storage()?.setItem(PLACE, writeProgress(this.#entries));
		} catch {
			this.#kept = false;
		}
	}
}

/** Runs of one lesson that are kept; older ones make room. */
const MOST_RUNS = 20;

/** The one of this page. */
export const progress = new Progress(() => {
	try {
		return typeof localStorage === 'undefined' ? null : localStorage;
	} catch {
		return null;
	}
});

/** A run that came to its end, by its digest: what a report can replay. @param receipt as formatReceipt writes it */
export function noteRun(place: string, receipt: string): void {
	const digest = new URLSearchParams(receipt.replace(/^[^?]*\?/, '')).get('digest');
	if (!digest) return;
	progress.note(place, 'run', digest, receipt);
	const runs = [...progress.entries.keys()].filter((key) => key.startsWith(`${place}/run/`));
	for (const key of runs.slice(0, -MOST_RUNS)) progress.forget(place, 'run', key.split('/')[2] ?? '');
}
