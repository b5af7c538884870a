/**
 * QR of tall matrices by reflections. Where Q is wanted, column after column, four of them with one pass over the
 * reflection; where R is all, in WebAssembly (streamed.ts).
 */
import { exponentOf, NEGLIGIBLE, scaledToOne, timesPowerOfTwo } from './scale';
import { streamedTriangle } from './streamed';
import type { Tall } from './tall';
import type { Tensor } from './tensor';

/** The triangular factor of P = QR, divided by 2^exponent. */
export interface Triangle {
	/** [width, width], upper triangular. */
	readonly r: Tensor;
	readonly exponent: number;
}

export interface Qr extends Triangle {
	/** Reflections below and on the diagonal, and ‖v‖²/2 of each: what Q is made of. */
	readonly reflections: Float64Array;
	readonly halves: Float64Array;
}

function requireTall(rows: number, width: number, what: string): void {
	if (width > rows)
		throw new RangeError(`${what}: expected at most ${rows} columns, got ${width}; take the transpose`);
}

/**
 * R alone, for which P is not even formed: a few rows at a time where the machine and the numbers allow it. Either way
 * errors are of the order of ε of each column's length; the two differ within that.
 * @throws RangeError if there are more columns than rows, or an element is not finite
 */
export function triangleOf(p: Tall, what = 'triangular factor'): Triangle {
	requireTall(p.rows, p.width, what);
	const r = streamedTriangle(p);
	return r ? { r, exponent: 0 } : qrOf(p, what);
}

/**
 * P = QR by reflections (Golub & Van Loan, algorithm 5.2.1). P is not changed.
 * @throws RangeError if there are more columns than rows, or an element is not finite
 */
export function qrOf({ rows, width, data }: Tall, what = 'triangular factor'): Qr {
	requireTall(rows, width, what);
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
	{ reflections, halves }: Qr,
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
