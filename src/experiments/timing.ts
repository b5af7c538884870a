/**
 * What is timed by samples of many passes: how long a sample must be for the clock, whose turn it is, and the middle of
 * the samples. What a pass does is its caller's business.
 */

/** The middle of some samples, in their unit, and the quartiles around it. */
export interface Middle {
	readonly median: number;
	readonly lower: number;
	readonly upper: number;
}

/** Milliseconds of a clock that never goes back. */
export type Now = () => number;

/** Makes so many passes. */
export type Passes = (count: number) => void;

export interface SampleLength {
	/** The clock's smallest step, in milliseconds. */
	readonly resolution: number;
	/** A sample lasts at least so many milliseconds, and 40 steps of the clock. */
	readonly least: number;
	/** Tries of which the shortest counts: one interruption must not pass for a long sample. */
	readonly tries: number;
	/** No sample has more passes. */
	readonly most: number;
}

const STEPS_OF_CLOCK = 40;

/** Median and quartiles. */
export function middleOf(samples: readonly number[]): Middle {
	const sorted = samples.toSorted((a, b) => a - b);
	const quantile = (q: number): number => sorted[Math.round(q * (sorted.length - 1))] ?? NaN;
	return { median: quantile(0.5), lower: quantile(0.25), upper: quantile(0.75) };
}

/** The smallest step that a clock makes, in its own unit: the least of some that were seen. */
export function resolutionOf(now: Now, steps = 12): number {
	let smallest = Infinity;
	let last = now();
	for (let seen = 0; seen < steps;) {
		const next = now();
		if (next <= last) continue;
		smallest = Math.min(smallest, next - last);
		last = next;
		seen += 1;
	}
	return smallest;
}

/** Milliseconds of one sample. */
export function timeOf(now: Now, pass: Passes, count: number): number {
	const before = now();
	pass(count);
	return now() - before;
}

/** Passes of a sample, a power of two. The first passes are compiled while they run: none of these should be reported. */
export function passesFor(now: Now, pass: Passes, { resolution, least, tries, most }: SampleLength): number {
	const long = Math.max(STEPS_OF_CLOCK * resolution, least);
	const shortest = (count: number): number =>
		Math.min(...Array.from({ length: tries }, () => timeOf(now, pass, count)));
	let count = 1;
	while (count < most && shortest(count) < long) count *= 2;
	return count;
}

/** All of a list, each round beginning with another one: a slower moment of the machine meets all alike. */
export function inTurn<T>(list: readonly T[], round: number): T[] {
	const first = round % list.length;
	return [...list.slice(first), ...list.slice(0, first)];
}
