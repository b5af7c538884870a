/** One cell of a grid of runs: what a map shows of it, and how a thread's CPU trains it to its end. */
import { BackendError, type BackendName, type States } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import { onlyPart } from './compose';
import { digestOf } from './digest';
import { experiment, type Experiment } from './experiment';
import { onlyModule } from './measure';
import type { Cell } from './protocol';
import { trainExperiment } from './train';

const known = ({ run, composition, floor }: Experiment) => {
	const { parameters, rankBound } = onlyPart(composition).adapter;
	return { ...{ r1: run.rank, r2: run.rank2, parameters, rankBound, floor } };
};

const divergedCell = (made: Experiment, step: number): Cell => ({
	...known(made),
	...{ step, diverged: true, rank: 0, error: NaN, receipt: null }
});

/** Measures an adapter from its factors; one whose factors are no numbers has diverged. @param backend where it trained */
export function cellOf(made: Experiment, { step, states }: States, backend: BackendName): Cell {
	const factors = Object.fromEntries(
		made.composition.leaves.map(({ name }) => [name, states.get(name) ?? new Float32Array()])
	);
	if (Object.values(factors).some((values) => !values.every(Number.isFinite)))
		return divergedCell(made, step);
	const snapshot = made.snapshot(step, factors);
	const [{ rank }, { error }] = [onlyModule(snapshot), snapshot];
	const receipt =
		step < made.run.steps ? null : formatReceipt({ ...made.run, backend }, digestOf(Object.values(factors)));
	return { ...known(made), step, diverged: false, rank, error, receipt };
}

/** Trains runs on one thread's CPU, one after the other. */
export interface Trainer {
	/** @returns null after an abort @throws BackendError, but for a run that diverges */
	train(run: Run, signal: AbortSignal): Promise<Cell | null>;
}

/** The thread that calls it. */
export const ownThread: Trainer = {
	train: async (run, signal) => {
		const made = experiment({ ...run, backend: 'cpu' });
		try {
			const result = await trainExperiment(made, {
				select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
				signal,
				onEvent: () => undefined,
				progressEvery: Infinity
			});
			const { step, error, receipt } = result;
			if (step < run.steps) return null;
			return { ...known(made), step, diverged: false, rank: onlyModule(result).rank, error, receipt };
		} catch (error) {
			if (!(error instanceof BackendError) || error.reason !== 'diverged') throw error;
			return divergedCell(made, error.step ?? 0);
		}
	}
};
