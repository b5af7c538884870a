/** The training worker: receipts in, events out (protocol.ts). Training never touches the page's thread. */
import { BackendError, type BackendName } from '$src/compute/backend';
import { Calibration } from '$src/compute/calibrate';
import { selectBackend } from '$src/compute/select';
import { calibrated } from './calibrated';
import { ImpossibleRun } from './experiment';
import { keepBackend } from './keep';
import { openPool } from './pool';
import type { Answer, Note, Request, SweepEvent, TrainEvent } from './protocol';
import { findRate } from './rate';
import { serve, type Tell } from './serve';
import { sweep } from './sweep';
import { train } from './train';

const backends = keepBackend((wanted) => selectBackend(wanted, navigator.gpu));
let calibration = new Calibration(navigator.userAgent);

serve<Request, Answer, Note>(work, (note) => {
	if (note.kind === 'lose-device') backends.lose();
	else calibration = new Calibration(navigator.userAgent, note.written);
});

async function work(request: Request, tell: Tell<Answer>, signal: AbortSignal): Promise<void> {
	let [reached, used] = [0, undefined as BackendName | undefined];
	const select = calibrated(
		backends.select,
		() => calibration,
		() => tell({ kind: 'calibrated', written: calibration.write() })
	);
	const onEvent = (event: TrainEvent | SweepEvent): void => {
		if (event.kind === 'progress') reached = event.snapshot.step;
		if (event.kind === 'started' || event.kind === 'resumed') used = event.backend.name;
		tell(event);
	};
	try {
		if (request.kind === 'train') {
			const { run, leastMs, from } = request;
			await train(run, { select, signal, onEvent, progressEvery: 60, leastMs, from });
			return;
		}
		const { run, ranks1, ranks2, known } = request;
		const pool = openPool(signal);
		try {
			await sweep(run, ranks1, ranks2, { select, trainers: pool.trainers, known, signal, onEvent });
		} finally {
			pool.close();
		}
	} catch (error) {
		// What is neither is a mistake of ours: the line tells it.
		if (!(error instanceof BackendError || error instanceof ImpossibleRun)) throw error;
		const known = error instanceof BackendError ? error : null;
		const { reason = 'bad-request', step = reached, losses = new Float32Array() } = known ?? {};
		tell({ kind: 'failed', reason, message: error.message, step, losses });
		if (reason !== 'diverged' || request.kind !== 'train') return;
		const run = { ...request.run, backend: used ?? request.run.backend };
		tell({ kind: 'rates', search: await findRate(run, { select, signal }) });
	}
}
