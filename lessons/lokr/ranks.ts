/** What r does to a LoKr adapter: how many numbers it costs, what rank it is bound to, and what random factors measure. */
import { adapter, randomValues } from '$src/adapters/adapter';
import { blocks } from '$src/adapters/lokr';
import type { MethodOptions } from '$src/adapters/method';
import { spectrumOf } from '$src/experiments/measure';

/** The least r at which both blocks are full: beyond it, r changes s alone. */
export function fullFrom(options: MethodOptions): number {
	const { a, b, c, d } = blocks(options);
	const whole = options.decomposeBoth ? Math.max(a, b, c, d) : Math.max(b, d);
	return Math.max(1, Math.ceil(whole / 2));
}

export interface AtRank {
	readonly r: number;
	readonly parameters: number;
	readonly loraParameters: number;
	readonly bound: number;
	/** Of factors drawn from N(0, 1). */
	readonly measured: number;
}

export function measureAt(options: MethodOptions, seed: number): AtRank {
	const made = adapter('lokr', options);
	return {
		r: options.rank,
		parameters: made.parameters,
		loraParameters: adapter('lora', options).parameters,
		bound: made.rankBound,
		measured: spectrumOf(made.delta, randomValues(made, seed, options.rank)).rank
	};
}
