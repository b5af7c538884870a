/**
 * Plain float64 linear algebra on dense tensors, each operation once: for what is drawn, measured or made up, not for
 * what is trained or differentiated (src/algebra, src/compute). Sums run from the first element to the last. Norms are
 * in tensor.ts, Kronecker products in kron.ts.
 */
import { productFast } from './productFast';
import { matrixShape, zeros, type Tensor } from './tensor';

/** [rows, columns] with an element for each place, counted from 0. */
export function filled(rows: number, columns: number, element: (i: number, j: number) => number): Tensor {
	const result = zeros([rows, columns]);
	for (let i = 0; i < rows; i++)
		for (let j = 0; j < columns; j++) result.data[i * columns + j] = element(i, j);
	return result;
}

/** Zeros but for these on the diagonal. */
export const diagonal = (values: ArrayLike<number>): Tensor =>
	filled(values.length, values.length, (i, j) => (i === j ? (values[i] ?? NaN) : 0));

/** Everything about two tensors of one shape. @throws RangeError where they differ in it */
function requireAlike(what: string, a: Tensor, b: Tensor): void {
	if (a.shape.join() === b.shape.join()) return;
	throw new RangeError(
		`${what}: expected two tensors of one shape, got [${a.shape.join(', ')}] and [${b.shape.join(', ')}]`
	);
}

/** A + B. @throws RangeError if the shapes differ */
export function sum(a: Tensor, b: Tensor): Tensor {
	requireAlike('sum', a, b);
	return { shape: a.shape, data: a.data.map((x, i) => x + (b.data[i] ?? NaN)) };
}

/** A − B. @throws RangeError if the shapes differ */
export function difference(a: Tensor, b: Tensor): Tensor {
	requireAlike('difference', a, b);
	return { shape: a.shape, data: a.data.map((x, i) => x - (b.data[i] ?? NaN)) };
}

/** A ⊙ B. @throws RangeError if the shapes differ */
export function elementwise(a: Tensor, b: Tensor): Tensor {
	requireAlike('elementwise product', a, b);
	return { shape: a.shape, data: a.data.map((x, i) => x * (b.data[i] ?? NaN)) };
}

/** s·A. */
export const scaled = (s: number, { shape, data }: Tensor): Tensor => ({
	shape,
	data: data.map((x) => s * x)
});

/** ⟨A, B⟩ = Σ aᵢbᵢ. @throws RangeError if the shapes differ */
export function innerProduct(a: Tensor, b: Tensor): number {
	requireAlike('inner product', a, b);
	let total = 0;
	for (let i = 0; i < a.data.length; i++) total += (a.data[i] ?? NaN) * (b.data[i] ?? NaN);
	return total;
}

/** max |a|, 0 of nothing. */
export const largestElement = ({ data }: Tensor): number =>
	data.reduce((max, x) => Math.max(max, Math.abs(x)), 0);

/** A·B. @param a [m, k] @param b [k, n] @throws RangeError if the inner sizes differ */
export function product(a: Tensor, b: Tensor): Tensor {
	const [{ rows: m, columns: inner }, { rows, columns: n }] = [matrixShape(a), matrixShape(b)];
	if (inner !== rows) throw new RangeError(`product: expected equal inner sizes, got ${inner} and ${rows}`);
	const out = new Float64Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let k = 0; k < inner; k++) {
			const factor = a.data[i * inner + k] ?? NaN;
			for (let j = 0; j < n; j++)
				out[i * n + j] = (out[i * n + j] ?? NaN) + factor * (b.data[k * n + j] ?? NaN);
		}
	}
	return { shape: [m, n], data: out };
}

/** Products from which on a module of WebAssembly is worth it. */
const LARGE = 100_000;

/** P·Qᵀ. @param p [m, width] @param q [n, width] @throws RangeError if the widths differ */
export function timesTransposed(p: Tensor, q: Tensor): Tensor {
	const [{ rows: m, columns: width }, { rows: n, columns: other }] = [matrixShape(p), matrixShape(q)];
	if (width !== other) throw new RangeError(`P·Qᵀ: expected equal widths, got ${width} and ${other}`);
	const out = new Float64Array(m * n);
	if (m * n * width >= LARGE && productFast(p.data, q.data, width, out)) return { shape: [m, n], data: out };
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < n; j++) {
			let total = 0;
			for (let k = 0; k < width; k++)
				total += (p.data[i * width + k] ?? NaN) * (q.data[j * width + k] ?? NaN);
			out[i * n + j] = total;
		}
	}
	return { shape: [m, n], data: out };
}

/** A·diag(values): column j times the j-th of them. @throws RangeError if there are not as many as columns */
export function timesDiagonal(a: Tensor, values: ArrayLike<number>): Tensor {
	const { columns } = matrixShape(a);
	if (values.length !== columns)
		throw new RangeError(`A·diag: expected ${columns} values, got ${values.length}`);
	return { shape: a.shape, data: a.data.map((x, i) => x * (values[i % columns] ?? NaN)) };
}

/** Aᵀ. */
export function transposed(a: Tensor): Tensor {
	const { rows, columns } = matrixShape(a);
	return filled(columns, rows, (i, j) => a.data[j * columns + i] ?? NaN);
}

/** From … to before …, counted from 0. */
export type Range = readonly [from: number, to: number];

/** Rows and columns of a matrix, next to each other. @throws RangeError if it has fewer */
export function part(a: Tensor, [top, bottom]: Range, [left, right]: Range): Tensor {
	const { rows, columns } = matrixShape(a);
	if (!(top >= 0 && left >= 0 && bottom <= rows && right <= columns)) {
		throw new RangeError(
			`part: expected rows and columns of [${rows}, ${columns}], got rows ${top} to ${bottom}, columns ${left} to ${right}`
		);
	}
	return filled(bottom - top, right - left, (i, j) => a.data[(top + i) * columns + left + j] ?? NaN);
}

/** Columns of a matrix, next to each other. @throws RangeError if it has fewer */
export const columnsOf = (a: Tensor, range: Range): Tensor => part(a, [0, matrixShape(a).rows], range);

/** [P₁ P₂ …], matrices side by side. @throws RangeError if their rows differ in number, or there are none */
export function beside(parts: readonly Tensor[]): Tensor {
	const [first] = parts;
	if (!first) throw new RangeError('beside: expected at least one matrix, got none');
	if (parts.length === 1) return first;
	const { rows } = matrixShape(first);
	const other = parts.find((one) => matrixShape(one).rows !== rows);
	if (other)
		throw new RangeError(`beside: expected ${rows} rows in every matrix, got ${matrixShape(other).rows}`);
	const columns = parts.reduce((total, one) => total + matrixShape(one).columns, 0);
	const result = zeros([rows, columns]);
	let from = 0;
	for (const one of parts) {
		const { columns: width } = matrixShape(one);
		for (let i = 0; i < rows; i++)
			result.data.set(one.data.subarray(i * width, (i + 1) * width), i * columns + from);
		from += width;
	}
	return result;
}
