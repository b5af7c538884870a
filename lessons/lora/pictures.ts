/** What is drawn of a layer's matrices: all of a small one, evenly spaced rows and columns of a large one. */
import type { Tensor } from '$src/math/tensor';

/** Rows or columns that are drawn at most. */
const MOST = 128;

export const strideOf = (size: number): number => Math.ceil(size / MOST);

/** Every rowStride-th row and columnStride-th column, from the first. */
export function sampled(
	values: ArrayLike<number>,
	[rows, columns]: readonly [number, number],
	[rowStride, columnStride]: readonly [number, number]
): Tensor {
	const [m, n] = [Math.ceil(rows / rowStride), Math.ceil(columns / columnStride)];
	const data = new Float64Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < n; j++) data[i * n + j] = values[i * rowStride * columns + j * columnStride] ?? NaN;
	}
	return { shape: [m, n], data };
}
