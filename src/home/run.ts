/** The run of the home page's figure: LoHa on a small square layer with a dense target, as the lesson on LoHa has it too. */
import { defaultsOf, integer } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';

/** What can be set. */
export interface Setting {
	/** Columns of the factors of the first mask, and of the second. */
	readonly r1: number;
	readonly r2: number;
	readonly seed: number;
}

/** Rows and columns: full rank is in reach from r1 = r2 = 7 on. */
const SIZE = 48;
export const columns = integer({ min: 1, max: 8, default: 3, about: 'columns of the factors of a mask' });
export const OPENING: Setting = { r1: columns.default, r2: columns.default, seed: 1 };

/** On the CPU, which trains so small a layer within a frame, with a rate that takes LoHa off its plateau in time. */
export const runOf = ({ r1, r2, seed }: Setting): Run => ({
	...defaultsOf(runSchema),
	...{ method: 'loha', out: SIZE, in: SIZE, rank: r1, rank2: r2 },
	...{ task: 'gaussian', steps: 600, lr: 0.02, seed, backend: 'cpu' }
});
