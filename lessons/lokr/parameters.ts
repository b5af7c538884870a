/**
 * What the reader of this lesson can set: predictions, the two small factors that everything is derived on, the
 * receipt of the live run, the layer whose factor pairs are plotted, and the matrix to be approximated.
 */
import { liveRun } from '$src/lesson/live';
import { choice, flag, integer, real, text, type Values } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { seedField } from '$src/schema/seed';
import { boardPattern, MOST_ON_BOARD, pastedPattern } from './typed';

/** What a reader may expect of a rank. */
export const guesses = ['open', '1', '2', '4', '8', '16'] as const;
const guess = (shape: string) =>
	choice(guesses, { default: 'open', about: `the reader's prediction of the rank of ${shape}` });

/** Targets that fit every size which is a multiple of 8. */
export const tasks = ['identity', 'kron:8x8', 'kron:2x2', 'block:8', 'low-rank:8', 'gaussian'] as const;

const board = (name: string, matrix: string) =>
	text({
		default: matrix,
		pattern: boardPattern,
		expected: `up to ${MOST_ON_BOARD} rows of up to ${MOST_ON_BOARD} short numbers, such as 1 2;3 4`,
		about: `${name} of the derivation, its rows ended by semicolons`
	});

const layer = (about: string, size: number) => integer({ min: 1, max: 16384, default: size, about });

/** Points of the curve that the reader sketches. */
export const SKETCH_POINTS = 6;

export const parameters = {
	guessLine: guess('1×16 ⊗ 16×1'),
	guessOblong: guess('2×8 ⊗ 8×2'),
	guessSquare: guess('4×4 ⊗ 4×4'),
	shown: flag('the ranks of the three shapes are measured and shown'),

	matrixA: board('A', '1 2;3 4'),
	matrixB: board('B', '0 5;6 7'),
	identities: flag('the two masks are drawn for A = B = I₃, as in the lesson on LoHa'),
	block: integer({
		min: 0,
		max: MOST_ON_BOARD * MOST_ON_BOARD,
		default: 1,
		about: 'blocks of A ⊗ B that are filled'
	}),

	rank: { ...runSchema.rank, max: 40, default: 2 },
	sketch: text({
		default: '',
		pattern: new RegExp(`^$|^\\d{1,2}(\\.\\d{1,2}){0,${SKETCH_POINTS - 1}}$`),
		expected: `up to ${SKETCH_POINTS} ranks from 0 to 99 with dots between them, such as 1.2.3.4.5.6`,
		about: "the reader's sketch of the rank of ΔW at some r"
	}),
	factor: { ...runSchema.factor, max: 64 },
	decomposeBoth: runSchema.decomposeBoth,
	alpha: { ...runSchema.alpha, max: 64 },
	out: { ...runSchema.out, min: 8, max: 64, default: 64, step: 8 },
	in: { ...runSchema.in, min: 8, max: 64, default: 64, step: 8 },
	task: choice(tasks, { default: 'identity', about: runSchema.task.about }),
	steps: { ...runSchema.steps, min: 10, max: 5000, default: 800, step: 10 },
	lr: real({ min: 0.0001, max: 1, step: 0.0001, default: 0.03, about: runSchema.lr.about }),
	optimizer: runSchema.optimizer,
	schedule: choice(runSchema.schedule.choices, { default: 'cosine', about: runSchema.schedule.about }),
	backend: runSchema.backend,
	seed: seedField(),

	layerOut: layer('rows of the layer whose factor pairs are plotted', 768),
	layerIn: layer('columns of the layer whose factor pairs are plotted', 3072),
	layerRank: integer({
		min: 1,
		max: 128,
		default: 31,
		about: 'r of the layer whose factor pairs are plotted'
	}),
	pairA: layer('rows of A of the pair looked at, the nearest divisor of the rows of the layer', 24),
	pairC: layer('columns of A of the pair looked at, the nearest divisor of the columns of the layer', 64),

	nearest: choice(['diagonal', 'counting', 'own'], {
		default: 'diagonal',
		about: 'the matrix whose nearest Kronecker product is sought'
	}),
	own: text({
		default: '',
		pattern: pastedPattern,
		expected: 'rows of numbers, their rows ended by semicolons',
		about: "the reader's own matrix"
	}),
	nearestA: integer({ min: 1, max: 16, default: 2, about: 'rows of A in the nearest A ⊗ B' }),
	nearestC: integer({ min: 1, max: 16, default: 2, about: 'columns of A in the nearest A ⊗ B' })
} as const;

export type LokrValues = Values<typeof parameters>;

/** The figure that trains, and its run in a state of the page. */
export const live = liveRun('adapter', parameters, { method: 'lokr' });
export const { runOf } = live;
