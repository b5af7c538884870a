/**
 * How long the GPU is waited for, in milliseconds. A GPU that is only slow must never meet these limits: they end waits
 * that would otherwise have no end, and while one lasts the reader can stop, reset and choose the CPU. Measured with
 * Chromium's software GPU on two cores under the load of six other processes: an adapter and a device together 0.1 to
 * 0.9 s, the slowest pipeline 7 s, the slowest submit 1.3 s (a submit is cut to take 12 ms, engine.ts).
 */
export interface Limits {
	/** For an adapter, and again for a device. */
	readonly open: number;
	/** For all pipelines and buffers of a program. */
	readonly compile: number;
	/** For one submit or one readback. */
	readonly work: number;
}

export const LIMITS: Limits = { open: 10_000, compile: 120_000, work: 30_000 };
