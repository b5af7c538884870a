/**
 * A model as a list of the numbers that it holds, and what its layers keep for the backward pass. It knows no adapter
 * and no bytes. Names are those of transformers 5, from which PEFT takes its own.
 */

/**
 * What a group of numbers is to PEFT: `linear` torch.nn.Linear; `conv1d` the transposed layer of GPT-2; `convolution`
 * one of patches; `experts` a 3-D parameter, one matrix an expert; `router` a 2-D parameter; `other` norms, biases and
 * tokens, which get no adapter.
 */
export type Kind = 'linear' | 'conv1d' | 'convolution' | 'embedding' | 'experts' | 'router' | 'other';

/** What a layer reads, so that it is kept once where several matrices read it. */
export interface Reading {
	/** Name of what is read, one for each stack of layers, such as `decoder.norm1`. */
	readonly of: string;
	/** Is it kept for the backward pass anyway, by what made it? */
	readonly isKept: boolean;
}

/** Numbers that have one name in every layer. */
export interface Group {
	/** Path of the module; `*` stands for the number of the layer, from 0. */
	readonly name: string;
	readonly kind: Kind;
	/** W [out, in] as the layer computes with it; of an embedding [tokens, width]; of `other` the numbers alone. */
	readonly shape: readonly [number, number] | readonly [number];
	/** How many layers have it. */
	readonly layers: number;
	/** Matrices in one layer: the experts; 1 elsewhere. */
	readonly experts: number;
	/** Numbers of the bias, in one layer. */
	readonly bias: number;
	/** Its numbers are those of another group, and count there. */
	readonly isTied: boolean;
	/** The output head of a language model, a head for classes, or neither. */
	readonly role: 'body' | 'head' | 'classifier';
	/** Matrices in one: PEFT 0.21 gives gate_up_proj of experts that many times the rank. */
	readonly fused: number;
	/** Behind the module's path, where PEFT stores the adapter of a parameter that shares a module with another. */
	readonly stored?: string;
	readonly reads?: Reading;
}

/** Layers of one kind, for what they keep of every token. */
export interface Stack {
	readonly name: string;
	readonly layers: number;
	/** h */
	readonly width: number;
	readonly norms: number;
	/** `rms` is computed in float32 by transformers; `layer` is torch's own. */
	readonly norm: 'rms' | 'layer';
	/** Widths of queries and of keys (the values' too), one entry for each attention of a layer. */
	readonly attentions: readonly { readonly queries: number; readonly keys: number }[];
	/** Width within the MLP, with a gate or without; experts that a token passes. */
	readonly inner: number;
	readonly isGated: boolean;
	readonly perToken: number;
	/** Dropouts of width h, whose masks are kept. */
	readonly masks: number;
}

export interface ModelShape {
	/** `model_type` of its config.json. */
	readonly type: string;
	readonly groups: readonly Group[];
	readonly stacks: readonly Stack[];
	/** Entries of the logits a token; 0 where there are none a token. */
	readonly logits: number;
	/** transformers turns them into float32 for the loss (ForCausalLMLoss). */
	readonly logitsInFloat32: boolean;
	/** Tokens of one input where the model fixes them (an image), else null. */
	readonly tokens: number | null;
	/** PEFT 0.21's target modules for this type (utils/constants.py), or null. */
	readonly defaultTargets: readonly string[] | null;
}

/** Numbers of one matrix or vector of the group, without its bias. */
export const numbersOfOne = ({ shape: [rows, columns = 1] }: Group): number => rows * columns;

/** All numbers of a group, biases included, tied or not. */
export const numbersIn = (group: Group): number =>
	group.layers * (group.experts * numbersOfOne(group) + group.bias);

/** All numbers of a model; what is tied counts once. */
export const numbersOf = ({ groups }: ModelShape): number =>
	groups.reduce((sum, group) => sum + (group.isTied ? 0 : numbersIn(group)), 0);

const plain = {
	layers: 1,
	experts: 1,
	bias: 0,
	isTied: false,
	role: 'body',
	fused: 1
} as const satisfies Partial<Group>;

/** A group of matrices; what is not said is usual. */
export const matrix = (
	name: string,
	kind: Exclude<Kind, 'other'>,
	shape: readonly [number, number],
	rest: Partial<Group> = {}
): Group => ({ ...plain, name, kind, shape, ...rest });

/** A group of numbers that get no adapter. */
export const vector = (name: string, numbers: number, layers = 1): Group => ({
	...plain,
	name,
	kind: 'other',
	shape: [numbers],
	layers
});
