/** The numbers of an adapter: how its factors start, what is frozen among them, and random ones. */
import { evaluate, type Environment } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { Random } from '$src/math/random';
import { scalar, zeros, type Tensor } from '$src/math/tensor';
import type { Adapter } from './adapter';
import type { Factor } from './method';

/**
 * Which factors start at zero. 'default' is PEFT's choice; 'swapped' zeroes the others instead;
 * 'zero' all; 'random' none.
 */
export const inits = ['default', 'swapped', 'zero', 'random'] as const;
export type Init = (typeof inits)[number];

/** Does it start at zero? What is frozen, and a start that is a number or a function of W0, stays what it is. */
const startsAtZero = ({ start, isFrozen }: Factor, init: Init): boolean => {
	if (typeof start === 'function' || typeof start === 'number') return false;
	if (isFrozen) return start === 'zeros';
	switch (init) {
		case 'default':
			return start === 'zeros';
		case 'swapped':
			return start !== 'zeros';
		case 'zero':
			return true;
		case 'random':
			return false;
	}
};

const startOf = (name: string, seed: number): Random => new Random(seed, `init/${name}`);
const boundOf = ({ shape: [rows, columns = 1], peftTransposed }: Factor): number =>
	1 / Math.sqrt(peftTransposed ? rows : columns);

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
	if (typeof factor.start === 'function' || typeof factor.start === 'number' || factor.start === 'normal')
		throw new Error(`${name}: expected a start that is drawn, got another`);
	const random = startOf(name, seed);
	const [, columns = 1] = factor.shape;
	const bound = boundOf(factor);
	for (let i = 0; i < corner.data.length; i++) {
		const at = Math.floor(i / shape[1]) * columns + (i % shape[1]);
		corner.data[i] = Math.fround(random.uniformAt(at, bound));
	}
	return corner;
}

/**
 * Values at step 0 of what is trained, of what is frozen, and of s, by leaf name, rounded to float32 so that every
 * backend starts alike.
 * @param w0 the layer's frozen weights [out, in]; asked for only where a start is a function of them
 */
export function initialValues(
	made: Adapter,
	seed: number,
	init: Init,
	w0: () => Tensor = noW0
): Map<string, Tensor> {
	const base = leaf('W0', made.delta.shape);
	let environment: Environment | undefined;
	return valuesOf(made, Math.fround(made.scale), (f, name) => {
		if (startsAtZero(f, init)) return zeros(f.shape);
		const { start } = f;
		if (typeof start === 'number')
			return { shape: f.shape, data: zeros(f.shape).data.fill(Math.fround(start)) };
		if (start === 'normal') {
			const { shape, data } = startOf(name, seed).normal(f.shape);
			return float32({ shape, data: data.map((x) => x * boundOf(f)) });
		}
		if (typeof start !== 'function') return float32(startOf(name, seed).uniform(f.shape, boundOf(f)));
		environment ??= new Map([[base.name, float32(w0())]]);
		return float32(evaluate(start(base), environment));
	});
}

const float32 = ({ shape, data }: Tensor): Tensor => ({
	shape,
	data: Float64Array.from(Float32Array.from(data))
});

function noW0(): Tensor {
	throw new Error('initialValues: expected the frozen weights W0 of the layer, got none');
}

/** Those of initialValues that training leaves as they are, but for s. */
export const frozenValues = (
	{ frozen }: Adapter,
	initial: ReadonlyMap<string, Tensor>
): Map<string, Tensor> =>
	new Map(
		frozen.flatMap(({ leaf: { name } }) => {
			const value = initial.get(name);
			return value ? [[name, value] as const] : [];
		})
	);

/** Factors drawn from N(0, 1), zeroed, frozen or not: the "for almost all matrices" of a rank statement. */
export const randomValues = (made: Adapter, seed: number, draw: number): Map<string, Tensor> =>
	valuesOf(made, made.scale, (f, name) => new Random(seed, `draw/${draw}/${name}`).normal(f.shape));

/** s and every factor, by leaf name. */
function valuesOf(
	{ factors, leaves, frozen, s }: Adapter,
	scale: number,
	valueOf: (factor: Factor, name: string) => Tensor
): Map<string, Tensor> {
	const values = new Map<string, Tensor>([[s.name, scalar(scale)]]);
	factors.forEach((f, i) => {
		const name = leaves[i]?.name ?? f.name;
		values.set(name, valueOf(f, name));
	});
	for (const { factor, leaf: l } of frozen) values.set(l.name, valueOf(factor, l.name));
	return values;
}
