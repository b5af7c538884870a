/** Matrices as text: one row a line, numbers separated by commas, semicolons, tabs or spaces. */
import { fromRows, type Tensor } from '$src/math/tensor';

/** Larger matrices are refused before they are parsed. */
const MOST_NUMBERS = 4096 * 4096;

/** What is wrong, for whoever says it in another language than the message's. */
export type CsvProblem =
	| { readonly kind: 'empty' | 'too-many' }
	| { readonly kind: 'ragged'; readonly line: number; readonly expected: number; readonly got: number }
	| { readonly kind: 'no-number'; readonly line: number; readonly column: number; readonly got: string };

export class CsvError extends Error {
	override readonly name = 'CsvError';
	constructor(
		message: string,
		readonly problem: CsvProblem
	) {
		super(message);
	}
}

/**
 * @param text rows of numbers; empty lines and lines that start with # are skipped
 * @throws CsvError naming line and column, what was expected and what came
 */
export function parseCsv(text: string): Tensor {
	const rows: number[][] = [];
	let count = 0;
	for (const [index, raw] of text
		.replace(/^\uFEFF/, '')
		.split(/\r\n|\r|\n/)
		.entries()) {
		const line = raw.trim();
		if (line === '' || line.startsWith('#')) continue;
		const cells = /[,;\t]/.test(line) ? line.split(/[,;\t]/) : line.split(/\s+/);
		const row = cells.map((cell, column) => parseCell(cell.trim(), index + 1, column + 1));
		const width = rows[0]?.length ?? row.length;
		if (row.length !== width) {
			throw new CsvError(
				`csv: expected ${width} numbers in every row, got ${row.length} in line ${index + 1}; make the rows equally long`,
				{ kind: 'ragged', line: index + 1, expected: width, got: row.length }
			);
		}
		count += row.length;
		if (count > MOST_NUMBERS)
			throw new CsvError(`csv: expected at most ${MOST_NUMBERS} numbers, got more; use a smaller matrix`, {
				kind: 'too-many'
			});
		rows.push(row);
	}
	if (rows.length === 0)
		throw new CsvError(
			'csv: expected at least one row of numbers, got none; give the file a line of numbers',
			{ kind: 'empty' }
		);
	return fromRows(rows);
}

function parseCell(cell: string, line: number, column: number): number {
	const value = Number(cell);
	if (cell === '' || !Number.isFinite(value)) {
		const got = cell === '' ? 'nothing' : `"${cell.slice(0, 20)}"`;
		throw new CsvError(
			`csv: expected a finite number in line ${line}, column ${column}, got ${got}; leave out headings and empty cells`,
			{ kind: 'no-number', line, column, got: cell.slice(0, 20) }
		);
	}
	return value;
}
