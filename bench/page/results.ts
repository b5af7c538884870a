/** What the page hands to bench/run.mjs: plain data, and the only contract between the two. */
import type { Library } from '../contestants/contestant';
import type { WorkName } from './work';

export interface Counts {
	readonly dispatches: number;
	readonly submits: number;
	/** writeBuffer calls, and buffers that are mapped when they are made. */
	readonly writes: number;
	readonly readbacks: number;
}

/** How a contestant did on one piece of work. */
export interface Score {
	readonly name: string;
	readonly library: Library;
	readonly device: string;
	readonly form: string;
	/** Steps a second: of the first chunk alone where it was far behind another form of the same library. */
	readonly rate: number;
	/** Steps a second of each round; empty for what was far behind. */
	readonly rounds: readonly number[];
	/** Steps of a chunk. */
	readonly chunk: number;
	/** Largest relative difference of a loss from the float64 oracle, over the first `checked` steps. */
	readonly difference: number;
	/** The same of the last of them alone. */
	readonly differenceAtEnd: number;
	readonly checked: number;
	/** Did it train what it should? What did not is not ranked. */
	readonly agrees: boolean;
	/** A step, on average over a chunk; null off the GPU. */
	readonly counts: Counts | null;
	/** Why it could not be measured. */
	readonly failure?: string;
}

export interface WorkResult extends WorkName {
	readonly title: string;
	readonly scores: readonly Score[];
}

export interface FirstStep {
	readonly name: string;
	/** Milliseconds from nothing compiled to the first loss. */
	readonly cold: number;
	/** The same for other seeds, and for other ranks, once one adapter was trained: the median of three. */
	readonly otherSeed: number;
	readonly otherRank: number;
}

export interface SweepResult {
	readonly name: string;
	readonly library: Library;
	readonly device: string;
	readonly how: 'one by one' | 'grid' | 'batched';
	/** Steps of single adapters a second, all adapters together, once everything runs. */
	readonly rate: number;
	/** Of the whole grid, 500 steps each, from nothing to the last loss: compiling, preparing, for Rankscope measuring too. */
	readonly seconds: number;
	/** Adapters that were measured. */
	readonly adapters: number;
	/** Largest relative difference of a last loss (or error) from the oracle. */
	readonly difference: number;
	readonly note: string;
}

export interface SvdResult {
	readonly name: string;
	/** Of all matrices. */
	readonly milliseconds: number;
	/** Largest |σ − σ of float64|/σ₁. */
	readonly error: number;
}

export interface MemoryResult {
	readonly name: string;
	readonly steps: number;
	/** Growth of the JavaScript heap after collection, bytes a step. */
	readonly bytesPerStep: number;
}

export interface Environment {
	readonly userAgent: string;
	readonly gpu: string;
	readonly threads: number;
	readonly isolated: boolean;
}
