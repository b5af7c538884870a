/**
 * A name that was changed where it is defined, and is still read elsewhere under the old one: what to write there. Pure,
 * and without the parser: which names nobody defines is said by whoever works the cells out.
 */
import type { Cell, Notebook } from './notebook';
import { DEFINED, linesOf, plainName } from './language/lines';

export interface Renaming {
	/** The cell that defines it. */
	readonly cell: string;
	readonly from: string;
	readonly to: string;
	/** With the new name in every cell that reads the old one. */
	readonly next: Notebook;
}

/** Steps back in which the old name is looked for. */
const MOST_STEPS = 50;

const known = new WeakMap<Cell, readonly string[]>();

/** Names that a cell defines, '' for a line that defines none; of an adapter that of its first line. */
function definedBy(cell: Cell): readonly string[] {
	const before = known.get(cell);
	if (before) return before;
	const lines = cell.kind === 'text' ? [] : linesOf(cell.text.replaceAll(/#[^\n]*/g, ''));
	const named = cell.kind === 'adapter' ? lines.slice(0, 1) : lines;
	const names = named.map(({ text }) => plainName(DEFINED.exec(text)?.[1] ?? ''));
	known.set(cell, names);
	return names;
}

/**
 * @param past oldest first
 * @param missing cell → a name that it reads and that no cell defines
 * @returns the first there is; null where nothing was renamed
 */
export function renamingIn(
	now: Notebook,
	past: readonly Notebook[],
	missing: ReadonlyMap<string, string>
): Renaming | null {
	for (const from of new Set(missing.values())) {
		const to = calledNow(from, now, past);
		if (!to) continue;
		const cells = now.cells.map((cell) => {
			const text = mayRead(cell, from) ? withName(cell.text, from, to.name) : cell.text;
			return text === cell.text ? cell : { ...cell, text };
		});
		if (cells.some((cell, n) => cell !== now.cells[n]))
			return { cell: to.cell, from, to: to.name, next: { cells } };
	}
	return null;
}

/** What stands now in the line that defined a name last. */
function calledNow(from: string, now: Notebook, past: readonly Notebook[]) {
	const before = past
		.slice(-MOST_STEPS)
		.findLast(({ cells }) => cells.some((cell) => definedBy(cell).includes(from)));
	const definer = before?.cells.find((cell) => definedBy(cell).includes(from));
	const cell = now.cells.find(({ id, kind }) => id === definer?.id && kind === definer.kind);
	if (!definer || !cell) return null;
	const names = definedBy(definer);
	const name = definedBy(cell)[names.indexOf(from)] ?? '';
	// Only a name that has come instead: with a line more or less the one in its place is another.
	return name === '' || names.includes(name) || definedBy(cell).length !== names.length
		? null
		: { cell: cell.id, name };
}

/** No factor of an adapter is a name of the notebook; controls and running text read none. */
const mayRead = ({ kind, text }: Cell, name: string): boolean =>
	kind === 'adapter'
		? ![...text.matchAll(/(\p{L}[\p{L}\p{N}_₀-₉]*)\s*:/gu)].some(
				([, letter = '']) => plainName(letter) === name
			)
		: kind !== 'text' && kind !== 'control';

/** Texts in quotation marks, comments, parts such as `.delta`, and settings such as `lr = 1` stay. */
const WORD = /"[^"\n]*"|#[^\n]*|(?<![\p{L}_.])\p{L}[\p{L}\p{N}_₀-₉]*(?![\p{L}\p{N}_₀-₉])(?!\s*=(?!=))/gu;

const withName = (text: string, from: string, to: string): string =>
	text.replaceAll(WORD, (word) => (plainName(word) === from ? to : word));
