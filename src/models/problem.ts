/**
 * A problem is one record: its own options, the tasks that name it, and for legal values the modules where a ΔW may sit,
 * the loss as an expression of the ΔW, and its inputs. It sees no adapter and no backend: the two meet at one matrix ΔW a
 * module and its gradient. What is measured of a run is the same for every problem (experiments/experiment.ts).
 */
import type { Expression, Leaf, Shape } from '$src/algebra/expression';
import type { Tensor } from '$src/math/tensor';
import type { Schema, Values } from '$src/schema/field';
import type { Task, TaskKind } from './task';

/** A matrix W [out, in] of the model, on which a ΔW may sit. */
export interface Module {
	/** Path in the model. */
	readonly name: string;
	readonly out: number;
	readonly in: number;
	/** Frozen weights [out, in] in float64; drawn when they are asked for. */
	readonly w0: () => Tensor;
	/**
	 * The ΔW that is asked for, which is not zero; not to be changed. Errors and floors are relative to it. Null where
	 * none is: a network is asked for what it answers.
	 */
	readonly target: (() => Tensor) | null;
	/** Are its rows looked up by a word, and not multiplied with? Other libraries keep such adapters another way. */
	readonly isEmbedding?: boolean;
}

/** The ΔW that a module is asked for. @throws RangeError where none is */
export function asked({ name, target }: Module): Tensor {
	if (target) return target();
	throw new RangeError(`${name}: expected a task that asks for a ΔW, got one that asks a network`);
}

/** Data of the loss, constant over a run; made when they are asked for. */
export interface Given {
	readonly leaf: Leaf;
	readonly value: () => Tensor;
}

/** Data of the loss that differ from step to step: which rows of the inputs a minibatch takes. */
export interface Drawn {
	readonly leaf: Leaf;
	/** A value of the leaf's shape for each of so many steps. */
	readonly values: (steps: number) => Float32Array;
}

/** What is measured of a model, by name. */
export type Metrics = Readonly<Record<string, number>>;

/** A problem with its options filled in. */
export interface Posed {
	readonly modules: readonly Module[];
	readonly inputs: readonly Given[];
	/** Of a loss on minibatches; none by default. */
	readonly drawn?: readonly Drawn[];
	/**
	 * What the model does with these updates, in float64, on data that it was not trained on; absent where there is
	 * nothing to measure but the error. @param updates ΔW [out, in] of each module; none for the model as it came
	 */
	readonly metrics?: (updates?: readonly Tensor[]) => Metrics;
	/**
	 * A scalar expression of the updates and the inputs, in the form in which a step, gradients included, costs least.
	 * @param updates ΔW [out, in] of each module, in their order @param trained the leaves that are trained
	 */
	readonly loss: (updates: readonly Expression[], trained: readonly Leaf[]) => Expression;
}

/** The shape [out, in] of the layer that a run is about. */
export interface Layer {
	readonly out: number;
	readonly in: number;
}

/** A problem with the type of its options closed over: what the index holds. */
export interface Problem {
	readonly name: string;
	/** Its own fields of a receipt, beyond the layer's shape and the task. */
	readonly options: Schema;
	/** Its modules have shapes of their own: out and in are no fields of its runs. */
	readonly isNetwork?: true;
	/** Its weights, by name and shape, as src/experiments/base.ts loads them; absent where they are drawn. */
	readonly weights?: Readonly<Record<string, Shape>>;
	/** Why its options cannot be, with a remedy; null where they can. */
	readonly misfit?: (values: Values<Schema>) => string | null;
	/** A task belongs to one problem; each name is given once on the whole site. */
	readonly tasks: readonly TaskKind[];
	/** @throws RangeError where the task does not fit the layer, once numbers are asked for */
	readonly pose: (values: Layer & Values<Schema>, task: Task, seed: number) => Posed;
}

/** A problem whose functions see the types of its own options. Whoever calls them has legal values of the schema. */
export function problem<const S extends Schema>(record: {
	readonly name: string;
	readonly options: S;
	readonly isNetwork?: true;
	readonly weights?: Readonly<Record<string, Shape>>;
	readonly misfit?: (values: Values<S>) => string | null;
	readonly tasks: readonly TaskKind[];
	readonly pose: (values: Layer & Values<S>, task: Task, seed: number) => Posed;
}): Omit<Problem, 'options'> & { readonly options: S } {
	const { misfit, ...others } = record;
	return {
		...others,
		...(misfit && { misfit: (values) => misfit(values as Values<S>) }),
		pose: (values, task, seed) => record.pose(values as Layer & Values<S>, task, seed)
	};
}
