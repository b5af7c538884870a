import { adapter, randomValues } from '$src/adapters/adapter';
import { spectrumOf } from '$src/experiments/measure';
import { flag, integer } from '$src/receipt/field';
import { methodFields } from '$src/receipt/run';
import { seedField } from '$src/receipt/seed';
import { command, UsageError } from '../command';

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
		const made = adapter(method, options, { tied });
		if (tied && !made.method.ties) {
			throw new UsageError(
				`rank --tied: expected a method with two products, got ${method}; leave --tied out`
			);
		}
		const histogram: Record<string, number> = {};
		for (let draw = 0; draw < draws && !io.signal.aborted; draw++) {
			const measured = spectrumOf(made.delta, randomValues(made, seed, draw)).rank;
			histogram[measured] = (histogram[measured] ?? 0) + 1;
		}
		return { method, bound: made.rankBound, histogram, draws, seed, tied };
	}
});
