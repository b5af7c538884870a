/**
 * Householder reflections I − v·vᵀ/h, which take a vector to a multiple of a unit vector (Golub & Van Loan, 5.1).
 * Columns are arrays of their own: every loop runs along one.
 */
import { exponentOf, NEGLIGIBLE, timesPowerOfTwo } from './scale';

export interface Reflection {
	/** What the vector becomes a multiple of e by: ±its length. */
	readonly multiple: number;
	/** ‖v‖²/2; 0 where the vector was zero and nothing is reflected. */
	readonly half: number;
}

/** Replaces x from index `from` on by the v that takes it to `multiple` · e. v is of the order of 1, however short x is. */
export function reflection(x: Float64Array, from: number): Reflection {
	let largest = 0;
	for (let i = from; i < x.length; i++) largest = Math.max(largest, Math.abs(x[i] ?? NaN));
	if (largest < NEGLIGIBLE) {
		x.fill(0, from);
		return { multiple: 0, half: 0 };
	}
	const exponent = exponentOf(largest);
	const by = timesPowerOfTwo(1, -exponent);
	let squares = 0;
	for (let i = from; i < x.length; i++) {
		const scaled = (x[i] ?? NaN) * by;
		x[i] = scaled;
		squares += scaled * scaled;
	}
	const head = x[from] ?? NaN;
	const multiple = head > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
	// v = x − multiple·e, and ‖v‖²/2 = multiple·(multiple − head).
	x[from] = head - multiple;
	return { multiple: timesPowerOfTwo(multiple, exponent), half: multiple * (multiple - head) };
}

/** y − v·(v·y)/h, from index `from` on, in place. */
export function reflect(y: Float64Array, v: Float64Array, from: number, half: number): void {
	if (half === 0) return;
	let dot = 0;
	for (let i = from; i < y.length; i++) dot += (v[i] ?? NaN) * (y[i] ?? NaN);
	if (dot === 0) return;
	const factor = dot / half;
	for (let i = from; i < y.length; i++) y[i] = (y[i] ?? NaN) - factor * (v[i] ?? NaN);
}
