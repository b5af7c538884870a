/**
 * The shape of a transformer, and how many numbers LoRA trains in it. A layer has four square matrices of attention,
 * h × h, and two of the MLP, h to 4h and back: 12h² numbers. Embeddings, biases and norms are left out.
 */
import { adapter } from '$src/adapters/adapter';
import type { MethodName } from '$src/adapters/index';
import { defaultsOf } from '$src/schema/field';
import { methodFields } from '$src/adapters/index';

export interface ModelShape {
	/** L */
	readonly layers: number;
	/** h */
	readonly hidden: number;
}

/** Numbers of one attention head, as in GPT-3 and Llama: a = h / 128 heads. */
export const HEAD_WIDTH = 128;
/** Width over depth, as of GPT-3 175B, Llama 7B and 13B. */
const ASPECT = 128;

export const targets = ['attention', 'all'] as const;
export type Targets = (typeof targets)[number];

/** Outputs and inputs of a matrix, in units of h. */
const attention = [1, 2, 3, 4].map(() => [1, 1] as const);
const mlp = [
	[4, 1],
	[1, 4]
] as const;
/** The matrices of a layer that get an adapter. */
export const matricesOf = (which: Targets): readonly (readonly [out: number, columns: number])[] =>
	which === 'attention' ? attention : [...attention, ...mlp];

/** Outputs of all matrices that get an adapter, m of each m × n. */
export const outputsOf = ({ layers, hidden }: ModelShape, which: Targets): number =>
	layers * hidden * matricesOf(which).reduce((sum, [out]) => sum + out, 0);

/** 12Lh². */
export const sizeOf = ({ layers, hidden }: ModelShape): number => 12 * layers * hidden * hidden;

/** A model of about so many numbers, 128 times as wide as it is deep: 12 · L · (128 L)². @param billions N / 10⁹ */
export function usualShape(billions: number): ModelShape {
	const layers = Math.max(1, Math.round(Math.cbrt((billions * 1e9) / (12 * ASPECT * ASPECT))));
	return { layers, hidden: ASPECT * layers };
}

/** What an adapter trains in the whole model, counted by the method itself. */
export function trainedNumbers(
	{ layers, hidden }: ModelShape,
	rank: number,
	which: Targets,
	method: MethodName = 'lora'
): number {
	const ofLayer = matricesOf(which).reduce((sum, [out, columns]) => {
		const options = { ...defaultsOf(methodFields), out: out * hidden, in: columns * hidden, rank };
		return sum + adapter(method, options).parameters;
	}, 0);
	return layers * ofLayer;
}
