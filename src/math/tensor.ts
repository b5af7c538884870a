/** Dense row-major float64 tensors: the numbers behind every value on a page. Not an algebra: see src/algebra. */
import { norm } from './scale';

export interface Tensor {
	readonly shape: readonly number[];
	readonly data: Float64Array;
}

export const countOf = (shape: readonly number[]): number => shape.reduce((n, size) => n * size, 1);

/** @throws RangeError if the number of values is not the product of the sizes. */
export function tensor(shape: readonly number[], data: ArrayLike<number>): Tensor {
	if (data.length !== countOf(shape)) {
		throw new RangeError(
			`tensor: expected ${countOf(shape)} values for [${shape.join(', ')}], got ${data.length}`
		);
	}
	return { shape, data: Float64Array.from(data) };
}

export const zeros = (shape: readonly number[]): Tensor => ({
	shape,
	data: new Float64Array(countOf(shape))
});

export const scalar = (value: number): Tensor => ({ shape: [], data: Float64Array.of(value) });

/** @throws RangeError if the rows have different lengths. */
export function fromRows(rows: readonly (readonly number[])[]): Tensor {
	const columns = rows[0]?.length ?? 0;
	const ragged = rows.findIndex((row) => row.length !== columns);
	if (ragged >= 0) {
		throw new RangeError(
			`matrix: expected ${columns} columns in every row, got ${rows[ragged]?.length ?? 0} in row ${ragged + 1}`
		);
	}
	return tensor([rows.length, columns], rows.flat());
}

/** @throws RangeError if the tensor is not a matrix. */
export function matrixShape(a: Tensor): { rows: number; columns: number } {
	const [rows, columns, ...rest] = a.shape;
	if (rows === undefined || columns === undefined || rest.length > 0) {
		throw new RangeError(`matrix: expected two axes, got [${a.shape.join(', ')}]`);
	}
	return { rows, columns };
}

export function toRows(a: Tensor): number[][] {
	const { rows, columns } = matrixShape(a);
	return Array.from({ length: rows }, (_, i) => Array.from(a.data.subarray(i * columns, (i + 1) * columns)));
}

/** I, or its first rows and columns where it is not square. */
export function identity(n: number, columns = n): Tensor {
	const result = zeros([n, columns]);
	for (let i = 0; i < Math.min(n, columns); i++) result.data[i * columns + i] = 1;
	return result;
}

/** Element [row, column]; NaN outside, so that a wrong index is seen. */
export const at = (a: Tensor, row: number, column: number): number =>
	a.data[row * (a.shape[1] ?? 1) + column] ?? NaN;

/** Σ x². Of very large or very small elements ask for the norm: their squares are no float64. */
export function squaredNorm(a: Tensor): number {
	let sum = 0;
	for (const x of a.data) sum += x * x;
	return sum;
}

/** √Σ x², for elements of any size; NaN where one is not finite. */
export const frobeniusNorm = (a: Tensor): number => norm(a.data);

/** max |a − b| over the elements; Infinity where the shapes differ. */
export function largestDifference(a: Tensor, b: Tensor): number {
	if (a.shape.join() !== b.shape.join()) return Infinity;
	let largest = 0;
	for (let i = 0; i < a.data.length; i++) {
		const difference = Math.abs((a.data[i] ?? NaN) - (b.data[i] ?? NaN));
		if (Number.isNaN(difference)) return NaN;
		largest = Math.max(largest, difference);
	}
	return largest;
}
