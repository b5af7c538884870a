/**
 * A notebook as a readable Markdown file: fences called expression, control, adapter, experiment and figure are cells,
 * all other Markdown is text. Reads and writes; it does not know what stands in a cell, and never throws.
 */

export const CELL_KINDS = ['text', 'expression', 'control', 'adapter', 'experiment', 'figure'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface Cell {
	/** Its identity while a notebook is open; not written. A file's cells are called by their places, c1, c2 … */
	readonly id: string;
	readonly kind: CellKind;
	/** Without its fence; lines end with \n. */
	readonly text: string;
	/** Is its text hidden, so that only what it makes is seen? Default: no. */
	readonly folded?: boolean;
}

export interface Notebook {
	readonly cells: readonly Cell[];
}

/** What was the matter with a file; what could not be read stays as text. */
export interface Problem {
	readonly reason: 'unclosed' | 'length' | 'cells';
	/** From 1. */
	readonly line: number;
}

/** Characters of a file, and cells: beyond them nobody reads, and a page would be slow. */
export const LONGEST_FILE = 2 ** 20;
export const MOST_CELLS = 500;

interface Fence {
	readonly marks: string;
	readonly info: string;
}

type Piece = Omit<Cell, 'id'>;

/** A fence as CommonMark has it: three marks or more; behind backticks no backtick. */
function opening(line: string): Fence | null {
	const [, marks, info] = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
	if (marks === undefined || info === undefined || (marks.startsWith('`') && info.includes('`'))) return null;
	return { marks, info: info.trim() };
}

function isClosing(line: string, { marks }: Fence): boolean {
	const [, closing] = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line) ?? [];
	return closing !== undefined && closing[0] === marks[0] && closing.length >= marks.length;
}

/** What a fence of ours opens; null where the fence is of somebody else's. */
function cellOf({ marks, info }: Fence): { readonly kind: CellKind; readonly folded: boolean } | null {
	if (!marks.startsWith('`')) return null;
	const [name = '', flag, ...rest] = info.split(/[ \t]+/);
	const kind = CELL_KINDS.find((one) => one === name);
	if (!kind || rest.length > 0 || (flag !== undefined && flag !== 'folded')) return null;
	return { kind, folded: flag === 'folded' };
}

/** Reads a notebook. Never throws: what cannot be read is a text cell, and a problem says where. */
export function parseNotebook(markdown: string): {
	readonly notebook: Notebook;
	readonly problems: readonly Problem[];
} {
	const text = markdown.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
	if (text.length > LONGEST_FILE)
		return { notebook: named([{ kind: 'text', text }]), problems: [{ reason: 'length', line: 1 }] };
	const { pieces, problems } = piecesOf(text.split('\n'));
	return { notebook: named(pieces), problems };
}

const named = (pieces: readonly Piece[]): Notebook => ({
	cells: pieces.map((piece, n) => ({ id: `c${n + 1}`, ...piece }))
});

function piecesOf(lines: readonly string[]): {
	readonly pieces: readonly Piece[];
	readonly problems: readonly Problem[];
} {
	const pieces: Piece[] = [];
	const problems: Problem[] = [];
	let written: string[] = [];
	/** Where the last cell's fence opens. */
	let last = 0;
	// Line by line: an expression for it takes time that grows with the square of the blank lines.
	const isBlank = (line: string): boolean => /^[ \t]*$/.test(line);
	const endText = (): void => {
		const first = written.findIndex((line) => !isBlank(line));
		const text = written.slice(first, written.findLastIndex((line) => !isBlank(line)) + 1).join('\n');
		if (first >= 0 && text.trim() !== '') pieces.push({ kind: 'text', text });
		written = [];
	};
	for (let n = 0; n < lines.length; n++) {
		const line = lines[n] ?? '';
		const fence = opening(line);
		if (!fence) {
			written.push(line);
			continue;
		}
		let end = n + 1;
		while (end < lines.length && !isClosing(lines[end] ?? '', fence)) end++;
		const cell = cellOf(fence);
		if (cell && end < lines.length) {
			const before = written.some((line) => !isBlank(line)) ? 1 : 0;
			if (pieces.length + before === MOST_CELLS) {
				// What is too much is one text, in the place of the last cell where that has no room of its own.
				problems.push({ reason: 'cells', line: n + 1 });
				if (before === 0) pieces.pop();
				written = lines.slice(before === 0 ? last : n - written.length);
				break;
			}
			endText();
			last = n;
			const text = lines.slice(n + 1, end).join('\n');
			pieces.push({ kind: cell.kind, text, ...(cell.folded && { folded: true }) });
		} else {
			if (cell) problems.push({ reason: 'unclosed', line: n + 1 });
			written.push(...lines.slice(n, end + 1));
		}
		n = end;
	}
	endText();
	return { pieces, problems };
}

/** A notebook as Markdown; read again it has the same cells, but for their ids. */
export function formatNotebook({ cells }: Notebook): string {
	let isAfterPlain = false;
	const written = cells.map(({ kind, text, folded = false }) => {
		const isPlain = kind === 'text' && !folded && !isAfterPlain && readsAsItself(text);
		isAfterPlain = isPlain;
		return isPlain ? text : fenced(kind, text, folded);
	});
	return written.length > 0 ? `${written.join('\n\n')}\n` : '';
}

/** Would this text, between two cells, be read as one text cell? */
function readsAsItself(text: string): boolean {
	// A mark of order of bytes at the very beginning of a file is none of its text.
	if (text.startsWith('\uFEFF')) return false;
	const after = fenced('expression', '', false);
	const [first, second, ...more] = piecesOf(`${text}\n\n${after}`.split('\n')).pieces;
	return more.length === 0 && second?.kind === 'expression' && first?.kind === 'text' && first.text === text;
}

function fenced(kind: CellKind, text: string, folded: boolean): string {
	let longest = 2;
	for (const [, marks = ''] of text.matchAll(/^ {0,3}(`{3,})/gm)) longest = Math.max(longest, marks.length);
	const marks = '`'.repeat(longest + 1);
	return `${marks}${kind}${folded ? ' folded' : ''}\n${text}\n${marks}`;
}
