/** Axes of the parameters–error plot: positions as shares of the box, and points that nothing beats. */

/** Smallest and largest number of parameters on the axis: powers of two, for its logarithm. */
export const LEAST = 64;
export const MOST = 8192;
export const ticks = [64, 128, 256, 512, 1024, 2048, 4096, 8192] as const;

/** 0 at LEAST, 1 at MOST. */
export const across = (parameters: number): number =>
	Math.min(1, Math.max(0, Math.log2(parameters / LEAST) / Math.log2(MOST / LEAST)));

export interface Placed {
	readonly parameters: number;
	/** The smaller the better. */
	readonly cost: number;
}

/** Those that no other beats in one without losing in the other, by parameters; of equals the first. */
export function paretoFront<T extends Placed>(points: readonly T[]): T[] {
	const sorted = [...points].sort((a, b) => a.parameters - b.parameters || a.cost - b.cost);
	let best = Infinity;
	return sorted.filter(({ cost }) => {
		if (!(cost < best)) return false;
		best = cost;
		return true;
	});
}
