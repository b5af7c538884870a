/**
 * A problem is one record: its own fields, and for legal values of them the modules where a ΔW may sit, the loss as an
 * expression of the ΔW, inputs, and what it measures. It sees no adapter and no backend: the two meet at one matrix ΔW a
 * module and its gradient.
 */
import type { Expression, Leaf } from '$src/algebra/expression';
import type { Tensor } from '$src/math/tensor';
import type { Schema, Values } from '$src/schema/field';

/** A matrix W [out, in] of the model, on which a ΔW may sit. */
export interface Module {
	/** Path in the model. */
	readonly name: string;
	readonly out: number;
	readonly in: number;
	/** Frozen weights [out, in] in float64; drawn when they are asked for. */
	readonly w0: () => Tensor;
	/** The ΔW that is asked for, where the problem knows one; not to be changed. */
	readonly target: () => Tensor;
}

/** Data of the loss, constant over a run; made when they are asked for. */
export interface Given {
	readonly leaf: Leaf;
	readonly value: () => Tensor;
}

/** What is measured besides losses and spectra. */
export interface Measures {
	/** ‖ΔW − T‖²/‖T‖². */
	readonly error: number;
}

/** A problem with its fields filled in. */
export interface Posed {
	readonly modules: readonly Module[];
	readonly inputs: readonly Given[];
	/**
	 * A scalar expression of the updates and the inputs, in the form in which a step, gradients included, costs least.
	 * @param updates ΔW [out, in] of each module, in their order @param trained the leaves that are trained
	 */
	readonly loss: (updates: readonly Expression[], trained: readonly Leaf[]) => Expression;
	/** @param updates values of the ΔW, in the order of the modules */
	readonly measure: (updates: readonly Tensor[]) => Measures;
}

/** A problem with the type of its fields closed over: what the index holds. */
export interface Problem {
	readonly name: string;
	/** Its own fields of a receipt. */
	readonly fields: Schema;
	/** Why these values fit no such problem, with a remedy; null where they do. */
	readonly misfit: (values: Values<Schema>) => string | null;
	/** @throws RangeError where misfit(values) is not null, once numbers are asked for */
	readonly pose: (values: Values<Schema>, seed: number) => Posed;
}

/** A problem whose functions see the types of its own fields. Whoever calls them has legal values of the schema. */
export function problem<const S extends Schema>(record: {
	readonly name: string;
	readonly fields: S;
	readonly misfit: (values: Values<S>) => string | null;
	readonly pose: (values: Values<S>, seed: number) => Posed;
}): Omit<Problem, 'fields'> & { readonly fields: S } {
	return {
		...record,
		misfit: (values) => record.misfit(values as Values<S>),
		pose: (values, seed) => record.pose(values as Values<S>, seed)
	};
}
