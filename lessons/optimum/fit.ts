/** The runs that compare pairs of one cost: everything alike but how nine columns are shared out. */
import type { RankPair } from '$src/adapters/optimum';
import type { Live } from '$src/lesson/live';
import { defaultsOf } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';
import { fitGuesses, type OptimumValues } from './parameters';

/** Rows and columns of the layer. */
export const FIT_SIZE = 32;
export const FIT_STEPS = 1500;

export const pairOf = (written: string): RankPair | null => {
	const [r1, r2] = written.split('.').map(Number);
	return r1 !== undefined && r2 !== undefined ? [r1, r2] : null;
};

export const fitPairs: readonly RankPair[] = fitGuesses.flatMap((guess) => {
	const pair = pairOf(guess);
	return pair ? [pair] : [];
});

/** What the command line would train, too. */
export const fitRun = (
	[rank, rank2]: RankPair,
	{ fitTask, backend, seed }: Pick<OptimumValues, 'fitTask' | 'backend' | 'seed'>
): Run => ({
	...defaultsOf(runSchema),
	method: 'loha',
	out: FIT_SIZE,
	in: FIT_SIZE,
	rank,
	rank2,
	task: fitTask,
	steps: FIT_STEPS,
	lr: 0.02,
	schedule: 'cosine',
	backend,
	seed
});

/** The figure that trains all pairs in turn, between the settings of the page and their runs. */
export const live: Live<OptimumValues> = {
	figure: 'fit',
	runsOf: (values) => fitPairs.map((pair) => fitRun(pair, values)),
	settingsOf: ({ task, backend, seed }) => ({ fitTask: task, backend, seed })
};

export interface Fit {
	readonly pair: RankPair;
	readonly parameters: number;
	readonly error: number;
	readonly floor: number | null;
	readonly bound: number;
	/** With digest, where it has one. */
	readonly receipt: string;
}

/** The pair with the least error. */
export const bestFit = (fits: readonly Fit[]): Fit | null =>
	fits.reduce<Fit | null>((best, fit) => (best === null || fit.error < best.error ? fit : best), null);
