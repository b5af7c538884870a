/**
 * Σ a·b over any axes, for neighbouring threads along one lane: the loop that training spends its time in.
 * Four threads at a time, each with its own sum in the order of the walk, so the bits do not depend on the four.
 */
import type { Scalar } from '$src/algebra/scalar';
import { Walk, type Axis } from './walk';

/** Writes the sums of n threads to out; i and j are the addresses of a and b at the first of them. */
export type Contract = (
	arena: Float32Array,
	out: Float64Array,
	at: number,
	n: number,
	i: number,
	j: number
) => void;

/** The two reads whose product the body is. */
export function factorPair(body: Scalar): readonly [number, number] | null {
	if (body.kind !== 'binary' || body.fn !== 'mul') return null;
	return body.x.kind === 'arg' && body.y.kind === 'arg' ? [body.x.index, body.y.index] : null;
}

/** Most positions of the axes that are walked through tables of addresses. */
const LARGEST_TABLE = 2 ** 16;

/**
 * @param a index of the one read @param b of the other @param reduced axes summed over, joined
 * @param lane the axis along which the threads lie
 * @returns null where its tables would be too large
 */
export function contraction(
	[a, b]: readonly [number, number],
	reduced: readonly Axis[],
	lane: Axis | undefined
): Contract | null {
	const strideOf = (axis: Axis | undefined, read: number): number => axis?.strides[read] ?? 0;
	// If only one of the two moves from thread to thread, it is b.
	if (strideOf(lane, a) !== 0 && strideOf(lane, b) === 0) return swapped(contraction([b, a], reduced, lane));
	const [last, ...more] = [...reduced].reverse();
	const positions = more.reduce((n, axis) => n * axis.size, 1);
	if (positions > LARGEST_TABLE) return null;
	const [left, right] = [new Int32Array(positions), new Int32Array(positions)];
	const offsets = new Int32Array(last ? last.strides.length : Math.max(a, b) + 1);
	const walk = new Walk(more.reverse(), offsets);
	for (let q = 0; q < positions; q++, walk.next()) {
		left[q] = offsets[a] ?? 0;
		right[q] = offsets[b] ?? 0;
	}
	const [size, sa, sb] = [last?.size ?? 1, strideOf(last, a), strideOf(last, b)];
	const [da, db] = [strideOf(lane, a), strideOf(lane, b)];
	const one: Contract = (arena, out, at, n, i, j) => {
		for (let t = 0; t < n; t++, i += da, j += db) {
			let sum = 0;
			for (let q = 0; q < positions; q++) {
				let [x, y] = [i + (left[q] ?? 0), j + (right[q] ?? 0)];
				for (let k = 0; k < size; k++, x += sa, y += sb) sum += (arena[x] ?? NaN) * (arena[y] ?? NaN);
			}
			out[at + t] = sum;
		}
	};
	if (da !== 0) return one;
	return (arena, out, at, n, i, j) => {
		let t = 0;
		for (; t + 4 <= n; t += 4) {
			let [s0, s1, s2, s3] = [0, 0, 0, 0];
			for (let q = 0; q < positions; q++) {
				let x = i + (left[q] ?? 0);
				let y0 = j + t * db + (right[q] ?? 0);
				for (let k = 0; k < size; k++, x += sa, y0 += sb) {
					const factor = arena[x] ?? NaN;
					s0 += factor * (arena[y0] ?? NaN);
					s1 += factor * (arena[y0 + db] ?? NaN);
					s2 += factor * (arena[y0 + 2 * db] ?? NaN);
					s3 += factor * (arena[y0 + 3 * db] ?? NaN);
				}
			}
			out[at + t] = s0;
			out[at + t + 1] = s1;
			out[at + t + 2] = s2;
			out[at + t + 3] = s3;
		}
		one(arena, out, at + t, n - t, i, j + t * db);
	};
}

const swapped = (contract: Contract | null): Contract | null =>
	contract && ((arena, out, at, n, i, j) => contract(arena, out, at, n, j, i));
