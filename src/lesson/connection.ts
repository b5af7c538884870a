/** A session's line to the training worker; tests put a worker of their own at the other end. */
import type { Answer, Calibrated, Request } from '$src/experiments/protocol';

export interface Connection {
	send(request: Request): void;
	close(): void;
}

export interface Listener {
	answer(answer: Answer): void;
	/** The worker could not be loaded or died; it answers no more. */
	broken(message: string): void;
}

export type Connect = (listener: Listener) => Connection;

/** The real worker (src/experiments/worker.ts). */
export const connectWorker: Connect = (listener) => {
	const worker = new Worker(new URL('../experiments/worker.ts', import.meta.url), { type: 'module' });
	worker.addEventListener('message', ({ data }: MessageEvent<Answer | Calibrated>) => {
		if (data.kind === 'calibrated') keep(data.written);
		else listener.answer(data);
	});
	worker.addEventListener('error', (event) => {
		event.preventDefault();
		listener.broken(event.message || 'the worker could not be loaded');
	});
	const written = kept();
	if (written !== null) worker.postMessage({ kind: 'calibrated', written } satisfies Calibrated);
	return { send: (request) => worker.postMessage(request), close: () => worker.terminate() };
};

/** What was measured of the backends: checked by the worker that reads it. A storage that is closed is none. */
const KEY = 'rankscope.calibration';

function keep(written: string): void {
	try {
		localStorage.setItem(KEY, written);
	} catch {
		// The next visit measures again.
	}
}

function kept(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}
