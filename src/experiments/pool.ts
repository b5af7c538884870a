/**
 * Threads for a sweep on the CPU: this one, and workers of its own (cell.worker.ts), one for each further core. A
 * worker that cannot be started, dies or goes silent is left out: its run goes to this thread. It lives as long as one
 * sweep.
 */
import { BackendError } from '$src/compute/backend';
import { ownThread, type Trainer } from './cell';
import type { CellAnswer, CellRequest } from './cell.worker';
import { Line, type LineLimits, type WorkerEnd } from './line';

/** More threads than that would each wait for memory. */
const MOST_THREADS = 16;

export interface Pool {
	readonly trainers: readonly Trainer[];
	close(): void;
}

export type CellWorker = WorkerEnd<CellRequest, CellAnswer>;

export interface PoolOptions {
	readonly cores?: number;
	readonly connect?: () => CellWorker;
	readonly limits?: LineLimits;
}

const connectWorker = (): CellWorker =>
	new Worker(new URL('./cell.worker.ts', import.meta.url), { type: 'module' });

/** @param stop ends what the workers are at */
export function openPool(
	stop: AbortSignal,
	{ cores = navigator.hardwareConcurrency, connect = connectWorker, limits }: PoolOptions = {}
): Pool {
	const threads = Array.from(
		{ length: Math.min(MOST_THREADS, cores) - 1 },
		() => new Thread(connect, limits)
	);
	const close = (): void => {
		for (const thread of threads) thread.close();
	};
	stop.addEventListener('abort', close, { once: true });
	return { trainers: [ownThread, ...threads], close };
}

class Thread implements Trainer {
	readonly #line: Line<CellRequest, CellAnswer>;
	#lost = false;
	#settle: (answer: CellAnswer | 'lost') => void = () => undefined;

	constructor(connect: () => CellWorker, limits?: LineLimits) {
		const owner = {
			hear: (answer: CellAnswer) => this.#settle(answer),
			lost: () => {
				this.#lost = true;
				this.#settle('lost');
			}
		};
		this.#line = new Line(connect, owner, limits);
	}

	readonly train: Trainer['train'] = async (run, signal) => {
		if (signal.aborted) return null;
		if (this.#lost) return ownThread.train(run, signal);
		const answer = await new Promise<CellAnswer | 'lost'>((resolve) => {
			this.#settle = resolve;
			this.#line.ask({ run });
		});
		if (answer === 'lost') return ownThread.train(run, signal);
		if ('cell' in answer) return answer.cell;
		throw new BackendError(answer.reason, answer.message);
	};

	/** What is under way answers nothing. */
	close(): void {
		this.#line.end();
		this.#settle({ cell: null });
	}
}
