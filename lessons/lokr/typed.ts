/**
 * Matrices as the reader types them and as the address keeps them: numbers with spaces between, rows ended by
 * semicolons, such as `1 2;3 4`. What is pasted may be any CSV; what is kept is this.
 */
import { CsvError, parseCsv, type CsvProblem } from '$src/files/csv';
import { matrixShape, toRows, type Tensor } from '$src/math/tensor';

/** Rows and columns of a factor on the board, at most. */
export const MOST_ON_BOARD = 4;
/** Rows and columns of a matrix to be approximated, at most. */
export const MOST_PASTED = 16;

/** Larger numbers have squares that leave no room for sums, smaller ones squares that vanish. */
const [SMALLEST, LARGEST] = [1e-100, 1e9];
/** Longer text is no matrix for this page, and is not read. */
const [LONGEST_ON_BOARD, LONGEST_PASTED] = [200, 20_000];

const CELL = '-?\\d{1,2}(\\.\\d)?';
const rowsOf = (columns: number): string => {
	const row = `${CELL}( ${CELL}){${columns - 1}}`;
	return `${row}(;${row}){0,${MOST_ON_BOARD - 1}}`;
};

/** A factor on the board: one to four rows of equally many numbers. */
export const boardPattern = new RegExp(
	`^(${Array.from({ length: MOST_ON_BOARD }, (_, i) => rowsOf(i + 1)).join('|')})$`
);

/** The numbers of a pasted matrix; whether its rows are equally long only parsing tells. */
export const pastedPattern = /^$|^[-+.\deE ;]{1,4000}$/;

/** @throws CsvError naming line, column, what was expected and what came */
export const matrixOf = (kept: string): Tensor => parseCsv(kept.replaceAll(';', '\n'));

export const textOf = (matrix: Tensor): string =>
	toRows(matrix)
		.map((row) => row.join(' '))
		.join(';');

export type Problem =
	| CsvProblem
	/** Readable, but larger than this page takes. */
	| { readonly kind: 'too-large'; readonly rows: number; readonly columns: number }
	| { readonly kind: 'beyond' };

/** Pasted text → what the address keeps, or why not. */
export function keepPasted(text: string): { readonly kept: string } | { readonly problem: Problem } {
	if (text.length > LONGEST_PASTED) return { problem: { kind: 'too-many' } };
	try {
		const matrix = parseCsv(text);
		const { rows, columns } = matrixShape(matrix);
		if (Math.max(rows, columns) > MOST_PASTED) return { problem: { kind: 'too-large', rows, columns } };
		const isBeyond = (x: number): boolean => x !== 0 && !(Math.abs(x) >= SMALLEST && Math.abs(x) <= LARGEST);
		if (matrix.data.some(isBeyond)) return { problem: { kind: 'beyond' } };
		return { kept: textOf(matrix) };
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		return { problem: error.problem };
	}
}

/** A factor typed with any separators → what the address keeps; null while it is no matrix of at most 4 × 4 short numbers. */
export function keepOnBoard(text: string): string | null {
	if (text.length > LONGEST_ON_BOARD) return null;
	try {
		const kept = textOf(matrixOf(text));
		return boardPattern.test(kept) ? kept : null;
	} catch (error) {
		if (error instanceof CsvError) return null;
		throw error;
	}
}
