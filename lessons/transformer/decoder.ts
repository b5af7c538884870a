/**
 * What the figures ask of the decoder, beside training it: what it says and loses, what it attends to, what rounding does
 * to merged weights, what a mixture loses, where its directions lie. Worked out in float64 in a worker
 * (decoder.worker.ts), whose base is loaded first; it holds no state of a page.
 */
import { attends, mixed, updatesOf, writes, type Updates } from '$src/experiments/networks';
import type { Tensor } from '$src/math/tensor';
import { wrongIn } from '$src/models/grammar';
import { judged } from '$src/models/network';
import { grammarSets, LENGTH, nextOf, wordScores } from '$src/models/transformer';
import type { Run } from '$src/receipt/run';
import { directionsOf, type Directions } from './directions';
import { roundingOf, type Rounding } from './merging';

/** An adapter that was trained: a run and its factors. */
export interface Factors {
	readonly run: Run;
	readonly factors: Readonly<Record<string, Float32Array>>;
}

/** Mean −log odds of the next word on texts that nothing is trained on, beside what the source itself loses there. */
export interface Losses {
	readonly south: number;
	readonly north: number;
	readonly bestSouth: number;
	readonly bestNorth: number;
}

/** A text that the decoder wrote. */
export interface Spoken {
	/** By their places in WORDS, from a full stop on. */
	readonly words: readonly number[];
	/** Which of them the south could not have said there. */
	readonly wrong: readonly boolean[];
}

export interface Questions {
	/** What it says and loses; null is the decoder as it came. */
	readonly speech: { readonly trained: Factors | null; readonly seed: number };
	readonly attention: {
		readonly trained: Factors | null;
		readonly words: readonly number[];
		readonly block: number;
	};
	readonly rounding: { readonly trained: Factors };
	readonly mixture: { readonly parts: readonly (readonly [weight: number, trained: Factors])[] };
	readonly directions: {
		readonly trained: Factors;
		readonly other: Factors | null;
		readonly module: string;
	};
}

export interface Answers {
	readonly speech: {
		readonly spoken: readonly Spoken[];
		/** Of the decoder as it came; of an adapter the training has told them. */
		readonly losses: Losses | null;
	};
	/** [heads, positions, positions seen]; rows sum to 1. */
	readonly attention: { readonly before: Tensor; readonly after: Tensor | null };
	readonly rounding: readonly Rounding[];
	readonly mixture: Losses;
	readonly directions: Directions;
}

/**
 * Words of a text behind the full stop that it begins with, and texts: the decoder learnt texts that begin so and are no
 * longer than what it sees.
 */
export const SAID = LENGTH - 1;
export const TEXTS = 3;

const NONE: Updates = new Map();
export const deltas = (trained: Factors | null): Updates =>
	trained ? updatesOf(trained.run, trained.factors) : NONE;

export function lossesOf(updates: Updates): Losses {
	const of = (dialect: 'south' | 'north'): readonly [loss: number, best: number] => {
		const { words, best } = grammarSets(dialect).heldOut();
		return [judged(wordScores(updates, words), nextOf(words)).loss, best];
	};
	const [[south, bestSouth], [north, bestNorth]] = [of('south'), of('north')];
	return { south, north, bestSouth, bestNorth };
}

export const spokenBy = (updates: Updates, seed: number): readonly Spoken[] =>
	Array.from({ length: TEXTS }, (_, i) => {
		const words = writes(updates, [0], SAID, (seed + i) % 2 ** 32);
		return { words, wrong: wrongIn('south', words) };
	});

export const answers: { readonly [K in keyof Questions]: (question: Questions[K]) => Answers[K] } = {
	speech: ({ trained, seed }) => {
		const updates = deltas(trained);
		return { spoken: spokenBy(updates, seed), losses: trained ? null : lossesOf(updates) };
	},
	attention: ({ trained, words, block }) => ({
		before: attends(NONE, words, block - 1),
		after: trained ? attends(deltas(trained), words, block - 1) : null
	}),
	rounding: ({ trained }) => roundingOf(deltas(trained)),
	mixture: ({ parts }) => lossesOf(mixed(parts.map(([weight, trained]) => [weight, deltas(trained)]))),
	directions: ({ trained, other, module }) =>
		directionsOf(deltas(trained).get(module), other ? deltas(other).get(module) : undefined, module)
};

/** A question with its name, as it goes over the line. */
export type Asked = {
	readonly [K in keyof Questions]: { readonly kind: K; readonly of: Questions[K] };
}[keyof Questions];
