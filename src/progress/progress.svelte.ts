/**
 * The reader's progress on this machine. What is stored is the truth, for every window alike: each change reads it,
 * changes one thing and writes it back, so that nothing solved elsewhere is lost and nothing erased comes back. A
 * storage that is full, forbidden or not ours to read never breaks a page: entries then live as long as the page.
 */
import type { ProgressProblem } from './problem';
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

/** `unread`: something is stored that this page cannot read, and does not touch. */
export type Keeping = 'kept' | 'forbidden' | 'full' | 'unread';

/** Calls back when another window may have stored something. `erased`: it has erased everything. */
export type Watch = (changed: (erased: boolean) => void) => void;

export class Progress {
	#entries = $state.raw<Entries>(new Map());
	#keeping = $state<Keeping>('kept');
	#unread = $state.raw<{ readonly text: string; readonly problem: ProgressProblem } | null>(null);
	#isLoaded = false;

	constructor(
		readonly storage: () => Storage | null,
		readonly watch: Watch = () => undefined
	) {}

	get entries(): Entries {
		return this.#entries;
	}
	/** What becomes of what the reader does. */
	get keeping(): Keeping {
		return this.#keeping;
	}
	/** What is stored and could not be read, and why. */
	get unread(): { readonly text: string; readonly problem: ProgressProblem } | null {
		return this.#unread;
	}

	/** Reads what is stored, and from then on what other windows store. Call in the browser, when the page has hydrated. */
	load(): void {
		if (this.#isLoaded) return;
		this.#isLoaded = true;
		this.#read();
		this.watch((erased) => (erased ? this.#clear() : this.#read()));
	}

	get(place: string, kind: Kind, id: string): Entry | undefined {
		return this.#entries.get(keyOf(place, kind, id));
	}

	/** What has been solved stays solved, in whichever window. */
	note(place: string, kind: Kind, id: string, value: string, outcome: Outcome | null = null): void {
		const key = keyOf(place, kind, id);
		const counted = outcome === 'right' || outcome === 'wrong' ? 1 : 0;
		this.#change((entries) => {
			const known = entries.get(key);
			const isSettled = known?.outcome === 'right' || (known?.outcome === 'shown' && outcome !== null);
			return new Map(entries).set(key, {
				value: isSettled ? known.value : value.slice(0, 1000),
				outcome: isSettled ? known.outcome : outcome,
				tries: (known?.tries ?? 0) + counted,
				day: new Date().toISOString().slice(0, 10)
			});
		});
	}

	forget(place: string, kind: Kind, id: string): void {
		this.#change((entries) => {
			const left = new Map(entries);
			left.delete(keyOf(place, kind, id));
			return left;
		});
	}

	add(added: Entries): void {
		this.#change((entries) => merged(entries, added));
	}

	/** Everything, from the storage and from every other window too. */
	erase(): void {
		this.load();
		this.#clear();
		try {
			this.storage()?.removeItem(PLACE);
		} catch {
			this.#keeping = 'forbidden';
		}
	}

	/** In place of what could not be read comes what has been done since. */
	beginAnew(): void {
		if (this.#keeping !== 'unread') return;
		this.#unread = null;
		this.#write();
	}

	#change(change: (entries: Entries) => Entries): void {
		this.load();
		this.#read();
		this.#entries = change(this.#entries);
		if (this.#keeping === 'kept' || this.#keeping === 'full') this.#write();
	}

	/** Takes over what is stored; what could not be stored so far stays beside it. */
	#read(): void {
		let text: string | null = null;
		try {
			const storage = this.storage();
			text = storage?.getItem(PLACE) ?? null;
			if (!storage) this.#keeping = 'forbidden';
		} catch {
			this.#keeping = 'forbidden';
		}
		const before = this.#keeping;
		if (before === 'forbidden') return;
		// No limit: what was written here is read here.
		const { entries, problem } = parseProgress(text ?? writeProgress(new Map()), Infinity);
		this.#unread = text !== null && problem ? { text, problem } : null;
		if (problem) this.#keeping = 'unread';
		else if (before === 'kept') this.#entries = entries;
		else {
			this.#entries = merged(this.#entries, entries);
			this.#write();
		}
	}

	#clear(): void {
		this.#entries = new Map();
		this.#unread = null;
		if (this.#keeping !== 'forbidden') this.#keeping = 'kept';
	}

	#write(): void {
		try {
			this.storage()?.setItem(PLACE, writeProgress(this.#entries));
			this.#keeping = 'kept';
		} catch {
			this.#keeping = 'full';
		}
	}
}

/** Runs of one lesson that are kept; older ones make room. */
const MOST_RUNS = 20;

const stored = (): Storage | null => {
	try {
		return typeof localStorage === 'undefined' ? null : localStorage;
	} catch {
		return null;
	}
};

const watchWindows: Watch = (changed) => {
	if (typeof window === 'undefined') return;
	window.addEventListener('storage', ({ key, newValue }) => {
		if (key === PLACE || key === null) changed(newValue === null);
	});
	// A page that Back brings out of the browser's cache has heard nothing meanwhile.
	window.addEventListener('pageshow', ({ persisted }) => {
		if (persisted) changed(false);
	});
};

/** The one of this page. */
export const progress = new Progress(stored, watchWindows);

/** A run that came to its end, by its digest: what a report can replay. @param receipt as formatReceipt writes it */
export function noteRun(place: string, receipt: string): void {
	const digest = new URLSearchParams(receipt.replace(/^[^?]*\?/, '')).get('digest');
	if (!digest) return;
	progress.note(place, 'run', digest, receipt);
	const runs = [...progress.entries.keys()].filter((key) => key.startsWith(`${place}/run/`));
	for (const key of runs.slice(0, -MOST_RUNS)) progress.forget(place, 'run', key.split('/')[2] ?? '');
}
