/** The training worker of a page, and what it measured of the backends, which is kept from visit to visit. */
import type { WorkerEnd } from '$src/experiments/line';
import type { Answer, Note, Request } from '$src/experiments/protocol';

export type TrainingEnd = WorkerEnd<Request, Answer, Note>;

/** Makes a worker; tests give one of their own. */
export type Connect = () => TrainingEnd;

/** The real worker (src/experiments/worker.ts). */
export const connectWorker: Connect = () => {
	const worker = new Worker(new URL('../experiments/worker.ts', import.meta.url), { type: 'module' });
	const written = kept();
	const end: TrainingEnd = worker;
	if (written !== null) end.postMessage({ id: 0, note: { kind: 'calibrated', written } });
	return end;
};

/** What was measured of the backends: checked by the worker that reads it. A storage that is closed is none. */
const KEY = 'rankscope.calibration';

export function keepCalibration(written: string): void {
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
