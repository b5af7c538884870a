/**
 * A grid of runs: one adapter for each pair (r1, r2), everything else alike. Cells come one at a time, so that a
 * heatmap fills while it runs; a stop keeps those that are there. One run at a time, on one backend.
 */
import type { Run } from '$src/receipt/run';
import { train, type TrainOptions } from './train';

export interface Cell {
	readonly r1: number;
	readonly r2: number;
	readonly parameters: number;
	readonly rankBound: number;
	/** Measured in float64 from the trained factors. */
	readonly rank: number;
	/** ‖ΔW−T‖²/‖T‖². */
	readonly error: number;
	readonly floor: number | null;
}

export interface SweepOptions extends Pick<TrainOptions, 'select' | 'signal'> {
	readonly onCell?: (cell: Cell, done: number, of: number) => void;
}

export interface Sweep {
	/** r1 ascending, then r2; fewer than asked for after a stop. */
	readonly cells: readonly Cell[];
	readonly seconds: number;
	/** Null where nothing has run. */
	readonly backend: { readonly name: string; readonly adapter: string } | null;
}

/**
 * @param run everything but the ranks
 * @throws BackendError, RangeError as `train`
 */
export async function sweep(
	run: Run,
	ranks1: readonly number[],
	ranks2: readonly number[],
	{ select, signal, onCell }: SweepOptions
): Promise<Sweep> {
	const before = performance.now();
	const cells: Cell[] = [];
	let backend: Sweep['backend'] = null;
	const of = ranks1.length * ranks2.length;
	for (const r1 of ranks1) {
		for (const r2 of ranks2) {
			if (signal.aborted) break;
			const result = await train(
				{ ...run, rank: r1, rank2: r2 },
				{ select, signal, onEvent: () => undefined, progressEvery: Infinity }
			);
			if (result.step < run.steps) break;
			backend = result.backend;
			const { parameters, rankBound, rank, error, floor } = result;
			const cell = { r1, r2, parameters, rankBound, rank, error, floor };
			cells.push(cell);
			onCell?.(cell, cells.length, of);
		}
	}
	return { cells, seconds: (performance.now() - before) / 1000, backend };
}
