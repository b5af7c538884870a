/** What the reader of this lesson can set: the receipt of the live run, and the state of the figures around it. */
import { liveRun } from '$src/lesson/live';
import { choice, flag, integer, real, type Values } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { seedField } from '$src/schema/seed';
import { startScales } from './startSpeed';

/** Targets that fit every size which is a multiple of 8. */
export const tasks = ['low-rank:8', 'identity', 'gaussian', 'block:8', 'kron:8x8', 'regression:8'] as const;

/** What a reader may expect of one init before it has run. */
export const guesses = ['open', 'trains', 'stuck'] as const;
const guess = (init: string) =>
	choice(guesses, { default: 'open', about: `the reader's prediction for ${init}` });

export const parameters = {
	out: { ...runSchema.out, min: 8, max: 1024, default: 48, step: 8 },
	in: { ...runSchema.in, min: 8, max: 1024, default: 32, step: 8 },
	rank: { ...runSchema.rank, max: 64, default: 4 },
	alpha: { ...runSchema.alpha, max: 64 },
	init: runSchema.init,
	task: choice(tasks, { default: 'low-rank:8', about: runSchema.task.about }),
	steps: { ...runSchema.steps, min: 10, max: 5000, default: 600, step: 10 },
	lr: real({ min: 0.0001, max: 1, step: 0.0001, default: 0.02, about: runSchema.lr.about }),
	optimizer: runSchema.optimizer,
	schedule: choice(runSchema.schedule.choices, { default: 'cosine', about: runSchema.schedule.about }),
	backend: runSchema.backend,
	seed: seedField(),
	guessDefault: guess('B = 0'),
	guessSwapped: guess('A = 0'),
	guessZero: guess('both at zero'),
	guessRandom: guess('both random'),
	merged: flag('the branch is merged into W0'),
	batch: integer({ min: 1, max: 64, default: 1, about: 'inputs of one forward pass that is timed' }),
	startScale: choice(startScales, { default: 'over-r', about: 's at each rank, where starts are compared' }),
	startAlpha: integer({ min: 1, max: 64, default: 16, about: 'α of that s' }),
	startSize: {
		...integer({
			min: 16,
			max: 96,
			default: 64,
			about: 'outputs and inputs of the layer whose starts are compared'
		}),
		step: 16
	},
	gaugeAngle: {
		...integer({ min: 0, max: 360, default: 0, about: 'turn of the second adapter’s factors, in degrees' }),
		step: 5
	},
	gaugeStretch: real({
		min: 0.25,
		max: 4,
		step: 0.05,
		default: 1,
		about: 'by how much the second adapter’s B is stretched and its A shrunk'
	}),
	combineShare: real({
		min: 0,
		max: 1,
		step: 0.05,
		default: 0.5,
		about: 'weight of the second adapter, beside 1 minus it of the first'
	}),
	layerOut: integer({
		min: 1,
		max: 16384,
		default: 1024,
		about: 'rows of the layer whose numbers are counted'
	}),
	layerIn: integer({
		min: 1,
		max: 16384,
		default: 1024,
		about: 'columns of the layer whose numbers are counted'
	}),
	layerRank: integer({ min: 1, max: 256, default: 1, about: 'r of the layer whose numbers are counted' })
} as const;

export type LoraValues = Values<typeof parameters>;

/** The figure that trains, and its run in a state of the page. */
export const live = liveRun('adapter', parameters, { method: 'lora' });
export const { runOf } = live;
