/**
 * Where the open notebook is kept: written to the shelf a moment after each change, and told to other windows. Of two
 * windows that change the same notebook the later one is asked; neither writes over the other by itself.
 */
import { openStore, memoryStore, type Store } from '../keep/store';
import { Shelf, type Kept, type Unreadable } from '../keep/shelf';

/** unsaved: a change that is not written yet; closed: this browser keeps nothing; conflict: another window wrote. */
export type Keeping = 'empty' | 'kept' | 'unsaved' | 'closed' | 'failed' | 'conflict';

/** Milliseconds that changes are gathered for. */
const DELAY = 400;
const CHANNEL = 'rankscope.lab';

interface Told {
	readonly id: string;
	readonly version: number;
}
const readTold = (data: unknown): Told | null => {
	if (typeof data !== 'object' || data === null || !('id' in data) || !('version' in data)) return null;
	const { id, version } = data;
	return typeof id === 'string' && Number.isSafeInteger(version) ? { id, version: Number(version) } : null;
};

const randomId = (): string =>
	[...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

interface KeeperOptions {
	/** The text and the title of what is open. */
	readonly read: () => { readonly text: string; readonly title: string };
	/** What another window wrote of the same notebook, while nothing was changed here. */
	readonly follow: (text: string) => void;
	readonly open?: () => Promise<Store>;
	readonly newId?: () => string;
}

export class Keeper {
	#state = $state<Keeping>('empty');
	#kept = $state.raw<readonly Kept[]>([]);
	#unreadable = $state.raw<readonly Unreadable[]>([]);
	/** What another window wrote, while there is a change here too; null where it took the notebook away. */
	#theirs = $state.raw<Kept | null>(null);
	#id = $state('');
	#version = 0;
	#shelf: Shelf | undefined;
	#channel: BroadcastChannel | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#writing: Promise<void> = Promise.resolve();
	/** The text that was last written or read. */
	#known = '';
	/** Did the reader write it, so that it is never taken from the shelf to make room? */
	#isOwn = false;

	constructor(readonly options: KeeperOptions) {
		this.#id = this.#newId();
	}

	get state(): Keeping {
		return this.#state;
	}
	get id(): string {
		return this.#id;
	}
	/** Newest first. */
	get kept(): readonly Kept[] {
		return this.#kept;
	}
	get unreadable(): readonly Unreadable[] {
		return this.#unreadable;
	}
	get theirs(): Kept | null {
		return this.#theirs;
	}

	/** Opens the shelf. @returns what is on it, newest first */
	async start(): Promise<readonly Kept[]> {
		const open = this.options.open ?? (() => openStore('rankscope-lab'));
		try {
			this.#shelf = new Shelf(await open());
		} catch {
			// As in a private window: the notebook lasts as long as the page.
			this.#shelf = new Shelf(memoryStore());
			this.#state = 'closed';
		}
		if (typeof BroadcastChannel !== 'undefined') {
			this.#channel = new BroadcastChannel(CHANNEL);
			this.#channel.onmessage = ({ data }) => void this.#heard(readTold(data));
		}
		await this.refresh();
		return this.#kept;
	}

	/** What is on the shelf now. */
	async refresh(): Promise<void> {
		if (!this.#shelf) return;
		try {
			({ kept: this.#kept, unreadable: this.#unreadable } = await this.#shelf.list());
		} catch {
			this.#fail();
		}
	}

	/**
	 * What is open from here on is this one of the shelf, or a new one. What was open is written first, beside that of
	 * another window where the two differ.
	 * @param isOwn is a new one the reader's own, rather than what came from elsewhere and is there again?
	 * @returns what is on the shelf of it by now; 'unkept' where what is open cannot be written: then it stays open
	 */
	async turnTo(kept: Kept | null, isOwn = false): Promise<Kept | null | 'unkept'> {
		await this.flush();
		if (this.#state === 'conflict') await this.keepBoth();
		if (this.#state === 'failed' && this.options.read().text !== this.#known) return 'unkept';
		// What was just written may be this very one.
		const now = kept && ((await this.#shelf?.read(kept.id).catch(() => null)) ?? kept);
		this.#id = now?.id ?? this.#newId();
		this.#version = now?.version ?? 0;
		this.#known = now?.text ?? '';
		this.#isOwn = isOwn;
		this.#theirs = null;
		if (this.#state !== 'closed') this.#state = now ? 'kept' : 'empty';
		return now;
	}

	/** The reader has what is open in a file of their own, or never touched it. */
	letGo(): void {
		this.#known = this.options.read().text;
	}

	/** A change: written a moment later. */
	changed(): void {
		if (this.#state === 'conflict') return;
		if (this.options.read().text === this.#known) return;
		if (this.#state !== 'closed') this.#state = 'unsaved';
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), DELAY);
	}

	/** Writes now what waits. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#writing = this.#writing.then(() => this.#write());
		await this.#writing;
	}

	/** Of a conflict: what the other window wrote is taken over, and can be undone. */
	takeTheirs(): void {
		const theirs = this.#theirs;
		if (this.#state !== 'conflict' || !theirs) return;
		[this.#version, this.#known, this.#theirs, this.#state] = [theirs.version, theirs.text, null, 'kept'];
		this.options.follow(theirs.text);
	}
	/** Of a conflict: what is here goes on as a notebook of its own. */
	async keepBoth(): Promise<void> {
		[this.#id, this.#version, this.#known, this.#theirs] = [this.#newId(), 0, '', null];
		this.#isOwn = true;
		this.#state = 'unsaved';
		await this.flush();
	}

	/** Takes a notebook from the shelf. @returns it, so that it can be put back */
	async remove(id: string): Promise<void> {
		await this.#shelf?.remove(id).catch(() => this.#fail());
		await this.refresh();
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#channel?.close();
	}

	async #write(): Promise<void> {
		const { text, title } = this.options.read();
		if (!this.#shelf || text === this.#known || this.#state === 'conflict') return;
		const isFirst = this.#version === 0;
		try {
			const written = await this.#shelf.write(this.#id, title, text, this.#version, this.#isOwn);
			if (written.kind === 'other-window') {
				[this.#theirs, this.#state] = [written.theirs, 'conflict'];
				return;
			}
			[this.#version, this.#known] = [written.version, text];
			if (this.#state !== 'closed') {
				this.#state = this.options.read().text === text ? 'kept' : 'unsaved';
				this.#channel?.postMessage({ id: this.#id, version: this.#version } satisfies Told);
			}
			if (isFirst) {
				// Asked once there is something to lose; a browser may say no, and keeps it as long as it has room.
				void globalThis.navigator?.storage?.persist?.().catch(() => false);
				await this.#shelf.tidy();
			}
			await this.refresh();
		} catch {
			this.#fail();
		}
	}

	/** Another window wrote. Where nothing was changed here since, this one follows. */
	async #heard(told: Told | null): Promise<void> {
		if (!told || !this.#shelf) return;
		await this.refresh();
		if (told.id !== this.#id || told.version <= this.#version || this.#state === 'conflict') return;
		const theirs = await this.#shelf.read(this.#id);
		if (!theirs || theirs.version <= this.#version) return;
		if (this.options.read().text !== this.#known) {
			[this.#theirs, this.#state] = [theirs, 'conflict'];
			return;
		}
		[this.#version, this.#known, this.#state] = [theirs.version, theirs.text, 'kept'];
		this.options.follow(theirs.text);
	}

	#fail(): void {
		if (this.#state !== 'closed') this.#state = 'failed';
	}

	#newId(): string {
		return (this.options.newId ?? randomId)();
	}
}
