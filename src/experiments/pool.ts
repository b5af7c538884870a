/**
 * Threads for a sweep on the CPU: this one, and workers of its own (cell.worker.ts), one for each further core. A
 * worker that cannot be started, or dies, is left out: its run goes to this thread. It lives as long as one sweep.
 */
import { BackendError } from '$src/compute/backend';
import { ownThread, type Trainer } from './cell';
import type { CellAnswer, CellRequest } from './cell.worker';
import type { Cell } from './protocol';

/** More threads than that would each wait for memory. */
const MOST_THREADS = 16;

export interface Pool {
	readonly trainers: readonly Trainer[];
	close(): void;
}

/** @param stop ends what the workers are at */
export function openPool(stop: AbortSignal, cores = navigator.hardwareConcurrency): Pool {
	const workers: Worker[] = [];
	const close = (): void => {
		for (const worker of workers) worker.terminate();
	};
	const others = Array.from({ length: Math.min(MOST_THREADS, cores) - 1 }, (): Trainer => {
		let worker: Worker | null | undefined;
		return {
			train: async (run, signal) => {
				if (worker === undefined) {
					worker = startWorker();
					if (worker) workers.push(worker);
				}
				if (worker === null) return ownThread.train(run, signal);
				const cell = await ask(worker, { run }, signal);
				if (cell !== 'died') return cell;
				worker = null;
				return ownThread.train(run, signal);
			}
		};
	});
	stop.addEventListener('abort', close, { once: true });
	return { trainers: [ownThread, ...others], close };
}

function startWorker(): Worker | null {
	try {
		return new Worker(new URL('./cell.worker.ts', import.meta.url), { type: 'module' });
	} catch {
		return null;
	}
}

/** One request, one answer. A worker that is ended by the signal answers null. */
function ask(worker: Worker, request: CellRequest, signal: AbortSignal): Promise<Cell | null | 'died'> {
	return new Promise((resolve, reject) => {
		const listening = new AbortController();
		const settle = (act: () => void): void => {
			listening.abort();
			act();
		};
		const options = { signal: listening.signal };
		worker.addEventListener(
			'message',
			({ data }: MessageEvent<CellAnswer>) =>
				settle(() => {
					if ('cell' in data) resolve(data.cell);
					else reject(data.reason ? new BackendError(data.reason, data.message) : new Error(data.message));
				}),
			options
		);
		worker.addEventListener(
			'error',
			(event) => {
				event.preventDefault();
				settle(() => resolve('died'));
			},
			options
		);
		signal.addEventListener('abort', () => settle(() => resolve(null)), options);
		worker.postMessage(request);
	});
}
