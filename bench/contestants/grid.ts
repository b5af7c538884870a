/**
 * Rankscope's sweep as a contestant: the one place that knows how many adapters are trained at once. A grid of ranks
 * goes the way of the site, src/experiments/sweep.ts, measuring included; many adapters alike go to a backend's grid.
 */
import type { Backend } from '$src/compute/backend';
import { openPool } from '$src/experiments/pool';
import type { Cell } from '$src/experiments/protocol';
import { sweep } from '$src/experiments/sweep';
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
	const pool = backend.name === 'cpu' ? openPool(signal) : undefined;
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
 * @returns steps of single adapters a second, and dispatches a step of all
 */
export async function gridRate(
	backend: Backend,
	works: readonly Work[],
	milliseconds: number
): Promise<{ rate: number; dispatchesPerStep: number }> {
	if (!backend.prepareGrid) throw new Error(`${backend.name}: expected a backend with grids`);
	const grid = await backend.prepareGrid(works.map(({ program }) => program));
	try {
		let steps = 4;
		for (;;) {
			const before = performance.now();
			await grid.run(steps);
			const elapsed = performance.now() - before;
			const left = (works[0]?.program.steps ?? 0) - grid.step;
			const { dispatchesPerStep } = grid;
			if (elapsed >= milliseconds / 2 || left < 2 * steps)
				return { rate: (steps * works.length * 1000) / elapsed, dispatchesPerStep };
			steps = Math.min(Math.floor(left / 2), 4 * steps);
		}
	} finally {
		grid.dispose();
	}
}
