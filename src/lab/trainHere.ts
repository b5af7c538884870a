/** A trainer in this very thread: for the command line and for tests. A page has one over its worker. */
import { methodIn } from '$src/adapters/typed';
import type { Select } from '$src/experiments/calibrated';
import { train } from '$src/experiments/train';
import type { Trainer } from './language/context';

/** @param select finds a backend */
export const trainHere =
	(select: Select): Trainer =>
	(run, typed, { signal, onProgress, target = null }) =>
		train(run, {
			...{ select, signal, target, quiet: true, progressEvery: 200 },
			typed: typed && methodIn(typed),
			onEvent: (event) => {
				if (event.kind !== 'progress') return;
				const { fromStep, losses: values } = event;
				onProgress({ share: (fromStep + values.length) / run.steps, losses: { fromStep, values } });
			}
		});
