/**
 * Singular value decomposition in float64, for every finite matrix: numbers are brought near 1 first, so the result is
 * the same bits at every scale, and it always ends. docs/adr/0010-own-svd.md says why it is our own.
 */
import { bidiagonal, type Columns } from './bidiagonal';
import { bidiagonalFast } from './bidiagonalFast';
import { reflect, reflection } from './reflector';
import { diagonalise } from './rotations';
import { scaledToOne, timesPowerOfTwo } from './scale';
import { matrixShape, tensor, type Tensor } from './tensor';

export interface Svd {
	/** [m, k], orthonormal columns, k = min(m, n). */
	readonly u: Tensor;
	/** k values, descending. */
	readonly singularValues: Float64Array;
	/** [n, k], orthonormal columns. */
	readonly v: Tensor;
}

/** Singular values divided by 2^exponent: what is asked of their ratios neither overflows nor vanishes. */
export interface Spectrum {
	/** Descending. */
	readonly values: Float64Array;
	readonly exponent: number;
}

/** Rows and columns from which on a module of WebAssembly is worth it. */
const LARGE = 48;

/** Columns of A, or of Aᵀ where that one is the tall one. */
function columnsOf(data: Float64Array, rows: number, columns: number): Columns {
	const [count, length, from, step] =
		rows >= columns ? [columns, rows, 1, columns] : [rows, columns, columns, 1];
	return Array.from({ length: count }, (_, j) => {
		const column = new Float64Array(length);
		for (let i = 0, at = j * from; i < length; i++, at += step) column[i] = data[at] ?? NaN;
		return column;
	});
}

/** A = U·diag(σ)·Vᵀ. @throws RangeError if an element is not finite */
export function svd(a: Tensor): Svd {
	const { rows, columns } = matrixShape(a);
	const { data, exponent } = scaledToOne(a.data, 'singular values');
	const b = bidiagonal(columnsOf(data, rows, columns), true);
	diagonalise(b);
	const { diagonal, left, right } = b;
	const order = Array.from(diagonal.keys()).sort(
		(i, j) => Math.abs(diagonal[j] ?? 0) - Math.abs(diagonal[i] ?? 0)
	);
	/** What stands on the diagonal may be negative: then a column of U changes its sign. */
	const pick = (from: Columns, isSigned: boolean): Tensor => {
		const [k, length] = [order.length, from[0]?.length ?? 0];
		const picked = new Float64Array(length * k);
		order.forEach((at, j) => {
			const sign = isSigned && (diagonal[at] ?? 0) < 0 ? -1 : 1;
			for (let i = 0; i < length; i++) picked[i * k + j] = sign * (from[at]?.[i] ?? NaN);
		});
		return { shape: [length, k], data: picked };
	};
	const [tall, wide] = [pick(left, true), pick(right, false)];
	return {
		u: rows >= columns ? tall : wide,
		singularValues: Float64Array.from(order, (i) => timesPowerOfTwo(Math.abs(diagonal[i] ?? 0), exponent)),
		v: rows >= columns ? wide : tall
	};
}

/** The min(m, n) singular values, without vectors. @throws RangeError if an element is not finite */
export function spectrum(a: Tensor): Spectrum {
	const { rows, columns } = matrixShape(a);
	const { data, exponent } = scaledToOne(a.data, 'singular values');
	const isLarge = Math.min(rows, columns) >= LARGE;
	const fast = isLarge ? bidiagonalFast({ shape: a.shape, data }) : null;
	const b = fast ?? bidiagonal(columnsOf(data, rows, columns), false);
	diagonalise(b);
	return { values: b.diagonal.map(Math.abs).sort().reverse(), exponent };
}

/** The min(m, n) singular values, descending, without vectors. @throws RangeError if an element is not finite */
export function singularValues(a: Tensor): Float64Array {
	const { values, exponent } = spectrum(a);
	return values.map((x) => timesPowerOfTwo(x, exponent));
}

/** The triangular factor of A = QR for m ≥ n: [n, n] (Golub & Van Loan, algorithm 5.2.1). */
export function triangularFactor(a: Tensor): Tensor {
	const { rows: m, columns: n } = matrixShape(a);
	const { data, exponent } = scaledToOne(a.data, 'triangular factor');
	const columns = columnsOf(data, Math.max(m, n), n);
	const r = new Float64Array(n * n);
	columns.forEach((x, k) => {
		const { multiple, half } = reflection(x, k);
		r[k * n + k] = timesPowerOfTwo(multiple, exponent);
		for (let j = k + 1; j < n; j++) {
			const y = columns[j] ?? x;
			reflect(y, x, k, half);
			r[k * n + j] = timesPowerOfTwo(y[k] ?? NaN, exponent);
		}
	});
	return tensor([n, n], r);
}
