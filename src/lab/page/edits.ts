/** What hands do to a notebook: each edit makes another notebook, and cells that it does not touch stay the very same. Pure. */
import type { Cell, CellKind, Notebook } from '../notebook';

const at = (notebook: Notebook, id: string): number => notebook.cells.findIndex((cell) => cell.id === id);

const withCells = (notebook: Notebook, start: number, gone: number, ...cells: readonly Cell[]): Notebook => ({
	cells: notebook.cells.toSpliced(start, gone, ...cells)
});

/** Another cell in the place of one; where there is none, or it is the same, the notebook as it was. */
function changedCell(notebook: Notebook, id: string, change: (cell: Cell) => Cell): Notebook {
	const place = at(notebook, id);
	const cell = notebook.cells[place];
	if (!cell) return notebook;
	const next = change(cell);
	return next === cell ? notebook : withCells(notebook, place, 1, next);
}

/** @param after the id of the cell above, null: at the top */
export const inserted = (notebook: Notebook, after: string | null, ...cells: readonly Cell[]): Notebook =>
	withCells(notebook, after === null ? 0 : at(notebook, after) + 1 || notebook.cells.length, 0, ...cells);

export function removed(notebook: Notebook, id: string): Notebook {
	const place = at(notebook, id);
	return place < 0 ? notebook : withCells(notebook, place, 1);
}

/** @param by places down; negative: up. At the ends nothing happens */
export function moved(notebook: Notebook, id: string, by: number): Notebook {
	const place = at(notebook, id);
	const cell = notebook.cells[place];
	const to = Math.min(notebook.cells.length - 1, Math.max(0, place + by));
	return !cell || to === place ? notebook : withCells(withCells(notebook, place, 1), to, 0, cell);
}

export const rewritten = (notebook: Notebook, id: string, text: string): Notebook =>
	changedCell(notebook, id, (cell) => (cell.text === text ? cell : { ...cell, text }));

export const turned = (notebook: Notebook, id: string, kind: CellKind): Notebook =>
	changedCell(notebook, id, (cell) => (cell.kind === kind ? cell : { ...cell, kind }));

export const foldedTo = (notebook: Notebook, id: string, folded: boolean): Notebook =>
	changedCell(notebook, id, ({ folded: before = false, ...cell }) =>
		folded ? { ...cell, folded } : before ? cell : { ...cell }
	);

/**
 * Parts a cell in two, the lower one with a new id: text where the caret is, every other kind before its line, since
 * a line there is one whole.
 * @param caret a place in its text
 */
export function splitAt(notebook: Notebook, id: string, caret: number, newId: string): Notebook {
	const place = at(notebook, id);
	const cell = notebook.cells[place];
	if (!cell) return notebook;
	const where = cell.kind === 'text' ? caret : lineStart(cell.text, caret);
	const upper = cell.text.slice(0, where).trimEnd();
	const lower = cell.text.slice(where).replace(/^[ \t]*\n+/, '');
	if (upper === '' || lower.trim() === '') return notebook;
	return withCells(notebook, place, 1, { ...cell, text: upper }, { ...cell, id: newId, text: lower });
}

/** The line that the caret stands in; where that is the first, the one below. */
function lineStart(text: string, caret: number): number {
	const start = text.lastIndexOf('\n', Math.max(0, caret - 1)) + 1;
	if (start > 0 && text.slice(0, start).trim() !== '') return start;
	const below = text.indexOf('\n', caret);
	return below < 0 ? text.length : below + 1;
}

/** The place of the cell to go on with where this one goes: the one below, or the last. */
export const neighbourOf = (notebook: Notebook, id: string): string | null => {
	const place = at(notebook, id);
	return (notebook.cells[place + 1] ?? notebook.cells[place - 1])?.id ?? null;
};

/** The first cell in which two notebooks differ, as the later one has it; null where they are the same. */
export function firstChanged(before: Notebook, after: Notebook): string | null {
	const place = after.cells.findIndex((cell, n) => cell !== before.cells[n]);
	if (place >= 0) return after.cells[place]?.id ?? null;
	return before.cells.length > after.cells.length ? (after.cells.at(-1)?.id ?? null) : null;
}
