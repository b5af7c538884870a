/** The input side of a Tucker decomposition, unfolded: Q[(i, k), p] = Σ_q t[p, q, k]·b[q, i]. */
import type { Tall } from '$src/math/tall';
import { floatsOf, type Stored } from '$src/math/floats';

export interface TuckerSizes {
	readonly p: number;
	readonly q: number;
	/** Elements of the kernel. */
	readonly kernel: number;
	readonly inputs: number;
}

/** @param core t [p, q, kernel] @param side b [q, inputs] @returns [inputs·kernel, p] */
export function tuckerSide(core: Stored, side: Stored, { p, q, kernel, inputs }: TuckerSizes): Tall {
	const [t, b] = [floatsOf(core), floatsOf(side)];
	const rows = inputs * kernel;
	const data = new Float64Array(rows * p);
	for (let i = 0; i < p; i++) {
		for (let j = 0; j < q; j++) {
			for (let c = 0; c < inputs; c++) {
				const by = b[j * inputs + c] ?? NaN;
				const to = i * rows + c * kernel;
				const from = (i * q + j) * kernel;
				for (let k = 0; k < kernel; k++) data[to + k] = (data[to + k] ?? NaN) + by * (t[from + k] ?? NaN);
			}
		}
	}
	return { rows, width: p, data };
}
