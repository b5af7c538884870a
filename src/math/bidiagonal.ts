/**
 * A matrix taken to bidiagonal form by reflections from both sides, and the bidiagonal one to diagonal form by rotations
 * (Golub & Kahan 1965; Golub & Van Loan, 5.4.8 and 8.6). What svd.ts is made of; numbers near 1 are its business too.
 */
import { reflect, reflection } from './reflector';

/** Columns, each an array. */
export type Columns = readonly Float64Array[];

export interface Bidiagonal {
	/** n values. */
	readonly diagonal: Float64Array;
	/** n − 1 values beside it. */
	readonly beside: Float64Array;
	/** Orthonormal columns with A = U·(bidiagonal)·Vᵀ, where they were asked for: U [m, n], V [n, n]. */
	readonly left: Columns;
	readonly right: Columns;
}

/** @param columns of A [m, n], m ≥ n; they are used up @param wanted U and V too */
export function bidiagonal(columns: Columns, wanted: boolean): Bidiagonal {
	const [n, m] = [columns.length, columns[0]?.length ?? 0];
	const [diagonal, beside] = [new Float64Array(n), new Float64Array(Math.max(0, n - 1))];
	const [halves, rightHalves] = [new Float64Array(n), new Float64Array(n)];
	/** Reflections of rows. */
	const rows: Float64Array[] = [];
	const across = new Float64Array(m);
	columns.forEach((x, k) => {
		const { multiple, half } = reflection(x, k);
		diagonal[k] = multiple;
		halves[k] = half;
		for (let j = k + 1; j < n; j++) reflect(columns[j] ?? x, x, k, half);
		if (k + 1 >= n) return;
		const v = Float64Array.from(columns, (column, j) => (j > k ? (column[k] ?? NaN) : 0));
		const right = reflection(v, k + 1);
		beside[k] = right.multiple;
		rightHalves[k] = right.half;
		rows.push(v);
		if (right.half === 0) return;
		// A − (A·v)·vᵀ/h on what is left below row k, column after column.
		across.fill(0, k + 1);
		for (let j = k + 1; j < n; j++) addTo(across, columns[j] ?? x, v[j] ?? NaN, k + 1);
		for (let j = k + 1; j < n; j++) addTo(columns[j] ?? x, across, -(v[j] ?? NaN) / right.half, k + 1);
	});
	if (!wanted) return { diagonal, beside, left: [], right: [] };
	const unit = (length: number) =>
		Array.from({ length: n }, (_, j) => new Float64Array(length).fill(1, j, j + 1));
	const [left, right] = [unit(m), unit(n)];
	for (let k = n - 1; k >= 0; k--) {
		const [v, w] = [columns[k], rows[k]];
		for (let j = k; j < n; j++) {
			const [u, t] = [left[j], right[j]];
			if (v && u) reflect(u, v, k, halves[k] ?? 0);
			if (w && t && j > k) reflect(t, w, k + 1, rightHalves[k] ?? 0);
		}
	}
	return { diagonal, beside, left, right };
}

/** y + a·x, from index `from` on, in place. */
function addTo(y: Float64Array, x: Float64Array, a: number, from: number): void {
	if (a === 0) return;
	for (let i = from; i < y.length; i++) y[i] = (y[i] ?? NaN) + a * (x[i] ?? NaN);
}
