/** What the reader of this lesson can set: the network that is timed, the model beside it, and the prefix. */
import { choice, integer, real, type Values } from '$src/schema/field';
import { seedField } from '$src/schema/seed';

/** Inputs at once that are timed. */
export const batches = ['1', '2', '4', '8', '16', '32'] as const;
/** Blocks one after another that are timed, at batch 1. */
export const depths = [1, 2, 4, 8] as const;
/** What bends the line between the adapter's two products. */
export const bends = ['relu', 'gelu'] as const;
export type Bend = (typeof bends)[number];

export const parameters = {
	batch: choice(batches, { default: '1', about: 'inputs at once, b' }),
	depth: integer({ min: 1, max: 8, default: 4, about: 'blocks one after another, L' }),
	width: {
		...integer({ min: 32, max: 256, default: 64, about: 'numbers between two blocks, d' }),
		step: 32
	},
	rank: integer({ min: 1, max: 16, default: 8, about: 'width of the adapter and rank of LoRA, r' }),
	bend: choice(bends, { default: 'relu', about: 'function between the two products of the adapter' }),
	start: integer({
		min: 0,
		max: 7,
		default: 4,
		about: 'power of ten: multiplications that take as long as starting a product'
	}),
	tokens: integer({ min: 4, max: 48, default: 12, about: 'tokens of the sequence, T' }),
	prefix: integer({ min: 1, max: 32, default: 4, about: 'prefix tokens, p' }),
	loud: real({ min: 0, max: 3, step: 0.1, default: 1, about: 'factor on the keys of the prefix' }),
	window: {
		...integer({ min: 64, max: 2048, default: 256, about: 'positions that the model has, N' }),
		step: 64
	},
	seed: seedField()
} as const;

export type BeforeLoraValues = Values<typeof parameters>;
