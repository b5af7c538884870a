/**
 * A learning rate to propose after a run has diverged: the first below it, by tenths, that was tried on the very run and
 * whose loss stayed finite and fell. Each try is a whole run that nobody watches; what there was no time for is told.
 */
import type { Method } from '$src/adapters/method';
import { BackendError } from '$src/compute/backend';
import type { Tensor } from '$src/math/tensor';
import { significant } from '$src/math/significant';
import type { Run } from '$src/receipt/run';
import type { Select } from './calibrated';
import type { RateSearch } from './protocol';
import { train, type TrainOptions } from './train';

/** Milliseconds for all tries: a reader waits for them. Most lessons' runs need a tenth of a second each. */
const MOST_MS = 5000;
const MOST_TRIES = 6;

export interface RateOptions {
	readonly select: Select;
	readonly signal: AbortSignal;
	readonly mostMs?: number;
	/** As for `train`. */
	readonly typed?: Method | null;
	readonly target?: Tensor | null;
}

/** @param run one that diverged, on the backend where it did */
export async function findRate(
	run: Run,
	{ select, signal, mostMs = MOST_MS, typed = null, target = null }: RateOptions
): Promise<RateSearch> {
	const end = new AbortController();
	const stop = (): void => end.abort();
	if (signal.aborted) stop();
	signal.addEventListener('abort', stop);
	const timer = setTimeout(stop, mostMs);
	const failed: number[] = [];
	try {
		for (let n = 1; n <= MOST_TRIES && !end.signal.aborted; n++) {
			const rate = significant(run.lr / 10 ** n, 2);
			const steps = await stepsThatFell({ ...run, lr: rate }, { select, typed, target, signal: end.signal });
			if (steps > 0) return { rate, steps, failed };
			if (!end.signal.aborted) failed.push(rate);
		}
		return { rate: null, steps: 0, failed };
	} finally {
		clearTimeout(timer);
		signal.removeEventListener('abort', stop);
	}
}

/** Steps that a run made with losses that are numbers, the last below the first; 0 where it did not. */
async function stepsThatFell(
	run: Run,
	given: Pick<TrainOptions, 'select' | 'signal' | 'typed' | 'target'>
): Promise<number> {
	try {
		const options = { ...given, onEvent: () => undefined, progressEvery: Infinity };
		const { losses, step } = await train(run, options);
		return (losses.at(-1) ?? NaN) < (losses[0] ?? NaN) ? step : 0;
	} catch (error) {
		if (error instanceof BackendError && error.reason === 'diverged') return 0;
		throw error;
	}
}
