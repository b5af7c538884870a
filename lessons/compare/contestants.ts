/**
 * Who is compared, and at which size: options of each method for a layer, a rank r of LoRA, and what is held equal.
 * Counts and bounds are the methods' own (src/adapters); no formula of theirs stands here.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import { halves } from '$src/adapters/loha';
import { blocks, factorization } from '$src/adapters/lokr';
import type { MethodOptions } from '$src/adapters/index';
import { defaultsOf } from '$src/schema/field';
import { methodOptions, runSchema, type Run } from '$src/receipt/run';
import { significant } from '$src/math/significant';
import { parameters, SIZE, type CompareValues } from './parameters';

/** HiRA and full ΔW run along and are not ranked: the lessons are on the other three. */
export const contestants = ['lora', 'loha', 'lokr', 'hira', 'full'] as const;
export type Contestant = (typeof contestants)[number];

export type Size = Pick<CompareValues, 'out' | 'in' | 'rank' | 'equal' | 'blocks'>;
type Sized = Pick<Run, 'rank' | 'rank2' | 'factor'>;

/** LoKr with two full blocks that PEFT's decompose_factor f gives; s = 1 whatever the rank is. */
function fullBlocks(out: number, columns: number, factor: number): Sized & { parameters: number } {
	const [[a, b], [c, d]] = [factorization(out, factor), factorization(columns, factor)];
	return { factor, rank: Math.max(b, d), rank2: 0, parameters: a * c + b * d };
}

/** Of all pairs of full blocks, the one whose count is nearest to a budget in ratio; the smaller of two. */
export function nearestBlocks(out: number, columns: number, budget: number): Sized {
	let best = fullBlocks(out, columns, -1);
	const distance = ({ parameters }: { parameters: number }): number =>
		Math.abs(Math.log(parameters / budget));
	for (let factor = 2; factor * factor <= Math.max(out, columns); factor++) {
		const next = fullBlocks(out, columns, factor);
		const by = distance(next) - distance(best);
		if (by < -1e-12 || (by < 1e-12 && next.parameters < best.parameters)) best = next;
	}
	const { factor, rank, rank2 } = best;
	return { factor, rank, rank2 };
}

/** How LoKr's blocks are written: a×c ⊗ b×d, with r where B is a product of two thin ones. */
export function shapeOfBlocks(options: MethodOptions): string {
	const { a, b, c, d, lowRankB } = blocks(options);
	return `${a}×${c} ⊗ ${b}×${d}${lowRankB ? `, r = ${options.rank}` : ''}`;
}

function sizeOf(method: Contestant, { out, in: columns, rank, equal, blocks: shape }: Size): Sized {
	const plain = { rank, rank2: 0, factor: -1 };
	switch (method) {
		case 'lora':
		case 'hira':
		case 'full':
			return plain;
		case 'loha': {
			if (equal === 'rank') return plain;
			const [r1, r2] = halves(rank);
			return { rank: r1, rank2: r2, factor: -1 };
		}
		case 'lokr': {
			if (equal === 'rank') return plain;
			if (shape !== 'auto') {
				const { factor, rank: full, rank2 } = fullBlocks(out, columns, Number(shape.split('x')[0]));
				return { factor, rank: full, rank2 };
			}
			return nearestBlocks(out, columns, rank * (out + columns));
		}
	}
}

/** The method's options on the table's layer. */
export const optionsOf = (method: Contestant, size: Size): MethodOptions => ({
	...methodOptions(defaultsOf(runSchema)),
	out: size.out,
	in: size.in,
	...sizeOf(method, size)
});

/** The method on the table's layer: its count and its bound. */
export const adapterOf = (method: Contestant, size: Size): Adapter =>
	adapter(method, optionsOf(method, size));

/** The receipt of a contestant: exactly what the command line would train. */
export function runOf(method: Contestant, values: CompareValues): Run {
	const { task, steps, lr, backend, seed } = values;
	const shape = { out: SIZE, in: SIZE };
	return {
		...defaultsOf(runSchema),
		method,
		...shape,
		...sizeOf(method, { ...values, ...shape }),
		task,
		steps,
		lr,
		optimizer: 'adam',
		schedule: 'cosine',
		backend,
		seed
	};
}

/** Learning rates over the one that is set: a method that is tuned is not the same as one that is not. */
const SPREAD = [1, 1 / 3, 3] as const;

/** The rates at which every contestant runs, the one that is set first. */
export function ratesOf({ lr, rates }: Pick<CompareValues, 'lr' | 'rates'>): number[] {
	if (rates === 'one') return [lr];
	const { min, max } = parameters.lr;
	return [
		...new Set(SPREAD.map((by) => (by === 1 ? lr : Math.min(max, Math.max(min, significant(by * lr, 2))))))
	];
}

/** One adapter of the grid, but for its ranks. */
export const gridRun = (values: CompareValues): Run => ({
	...runOf('loha', values),
	rank: 1,
	rank2: 1,
	steps: values.gridSteps
});
