/**
 * How long the GPU is waited for, in milliseconds. A GPU that is only slow must never meet these limits: they end waits
 * that would otherwise have no end, and while one lasts the reader can stop, reset and choose the CPU. Measured with
 * Dawn's software GPU, as slow as they come, on two cores that thirty processes shared: adapter and device 1.1 s, the
 * slowest program's pipelines 19 s (LoHa at 256 × 256), eight steps of LoRA at 1024 × 1024 7.7 s, in several submits.
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
