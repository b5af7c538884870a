/** The training worker: receipts in, events out (protocol.ts). Training never touches the page's thread. */
import { BackendError } from '$src/compute/backend';
import { Calibration } from '$src/compute/calibrate';
import { selectBackend } from '$src/compute/select';
import { calibrated } from './calibrated';
import { keepBackend } from './keep';
import { openPool } from './pool';
import type { Answer, Calibrated, Request, SweepEvent, TrainEvent } from './protocol';
import { sweep } from './sweep';
import { train } from './train';

interface Current {
	readonly id: number;
	readonly abort: AbortController;
	/** Settles, never rejects, when the run has ended. */
	finished: Promise<void>;
}

let current: Current | undefined;
const backends = keepBackend((wanted) => selectBackend(wanted, navigator.gpu));
let calibration = new Calibration(navigator.userAgent);
const select = calibrated(
	backends.select,
	() => calibration,
	() => {
		postMessage({ kind: 'calibrated', written: calibration.write() } satisfies Calibrated);
	}
);

const answer = (message: Answer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<Request | Calibrated>) => {
	switch (data.kind) {
		case 'train':
		case 'sweep':
			void start(data);
			break;
		case 'stop':
			if (current?.id === data.id) current.abort.abort();
			break;
		case 'lose-device':
			if (current?.id === data.id) backends.lose();
			break;
		case 'calibrated':
			calibration = new Calibration(navigator.userAgent, data.written);
			break;
	}
});

type Job = Extract<Request, { kind: 'train' | 'sweep' }>;

async function start(job: Job): Promise<void> {
	const { id } = job;
	const previous = current;
	previous?.abort.abort();
	const mine: Current = { id, abort: new AbortController(), finished: Promise.resolve() };
	current = mine;
	await previous?.finished;
	let reached = 0;
	mine.finished = work(job, mine.abort.signal, (event) => {
		if (event.kind === 'progress') reached = event.snapshot.step;
		answer({ ...event, id });
	}).catch((error: unknown) => {
		const message = error instanceof Error ? error.message : String(error);
		const known = error instanceof BackendError ? error : null;
		const { reason = 'bad-request', step = reached, losses = new Float32Array() } = known ?? {};
		answer({ kind: 'failed', id, reason, message, step, losses });
	});
}

async function work(
	job: Job,
	signal: AbortSignal,
	onEvent: (event: TrainEvent | SweepEvent) => void
): Promise<void> {
	if (job.kind === 'train') {
		await train(job.run, { select, signal, onEvent, progressEvery: 60, leastMs: job.leastMs });
		return;
	}
	const pool = openPool(signal);
	try {
		await sweep(job.run, job.ranks1, job.ranks2, { select, trainers: pool.trainers, signal, onEvent });
	} finally {
		pool.close();
	}
}
