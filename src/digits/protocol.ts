/** What the page and its worker (digits.worker.ts) say to each other: what a network makes of pictures, and prices. */
import type { MethodName } from '$src/adapters/index';
import type { Metrics } from '$src/models/problem';
import type { Run } from '$src/receipt/run';

type Factors = Readonly<Record<string, Float32Array>>;

export type Which = 'old' | 'new';

/** A drawing as each task has it. */
export interface ReadQuestion {
	readonly kind: 'read';
	readonly run: Run;
	/** Trained ones; null before there are any. */
	readonly factors: Factors | null;
	/** PIXELS grey values each. */
	readonly pictures: Readonly<Record<Which, Float64Array>>;
}

/** Ten shares that sum to 1, a task. */
export type Shares = Readonly<Record<Which, readonly number[]>>;

export interface ReadAnswer {
	readonly kind: 'read';
	readonly before: Shares;
	/** Null where nothing is trained. */
	readonly after: Shares | null;
}

export interface ConfusionQuestion {
	readonly kind: 'confusion';
	readonly run: Run;
	readonly factors: Factors | null;
}

/** Counts [digit that it is · digit that it is taken for], row by row, 10 × 10. */
export type Counts = Readonly<Record<Which, Float64Array>>;

export interface ConfusionAnswer {
	readonly kind: 'confusion';
	readonly before: Counts;
	readonly after: Counts | null;
}

/** Which ranks make methods cost as much as LoRA does at the rank of the run. */
export interface PriceQuestion {
	readonly kind: 'price';
	readonly run: Run;
	readonly methods: readonly MethodName[];
}

export interface Price {
	readonly method: MethodName;
	/** 0 of a method that has none. */
	readonly rank: number;
	/** Of LoKr: how the layer is split; of others it is the run's. */
	readonly factor: number;
	readonly parameters: number;
}

export interface PriceAnswer {
	readonly kind: 'price';
	readonly prices: readonly Price[];
}

export type Question = ReadQuestion | ConfusionQuestion | PriceQuestion;
export type Answer = ReadAnswer | ConfusionAnswer | PriceAnswer;

/** What the frozen network does before anything is trained, worked out while the site is built; by name of the task. */
export interface Opening {
	readonly metrics: Readonly<Record<string, Metrics>>;
	/** Of the digit that the page opens with. */
	readonly read: Readonly<Record<string, Shares>>;
}
