/**
 * The loop around a backend: chunks, progress, stop, checkpoints, and going on elsewhere when a device is
 * lost. The same code runs in the page's worker and on the command line. It does no arithmetic of its own.
 */
import type { Method } from '$src/adapters/method';
import type { Tensor } from '$src/math/tensor';
import { BackendError, type Backend, type BackendName, type Runner, type States } from '$src/compute/backend';
import type { Choice } from '$src/compute/calibrate';
import { formatReceipt } from '$src/receipt/receipt';
import type { Run } from '$src/receipt/run';
import type { Select } from './calibrated';
import { digestOf } from './digest';
import { experiment, type Experiment } from './experiment';
import type { Checkpoint, Refusal, Result, Snapshot, TrainEvent } from './protocol';
import { own } from '$src/own';

export interface TrainOptions {
	/** Finds a backend; says which were tried in vain. @throws BackendError if none is left */
	readonly select: Select;
	readonly signal: AbortSignal;
	readonly onEvent: (event: TrainEvent) => void;
	/** Milliseconds between two progress events; Infinity for none, and then no readback before the end. */
	readonly progressEvery: number;
	/** Milliseconds that the whole run takes at least, evenly over its steps, so that one can watch; default 0. Changes no bit. */
	readonly leastMs?: number;
	/** Where another worker left off; null, the default, begins. */
	readonly from?: Checkpoint | null;
	/** Only the end counts: no snapshot on the way, and progress only where it takes longer than `progressEvery`; default false. */
	readonly quiet?: boolean;
	/** Trained in place of the run's method; null, the default, for that. Such a run has no receipt: '' stands for it. */
	readonly typed?: Method | null;
	/** A target in place of the run's task, [out, in]; null, the default, for that. Such a run has no receipt either. */
	readonly target?: Tensor | null;
	/** Called with each backend that is put to work; for tests that lose a device. */
	readonly onBackend?: (backend: Backend) => void;
}

/** Milliseconds between two checkpoints that leave the worker: each is a copy of all states. */
const CHECKPOINT_EVERY = 1000;

/**
 * Trains one run to its end or until the signal. Ends with 'done' or 'stopped'.
 * @throws BackendError if it cannot go on, RangeError if the run is impossible
 */
export const train = async (run: Run, options: TrainOptions): Promise<Result> =>
	trainExperiment(experiment(run, options), options);

/** The same of an experiment that somebody has made. @throws BackendError */
export async function trainExperiment(made: Experiment, options: TrainOptions): Promise<Result> {
	const session = new Session(made, options);
	try {
		return await session.finish();
	} finally {
		session.dispose();
	}
}

class Session {
	#backend: Backend | undefined;
	#runner: Runner | undefined;
	#checkpoint: States | undefined;
	#resumed = false;
	#trainingTime = 0;
	#stepsTimed = 0;
	#toldCheckpoint = -Infinity;
	/** losses[i] is the loss before step i. */
	readonly #losses: Float32Array;

	constructor(
		readonly made: Experiment,
		readonly options: TrainOptions
	) {
		this.#losses = new Float32Array(made.run.steps);
	}

	async finish(): Promise<Result> {
		const { run } = this.made;
		const { onEvent, signal } = this.options;
		const { backend, runner, refused, choice } = await this.#start(run.backend);
		onEvent({
			kind: 'started',
			backend: { name: backend.name, adapter: backend.adapter },
			refused,
			choice,
			dispatchesPerStep: runner.dispatchesPerStep,
			floor: this.made.floor,
			steps: run.steps
		});
		await this.#goOn(this.options.from);
		for (;;) {
			try {
				await this.#chunks();
				const result = await this.#result();
				onEvent({ kind: signal.aborted && result.step < run.steps ? 'stopped' : 'done', result });
				return result;
			} catch (error) {
				if (!this.#mayGoOnElsewhere(error)) throw error;
				await this.#resume(error);
			}
		}
	}

	async #goOn(from: Checkpoint | null | undefined): Promise<void> {
		if (!from) return;
		await this.#live().restore(from.state);
		this.#checkpoint = from.state;
		this.#losses.set(from.losses.subarray(0, from.state.step));
		this.#resumed = true;
	}

	dispose(): void {
		this.#runner?.dispose();
		this.#backend?.dispose();
	}

	async #start(wanted: BackendName | 'auto'): Promise<{
		backend: Backend;
		runner: Runner;
		refused: readonly Refusal[];
		choice: Choice | null;
	}> {
		const work = { programs: () => [this.made.program], threads: 1 };
		const { backend, refused, choice = null } = await this.options.select(wanted, work);
		this.#backend = backend;
		this.options.onBackend?.(backend);
		try {
			const runner = await backend.prepare(this.made.program);
			this.#runner = runner;
			return { backend, runner, refused, choice };
		} catch (error) {
			if (!this.#mayGoOnElsewhere(error)) throw error;
			const refusal: Refusal = { name: backend.name, reason: error.reason, message: error.message };
			backend.dispose();
			const other = await this.#start('cpu');
			return { ...other, refused: [...refused, refusal] };
		}
	}

	/** The CPU takes over whatever a GPU refuses or loses, if the reader left the choice to us. Numbers that overflow would do so there too. */
	#mayGoOnElsewhere(error: unknown): error is BackendError {
		const onGpu = this.#backend !== undefined && this.#backend.name !== 'cpu';
		return (
			error instanceof BackendError &&
			error.reason !== 'diverged' &&
			onGpu &&
			this.made.run.backend === 'auto'
		);
	}

	/** Goes on from the last checkpoint on the CPU, which cannot be lost. */
	async #resume(error: BackendError): Promise<void> {
		this.dispose();
		const { backend, runner } = await this.#start('cpu');
		if (this.#checkpoint) await runner.restore(this.#checkpoint);
		this.#resumed = true;
		this.options.onEvent({
			kind: 'resumed',
			reason: error.reason,
			message: error.message,
			fromStep: runner.step,
			backend: { name: backend.name, adapter: backend.adapter }
		});
	}

	async #chunks(): Promise<void> {
		const { signal, progressEvery, onEvent, leastMs = 0, quiet = false } = this.options;
		const { steps } = this.made.run;
		const runner = this.#live();
		const slowest = Math.max(1, Math.ceil((steps * progressEvery) / leastMs));
		const [began, start] = [performance.now(), runner.step];
		let [told, toldAt] = [start, began];
		let [measuring, measuredAt] = [0, began];
		let size = Math.min(8, slowest);
		while (runner.step < steps && !signal.aborted) {
			const fromStep = runner.step;
			const before = performance.now();
			const losses = await runner.run(Math.min(size, steps - fromStep));
			const elapsed = performance.now() - before;
			this.#trainingTime += elapsed;
			this.#stepsTimed += losses.length;
			this.#losses.set(losses, fromStep);
			if (!Number.isFinite(progressEvery)) {
				// Long chunks, but short enough to hear a stop.
				size = chunkSize(losses.length, elapsed, 500);
				continue;
			}
			if (quiet && performance.now() - toldAt < progressEvery) {
				size = chunkSize(losses.length, elapsed, progressEvery);
				continue;
			}
			// Measuring may take a third of the time at most: in between losses are told alone.
			const asked = performance.now();
			const isDue = !quiet && asked - measuredAt >= 2 * measuring;
			const snapshot = isDue ? await this.#snapshot() : null;
			if (isDue) [measuring, measuredAt] = [performance.now() - asked, performance.now()];
			onEvent({
				kind: 'progress',
				fromStep: told,
				losses: this.#losses.slice(told, runner.step),
				stepsPerSecond: (losses.length / elapsed) * 1000,
				snapshot,
				state: isDue ? this.#stateToTell() : null
			});
			[told, toldAt] = [runner.step, performance.now()];
			size = Math.min(slowest, chunkSize(losses.length, elapsed, progressEvery));
			await until(began + ((runner.step - start) / steps) * leastMs, signal);
		}
	}

	#stateToTell(): States | null {
		if (performance.now() - this.#toldCheckpoint < CHECKPOINT_EVERY) return null;
		this.#toldCheckpoint = performance.now();
		return this.#checkpoint ?? null;
	}

	#live(): Runner {
		if (!this.#runner) throw new Error('train: no backend was started');
		return this.#runner;
	}

	async #snapshot(): Promise<Snapshot> {
		const state = await this.#live().read();
		this.#checkpoint = state;
		const factors = Object.fromEntries(
			this.made.composition.leaves.map(({ name }) => [name, state.states.get(name) ?? new Float32Array()])
		);
		return this.made.snapshot(state.step, factors);
	}

	async #result(): Promise<Result> {
		const { run, composition, floor } = this.made;
		const snapshot = await this.#snapshot();
		const backend = this.#backend;
		if (!backend) throw new Error('train: no backend was started');
		const before = this.made.metrics();
		const finished = snapshot.step === run.steps && !this.#resumed;
		const digest = finished
			? digestOf(composition.leaves.map((l) => own(snapshot.factors, l.name) ?? new Float32Array()))
			: null;
		return {
			...snapshot,
			losses: this.#losses.slice(0, snapshot.step),
			parameters: composition.parameters,
			floor,
			...(before && { before }),
			backend: { name: backend.name, adapter: backend.adapter },
			stepsPerSecond: this.#trainingTime > 0 ? (this.#stepsTimed / this.#trainingTime) * 1000 : 0,
			receipt: composition.hasReceipt ? formatReceipt({ ...run, backend: backend.name }, digest) : '',
			resumed: this.#resumed
		};
	}
}

/** Waits for a moment of performance.now(), or for the signal. */
async function until(moment: number, signal: AbortSignal): Promise<void> {
	const wait = moment - performance.now();
	if (wait <= 0 || signal.aborted) return;
	await new Promise<void>((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, wait);
		signal.addEventListener('abort', done);
	});
}

/** Steps for the next chunk so that it takes about `goal` ms; grows at most fourfold at once. */
const chunkSize = (steps: number, elapsed: number, goal: number): number =>
	Math.max(1, Math.min(4 * steps, Math.round((steps * goal) / Math.max(elapsed, 0.1))));
