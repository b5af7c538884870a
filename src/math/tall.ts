/**
 * Tall matrices, column after column in one array: the factors of adapters, which have thousands of rows and few
 * columns. Their QR runs along columns, four of them with one pass over the reflection. For small matrices see dense.ts.
 */
import { exponentOf, NEGLIGIBLE, scaledToOne, timesPowerOfTwo } from './scale';
import type { Tensor } from './tensor';

export interface Tall {
	readonly rows: number;
	readonly width: number;
	/** Element (i, j) at j·rows + i. */
	readonly data: Float64Array;
}

/** The transpose of a row-major matrix [width, rows] is the same numbers in the same places. */
export const tallOfRows = (data: Float64Array, width: number, rows: number): Tall => ({ rows, width, data });

/** A row-major matrix [rows, width]. */
export function tallOf(data: Float64Array, rows: number, width: number): Tall {
	const result = new Float64Array(rows * width);
	for (let i = 0, at = 0; i < rows; i++)
		for (let j = 0; j < width; j++, at++) result[j * rows + i] = data[at] ?? NaN;
	return { rows, width, data: result };
}

/** Row-major, for dense.ts. */
export function tensorOf({ rows, width, data }: Tall): Tensor {
	const result = new Float64Array(rows * width);
	for (let j = 0, at = 0; j < width; j++)
		for (let i = 0; i < rows; i++, at++) result[i * width + j] = data[at] ?? NaN;
	return { shape: [rows, width], data: result };
}

/** Columns next to each other: [P₁ P₂ …]. @throws RangeError if the rows differ in number, or there are none */
export function tallBeside(parts: readonly Tall[]): Tall {
	const [first] = parts;
	if (!first) throw new RangeError('beside: expected at least one matrix, got none');
	const width = parts.reduce((sum, part) => sum + part.width, 0);
	const data = new Float64Array(first.rows * width);
	let from = 0;
	for (const part of parts) {
		if (part.rows !== first.rows)
			throw new RangeError(`beside: expected ${first.rows} rows in every matrix, got ${part.rows}`);
		data.set(part.data, from);
		from += part.data.length;
	}
	return { rows: first.rows, width, data };
}

/** Row-wise Khatri–Rao product P₁ • P₂: every column of one times every column of the other, [rows, w₁·w₂]. */
export function khatriRao(a: Tall, b: Tall): Tall {
	if (a.rows !== b.rows)
		throw new RangeError(`Khatri–Rao: expected equally many rows, got ${a.rows} and ${b.rows}`);
	const { rows } = a;
	const data = new Float64Array(rows * a.width * b.width);
	for (let i = 0, to = 0; i < a.width; i++) {
		for (let j = 0; j < b.width; j++, to += rows) {
			const [left, right] = [i * rows, j * rows];
			for (let k = 0; k < rows; k++) data[to + k] = (a.data[left + k] ?? NaN) * (b.data[right + k] ?? NaN);
		}
	}
	return { rows, width: a.width * b.width, data };
}

/** Column j times the j-th value. */
export function columnsTimes({ rows, width, data }: Tall, values: ArrayLike<number>): Tall {
	const result = new Float64Array(data.length);
	for (let j = 0, at = 0; j < width; j++) {
		const by = values[j] ?? NaN;
		for (let i = 0; i < rows; i++, at++) result[at] = by * (data[at] ?? NaN);
	}
	return { rows, width, data: result };
}

/** PᵀQ [a.width, b.width], row-major. @throws RangeError if the rows differ in number */
export function crossProduct(a: Tall, b: Tall): Tensor {
	if (a.rows !== b.rows) throw new RangeError(`PᵀQ: expected equally many rows, got ${a.rows} and ${b.rows}`);
	const { rows } = a;
	const [x, y] = [a.data, b.data];
	const result = new Float64Array(a.width * b.width);
	for (let i = 0; i < a.width; i++) {
		const p = i * rows;
		for (let j = 0; j < b.width; j++) {
			const q = j * rows;
			let [even, odd] = [0, 0];
			let k = 0;
			for (; k + 1 < rows; k += 2) {
				even += (x[p + k] ?? NaN) * (y[q + k] ?? NaN);
				odd += (x[p + k + 1] ?? NaN) * (y[q + k + 1] ?? NaN);
			}
			if (k < rows) even += (x[p + k] ?? NaN) * (y[q + k] ?? NaN);
			result[i * b.width + j] = even + odd;
		}
	}
	return { shape: [a.width, b.width], data: result };
}

/** P·M for a small row-major M [width, n]. */
export function tallTimes(p: Tall, m: Tensor): Tall {
	const [inner = 0, n = 0] = m.shape;
	if (inner !== p.width)
		throw new RangeError(`P·M: expected ${p.width} rows in M, got ${inner}; the factors do not fit`);
	const { rows } = p;
	const data = new Float64Array(rows * n);
	for (let j = 0; j < n; j++) {
		const to = j * rows;
		for (let k = 0; k < inner; k++) {
			const by = m.data[k * n + j] ?? NaN;
			const from = k * rows;
			if (by === 0) continue;
			for (let i = 0; i < rows; i++) data[to + i] = (data[to + i] ?? NaN) + by * (p.data[from + i] ?? NaN);
		}
	}
	return { rows, width: n, data };
}

/** The triangular factor of P = QR, divided by 2^exponent. */
export interface Triangle {
	/** [width, width], upper triangular. */
	readonly r: Tensor;
	readonly exponent: number;
	/** Reflections below and on the diagonal, and ‖v‖²/2 of each: what Q is made of. */
	readonly reflections: Float64Array;
	readonly halves: Float64Array;
}

/**
 * P = QR by reflections (Golub & Van Loan, algorithm 5.2.1). P is not changed.
 * @throws RangeError if there are more columns than rows, or an element is not finite
 */
export function triangleOf({ rows, width, data }: Tall, what = 'triangular factor'): Triangle {
	if (width > rows)
		throw new RangeError(`${what}: expected at most ${rows} columns, got ${width}; take the transpose`);
	const scaled = scaledToOne(data, what);
	const a = scaled.data === data ? data.slice() : scaled.data;
	const r = new Float64Array(width * width);
	const halves = new Float64Array(width);
	for (let k = 0; k < width; k++) {
		const [from, end] = [k * rows + k, (k + 1) * rows];
		let largest = 0;
		for (let i = from; i < end; i++) largest = Math.max(largest, Math.abs(a[i] ?? NaN));
		if (largest < NEGLIGIBLE) {
			a.fill(0, from, end);
			for (let j = k + 1; j < width; j++) r[k * width + j] = a[j * rows + k] ?? NaN;
			continue;
		}
		const exponent = exponentOf(largest);
		const by = timesPowerOfTwo(1, -exponent);
		let squares = 0;
		for (let i = from; i < end; i++) {
			const x = (a[i] ?? NaN) * by;
			a[i] = x;
			squares += x * x;
		}
		const head = a[from] ?? NaN;
		const multiple = head > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
		const half = multiple * (multiple - head);
		a[from] = head - multiple;
		halves[k] = half;
		r[k * width + k] = timesPowerOfTwo(multiple, exponent);
		let j = k + 1;
		for (; j + 3 < width; j += 4) reflectFour(a, from, end, (j - k) * rows, rows, half);
		for (; j < width; j++) reflectOne(a, from, end, (j - k) * rows, half);
		for (j = k + 1; j < width; j++) r[k * width + j] = a[j * rows + k] ?? NaN;
	}
	return { r: { shape: [width, width], data: r }, exponent: scaled.exponent, reflections: a, halves };
}

/** y − v·(v·y)/h for the column that lies `by` behind v. */
function reflectOne(a: Float64Array, from: number, end: number, by: number, half: number): void {
	let dot = 0;
	for (let i = from; i < end; i++) dot += (a[i] ?? NaN) * (a[i + by] ?? NaN);
	const f = dot / half;
	for (let i = from; i < end; i++) a[i + by] = (a[i + by] ?? NaN) - f * (a[i] ?? NaN);
}

/** The same for four columns next to each other: v is read twice instead of eight times. */
function reflectFour(
	a: Float64Array,
	from: number,
	end: number,
	by: number,
	rows: number,
	half: number
): void {
	const [b, c, d] = [by + rows, by + 2 * rows, by + 3 * rows];
	let [w, x, y, z] = [0, 0, 0, 0];
	for (let i = from; i < end; i++) {
		const v = a[i] ?? NaN;
		w += v * (a[i + by] ?? NaN);
		x += v * (a[i + b] ?? NaN);
		y += v * (a[i + c] ?? NaN);
		z += v * (a[i + d] ?? NaN);
	}
	[w, x, y, z] = [w / half, x / half, y / half, z / half];
	for (let i = from; i < end; i++) {
		const v = a[i] ?? NaN;
		a[i + by] = (a[i + by] ?? NaN) - w * v;
		a[i + b] = (a[i + b] ?? NaN) - x * v;
		a[i + c] = (a[i + c] ?? NaN) - y * v;
		a[i + d] = (a[i + d] ?? NaN) - z * v;
	}
}

/** Q·M [rows, n] for a small row-major M [width, n], from the reflections of P = QR. */
export function orthogonalTimes(
	{ rows, width }: Pick<Tall, 'rows' | 'width'>,
	{ reflections, halves }: Triangle,
	m: Tensor
): Tall {
	const [, n = 0] = m.shape;
	const data = new Float64Array(rows * n);
	for (let j = 0; j < n; j++) {
		const y = j * rows;
		for (let i = 0; i < width; i++) data[y + i] = m.data[i * n + j] ?? NaN;
		for (let k = width - 1; k >= 0; k--) {
			const half = halves[k] ?? 0;
			if (half === 0) continue;
			const v = k * rows;
			let dot = 0;
			for (let i = k; i < rows; i++) dot += (reflections[v + i] ?? NaN) * (data[y + i] ?? NaN);
			const f = dot / half;
			for (let i = k; i < rows; i++) data[y + i] = (data[y + i] ?? NaN) - f * (reflections[v + i] ?? NaN);
		}
	}
	return { rows, width: n, data };
}
