/**
 * A grid of runs: one adapter for each pair (r1, r2), everything else alike. On a GPU all of them train at once, in
 * one dispatch; on the CPU one a thread, over as many threads as there are. Cells are told as they come, so that a
 * map fills while it runs; a stop keeps those that are there.
 */
import { BackendError, type Backend } from '$src/compute/backend';
import type { Run } from '$src/receipt/run';
import { remembered } from '$src/remembered';
import type { Select } from './calibrated';
import { ownThread, type Trainer } from './cell';
import { experiment } from './experiment';
import { GridOfRuns } from './grid';
import type { Cell, SweepEvent } from './protocol';

export interface SweepOptions {
	readonly select: Select;
	/** Threads that train on the CPU; the calling one by default. */
	readonly trainers?: readonly Trainer[];
	/** Cells that are done already; none by default. */
	readonly known?: readonly Cell[];
	readonly signal: AbortSignal;
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
 * @throws BackendError, RangeError as `train`; 'diverged' only where every run diverged
 */
export async function sweep(
	run: Run,
	ranks1: readonly number[],
	ranks2: readonly number[],
	{ select, trainers = [ownThread], known = [], signal, onEvent }: SweepOptions
): Promise<Sweep> {
	const before = performance.now();
	const runs = ranks1.flatMap((rank) => ranks2.map((rank2) => ({ ...run, rank, rank2 })));
	const cells = new Map(known.map((cell) => [keyOf(cell.r1, cell.r2), cell]));
	const tell = (cell: Cell): void => {
		if (cell.step >= run.steps || cell.diverged) cells.set(keyOf(cell.r1, cell.r2), cell);
		onEvent({ kind: 'cell', cell, done: cells.size, of: runs.length });
	};
	let used: Sweep['backend'] = null;
	const toDo = runs.filter((r) => !cells.has(keyOf(r.rank, r.rank2)));
	if (!signal.aborted && toDo.length > 0) {
		const experiments = remembered(() => toDo.map((one) => experiment(one)));
		const work = { programs: () => experiments().map(({ program }) => program), threads: trainers.length };
		const { backend, refused, choice = null } = await select(run.backend, work);
		const begin = ({ name, adapter }: Backend, together: number, why = refused): void => {
			used = { name, adapter };
			onEvent({
				kind: 'sweeping',
				backend: used as { name: typeof name; adapter: string },
				refused: why,
				choice,
				together
			});
		};
		try {
			if (backend.name === 'cpu') {
				begin(backend, Math.min(trainers.length, toDo.length));
				await overThreads(toDo, trainers, signal, tell);
			} else {
				begin(backend, toDo.length);
				await new GridOfRuns(experiments(), backend).run(signal, tell);
			}
		} catch (error) {
			if (backend.name === 'cpu' || run.backend !== 'auto' || !(error instanceof BackendError)) throw error;
			// The CPU takes over what a GPU refused or lost: cells that are not done start anew.
			const { reason, message } = error;
			const { backend: cpu } = await select('cpu', work);
			begin(cpu, Math.min(trainers.length, toDo.length), [
				...refused,
				{ name: backend.name, reason, message }
			]);
			const left = toDo.filter((r) => !cells.has(keyOf(r.rank, r.rank2)));
			await overThreads(left, trainers, signal, tell);
		} finally {
			backend.dispose();
		}
		const all = [...cells.values()];
		if (all.length === runs.length && all.every((cell) => cell.diverged)) throw allDiverged(all);
	}
	const seconds = (performance.now() - before) / 1000;
	onEvent({ kind: 'swept', done: cells.size, of: runs.length, seconds });
	const inOrder = runs.flatMap((r) => cells.get(keyOf(r.rank, r.rank2)) ?? []);
	return { cells: inOrder, seconds, backend: used };
}

const keyOf = (r1: number, r2: number): string => `${r1},${r2}`;

const allDiverged = (cells: readonly Cell[]): BackendError => {
	const first = Math.min(...cells.map(({ step }) => step));
	return new BackendError(
		'diverged',
		`sweep: expected finite losses, got none of ${cells.length} adapters beyond step ${first}; lower the learning rate`,
		first
	);
};

/** Every thread takes the next run as soon as it has none. */
async function overThreads(
	runs: readonly Run[],
	trainers: readonly Trainer[],
	signal: AbortSignal,
	tell: (cell: Cell) => void
): Promise<void> {
	let next = 0;
	const work = async (trainer: Trainer): Promise<void> => {
		for (;;) {
			const run = runs[next];
			if (!run || signal.aborted) return;
			next += 1;
			const cell = await trainer.train(run, signal);
			if (cell) tell(cell);
		}
	};
	await Promise.all(trainers.slice(0, runs.length).map(work));
}
