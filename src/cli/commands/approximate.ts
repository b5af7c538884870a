import { parseCsv } from '$src/files/csv';
import { measureRank, tailNorm } from '$src/math/rank';
import { matrixShape } from '$src/math/tensor';
import { integer, text } from '$src/schema/field';
import { command, UsageError } from '../command';
import { requireMeasurable } from '../limits';

export const fileField = (about: string) =>
	text({ default: '', about, pattern: /^.+$/s, expected: 'a path to a file' });

/** What the truncated SVD of a matrix keeps and leaves: by Eckart and Young its errors are the tail of the spectrum. */
export const approximate = command({
	name: 'approximate',
	about: 'the best approximation of a matrix at rank K: its measured rank and errors, and the spectrum',
	schema: {
		matrix: fileField('CSV file with one row a line'),
		rank: integer({ min: 0, max: 4096, default: 1, about: 'K, how many singular triples are kept' })
	},
	required: ['matrix', 'rank'],
	example: 'approximate --matrix matrix.csv --rank 2',
	run: async ({ matrix, rank: k }, _positional, io) => {
		const a = parseCsv(await io.readText(matrix));
		const { rows, columns } = matrixShape(a);
		const largest = Math.min(rows, columns);
		if (k > largest)
			throw new UsageError(
				`approximate --rank: expected at most min(${rows}, ${columns}) = ${largest}, got ${k}; try ${largest}`
			);
		requireMeasurable('approximate', rows, columns);
		const { singularValues: values, rank: matrixRank, tolerance } = measureRank(a);
		return {
			shape: [rows, columns],
			k,
			// Of the approximation, by the tolerance of the matrix.
			rank: Math.min(k, matrixRank),
			matrixRank,
			tolerance,
			singularValues: [...values],
			frobeniusError: tailNorm(values, k),
			spectralError: values[k] ?? 0,
			parameters: k * (rows + columns),
			fullParameters: rows * columns
		};
	}
});
