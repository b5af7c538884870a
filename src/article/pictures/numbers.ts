/** What the drawings show as numbers: computed from these few inputs by the functions that the lessons use. */
import { adapter } from '$src/adapters/adapter';
import { atEqualParameters } from '$src/adapters/optimum';
import { elementwise as elementwiseOf } from '$src/math/dense';
import { kronecker as kroneckerOf } from '$src/math/kron';
import { fromRows, toRows } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';

type Rows = readonly (readonly number[])[];

/** The product of two matrices, as rows. */
const product = (times: typeof elementwiseOf, left: Rows, right: Rows): Rows =>
	toRows(times(fromRows(left), fromRows(right)));

const p = [
	[1, 2, 0],
	[3, 1, 2],
	[0, 1, 4]
];
const q = [
	[2, 0, 5],
	[1, 3, 2],
	[4, 6, 1]
];
export const elementwise = { p, q, product: product(elementwiseOf, p, q) };

const a = [
	[1, 2],
	[3, 4]
];
const b = [
	[0, 5],
	[6, 7]
];
export const kronecker = { a, b, product: product(kroneckerOf, a, b) };

/** Rank bounds at (R, R) and at LoRA's 2R, on a layer that is large enough for all. */
export const equalCost = [1, 2, 3, 4].map((r) => ({ r, ...atEqualParameters([r, r], 1024, 1024) }));

const on = (method: 'lora' | 'lokr', rank: number) =>
	adapter(method, { ...defaultsOf(runSchema), out: 16, in: 16, rank });
const [lora, lokr] = [on('lora', 1), on('lokr', 16)];

/** One layer, and what rank the same numbers may have on it. */
export const sameNumbers = {
	side: 16,
	block: 4,
	numbers: lokr.parameters,
	lora: lora.rankBound,
	lokr: lokr.rankBound,
	/** For whoever checks: LoRA's numbers are as many. */
	loraNumbers: lora.parameters
};
