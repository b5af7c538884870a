/** What r does to a LoKr adapter: how many numbers it costs, what rank it is bound to, and what random factors measure. */
import { adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import { blocks } from '$src/adapters/lokr';
import type { MethodOptions } from '$src/adapters/index';
import { spectrumOf } from '$src/algebra/spectrum';

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

/** The r, from 1 to `most`, at which a curve of so many points is sketched: evenly spread, and no r twice. */
export function sketchedAt(most: number, points: number): readonly number[] {
	if (most <= points) return Array.from({ length: most }, (_, i) => i + 1);
	return Array.from({ length: points }, (_, i) => Math.round(1 + (i * (most - 1)) / (points - 1)));
}

export interface Gap {
	/** |sketched − measured|, its mean. */
	readonly mean: number;
	/** Which way the sketch missed where it missed. */
	readonly side: 'none' | 'above' | 'below' | 'mixed';
}

/** A sketch beside what was measured at the same r. */
export function gapOf(sketch: readonly { r: number; rank: number }[], rows: readonly AtRank[]): Gap {
	const gaps = sketch.flatMap(({ r, rank }) =>
		rows.filter((row) => row.r === r).map(({ measured }) => rank - measured)
	);
	const mean = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / Math.max(1, gaps.length);
	const [above, below] = [gaps.some((gap) => gap > 0), gaps.some((gap) => gap < 0)];
	return { mean, side: above && below ? 'mixed' : above ? 'above' : below ? 'below' : 'none' };
}
