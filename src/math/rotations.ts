/**
 * A bidiagonal matrix taken to diagonal form by rotations, sweep after sweep (Golub & Kahan 1965; the sweep without a
 * shift is that of Demmel & Kahan 1990, which keeps small values and finds zeros). The second half of svd.ts.
 */
import type { Bidiagonal, Columns } from './bidiagonal';
import { NEGLIGIBLE } from './scale';

/** Sweeps for one value: two or three are usual. Then what is below rounding counts as zero, and so every matrix ends. */
const [PATIENT, MOST] = [40, 80];

/** Rotates so that (f, g) becomes (length, 0). */
function rotation(f: number, g: number): readonly [cos: number, sin: number, length: number] {
	if (g === 0) return [1, 0, f];
	if (f === 0) return [0, 1, g];
	if (Math.abs(f) > Math.abs(g)) {
		const t = g / f;
		const root = Math.sqrt(1 + t * t);
		return [1 / root, t / root, f * root];
	}
	const t = f / g;
	const root = Math.sqrt(1 + t * t);
	return [t / root, 1 / root, g * root];
}

/** Columns k and k + 1 of U or V, where there are any. */
function turn(columns: Columns, k: number, cos: number, sin: number): void {
	const [x, y] = [columns[k], columns[k + 1]];
	if (!x || !y || sin === 0) return;
	for (let i = 0; i < x.length; i++) {
		const [a, b] = [x[i] ?? NaN, y[i] ?? NaN];
		x[i] = cos * a + sin * b;
		y[i] = cos * b - sin * a;
	}
}

/** Leaves ± the singular values on the diagonal, in no order, and U and V turned along. @throws RangeError if it does not end */
export function diagonalise(b: Bidiagonal): void {
	const { diagonal: d, beside: e } = b;
	const at = (of: Float64Array, i: number): number => Math.abs(of[i] ?? 0);
	const norm = Math.max(...d.map(Math.abs), ...e.map(Math.abs), 0);
	let sweeps = 0;
	for (let last = d.length - 1; last > 0;) {
		const least = sweeps < PATIENT ? NEGLIGIBLE : Number.EPSILON * norm;
		let first = last;
		while (first > 0) {
			if (at(e, first - 1) <= Number.EPSILON * (at(d, first - 1) + at(d, first)) + least) break;
			first--;
		}
		if (first > 0) e[first - 1] = 0;
		if (first === last) {
			last--;
			sweeps = 0;
			continue;
		}
		if (++sweeps > MOST) {
			throw new RangeError(
				`singular values: expected an end within ${MOST} sweeps, got none; this is a mistake of ours`
			);
		}
		const shift = shiftOf(d, e, first, last);
		if (shift === 0) sweepWithoutShift(b, first, last);
		else sweep(b, first, last, shift);
	}
}

/** The smaller singular value of the last 2 × 2 block (LAPACK's dlas2), or 0 where a shift would drown the smallest. */
function shiftOf(d: Float64Array, e: Float64Array, first: number, last: number): number {
	for (let i = first; i <= last; i++) if (Math.abs(d[i] ?? 0) <= NEGLIGIBLE) return 0;
	const [f, g, h] = [Math.abs(d[last - 1] ?? 0), Math.abs(e[last - 1] ?? 0), Math.abs(d[last] ?? 0)];
	const [small, large] = [Math.min(f, h), Math.max(f, h)];
	const [as, at] = [1 + small / large, (large - small) / large];
	const au = g / large;
	const shift = small * (2 / (Math.sqrt(as * as + au * au) + Math.sqrt(at * at + au * au)));
	return (shift / Math.abs(d[first] ?? 0)) ** 2 < Number.EPSILON ? 0 : shift;
}

/** The zero that such a sweep finds on the diagonal leaves at the end. */
function sweepWithoutShift(
	{ diagonal: d, beside: e, left, right }: Bidiagonal,
	first: number,
	last: number
): void {
	let [cos, cosLeft, sinLeft] = [1, 1, 0];
	for (let k = first; k < last; k++) {
		const [c, s, r] = rotation((d[k] ?? 0) * cos, e[k] ?? 0);
		if (k > first) e[k - 1] = sinLeft * r;
		const [c2, s2, length] = rotation(cosLeft * r, (d[k + 1] ?? 0) * s);
		d[k] = length;
		turn(right, k, c, s);
		turn(left, k, c2, s2);
		[cos, cosLeft, sinLeft] = [c, c2, s2];
	}
	const h = (d[last] ?? 0) * cos;
	e[last - 1] = h * sinLeft;
	d[last] = h * cosLeft;
}

/** One implicit step on BᵀB − shift²·I: a bulge is made at the top and chased out at the bottom. */
function sweep(
	{ diagonal: d, beside: e, left, right }: Bidiagonal,
	first: number,
	last: number,
	shift: number
): void {
	const head = d[first] ?? 0;
	let f = (Math.abs(head) - shift) * (Math.sign(head) + shift / head);
	let g = e[first] ?? 0;
	for (let k = first; k < last; k++) {
		const [c, s, r] = rotation(f, g);
		if (k > first) e[k - 1] = r;
		const [dk, ek, next] = [d[k] ?? 0, e[k] ?? 0, d[k + 1] ?? 0];
		const [c2, s2, length] = rotation(c * dk + s * ek, s * next);
		const beside = c * ek - s * dk;
		d[k] = length;
		f = c2 * beside + s2 * c * next;
		d[k + 1] = c2 * c * next - s2 * beside;
		turn(right, k, c, s);
		turn(left, k, c2, s2);
		if (k + 1 < last) {
			g = s2 * (e[k + 1] ?? 0);
			e[k + 1] = c2 * (e[k + 1] ?? 0);
		}
	}
	e[last - 1] = f;
}
