/**
 * What training holds in memory, part by part, in bytes: the state of the trained numbers, the frozen weights, and an
 * estimate of the activations. It is a count of what must be there. It leaves out what a framework adds: buffers,
 * fragments, the CUDA context.
 */
import { NF4_BYTES, trainedBytes, type TrainedBytes } from '$src/plan/budget/state';
import { HEAD_WIDTH, type ModelShape } from './shape';

export { trainedBytes };

export const GIGABYTE = 1e9;
export const GIBIBYTE = 2 ** 30;
/** What is printed on the card, in bytes. */
export const GPU_BYTES = 80 * GIGABYTE;

export const schemes = ['mixed', 'fp32', 'bf16'] as const;
export type Scheme = (typeof schemes)[number];
export const frozenFormats = ['same', 'nf4'] as const;
export type FrozenFormat = (typeof frozenFormats)[number];
export const recomputations = ['none', 'selective', 'full'] as const;
export type Recomputation = (typeof recomputations)[number];

/** Bytes of one trained number with all that belongs to it. */
export const stateOf = ({ weight, gradient, master, first, second }: TrainedBytes): number =>
	weight + gradient + master + first + second;

/** Bytes of one frozen weight. */
export const frozenBytes = (scheme: Scheme, format: FrozenFormat): number =>
	format === 'nf4' ? NF4_BYTES : trainedBytes[scheme].weight;

/** What the bars are made of, from the left. */
export const parts = ['weights', 'adapter', 'gradients', 'master', 'moments', 'activations'] as const;
export type Part = (typeof parts)[number];
/** Bytes of each part. */
export type Breakdown = Readonly<Record<Part, number>>;

export const totalOf = (breakdown: Breakdown): number =>
	parts.reduce((sum, part) => sum + breakdown[part], 0);

/** All of the model is trained. @param numbers N @param activations bytes */
export function fullMemory(numbers: number, scheme: Scheme, activations = 0): Breakdown {
	const { weight, gradient, master, first, second } = trainedBytes[scheme];
	return {
		weights: numbers * weight,
		adapter: 0,
		gradients: numbers * gradient,
		master: numbers * master,
		moments: numbers * first + numbers * second,
		activations
	};
}

/** The model is frozen, and an adapter beside it is trained. @param numbers N @param trained P @param activations bytes */
export function adapterMemory(
	numbers: number,
	trained: number,
	scheme: Scheme,
	format: FrozenFormat,
	activations = 0
): Breakdown {
	const state = fullMemory(trained, scheme);
	return { ...state, weights: numbers * frozenBytes(scheme, format), adapter: state.weights, activations };
}

/** What is fed in at once. */
export interface Batch {
	/** Tokens of one text, s. */
	readonly sequence: number;
	/** Texts at once, b. */
	readonly batch: number;
}

/**
 * What one layer keeps for the backward pass, as the list of Korthikanti et al. (arXiv 2205.05198, section 4.1): in
 * tokens × width, or in entries of the attention table, heads × tokens². A dropout mask has a byte an element.
 */
const saved: readonly {
	readonly of: 'width' | 'table';
	readonly size: number;
	readonly bytes: 'value' | 'mask';
}[] = [
	{ of: 'width', size: 1, bytes: 'value' }, // the input of q, k and v
	{ of: 'width', size: 2, bytes: 'value' }, // queries and keys
	{ of: 'table', size: 1, bytes: 'value' }, // the softmax
	{ of: 'table', size: 1, bytes: 'mask' },
	{ of: 'table', size: 1, bytes: 'value' }, // what its dropout leaves
	{ of: 'width', size: 1, bytes: 'value' }, // values
	{ of: 'width', size: 1, bytes: 'value' }, // the input of the output matrix
	{ of: 'width', size: 1, bytes: 'mask' },
	{ of: 'width', size: 1, bytes: 'value' }, // the input of the first matrix of the MLP
	{ of: 'width', size: 4, bytes: 'value' }, // the input of GELU
	{ of: 'width', size: 4, bytes: 'value' }, // the input of the second matrix
	{ of: 'width', size: 1, bytes: 'mask' },
	{ of: 'width', size: 2, bytes: 'value' } // the inputs of the two layer norms
];

/**
 * Activations of all layers, in bytes, on one GPU. With 16-bit values a layer has sbh(34 + 5as/h) bytes (equation 1 of
 * the paper). `selective` computes the attention table a second time instead of keeping it; `full` keeps a layer's
 * input alone.
 */
export function activationBytes(
	{ layers, hidden }: ModelShape,
	{ sequence, batch }: Batch,
	scheme: Scheme,
	recomputation: Recomputation
): number {
	const value = trainedBytes[scheme].weight;
	const width = sequence * batch * hidden;
	const table = batch * (hidden / HEAD_WIDTH) * sequence * sequence;
	if (recomputation === 'full') return layers * width * value;
	const kept = saved.filter(({ of }) => of === 'width' || recomputation === 'none');
	return (
		layers *
		kept.reduce(
			(sum, { of, size, bytes }) =>
				sum + (of === 'width' ? width : table) * size * (bytes === 'value' ? value : 1),
			0
		)
	);
}

/** How many GPUs of 80 GB it needs at least. */
export const gpusFor = (bytes: number): number => Math.ceil(bytes / GPU_BYTES);
