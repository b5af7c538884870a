/**
 * A method is one expression: a schema of its own options, its factors, and ΔW built from them with ops. Parameter
 * count, rank bound, value, gradients, schedules, TeX, the command line's options, the receipt's fields and tests derive
 * from it (adapter.ts, index.ts). PEFT's conventions, such as which factor starts at zero, are stated here alone.
 */
import type { Expression, Leaf } from '$src/algebra/expression';
import type { Schema, Values } from '$src/schema/field';

/**
 * How a factor starts. 'kaiming' is U(±1/√columns of PEFT's tensor), torch's kaiming_uniform_(a=√5) as PEFT calls it, and
 * of a vector U(±1); 'normal' is N(0, 1/columns) of the same tensor; a number is every element's; a function gives an expression of the frozen weights W0 [out, in] that the start is the value of.
 */
export type Start = 'zeros' | 'kaiming' | 'normal' | number | ((w0: Leaf) => Expression);

export interface Factor {
	/** Name within ΔW, such as `A`; also the leaf's name. */
	readonly name: string;
	/** Name of the tensor in a PEFT file, behind the module's path; null where PEFT's file has no such tensor. */
	readonly peftName: string | null;
	/** PEFT keeps the transpose of this factor. */
	readonly peftTransposed?: boolean;
	/** What it is on the page: one colour and one highlight per symbol. */
	readonly symbol: string;
	readonly tex: string;
	/** A matrix, or a vector. */
	readonly shape: readonly [rows: number, columns: number] | readonly [length: number];
	readonly start: Start;
	/** It keeps its start: it is not trained, and not among the parameters that are counted. */
	readonly isFrozen?: true;
}

/** The layer that ΔW sits on. W is [out, in]. */
export type Layer = { readonly out: number; readonly in: number };

/** A layer, and legal values of a method's own options. */
export type OptionsOf<S extends Schema> = Layer & Values<S>;

/** PEFT's tensor name, behind the module's path → [rows, columns] as stored. */
export type StoredShapes = ReadonlyMap<string, readonly [rows: number, columns: number]>;

/** A method with the type of its options closed over: what the index holds. */
export interface Method {
	readonly name: string;
	/** The name that papers print. */
	readonly title: string;
	/** Its own options, beyond the shape: fields of the receipt, controls of the page, options of the command line. */
	readonly options: Schema;
	/** PEFT's `peft_type` for it; absent where nothing of it is read from files. */
	readonly peftType?: string;
	/** How PEFT's configuration says a method whose files are written and not read, for they lack the frozen weights. */
	readonly writtenAs?: { readonly type: string; readonly settings: Readonly<Record<string, boolean>> };
	readonly factors: (options: OptionsOf<Schema>) => readonly Factor[];
	/** Options that mean the same in another way, in the one way in which a receipt writes them; none by default. */
	readonly canonical?: (options: OptionsOf<Schema>) => Readonly<Record<string, string | number | boolean>>;
	/**
	 * The layer [out, in] that stored tensors belong to, from their shapes as PEFT keeps them; null where one is
	 * missing. The inverse of `factors`; absent where nothing of it is read from files.
	 */
	readonly layerOf?: (shapes: StoredShapes) => readonly [out: number, columns: number] | null;
	/** s in ΔW = s·(…); 1 where the method has none. */
	readonly scale: (options: OptionsOf<Schema>) => number;
	/** Factors that `tied` makes equal, as [follower, leader]; none where the method has one product. */
	readonly ties?: readonly (readonly [follower: string, leader: string])[];
	/** ΔW [out, in] from the factors, by name, and the scalar s. */
	readonly delta: (factor: (name: string) => Leaf, s: Leaf, options: OptionsOf<Schema>) => Expression;
}

/** A method whose functions see the types of its own options. Whoever calls them has legal values of the schema. */
export function method<const S extends Schema>(
	record: Omit<Method, 'options' | 'factors' | 'canonical' | 'scale' | 'delta'> & {
		readonly options: S;
		readonly factors: (options: OptionsOf<S>) => readonly Factor[];
		readonly canonical?: (options: OptionsOf<S>) => Partial<Values<S>>;
		readonly scale: (options: OptionsOf<S>) => number;
		readonly delta: (factor: (name: string) => Leaf, s: Leaf, options: OptionsOf<S>) => Expression;
	}
): Omit<Method, 'options'> & { readonly options: S } {
	const own = (options: OptionsOf<Schema>): OptionsOf<S> => options as unknown as OptionsOf<S>;
	const { canonical, ...others } = record;
	return {
		...others,
		...(canonical && {
			canonical: (options) => canonical(own(options)) as Readonly<Record<string, string | number | boolean>>
		}),
		factors: (options) => record.factors(own(options)),
		scale: (options) => record.scale(own(options)),
		delta: (factor, s, options) => record.delta(factor, s, own(options))
	};
}

/** The frozen weights of the layer, for a method whose ΔW is a function of them too. */
export const frozenWeights = ({ out, in: columns }: Layer): Factor => ({
	name: 'W0',
	peftName: null,
	symbol: 'W0',
	tex: 'W_0',
	shape: [out, columns],
	start: (w0) => w0,
	isFrozen: true
});

/** The `peft_type` that a method's factors are saved under; undefined where PEFT has no such files. */
export const savedType = ({ peftType, writtenAs }: Method): string | undefined => peftType ?? writtenAs?.type;
