/** Many runs in one grid of a GPU: chunks of steps for all of them, and what the map shows in between. */
import type { Backend } from '$src/compute/backend';
import { cellOf } from './cell';
import type { Experiment } from './experiment';
import type { Cell } from './protocol';

/** Milliseconds of a chunk, at most: a stop is heard, and the map moves. */
const CHUNK_MS = 150;

export class GridOfRuns {
	constructor(
		readonly experiments: readonly Experiment[],
		readonly backend: Backend
	) {}

	/** Tells every cell at its end, and now and then before. @throws BackendError */
	async run(signal: AbortSignal, tell: (cell: Cell) => void): Promise<void> {
		const { experiments, backend } = this;
		const steps = experiments[0]?.run.steps ?? 0;
		if (!backend.prepareGrid) throw new Error(`${backend.name}: expected a backend with grids`);
		const grid = await backend.prepareGrid(experiments.map(({ program }) => program));
		try {
			const names = [
				...new Set(experiments.flatMap(({ composition }) => composition.leaves.map((l) => l.name)))
			];
			let size = 1;
			let turn = 0;
			while (grid.step < steps && !signal.aborted) {
				const before = performance.now();
				const count = Math.min(size, steps - grid.step);
				await grid.run(count);
				const trained = performance.now();
				const states = await grid.read(names);
				// Measuring may take a third of the time, until the end: then cells take turns.
				const over = grid.step >= steps || signal.aborted;
				const patience = over ? Infinity : (trained - before) / 2 + 10;
				for (let n = 0; n < experiments.length && performance.now() - trained < patience; n++, turn++) {
					const index = turn % experiments.length;
					const [made, state] = [experiments[index], states[index]];
					if (made && state) tell(cellOf(made, state, backend.name));
				}
				const wanted = Math.round((count * CHUNK_MS) / Math.max(trained - before, 0.1));
				size = Math.max(1, Math.min(8 * count, wanted));
			}
		} finally {
			grid.dispose();
		}
	}
}
