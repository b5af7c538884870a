/** What was seen of a run on its way, for a scrubber: bounded, and spread over its steps. Pure. */
import type { Snapshot } from '$src/experiments/protocol';

/** Frames of one run: a scrubber has no more positions that a finger can tell apart. */
const MOST_FRAMES = 120;
/** Numbers of all frames of a run: 16 MiB of factors. */
const MOST_NUMBERS = 4 * 1024 * 1024;

const sizeOf = ({ factors }: Snapshot): number =>
	Object.values(factors).reduce((sum, { length }) => sum + length, 0);

/** The frames and one more; where there are too many the one goes whose neighbours are closest. Frames beyond its step are forgotten. */
export function withFrame(frames: readonly Snapshot[], latest: Snapshot): readonly Snapshot[] {
	const all = [...frames.filter(({ step }) => step < latest.step), latest];
	const most = Math.max(2, Math.min(MOST_FRAMES, Math.floor(MOST_NUMBERS / Math.max(1, sizeOf(latest)))));
	if (all.length <= most) return all;
	const around = (n: number): number => (all[n + 1]?.step ?? Infinity) - (all[n - 1]?.step ?? 0);
	let least = 0;
	for (let n = 1; n < all.length - 1; n++) if (around(n) < around(least)) least = n;
	return all.filter((_, n) => n !== least);
}

/** The last frame that is not beyond a step; null before the first. */
export const frameAt = (frames: readonly Snapshot[], step: number): Snapshot | null =>
	frames.findLast((frame) => frame.step <= step) ?? null;
