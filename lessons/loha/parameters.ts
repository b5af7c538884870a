/**
 * What the reader of this lesson can set: the two masks and the terms of their product (they are also the matrices of
 * the derivation, and their ranks those of the live run), the board of small integers, the draws of the histogram, and
 * how the live run trains.
 */
import { liveRun } from '$src/lesson/live';
import { choice, flag, integer, real, text, type Values } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { seedField } from '$src/schema/seed';

/** Where the factors come from: the witness of the proof, N(0, 1), or the same with X2 = X1. */
export const sources = ['masks', 'random', 'tied'] as const;
export type Source = (typeof sources)[number];

/** Which line the histogram reads the rank at: what a library takes for that precision, or the reader's own. */
export const rules = ['float64', 'float32', 'own'] as const;
export type Rule = (typeof rules)[number];

/** Targets that fit every size which is a multiple of 8. */
export const tasks = ['hadamard:4', 'identity', 'gaussian', 'low-rank:8', 'block:8', 'kron:8x8'] as const;

/** Largest r1 and r2: one digit names a row of the grid, one a column. */
export const MOST = 8;

/** Cells of the grid in the order in which they were added. */
const terms = text({
	pattern: /^$|^[1-8]{2}(\.[1-8]{2}){0,63}$/,
	expected: 'up to 64 terms kl with dots between them, such as 11.12.21; nothing for none',
	default: '11',
	about: 'terms (k, l) that are added, in this order'
});

/** Digits of X1, Y1, X2, Y2, row by row, for each size of the board (board.ts). */
const board = text({
	pattern: /^$|^-?\d((\.-?\d){31}|(\.-?\d){59}|(\.-?\d){107})$/,
	expected: '32, 60 or 108 whole numbers from -9 to 9 with dots between them',
	default: '',
	about: "the reader's factors on the board: X1, Y1, X2, Y2, row by row"
});

export const parameters = {
	m: integer({ min: 2, max: 24, default: 9, about: 'rows of the two masks' }),
	n: integer({ min: 2, max: 24, default: 9, about: 'columns of the two masks' }),
	r1: integer({ min: 1, max: MOST, default: 3, about: 'rank of the first mask, columns of X1 and Y1' }),
	r2: integer({ min: 1, max: MOST, default: 3, about: 'rank of the second mask, columns of X2 and Y2' }),
	source: choice(sources, { default: 'masks', about: 'where the factors of the masks come from' }),
	terms,
	seed: seedField(),
	board,
	drawOut: integer({ min: 2, max: 128, default: 100, about: 'rows of the matrices that are drawn' }),
	drawIn: integer({ min: 2, max: 128, default: 100, about: 'columns of the matrices that are drawn' }),
	drawR1: integer({ min: 1, max: 12, default: 10, about: 'r1 of the matrices that are drawn' }),
	drawR2: integer({ min: 1, max: 12, default: 10, about: 'r2 of the matrices that are drawn' }),
	draws: {
		...integer({ min: 10, max: 2000, default: 1000, about: 'how often factors are drawn' }),
		step: 10
	},
	drawTied: flag('X2 = X1 in the matrices that are drawn'),
	rule: choice(rules, { default: 'float64', about: 'the tolerance that decides a rank' }),
	tolerance: real({
		min: -18,
		max: -1,
		step: 0.05,
		default: -9,
		about: "log10 of the reader's own tolerance"
	}),
	freeOut: integer({ min: 3, max: 12, default: 12, about: 'rows of the layer whose dimensions are counted' }),
	freeIn: integer({
		min: 3,
		max: 12,
		default: 12,
		about: 'columns of the layer whose dimensions are counted'
	}),
	freeRank: integer({ min: 1, max: 12, default: 7, about: 'r of what is counted there: r(m + n) numbers' }),
	out: { ...runSchema.out, min: 8, max: 128, default: 48, step: 8 },
	in: { ...runSchema.in, min: 8, max: 128, default: 48, step: 8 },
	alpha: { ...runSchema.alpha, max: 64 },
	task: choice(tasks, { default: 'gaussian', about: runSchema.task.about }),
	steps: { ...runSchema.steps, min: 10, max: 5000, default: 600, step: 10 },
	lr: real({ min: 0.0001, max: 1, step: 0.0001, default: 0.02, about: runSchema.lr.about }),
	optimizer: runSchema.optimizer,
	schedule: choice(runSchema.schedule.choices, { default: 'cosine', about: runSchema.schedule.about }),
	backend: runSchema.backend
} as const;

export type LohaValues = Values<typeof parameters>;

/** The figure that trains, and its run in a state of the page. */
export const live = liveRun('adapter', parameters, { method: 'loha' }, { rank: 'r1', rank2: 'r2' });

/** The live run had a pair of its own. */
export const renamed = { rank: 'r1', rank2: 'r2' } as const;
export const { runOf } = live;
