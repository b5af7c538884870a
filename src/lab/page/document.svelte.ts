/**
 * The open notebook: its cells, everything that was done to it, and where the reader is. What its cells come to is
 * calculations.svelte.ts, where it is kept keeper.svelte.ts; both are told of each change.
 */
import { begin, changed, closed, redone, undone, type History } from '../keep/history';
import {
	formatNotebook,
	MOST_CELLS,
	parseNotebook,
	type Cell,
	type CellKind,
	type Notebook
} from '../notebook';
import {
	firstChanged,
	foldedTo,
	inserted,
	moved,
	neighbourOf,
	removed,
	rewritten,
	splitAt,
	turned
} from './edits';
import { titleOf } from './markdown';

/** Milliseconds between two letters of one step of undo. */
const PAUSE = 1200;

export class LabDocument {
	#history = $state.raw<History<Notebook>>(begin({ cells: [] }));
	/** Of cells, on its own: whoever reads it hears of a cell more or less, and not of each letter. */
	#size = $state.raw(0);
	/** The cell that is to have the focus, for whoever draws it; counted, so that the same may be asked for twice. */
	#wanted = $state.raw<{
		readonly id: string;
		readonly part: 'cell' | 'editor';
		readonly count: number;
	} | null>(null);
	#count = 0;
	#ids = 0;
	#typed = -Infinity;
	/** Called with each notebook that comes to be, by an edit, undo or opening; `isSetting` where a control was set. */
	onchange: (notebook: Notebook, isSetting?: boolean) => void = () => undefined;
	/** Called where a cell more would be one that no file brings back (MOST_CELLS): nothing is changed then. */
	onfull: () => void = () => undefined;

	get notebook(): Notebook {
		return this.#history.now;
	}
	get cells(): readonly Cell[] {
		return this.#history.now.cells;
	}
	get size(): number {
		return this.#size;
	}
	get markdown(): string {
		return formatNotebook(this.#history.now);
	}
	/** The words of the first heading; null where there is none. */
	get title(): string | null {
		for (const { kind, text } of this.cells) {
			const title = kind === 'text' ? titleOf(text) : null;
			if (title !== null) return title;
		}
		return null;
	}
	/** As it was before each step that can be undone, oldest first. */
	get past(): readonly Notebook[] {
		return this.#history.past;
	}
	get canUndo(): boolean {
		return this.#history.past.length > 0;
	}
	get canRedo(): boolean {
		return this.#history.future.length > 0;
	}
	get wanted() {
		return this.#wanted;
	}
	indexOf(id: string): number {
		return this.cells.findIndex((cell) => cell.id === id);
	}

	/** Another notebook in the place of this one, which cannot be undone. */
	open(markdown: string): void {
		const { notebook } = parseNotebook(markdown);
		// No cell has the id of one of the notebook before: their states are nothing to it.
		const cells = notebook.cells.map((cell) => ({ ...cell, id: this.#newId() }));
		this.#become(begin({ cells }));
		this.#wanted = null;
		this.onchange(this.notebook);
	}
	/** The same notebook as another window left it: a step that can be undone. */
	takeOver(markdown: string): void {
		const { notebook } = parseNotebook(markdown);
		const before = this.cells;
		const cells = notebook.cells.map((cell, n) => {
			const same = before[n];
			const isSame = same?.kind === cell.kind && same.text === cell.text && same.folded === cell.folded;
			return isSame ? same : { ...cell, id: same?.kind === cell.kind ? same.id : this.#newId() };
		});
		this.#change({ cells });
	}

	/** @param after null: at the top @returns the id of the first; null where there is no room */
	insert(after: string | null, cells: readonly Omit<Cell, 'id'>[]): string | null {
		if (!this.#hasRoom(cells.length)) return null;
		const added = cells.map((cell) => ({ ...cell, id: this.#newId() }));
		this.#change(inserted(this.notebook, after, ...added));
		const first = added[0]?.id ?? null;
		if (first !== null) this.want(first, 'editor');
		return first;
	}
	remove(id: string): void {
		const next = neighbourOf(this.notebook, id);
		this.#change(removed(this.notebook, id));
		if (next !== null) this.want(next, 'cell');
	}
	move(id: string, by: number): void {
		this.#change(moved(this.notebook, id, by));
	}
	/** Letters that are typed without a pause are one step of undo. */
	type(id: string, text: string, now = performance.now()): void {
		if (now - this.#typed > PAUSE) this.#history = closed(this.#history);
		this.#typed = now;
		this.#change(rewritten(this.notebook, id, text), `type ${id}`);
	}
	/** A control that is dragged is one step of undo. */
	set(next: Notebook, id: string): void {
		this.#change(next, `set ${id}`, true);
	}
	/** One step that can be undone. */
	replace(next: Notebook): void {
		this.#change(next);
	}
	turn(id: string, kind: CellKind): void {
		this.#change(turned(this.notebook, id, kind));
	}
	fold(id: string, folded: boolean): void {
		this.#change(foldedTo(this.notebook, id, folded));
	}
	/** @returns whether it is parted now, or why not */
	split(id: string, caret: number): 'parted' | 'one' | 'full' {
		const newId = this.#newId();
		const next = splitAt(this.notebook, id, caret, newId);
		if (next === this.notebook) return 'one';
		if (!this.#hasRoom(1)) return 'full';
		this.#change(next);
		this.want(newId, 'editor');
		return 'parted';
	}
	undo(): void {
		this.#travel(undone(this.#history));
	}
	redo(): void {
		this.#travel(redone(this.#history));
	}
	/** What comes next is a step of its own. */
	pause(): void {
		this.#history = closed(this.#history);
	}
	want(id: string, part: 'cell' | 'editor'): void {
		this.#wanted = { id, part, count: ++this.#count };
	}

	#hasRoom(more: number): boolean {
		const has = this.cells.length + more <= MOST_CELLS;
		if (!has) this.onfull();
		return has;
	}
	#newId(): string {
		return `n${++this.#ids}`;
	}
	#become(history: History<Notebook>): void {
		this.#history = history;
		this.#size = history.now.cells.length;
	}
	#change(next: Notebook, run: string | null = null, isSetting = false): void {
		if (next === this.notebook) return;
		this.#become(changed(this.#history, next, run));
		this.onchange(next, isSetting);
	}
	#travel(history: History<Notebook>): void {
		const before = this.notebook;
		if (history.now === before) return;
		this.#become(history);
		const id = firstChanged(before, history.now);
		if (id !== null) this.want(id, 'cell');
		this.onchange(history.now);
	}
}
