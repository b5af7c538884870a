/** The two masks of a LoHa adapter, and their elementwise product before it is scaled. */
import { elementwise, timesTransposed } from '$src/math/dense';
import type { Tensor } from '$src/math/tensor';
import { own } from '$src/own';
import type { Run } from '$src/receipt/run';

export interface Masks {
	/** X₁Y₁ᵀ, [out, in]. */
	readonly first: Tensor;
	/** X₂Y₂ᵀ, [out, in]. */
	readonly second: Tensor;
	readonly product: Tensor;
}

/** @param factors X1, Y1, X2, Y2 of that run, row by row; one that is missing counts as nothing known: no elements */
export function masksOf(
	{ out, in: columns, rank, rank2 }: Run,
	factors: Readonly<Record<string, Float32Array>>
): Masks {
	const factor = (name: string, rows: number, width: number): Tensor => ({
		shape: [rows, width],
		data: Float64Array.from(own(factors, name) ?? [])
	});
	const first = timesTransposed(factor('X1', out, rank), factor('Y1', columns, rank));
	const second = timesTransposed(factor('X2', out, rank2), factor('Y2', columns, rank2));
	return { first, second, product: elementwise(first, second) };
}
