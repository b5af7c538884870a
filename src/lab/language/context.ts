/** What a line may ask of whoever runs it. */
import type { TypedAdapter } from '$src/adapters/typed';
import type { Tensor } from '$src/math/tensor';
import type { Result } from '$src/experiments/protocol';
import type { Run } from '$src/receipt/run';
import type { ModuleValue } from '../value';

/** How far something long is: from 0 to 1, and losses that are new, where there are. */
export interface Progress {
	readonly share: number;
	/** losses[i] is the loss before step fromStep + i. */
	readonly losses?: { readonly fromStep: number; readonly values: Float32Array };
}

/**
 * Trains one run to its end. It is asked for one run at a time.
 * @param typed what is trained in place of the method that the run names; null for that method
 * @param options.target what ΔW is asked to be in place of the run's task, [out, in]; absent for that task
 * @throws Error whose message says why it cannot be done, with `reason: 'diverged'` where the losses are no numbers any
 * more (as BackendError has it); anything once the signal says so
 */
export type Trainer = (
	run: Run,
	typed: TypedAdapter | null,
	options: {
		readonly signal: AbortSignal;
		readonly onProgress: (progress: Progress) => void;
		readonly target?: Tensor;
	}
) => Promise<Result>;

/** A module of a file that the reader has opened. @throws Error that says which there are */
export type Files = (file: string, module: string | null) => Promise<ModuleValue>;

export interface Context {
	readonly train: Trainer;
	readonly files: Files;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: Progress) => void;
	/** Before each piece of work: where it has been long, whoever waits has a turn, such as who stops it. */
	readonly turn: () => Promise<void>;
}
