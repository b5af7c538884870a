import { parseCsv } from '$src/interop/csv';
import { singularValues, svd } from '$src/math/svd';
import { timesTransposed } from '$src/math/rank';
import { frobeniusNorm, matrixShape } from '$src/math/tensor';
import { integer, text } from '$src/receipt/field';
import { command, UsageError } from '../command';

export const fileField = (about: string) =>
	text({ default: '', about, pattern: /^.+$/s, expected: 'a path to a file' });

/** The truncated SVD of a matrix, with both errors measured on the difference itself. */
export const approximate = command({
	name: 'approximate',
	about: 'truncated SVD of a matrix at rank K, its spectrum and its errors',
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
		const { u, singularValues: values, v } = svd(a);
		const kept = {
			shape: u.shape,
			data: u.data.map((x, i) => (i % largest < k ? x * (values[i % largest] ?? NaN) : 0))
		};
		const b = timesTransposed(kept, v);
		const difference = { shape: a.shape, data: a.data.map((x, i) => x - (b.data[i] ?? NaN)) };
		return {
			shape: [rows, columns],
			rank: k,
			singularValues: [...values],
			frobeniusError: frobeniusNorm(difference),
			spectralError: singularValues(difference)[0] ?? 0,
			parameters: k * (rows + columns),
			fullParameters: rows * columns
		};
	}
});
