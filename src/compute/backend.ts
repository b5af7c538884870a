/**
 * What a backend is: something that runs a training program (program.ts) in float32 and hands back losses
 * and states. What it is not: it knows no method, no task, no page, picks no fallback, and never trains on
 * after a failure. Choosing a backend is select.ts; the loop of chunks, stop and resume is experiments/.
 */
import type { Program } from './program';

export type BackendName = 'webgpu' | 'cpu';

/** Why a backend cannot be had or had to stop; each has a text and a remedy on the page. */
export type FailureReason =
	/** No navigator.gpu, or no driver under Node. */
	| 'no-webgpu'
	/** requestAdapter gave null. */
	| 'no-adapter'
	/** requestDevice was refused. */
	| 'device-refused'
	/** An adapter, a device, a pipeline or submitted work that never came (webgpu/limits.ts). */
	| 'no-answer'
	/** A shader did not compile: our mistake. */
	| 'shader-error'
	| 'out-of-memory'
	/** The device was lost while running. */
	| 'device-lost'
	/** It threw something that none of these is. */
	| 'gpu-error'
	/** The CPU backend needs WebAssembly with SIMD, and this machine does not allow it. */
	| 'no-wasm'
	/** The loss is not a number any more. */
	| 'diverged';

export class BackendError extends Error {
	constructor(
		readonly reason: FailureReason,
		message: string,
		/** The training step at which it happened, where that is known. */
		readonly step?: number,
		/** Of 'diverged': the losses just before that step that were not handed out yet. */
		readonly losses?: Float32Array
	) {
		super(message);
		this.name = 'BackendError';
	}
}

/** The states of a run after `step` steps: enough to go on, on this backend or another. */
export interface States {
	readonly step: number;
	/** State leaf name → values. */
	readonly states: ReadonlyMap<string, Float32Array>;
}

/** A program made ready on a backend. One at a time per caller; calls must not overlap. */
export interface Runner {
	/** Steps done so far. */
	readonly step: number;
	/** GPU dispatches a step costs: below 1 where one makes several steps; 0 on the CPU. For the page and the tests. */
	readonly dispatchesPerStep: number;
	/**
	 * Runs `count` more steps without any readback in between, then resolves with the loss before each of them.
	 * @throws BackendError 'diverged' if a loss is not finite, 'device-lost' …; RangeError if the program has no such steps
	 */
	run(count: number): Promise<Float32Array>;
	/** Reads states back: all, or those named. @throws BackendError 'diverged' if one is no number */
	read(names?: readonly string[]): Promise<States>;
	/** Goes on from a snapshot of all states. @throws RangeError if it is none of this program */
	restore(snapshot: States): Promise<void>;
	/** The generated code of this run, for "see the shader of this run"; empty on the CPU. */
	readonly sources: readonly string[];
	dispose(): void;
}

/** Several programs side by side, such as the r1 × r2 cells of a sweep. */
export interface GridRunner {
	/** Steps done so far, of every program. */
	readonly step: number;
	readonly dispatchesPerStep: number;
	/** Losses of each program. One whose loss is no number any more keeps it, and disturbs no other. */
	run(count: number): Promise<readonly Float32Array[]>;
	/** States of each program, whatever they are. */
	read(names?: readonly string[]): Promise<readonly States[]>;
	readonly sources: readonly string[];
	dispose(): void;
}

export interface Backend {
	readonly name: BackendName;
	/** The adapter's own name, such as the GPU's, or what the CPU backend is. */
	readonly adapter: string;
	/** @throws BackendError 'shader-error', 'out-of-memory' or 'device-lost' */
	prepare(program: Program): Promise<Runner>;
	/** Programs with equally many steps, at once; absent where they run one after the other anyway. */
	prepareGrid?(programs: readonly Program[]): Promise<GridRunner>;
	/** False once the device is lost or disposed of: nothing can be prepared on it any more. */
	usable(): boolean;
	/** Frees everything, the device included. */
	dispose(): void;
}
