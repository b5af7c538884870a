/** Shares of attention as a figure draws them: one head, its row sums, and where an adapter moved most. */
import { at, matrixShape, tensor, type Tensor } from '$src/math/tensor';

/** @param shares [heads, n, n] @returns [n, n] */
export function headOf({ shape, data }: Tensor, head: number): Tensor {
	const [, rows = 0, columns = 0] = shape;
	return tensor([rows, columns], data.slice(head * rows * columns, (head + 1) * rows * columns));
}

/** Of each row. */
export const sumsOf = (shares: Tensor): number[] => {
	const { rows, columns } = matrixShape(shares);
	return Array.from({ length: rows }, (_, i) => {
		let sum = 0;
		for (let j = 0; j < columns; j++) sum += at(shares, i, j);
		return sum;
	});
};

export interface Change {
	readonly row: number;
	readonly column: number;
	readonly before: number;
	readonly after: number;
}

/** Where the share changed most. */
export function largestChange(before: Tensor, after: Tensor): Change {
	const { columns } = matrixShape(before);
	let [found, most] = [0, -1];
	before.data.forEach((x, k) => {
		const by = Math.abs((after.data[k] ?? NaN) - x);
		if (by > most) [found, most] = [k, by];
	});
	return {
		...{ row: Math.floor(found / columns), column: found % columns },
		...{ before: before.data[found] ?? NaN, after: after.data[found] ?? NaN }
	};
}
