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

/**
 * @param tied uses one factor for those that the method's `ties` names together; default false
 * @throws ShapeError if the options do not fit the method
 */
export function adapter(name: MethodName, options: MethodOptions, tied = false): Adapter {
	const method: Method = methods[name];
	const leaderOf = new Map(tied ? method.ties : []);
	const factors = method.factors(options).filter((f) => !leaderOf.has(f.name));
	const leaves = factors.map((f) => leaf(f.name, f.shape, { tex: f.tex, symbol: f.symbol }));
	const byName = new Map(leaves.map((l) => [l.name, l]));
	const s = leaf('s', []);
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

/** Values of the factors at step 0, and of s, rounded to float32 so that every backend starts alike. */
export function initialValues({ factors, scale }: Adapter, seed: number, init: Init): Map<string, Tensor> {
	const values = new Map<string, Tensor>([['s', scalar(Math.fround(scale))]]);
	for (const f of factors) {
		const start = startsAtZero(f, init)
			? zeros(f.shape)
			: new Random(seed, `init/${f.name}`).uniform(f.shape, 1 / Math.sqrt(f.shape[f.peftTransposed ? 0 : 1]));
		values.set(f.name, { shape: f.shape, data: Float64Array.from(Float32Array.from(start.data)) });
	}
	return values;
}

/** Factors drawn from N(0, 1), zeroed or not: the "for almost all matrices" of a rank statement. */
export function randomValues({ factors, scale }: Adapter, seed: number, draw: number): Map<string, Tensor> {
	const values = new Map<string, Tensor>([['s', scalar(scale)]]);
	for (const f of factors) values.set(f.name, new Random(seed, `draw/${draw}/${f.name}`).normal(f.shape));
	return values;
}
