/** One method on one layer: its leaves and ΔW as an expression, and what follows from them. Holds no numbers but s. */
import { leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { rankBound } from '$src/algebra/rankBound';
import { countOf } from '$src/math/tensor';
import { methods, type MethodName, type MethodOptions } from './index';
import type { Factor, Method } from './method';

export interface Adapter {
	readonly method: Method;
	readonly options: MethodOptions;
	/** Those that are trained. */
	readonly factors: readonly Factor[];
	/** In front of the name of each leaf, so that one method stands on many modules. */
	readonly prefix: string;
	/** In the order of `factors`. */
	readonly leaves: readonly Leaf[];
	/** Factors that nothing trains, such as the layer's W0. Most methods have none. */
	readonly frozen: readonly Placed[];
	/** The leaf of s, and its value. */
	readonly s: Leaf;
	readonly scale: number;
	/** ΔW, [out, in]. */
	readonly delta: Expression;
	/** Trained numbers. */
	readonly parameters: number;
	/** Upper bound on rank ΔW, from the expression alone. */
	readonly rankBound: number;
}

/** A factor, and the leaf that it is in the expression. */
export interface Placed {
	readonly factor: Factor;
	readonly leaf: Leaf;
}

export interface Placement {
	/** Uses one factor for those that the method's `ties` names together; default false. */
	readonly tied?: boolean;
	/** In front of every leaf's name, such as `layers.0.q.`; default none. */
	readonly prefix?: string;
}

/** A method of the index on a layer. @throws ShapeError if the options do not fit the method */
export const adapter = (name: MethodName, options: MethodOptions, placement: Placement = {}): Adapter =>
	place(methods[name], options, placement);

/** Any method on a layer, one of the index or not. @param options legal for its schema @throws ShapeError if they do not fit it */
export function place(
	method: Method,
	options: MethodOptions,
	{ tied = false, prefix = '' }: Placement = {}
): Adapter {
	const leaderOf = new Map(tied ? method.ties : []);
	const placed: Placed[] = method
		.factors(options)
		.filter((f) => !leaderOf.has(f.name))
		.map((f) => ({ factor: f, leaf: leaf(prefix + f.name, f.shape, { tex: f.tex, symbol: f.symbol }) }));
	const byName = new Map(placed.map((p) => [p.factor.name, p.leaf]));
	const trained = placed.filter(({ factor }) => !factor.isFrozen);
	const s = leaf(`${prefix}s`, [], { tex: 's', symbol: 's' });
	const delta = method.delta(
		(wanted) => {
			const found = byName.get(leaderOf.get(wanted) ?? wanted);
			if (!found) throw new Error(`${method.name}: no factor is called ${wanted}`);
			return found;
		},
		s,
		options
	);
	return {
		method,
		options,
		factors: trained.map(({ factor }) => factor),
		prefix,
		leaves: trained.map((p) => p.leaf),
		frozen: placed.filter(({ factor }) => factor.isFrozen),
		s,
		scale: method.scale(options),
		delta,
		parameters: trained.reduce((sum, { factor }) => sum + countOf(factor.shape), 0),
		rankBound: rankBound(delta)
	};
}
