/**
 * A grid of runs: one adapter for each pair (r1, r2), everything else alike. Cells come one at a time, so that a
 * heatmap fills while it runs; a stop keeps those that are there. One run at a time, on one backend.
 */
import type { Run } from '$src/receipt/run';
import type { Cell, SweepEvent } from './protocol';
import { train, type TrainOptions } from './train';

export interface SweepOptions extends Pick<TrainOptions, 'select' | 'signal'> {
	readonly onEvent: (event: SweepEvent) => void;
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
	{ select, signal, onEvent }: SweepOptions
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
				{
					select,
					signal,
					onEvent: (event) => {
						if (event.kind !== 'started') return;
						const { name, adapter } = event.backend;
						const known = backend?.name === name && backend.adapter === adapter;
						backend = event.backend;
						if (!known) onEvent({ kind: 'sweeping', backend: event.backend, refused: event.refused });
					},
					progressEvery: Infinity
				}
			);
			if (result.step < run.steps) break;
			backend = result.backend;
			const { parameters, rankBound, rank, error, floor } = result;
			const cell = { r1, r2, parameters, rankBound, rank, error, floor };
			cells.push(cell);
			onEvent({ kind: 'cell', cell, done: cells.length, of });
		}
	}
	const seconds = (performance.now() - before) / 1000;
	onEvent({ kind: 'swept', done: cells.length, of, seconds });
	return { cells, seconds, backend };
}
