/** The training worker: receipts in, events out (protocol.ts). Training never touches the page's thread. */
import type { Method } from '$src/adapters/method';
import { BackendError, type BackendName } from '$src/compute/backend';
import { Calibration } from '$src/compute/calibrate';
import { selectBackend } from '$src/compute/select';
import { loadBase, modelsOfSite, wantsBase } from './base';
import { atOnce, calibrated, type Select } from './calibrated';
import { experiment, ImpossibleRun } from './experiment';
import { keepBackend } from './keep';
import { openPool, type Pool } from './pool';
import type { Answer, Note, Request, SweepEvent, TrainEvent } from './protocol';
import { findRate } from './rate';
import { Ready } from './ready';
import { serve, type Tell } from './serve';
import type { Run } from '$src/receipt/run';
import { sweep } from './sweep';
import { train } from './train';

const backends = keepBackend((wanted) => selectBackend(wanted, navigator.gpu));
let calibration = new Calibration(navigator.userAgent);
/** Kept from grid to grid: its workers, and what they have compiled, stay warm. */
let pool: Pool | undefined;
const ready = new Ready();

serve<Request, Answer, Note>(work, (note) => {
	if (note.kind === 'lose-device') backends.lose();
	else if (note.kind === 'expected') {
		livingPool().expect(note);
		void ready.expect(note.runs);
	} else calibration = new Calibration(navigator.userAgent, note.written);
});

/** With workers anew, where one was lost. */
function livingPool(): Pool {
	if (pool?.broken === true) {
		pool.close();
		pool = undefined;
	}
	return (pool ??= openPool());
}

async function work(request: Request, tell: Tell<Answer>, signal: AbortSignal): Promise<void> {
	ready.giveWay();
	let [reached, used] = [0, undefined as BackendName | undefined];
	const select = calibrated(
		backends.select,
		() => calibration,
		() => tell({ kind: 'calibrated', written: calibration.write() }),
		signal
	);
	const onEvent = (event: TrainEvent | SweepEvent): void => {
		if (event.kind === 'progress') reached = event.fromStep + event.losses.length;
		if (event.kind === 'started' || event.kind === 'resumed') used = event.backend.name;
		tell(event);
	};
	try {
		if (wantsBase(request.run.task)) await loadBase(request.run.task, modelsOfSite);
		if (request.kind === 'train') {
			const { run, target = null, leastMs, from, quiet = false } = request;
			const typed = await typedOf(request);
			const quick = atOnce(backends.select, () => calibration, 'gpu' in navigator);
			const options = { signal, onEvent, progressEvery: 60, leastMs, from, quiet, typed, target };
			await train(run, { ...options, select: quiet ? quick : select });
			return;
		}
		if (request.kind === 'compare') {
			await compare(request.run, select, tell, signal);
			return;
		}
		const { run, ranks1, ranks2, known } = request;
		const { trainers } = livingPool();
		await sweep(run, ranks1, ranks2, { select, trainers, known, signal, onEvent });
	} catch (error) {
		// What is neither is a mistake of ours: the line tells it.
		if (!(error instanceof BackendError || error instanceof ImpossibleRun)) throw error;
		const known = error instanceof BackendError ? error : null;
		const { reason = 'bad-request', step = reached, losses = new Float32Array() } = known ?? {};
		tell({ kind: 'failed', reason, message: error.message, step, losses });
		if (reason !== 'diverged' || request.kind !== 'train') return;
		const run = { ...request.run, backend: used ?? request.run.backend };
		tell({
			kind: 'rates',
			search: await findRate(run, {
				select,
				signal,
				typed: await typedOf(request),
				target: request.target ?? null
			})
		});
	}
}

/** What is trained in place of the run's method. Its parser comes with the first one: most pages need none. */
async function typedOf({ typed }: Extract<Request, { kind: 'train' }>): Promise<Method | null> {
	if (!typed) return null;
	const { methodIn } = await import('$src/adapters/typed');
	try {
		return methodIn(typed);
	} catch (error) {
		throw error instanceof RangeError ? new ImpossibleRun(error.message) : error;
	}
}

/** Gives up waiting for the comparison once somebody asks for more; what it measures then is not kept. */
async function compare(run: Run, select: Select, tell: Tell<Answer>, signal: AbortSignal): Promise<void> {
	const { program } = experiment(run);
	const selecting = select('auto', { programs: () => [program], threads: 1 });
	const over = new Promise<null>((resolve) => {
		signal.addEventListener('abort', () => resolve(null), { once: true });
	});
	const found = await Promise.race([selecting, over]);
	selecting.catch(() => undefined);
	if (found) tell({ kind: 'compared', refused: found.refused, choice: found.choice ?? null });
}
