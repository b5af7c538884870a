/** One method on one layer: its leaves and ΔW as an expression, and what follows from them. Holds no numbers but s. */
import { leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { rankBound } from '$src/algebra/rankBound';
import { Random } from '$src/math/random';
import { scalar, zeros, type Tensor } from '$src/math/tensor';
import { methods, type MethodName } from './index';
import type { Factor, Method, MethodOptions } from './method';

/**
 * Which factors start at zero. 'default' is PEFT's choice; 'swapped' zeroes the others instead;
 * 'zero' all; 'random' none.
 */
export const inits = ['default', 'swapped', 'zero', 'random'] as const;
export type Init = (typeof inits)[number];

export interface Adapter {
	readonly method: Method;
	readonly options: MethodOptions;
	readonly factors: readonly Factor[];
	/** In front of the name of each leaf, so that one method stands on many modules. */
	readonly prefix: string;
	/** In the order of `factors`. */
	readonly leaves: readonly Leaf[];
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

export interface Placement {
	/** Uses one factor for those that the method's `ties` names together; default false. */
	readonly tied?: boolean;
	/** In front of every leaf's name, such as `layers.0.q.`; default none. */
	readonly prefix?: string;
}

/** @throws ShapeError if the options do not fit the method */
export function adapter(
	name: MethodName,
	options: MethodOptions,
	{ tied = false, prefix = '' }: Placement = {}
): Adapter {
	const method: Method = methods[name];
	const leaderOf = new Map(tied ? method.ties : []);
	const factors = method.factors(options).filter((f) => !leaderOf.has(f.name));
	const leaves = factors.map((f) => leaf(prefix + f.name, f.shape, { tex: f.tex, symbol: f.symbol }));
	const byName = new Map(factors.map((f, i) => [f.name, leaves[i]]));
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
		factors,
		prefix,
		leaves,
		s,
		scale: method.scale(options),
		delta,
		parameters: factors.reduce((sum, f) => sum + f.shape[0] * f.shape[1], 0),
		rankBound: rankBound(delta)
	};
}

const startsAtZero = (factor: Factor, init: Init): boolean => {
	switch (init) {
		case 'default':
			return factor.start === 'zeros';
		case 'swapped':
			return factor.start !== 'zeros';
		case 'zero':
			return true;
		case 'random':
			return false;
	}
};

const startOf = (name: string, seed: number): Random => new Random(seed, `init/${name}`);
const boundOf = ({ shape, peftTransposed }: Factor): number => 1 / Math.sqrt(shape[peftTransposed ? 0 : 1]);

/** The leading rows and columns of one factor of initialValues, of which the rest is not drawn. @param name of its leaf */
export function initialCorner(
	{ factors, leaves }: Adapter,
	name: string,
	seed: number,
	init: Init,
	shape: readonly [rows: number, columns: number]
): Tensor {
	const factor = factors[leaves.findIndex((leaf) => leaf.name === name)];
	const corner = zeros(shape);
	if (!factor || startsAtZero(factor, init)) return corner;
	const random = startOf(name, seed);
	const [columns, bound] = [factor.shape[1], boundOf(factor)];
	for (let i = 0; i < corner.data.length; i++) {
		const at = Math.floor(i / shape[1]) * columns + (i % shape[1]);
		corner.data[i] = Math.fround(random.uniformAt(at, bound));
	}
	return corner;
}

/** Values of the factors at step 0, and of s, by leaf name, rounded to float32 so that every backend starts alike. */
export function initialValues(made: Adapter, seed: number, init: Init): Map<string, Tensor> {
	return valuesOf(made, Math.fround(made.scale), (f, name) => {
		const start = startsAtZero(f, init) ? zeros(f.shape) : startOf(name, seed).uniform(f.shape, boundOf(f));
		return { shape: f.shape, data: Float64Array.from(Float32Array.from(start.data)) };
	});
}

/** Factors drawn from N(0, 1), zeroed or not: the "for almost all matrices" of a rank statement. */
export const randomValues = (made: Adapter, seed: number, draw: number): Map<string, Tensor> =>
	valuesOf(made, made.scale, (f, name) => new Random(seed, `draw/${draw}/${name}`).normal(f.shape));

/** s and every factor, by leaf name. */
function valuesOf(
	{ factors, leaves, s }: Adapter,
	scale: number,
	valueOf: (factor: Factor, name: string) => Tensor
): Map<string, Tensor> {
	const values = new Map<string, Tensor>([[s.name, scalar(scale)]]);
	factors.forEach((f, i) => {
		const name = leaves[i]?.name ?? f.name;
		values.set(name, valueOf(f, name));
	});
	return values;
}
