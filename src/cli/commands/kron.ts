import { parseCsv } from '$src/files/csv';
import { kronecker, nearestKron as nearest } from '$src/math/kron';
import { measureRank, tailShare } from '$src/math/rank';
import { matrixShape, toRows } from '$src/math/tensor';
import { text } from '$src/schema/field';
import { command, UsageError } from '../command';
import { requireMeasurable } from '../limits';
import { fileField } from './approximate';

/** Elements of A ⊗ B beyond which its SVD would keep somebody waiting for minutes. */
const LARGEST = 1024 * 1024;

/** A ⊗ B, formed and measured. */
export const kron = command({
	name: 'kron',
	about: 'A ⊗ B of two matrices, its singular values and its rank',
	schema: { a: fileField('CSV file of A'), b: fileField('CSV file of B') },
	required: ['a', 'b'],
	example: 'kron --a a.csv --b b.csv',
	run: async ({ a, b }, _positional, io) => {
		const left = parseCsv(await io.readText(a));
		const right = parseCsv(await io.readText(b));
		if (left.data.length * right.data.length > LARGEST) {
			const got = `${left.data.length}·${right.data.length}`;
			throw new UsageError(
				`kron: expected A ⊗ B of at most ${LARGEST} elements, got ${got}; use smaller matrices`
			);
		}
		const product = kronecker(left, right);
		const measured = measureRank(product);
		return { product: toRows(product), singularValues: [...measured.singularValues], rank: measured.rank };
	}
});

/** The Kronecker product nearest to a matrix. */
export const nearestKron = command({
	name: 'nearest-kron',
	about: 'the Kronecker product nearest to a matrix, by rearrangement, and what it leaves',
	schema: {
		matrix: fileField('CSV file of the matrix'),
		blocks: text({
			default: '1x1',
			about: 'shape of A, rows x columns; B has the rest',
			pattern: /^[1-9]\d{0,4}x[1-9]\d{0,4}$/,
			expected: 'AxC with positive integers, such as 2x2'
		})
	},
	required: ['matrix', 'blocks'],
	example: 'nearest-kron --matrix matrix.csv --blocks 2x2',
	run: async ({ matrix, blocks }, _positional, io) => {
		const m = parseCsv(await io.readText(matrix));
		const [a = 1, c = 1] = blocks.split('x').map(Number);
		const { rows, columns } = matrixShape(m);
		requireMeasurable('nearest-kron', a * c, (rows * columns) / (a * c));
		const { a: left, b: right, error, singularValues } = nearest(m, { a, c });
		return {
			shape: [rows, columns],
			blocks: [left.shape, right.shape],
			a: toRows(left),
			b: toRows(right),
			error,
			relativeError: Math.sqrt(tailShare(singularValues, 1)),
			singularValues: [...singularValues]
		};
	}
});
