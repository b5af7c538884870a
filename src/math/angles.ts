/**
 * How the leading directions of two matrices lie to each other: principal angles of the spaces that they span, and how much
 * of one matrix lies within the directions of the other. Both are given by their SVD; nothing large is formed.
 */
import { timesDiagonal, timesTransposed } from './dense';
import { triangleOf } from './qr';
import { timesPowerOfTwo } from './scale';
import { singularValues } from './svd';
import { crossProduct, tallTimes, type Tall } from './tall';
import { squaredNorm } from './tensor';
import type { ThinSvd } from './thin';

const firstOf = ({ rows, data }: Tall, k: number): Tall => ({
	rows,
	width: k,
	data: data.subarray(0, k * rows)
});

/**
 * Principal angles between the spaces of the first k columns of X and Y, which are orthonormal; ascending, in radians. From
 * cosines where the angle is large and from sines where it is small, so that both keep their digits (Björck & Golub 1973).
 */
export function principalAngles(x: Tall, y: Tall, k: number): Float64Array {
	const [a, b] = [firstOf(x, k), firstOf(y, k)];
	const cross = crossProduct(a, b);
	const cosines = singularValues(cross);
	// What of Y lies outside of X: its singular values are the sines, ascending as the angles.
	const within = tallTimes(a, cross);
	const rest: Tall = { ...b, data: b.data.map((value, i) => value - (within.data[i] ?? NaN)) };
	const { r, exponent } = triangleOf(rest, 'principal angles');
	const sines = singularValues(r).reverse();
	return cosines.map((c, i) => {
		const s = Math.min(1, timesPowerOfTwo(sines[i] ?? 0, exponent));
		return c * c > 0.5 ? Math.asin(s) : Math.acos(Math.min(1, c));
	});
}

/** Share of ‖B‖² that lies within the first k left and right directions of A: ‖UUᵀB VVᵀ‖²/‖B‖²; 0 where B is zero. */
export function shareWithin(a: ThinSvd, b: ThinSvd, k: number): number {
	const whole = b.singularValues.reduce((sum, s) => sum + s * s, 0);
	if (whole === 0) return 0;
	const left = crossProduct(firstOf(a.u, k), b.u);
	const right = crossProduct(firstOf(a.v, k), b.v);
	const core = timesTransposed(timesDiagonal(left, b.singularValues), right);
	return Math.min(1, squaredNorm(core) / whole);
}
