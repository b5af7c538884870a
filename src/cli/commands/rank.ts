import { adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import { tooLarge } from '$src/experiments/compose';
import { spectrumOf } from '$src/algebra/spectrum';
import { flag, integer } from '$src/schema/field';
import { methodFields } from '$src/adapters/index';
import { seedField } from '$src/schema/seed';
import { command, UsageError } from '../command';

/** A spectrum of so many values takes less than a second. */
const QUICK = 256;

/** Histogram of the measured rank of ΔW over random factors. */
export const rank = command({
	name: 'rank',
	about: 'measured rank of ΔW over draws of N(0, 1) factors, beside the bound',
	schema: {
		...methodFields,
		draws: integer({ min: 1, max: 100000, default: 100, about: 'how many times the factors are drawn' }),
		seed: seedField(),
		tied: flag('the left factors of the two products are the same')
	},
	required: ['method', 'out', 'in'],
	example: 'rank --method lora --out 100 --in 100 --rank 10 --draws 100 --seed 1',
	run: async ({ draws, seed, tied, method, ...options }, _positional, io) => {
		const problem = tooLarge('rank', options.out, options.in);
		if (problem) throw new UsageError(problem);
		const made = adapter(method, options, { tied });
		if (tied && !made.method.ties) {
			throw new UsageError(
				`rank --tied: expected a method with two products, got ${method}; leave --tied out`
			);
		}
		// Where one draw takes seconds nobody asks for the signal, and Ctrl-C ends the process at once.
		const signal = made.rankBound <= QUICK ? io.signal : null;
		const histogram: Record<string, number> = {};
		let [drawn, heard] = [0, performance.now()];
		for (; drawn < draws && !signal?.aborted; drawn++) {
			const measured = spectrumOf(made.delta, randomValues(made, seed, drawn)).rank;
			histogram[measured] = (histogram[measured] ?? 0) + 1;
			if (performance.now() - heard < 100) continue;
			// Ctrl-C is heard between two draws alone.
			await new Promise((resolve) => setTimeout(resolve));
			heard = performance.now();
		}
		if (drawn < draws) io.say(`rank: stopped after ${drawn} of ${draws} draws`);
		return { method, bound: made.rankBound, histogram, draws: drawn, seed, tied };
	}
});
