/**
 * What a backend executes: phases of kernels of statements, as plain data with all sizes resolved to
 * strides. Between two phases everything written is visible; within a phase kernels know nothing of each
 * other, and thread t of a kernel computes element t of each of its statements in turn. The same phases can
 * run as one dispatch each, fused in one workgroup with barriers, or as loops on a CPU.
 */
import type { Scalar } from '$src/algebra/scalar';

/** A stretch of float32 numbers in the arena. */
export interface Slot {
	readonly name: string;
	readonly kind: 'state' | 'input' | 'table' | 'formed' | 'losses';
	/** First element in the arena. */
	readonly offset: number;
	readonly length: number;
	/** Numbers from one step's to the next, of tables and losses; absent where it stays. */
	readonly perStep?: number;
	/** Its numbers pick elements of others: each is whole, from 0 to this − 1. */
	readonly below?: number;
}

export interface Letter {
	readonly name: string;
	readonly size: number;
}

/**
 * One element of a slot, addressed by the letters: offset + Σ letter·stride (tables and losses: + step·perStep).
 * Or the value that an earlier statement of the same kernel has just computed for the same thread.
 */
export interface Read {
	/** A slot, or the index of the earlier statement. */
	readonly from: Slot | number;
	/** Letters that move the address; the others are absent, so code does not depend on sizes. */
	readonly strides: readonly { readonly letter: string; readonly stride: number }[];
	/** Further by stride times the number that reads[by] gives, a number of a slot with `below`. */
	readonly picked?: { readonly by: number; readonly stride: number };
}

export interface Statement {
	/** For "see the shader of this run". */
	readonly name: string;
	/** Index space, row-major: thread t is its t-th position. */
	readonly out: readonly Letter[];
	readonly reduced: readonly Letter[];
	readonly reduce: 'sum' | 'max';
	readonly reads: readonly Read[];
	/** What is reduced: arg(n) is reads[n]. Reads that only pick are in no body. */
	readonly body: Scalar;
	/** Multiplies a sum once, after the loop: the factors of the body that no reduced letter moves. */
	readonly outer: Scalar | null;
	/** Where element t goes; null if only later statements of the kernel need it. */
	readonly target: Slot | null;
}

export interface Kernel {
	/** Threads: the number of elements of each of its statements. */
	readonly count: number;
	readonly statements: readonly Statement[];
}

export interface Phase {
	readonly kernels: readonly Kernel[];
}

export interface Schedule {
	readonly slots: readonly Slot[];
	/** Length of the arena in float32 numbers. */
	readonly arena: number;
	readonly phases: readonly Phase[];
	/** One loss a step. */
	readonly losses: Slot;
	/** Scalar operations a step, for calibration and for the reader. */
	readonly operations: number;
}
