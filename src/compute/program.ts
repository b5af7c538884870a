/**
 * What a backend is asked to run: a training program. It is data, made of algebra expressions and float32
 * arrays, and knows neither methods nor tasks nor backends.
 *
 * One step: every expression is evaluated on the states as they were at the start of the step; then all
 * updates happen at once; `loss` (of the states at the start of the step) is kept in a ring of losses.
 */
import type { Expression, Leaf } from '$src/algebra/expression';

export interface State {
	readonly leaf: Leaf;
	/** Row-major, one float32 an element. */
	readonly initial: Float32Array;
}

export interface Input {
	readonly leaf: Leaf;
	readonly values: Float32Array;
}

/**
 * A leaf whose value differs from step to step: the learning rate and Adam's corrections, made in float64, or which
 * rows of the data a minibatch takes.
 */
export interface Table {
	readonly leaf: Leaf;
	/** A value of the leaf's shape a step, one after the other, row-major: as many as the program has steps. */
	readonly values: Float32Array;
}

export interface Update {
	readonly state: Leaf;
	/** The state's next value: an expression of its shape. */
	readonly next: Expression;
}

export interface Program {
	/** Trained factors and the optimizer's moments. */
	readonly states: readonly State[];
	/** Data, targets, frozen weights, scalars: constant over the run. */
	readonly inputs: readonly Input[];
	readonly tables: readonly Table[];
	readonly updates: readonly Update[];
	/** A scalar expression. */
	readonly loss: Expression;
	/** Number of steps the tables hold. */
	readonly steps: number;
}
