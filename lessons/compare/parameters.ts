/** What the reader of this lesson can set: a layer for the table, one race on a 64 × 64 target, and a grid of ranks. */
import { choice, integer, real, type Values } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { seedField } from '$src/schema/seed';
import { rankings } from './ranking';

/** Rows and columns of every target of the race. */
export const SIZE = 64;

export const tasks = [
	'identity',
	'gaussian',
	'low-rank:8',
	'kron:2x2',
	'kron:8x8',
	'block:8',
	'hadamard:4'
] as const;

/** What is held equal while methods are compared. */
export const budgets = ['parameters', 'rank'] as const;

/** Blocks of LoKr in the race: the ones that suit the budget, or these. */
export const blockChoices = ['auto', '2x2', '4x4', '8x8'] as const;

export const parameters = {
	out: { ...runSchema.out, max: 16384, default: 1024 },
	in: { ...runSchema.in, max: 16384, default: 1024 },
	rank: integer({ min: 2, max: 32, default: 8, about: 'r of LoRA, from which the budget of all follows' }),
	equal: choice(budgets, { default: 'parameters', about: 'what is held equal between the methods' }),
	blocks: choice(blockChoices, { default: 'auto', about: 'shape of A in LoKr’s A ⊗ B, at equal parameters' }),
	task: choice(tasks, { default: 'identity', about: runSchema.task.about }),
	guess: choice(['open', ...rankings], {
		default: 'open',
		about: 'the reader’s ranking, smallest error first'
	}),
	flow: choice(['lora', 'loha', 'lokr'], {
		default: 'lora',
		about: 'whose factors the budget is drawn as'
	}),
	axis: choice(['error', 'rank'], { default: 'error', about: 'what the plot shows over the parameters' }),
	steps: { ...runSchema.steps, min: 100, max: 5000, default: 1000, step: 100 },
	lr: real({ min: 0.001, max: 0.1, step: 0.001, default: 0.02, about: runSchema.lr.about }),
	rates: choice(['three', 'one'], {
		default: 'three',
		about: 'how many learning rates each method of the race runs at'
	}),
	backend: runSchema.backend,
	seed: seedField(),
	spike: real({
		min: 0.1,
		max: 5,
		step: 0.1,
		default: 2,
		about: 'size of an update of frozen weights, ‖ΔW‖'
	}),
	spikeRank: integer({ min: 1, max: 16, default: 1, about: 'rank of that update, of equal singular values' }),
	gridMost: integer({ min: 2, max: 12, default: 8, about: 'largest r1 and r2 of the grid' }),
	r1: integer({ min: 1, max: 12, default: 4, about: 'r1 of the cell that is looked at' }),
	r2: integer({ min: 1, max: 12, default: 4, about: 'r2 of the cell that is looked at' }),
	gridSteps: { ...runSchema.steps, min: 50, max: 1000, default: 300, step: 50 },
	shade: choice(['error', 'rank', 'parameters'], { default: 'error', about: 'what the grid is coloured by' })
} as const;

export type CompareValues = Values<typeof parameters>;
