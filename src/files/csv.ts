/**
 * Matrices as text: one row a line, numbers with a decimal point, separated by commas, semicolons, tabs or spaces, bare
 * or in quotation marks (RFC 4180). One separator in the whole text: where a second one turns up, a decimal comma is
 * likelier than a number. Read in place, without a copy of lines or cells.
 */
import type { Tensor } from '$src/math/tensor';
import { own } from '$src/own';

/** Larger matrices are refused as soon as they are. */
export const MOST_NUMBERS = 4096 * 4096;

/** What is wrong, for whoever says it in another language than the message's. */
export type CsvProblem =
	| { readonly kind: 'empty' | 'too-many' }
	| { readonly kind: 'ragged'; readonly line: number; readonly expected: number; readonly got: number }
	| { readonly kind: 'no-number'; readonly line: number; readonly column: number; readonly got: string }
	/** @property cell what has a separator in it that is not the text's */
	| { readonly kind: 'separator'; readonly line: number; readonly separator: string; readonly cell: string }
	| { readonly kind: 'quote'; readonly line: number };

export class CsvError extends Error {
	override readonly name = 'CsvError';
	constructor(
		message: string,
		readonly problem: CsvProblem
	) {
		super(message);
	}
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NAMES: Readonly<Record<string, string>> = {
	',': 'a comma',
	';': 'a semicolon',
	'\t': 'a tab',
	' ': 'spaces'
};
/** As much of a cell as a message shows. */
const shown = (cell: string): string => cell.slice(0, 20);

/**
 * @param text rows of numbers; empty lines and lines that start with # are skipped
 * @param most numbers that are wanted
 * @throws CsvError naming line and column, what was expected and what came
 */
export function parseCsv(text: string, most = MOST_NUMBERS): Tensor {
	const newline = text.includes('\n') ? '\n' : '\r';
	let values = new Float64Array(64);
	let [count, rows, width, separator] = [0, 0, 0, ''];
	for (let at = text.startsWith('\uFEFF') ? 1 : 0, line = 1, next; at < text.length; at = next, line++) {
		const found = text.indexOf(newline, at);
		next = found < 0 ? text.length : found + 1;
		const [from, to] = trimmed(text, at, next);
		if (from === to || text[from] === '#') continue;
		separator ||= separatorIn(text, from, to);
		const before = count;
		for (const cell of cellsOf(text, from, to, separator, line)) {
			if (count >= most) {
				throw new CsvError(`csv: expected at most ${most} numbers, got more; use a smaller matrix`, {
					kind: 'too-many'
				});
			}
			if (count === values.length) {
				const larger = new Float64Array(2 * count);
				larger.set(values);
				values = larger;
			}
			values[count] = numberIn(cell, line, count - before + 1, separator);
			count++;
		}
		const got = count - before;
		if (rows === 0) width = got;
		if (got !== width) {
			throw new CsvError(
				`csv: expected ${width} numbers in every row, got ${got} in line ${line}; make the rows equally long`,
				{ kind: 'ragged', line, expected: width, got }
			);
		}
		rows++;
	}
	if (rows === 0)
		throw new CsvError(
			'csv: expected at least one row of numbers, got none; give the file a line of numbers',
			{ kind: 'empty' }
		);
	return { shape: [rows, width], data: values.slice(0, count) };
}

/** White space, full-width too. */
function isSpace(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;
}

/** The stretch without the white space at its ends. */
function trimmed(text: string, from: number, to: number): readonly [from: number, to: number] {
	while (from < to && isSpace(text, from)) from++;
	while (to > from && isSpace(text, to - 1)) to--;
	return [from, to];
}

/** What stands first between two cells of this line; nothing where there is one cell alone. */
function separatorIn(text: string, from: number, to: number): string {
	let [isQuoted, spaces] = [false, ''];
	for (let at = from; at < to; at++) {
		const char = text[at] ?? '';
		if (char === '"') isQuoted = !isQuoted;
		else if (isQuoted) continue;
		else if (char === ',' || char === ';' || char === '\t') return char;
		else if (isSpace(text, at)) spaces = ' ';
	}
	return spaces;
}

/** The cells of a line, one after the other, without their quotation marks. */
function* cellsOf(
	text: string,
	from: number,
	to: number,
	separator: string,
	line: number
): Generator<string> {
	const parts = (at: number): boolean => (separator === ' ' ? isSpace(text, at) : text[at] === separator);
	for (let at = from; ;) {
		// Many spaces part two cells as one does.
		while (at < to && isSpace(text, at) && (separator === ' ' || !parts(at))) at++;
		let end = at;
		if (at < to && text[at] === '"') {
			do end = text.indexOf('"', end + 1) + 1;
			while (end > 0 && text[end] === '"');
			if (end === 0 || end > to) {
				throw new CsvError(
					`csv: expected a second quotation mark in line ${line}, got none; close the cell or leave the marks out`,
					{ kind: 'quote', line }
				);
			}
		}
		while (end < to && !parts(end)) end++;
		const cell = text.slice(at, end).trim();
		yield cell.startsWith('"') && cell.endsWith('"') ? cell.slice(1, -1).trim() : cell;
		if (end >= to) return;
		at = end + 1;
	}
}

function numberIn(cell: string, line: number, column: number, separator: string): number {
	const value = Number(cell);
	if (NUMBER.test(cell) && Number.isFinite(value)) return value;
	const name = own(NAMES, separator);
	const parted = name ? `, parted by ${name}` : '';
	if (/[,;\t]/.test(cell)) {
		throw new CsvError(
			`csv: expected one separator in the whole text, got "${shown(cell)}" in line ${line}${parted}; write decimal points, and one sign between numbers`,
			{ kind: 'separator', line, separator, cell: shown(cell) }
		);
	}
	const got = cell === '' ? 'nothing' : `"${shown(cell)}"`;
	throw new CsvError(
		`csv: expected a finite decimal number in line ${line}, column ${column}${parted}, got ${got}; leave out headings and empty cells`,
		{ kind: 'no-number', line, column, got: shown(cell) }
	);
}
