/** What the command line proposes once a run has diverged: a rate that was tried on it, not one that was guessed. */
import { findRate } from '$src/experiments/rate';
import type { Run } from '$src/receipt/run';
import type { Io } from './command';
import { selectOnNode } from './select';

/**
 * @param run one that diverged, on the backend where it did
 * @param named what of a grid it is; nothing where it is all that ran
 * @returns to stand behind the message of the failure; empty where there was no time to try
 */
export async function rateAdvice(run: Run, io: Io, named = ''): Promise<string> {
	io.say('trying lower learning rates');
	const { rate, steps, failed } = await findRate(run, { select: selectOnNode, signal: io.signal });
	const by = named ? ` with ${named}` : '';
	if (rate === null)
		return failed.length === 0 ? '' : `; tried ${failed.join(', ')}${by}: none trains either`;
	const reach = steps === run.steps ? `all ${steps} steps` : `the first ${steps} of ${run.steps} steps`;
	return `: --lr ${rate} was tried${by}, and over ${reach} the loss stays finite and falls`;
}
