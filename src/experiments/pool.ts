/**
 * Threads for a sweep on the CPU: this one, and workers of its own (cell.worker.ts), one for each further core. A
 * worker that cannot be started, dies or goes silent is left out: its run goes to this thread. It may live on from
 * sweep to sweep: its workers keep what they have compiled.
 */
import { BackendError } from '$src/compute/backend';
import { ownThread, type Trainer } from './cell';
import type { CellAnswer, CellRequest } from './cell.worker';
import { Line, type LineLimits, type WorkerEnd } from './line';
import type { Expected } from './protocol';

/** More threads than that would each wait for memory. */
const MOST_THREADS = 16;

export interface Pool {
	readonly trainers: readonly Trainer[];
	/** Has a worker been lost? Then another pool does better. */
	readonly broken: boolean;
	/** Its own threads get ready for runs that may be asked for. */
	expect(expected: Expected): void;
	close(): void;
}

export type CellWorker = WorkerEnd<CellRequest, CellAnswer, Expected>;

export interface PoolOptions {
	readonly cores?: number;
	readonly connect?: () => CellWorker;
	readonly limits?: LineLimits;
}

const connectWorker = (): CellWorker =>
	new Worker(new URL('./cell.worker.ts', import.meta.url), { type: 'module' });

export function openPool({
	cores = navigator.hardwareConcurrency,
	connect = connectWorker,
	limits
}: PoolOptions = {}): Pool {
	const threads = Array.from(
		{ length: Math.min(MOST_THREADS, cores) - 1 },
		() => new Thread(connect, limits)
	);
	return {
		trainers: [ownThread, ...threads],
		get broken() {
			return threads.some(({ lost }) => lost);
		},
		expect: (expected) => {
			for (const thread of threads) thread.expect(expected);
		},
		close: () => {
			for (const thread of threads) thread.close();
		}
	};
}

class Thread implements Trainer {
	readonly #line: Line<CellRequest, CellAnswer, Expected>;
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
		this.#line.open();
	}

	expect(expected: Expected): void {
		this.#line.note(expected);
	}

	get lost(): boolean {
		return this.#lost;
	}

	readonly train: Trainer['train'] = async (run, signal) => {
		if (signal.aborted) return null;
		if (this.#lost) return ownThread.train(run, signal);
		const stop = (): void => this.close();
		signal.addEventListener('abort', stop);
		const answer = await new Promise<CellAnswer | 'lost'>((resolve) => {
			this.#settle = resolve;
			this.#line.ask({ run });
		});
		signal.removeEventListener('abort', stop);
		if (answer === 'lost') return ownThread.train(run, signal);
		if ('cell' in answer) return answer.cell;
		throw new BackendError(answer.reason, answer.message);
	};

	/** What is under way answers nothing. The worker is another one if it is needed again. */
	close(): void {
		this.#line.end();
		this.#settle({ cell: null });
	}
}
