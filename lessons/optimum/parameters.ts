/** What the reader of this lesson can set: a target, a corner of the lattice, a small layer, and their guess. */
import { choice, flag, integer, text, type Values } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';
import { seedField } from '$src/schema/seed';

/** Ranks that the lattice shows; every cheapest pair of every target fits into it. */
export const LARGEST_RANK = 16;

/** Targets on which pairs of one cost are compared. */
export const fitTasks = ['low-rank:8', 'gaussian'] as const;
/** Pairs with the sum 9, and no guess yet. */
export const fitGuesses = ['open', '1.8', '2.7', '3.6', '4.5'] as const;

const rank = (which: string, start: number) =>
	integer({ min: 1, max: LARGEST_RANK, default: start, about: `rank of the ${which} product` });

export const parameters = {
	target: integer({ min: 1, max: 64, default: 16, about: 'T, what r1·r2 must reach' }),
	r1: rank('first', 2),
	r2: rank('second', 8),
	out: integer({ min: 2, max: 48, default: 36, about: 'rows m of the layer that is measured' }),
	in: integer({ min: 2, max: 48, default: 28, about: 'columns n of the layer that is measured' }),
	guess: text({
		pattern: /^$|^([1-9]|1[0-6])\.([1-9]|1[0-6])\.([1-9]|[1-5]\d|6[0-4])$/,
		expected: 'a corner and the target that it was pinned for, such as 2.8.16',
		default: '',
		about: "the reader's guess: r1.r2.T"
	}),
	shown: flag('hyperbola, level line and the cheapest corners are shown'),
	equalR: integer({ min: 1, max: LARGEST_RANK, default: 4, about: 'R of the comparison with LoRA' }),
	layerOut: integer({ min: 1, max: 16384, default: 768, about: 'rows of the layer that wants full rank' }),
	layerIn: integer({ min: 1, max: 16384, default: 3072, about: 'columns of the layer that wants full rank' }),
	fitTask: choice(fitTasks, {
		default: 'low-rank:8',
		about: 'the target that four pairs of one cost are fitted to'
	}),
	fitGuess: choice(fitGuesses, { default: 'open', about: 'the pair that the reader expects to fit best' }),
	backend: runSchema.backend,
	seed: seedField()
} as const;

export type OptimumValues = Values<typeof parameters>;
