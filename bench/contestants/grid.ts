/**
 * Rankscope's sweep as a contestant: the one place that knows how many adapters are trained at once. A grid of ranks
 * goes the way of the site, src/experiments/sweep.ts, measuring included; many adapters alike go to a backend's grid.
 */
import type { Backend } from '$src/compute/backend';
import { openPool } from '$src/experiments/pool';
import type { Cell } from '$src/experiments/protocol';
import { sweep } from '$src/experiments/sweep';
import { median, stepsFor, timed, type Timing } from '../page/rounds';
import type { Work } from '../page/work';

/** How it is done, for the tables. */
export const howOf = ({ name, prepareGrid }: Backend): string =>
	name === 'cpu' ? 'one a thread' : prepareGrid ? 'one grid' : 'no grid';

/** Trains a grid of LoHa ranks from start to end. @returns the cells, r1 ascending, then r2, and the seconds it took */
export async function trainGrid(
	backend: Backend,
	{ run }: Pick<Work, 'run'>,
	ranks: readonly number[],
	steps: number
): Promise<{ cells: readonly Cell[]; seconds: number }> {
	const { signal } = new AbortController();
	const pool = backend.name === 'cpu' ? openPool() : undefined;
	try {
		return await sweep({ ...run, steps, backend: backend.name }, ranks, ranks, {
			select: async () => Promise.resolve({ backend: { ...backend, dispose: () => undefined }, refused: [] }),
			...(pool && { trainers: pool.trainers }),
			signal,
			onEvent: () => undefined
		});
	} finally {
		pool?.close();
	}
}

/**
 * Trains many adapters of one shape side by side on a backend that has grids.
 * @param timing chunks as long as that, after one that warms up
 * @returns steps of single adapters a second, the median of the rounds; and dispatches a step of all
 */
export async function gridRate(
	backend: Backend,
	works: readonly Work[],
	{ chunk, rounds }: Timing
): Promise<{ rate: number; dispatchesPerStep: number }> {
	if (!backend.prepareGrid) throw new Error(`${backend.name}: expected a backend with grids`);
	const grid = await backend.prepareGrid(works.map(({ program }) => program));
	const most = Math.floor((works[0]?.program.steps ?? 0) / (rounds + 2));
	const rateOf = async (steps: number): Promise<number> =>
		(1000 * steps) / (await timed(() => grid.run(steps)));
	try {
		let steps = 4;
		for (let left = most; 2 * steps <= left; left -= steps) {
			const wanted = stepsFor(await rateOf(steps), chunk, most);
			if (wanted <= 2 * steps) break;
			steps = Math.min(wanted, 4 * steps);
		}
		const rates: number[] = [];
		for (let round = 0; round < rounds; round++) rates.push(works.length * (await rateOf(steps)));
		return { rate: median(rates), dispatchesPerStep: grid.dispatchesPerStep };
	} finally {
		grid.dispose();
	}
}
