/**
 * A method is one expression: a schema of factors, and ΔW built from them with ops. Parameter count, rank
 * bound, value, gradients, schedules, TeX and tests derive from it (adapter.ts). PEFT's conventions, such as
 * which factor starts at zero, are stated in the schema and nowhere else.
 */
import type { Expression, Leaf } from '$src/algebra/expression';

/** How a factor starts. 'kaiming' is U(±1/√columns of PEFT's tensor), torch's kaiming_uniform_(a=√5) as PEFT calls it. */
export type Start = 'zeros' | 'kaiming';

export interface Factor {
	/** Name within ΔW, such as `A`; also the leaf's name. */
	readonly name: string;
	/** Name of the tensor in a PEFT file, behind the module's path; null where PEFT has no such method. */
	readonly peftName: string | null;
	/** PEFT keeps the transpose of this factor. */
	readonly peftTransposed?: boolean;
	/** What it is on the page: one colour and one highlight per symbol. */
	readonly symbol: string;
	readonly tex: string;
	readonly shape: readonly [rows: number, columns: number];
	readonly start: Start;
}

/** What a method may ask about the layer and the reader's choice. W is [out, in]. */
export interface MethodOptions {
	readonly out: number;
	readonly in: number;
	readonly rank: number;
	/** Second rank of LoHa; 0 means the same as `rank`. */
	readonly rank2: number;
	/** α; 0 means α = rank, so s = 1. */
	readonly alpha: number;
	/** LoKr's decompose_factor; −1 means no limit. */
	readonly factor: number;
	readonly decomposeBoth: boolean;
	/** LoRA alone: s = α/√r instead of α/r (rsLoRA, arXiv 2312.03732). */
	readonly rslora: boolean;
}

/** PEFT's tensor name, behind the module's path → [rows, columns] as stored. */
export type StoredShapes = ReadonlyMap<string, readonly [rows: number, columns: number]>;

export interface Method {
	readonly name: string;
	/** The name that papers print. */
	readonly title: string;
	/** The options, beyond the shape, that change anything: their controls are shown. */
	readonly uses: readonly (keyof MethodOptions)[];
	readonly factors: (options: MethodOptions) => readonly Factor[];
	/**
	 * The layer [out, in] that stored tensors belong to, from their shapes as PEFT keeps them; null where one is
	 * missing. The inverse of `factors`; absent where PEFT has no such method.
	 */
	readonly layerOf?: (shapes: StoredShapes) => readonly [out: number, columns: number] | null;
	/** s in ΔW = s·(…); 1 where the method has none. */
	readonly scale: (options: MethodOptions) => number;
	/** Factors that `tied` makes equal, as [follower, leader]; none where the method has one product. */
	readonly ties?: readonly (readonly [follower: string, leader: string])[];
	/** ΔW [out, in] from the factors, by name, and the scalar s. */
	readonly delta: (factor: (name: string) => Leaf, s: Leaf, options: MethodOptions) => Expression;
}

/** s = α/r. */
export const alphaOverRank = ({ alpha, rank }: MethodOptions): number => (alpha === 0 ? 1 : alpha / rank);
