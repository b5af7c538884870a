/** What hands do to a notebook, against plain lists. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_KINDS, type Cell, type Notebook } from '$src/lab/notebook';
import {
	firstChanged,
	foldedTo,
	inserted,
	moved,
	removed,
	rewritten,
	splitAt,
	turned
} from '$src/lab/page/edits';

const cellOf = (n: number, text = `x${n} = ${n}`): Cell => ({ id: `c${n}`, kind: 'expression', text });
const notebooks = fc.integer({ min: 1, max: 8 }).map((n): Notebook => ({
	cells: Array.from({ length: n }, (_, i) => cellOf(i))
}));
const ids = (notebook: Notebook): string[] => notebook.cells.map(({ id }) => id);

describe('an edit', () => {
	test('moves a cell as in a list, and every other keeps its order', () => {
		fc.assert(
			fc.property(notebooks, fc.nat(7), fc.integer({ min: -9, max: 9 }), (notebook, which, by) => {
				const id = `c${which % notebook.cells.length}`;
				const place = ids(notebook).indexOf(id);
				const to = Math.max(0, Math.min(notebook.cells.length - 1, place + by));
				const after = moved(notebook, id, by);
				expect(ids(after).indexOf(id)).toBe(to);
				expect(ids(after).filter((one) => one !== id)).toEqual(ids(notebook).filter((one) => one !== id));
				if (to === place) expect(after).toBe(notebook);
			})
		);
	});

	test('adds below a cell, at the top, and takes out again', () => {
		fc.assert(
			fc.property(notebooks, fc.nat(7), (notebook, which) => {
				const id = `c${which % notebook.cells.length}`;
				const after = inserted(notebook, id, cellOf(99));
				expect(ids(after)[ids(after).indexOf(id) + 1]).toBe('c99');
				expect(removed(after, 'c99')).toEqual(notebook);
				expect(ids(inserted(notebook, null, cellOf(99)))[0]).toBe('c99');
			})
		);
	});

	test('touches no other cell, and none where there is nothing to do', () => {
		fc.assert(
			fc.property(notebooks, fc.nat(7), fc.constantFrom(...CELL_KINDS), (notebook, which, kind) => {
				const id = `c${which % notebook.cells.length}`;
				for (const after of [
					rewritten(notebook, id, 'y'),
					turned(notebook, id, kind),
					foldedTo(notebook, id, true)
				])
					for (const [n, cell] of after.cells.entries())
						if (cell.id !== id) expect(cell).toBe(notebook.cells[n]);
				expect(foldedTo(foldedTo(notebook, id, true), id, false)).toEqual(notebook);
				expect(removed(notebook, 'none')).toBe(notebook);
				expect(rewritten(notebook, 'none', '')).toBe(notebook);
			})
		);
	});

	test('splits a cell of lines between two lines, wherever the caret is, and loses none of them', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 5 }), fc.nat(60), (lines, caret) => {
				const text = Array.from({ length: lines }, (_, i) => `name${i} = ${i}`).join('\n');
				const notebook = { cells: [cellOf(0, text)] };
				const after = splitAt(notebook, 'c0', Math.min(caret, text.length), 'c9');
				expect(after.cells.map((cell) => cell.text).join('\n')).toBe(text);
				expect(ids(after)).toEqual(['c0', 'c9']);
			})
		);
	});

	test('splits text where the caret is', () => {
		const notebook: Notebook = { cells: [{ id: 'c0', kind: 'text', text: 'one two' }] };
		expect(splitAt(notebook, 'c0', 4, 'c1').cells.map(({ text }) => text)).toEqual(['one', 'two']);
		expect(splitAt(notebook, 'c0', 7, 'c1')).toBe(notebook);
	});

	test('splits text behind a hundred thousand spaces without a pause', () => {
		const [before, after] = [`a${' '.repeat(400_000)}b`, 'c'];
		const one: Notebook = { cells: [{ id: 'x', kind: 'text', text: before + after }] };
		const made = splitAt(one, 'x', before.length, 'y');
		expect(made.cells.map(({ text }) => text)).toEqual([before, after]);
	});

	test('is found again in the notebook that it made', () => {
		const notebook: Notebook = { cells: [cellOf(0), cellOf(1), cellOf(2)] };
		expect(firstChanged(notebook, rewritten(notebook, 'c1', 'y'))).toBe('c1');
		expect(firstChanged(notebook, removed(notebook, 'c2'))).toBe('c1');
		expect(firstChanged(notebook, inserted(notebook, 'c0', cellOf(9)))).toBe('c9');
		expect(firstChanged(notebook, notebook)).toBeNull();
	});
});
