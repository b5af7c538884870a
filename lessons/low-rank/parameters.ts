/**
 * What the reader of this lesson can set. `k`, `picture` and `seed` belong to the pictures; the rest to the small
 * matrices of the derivation, and to what the reader sketched or dragged. A picture of one's own is not in here:
 * it never leaves the machine, so no address can name it.
 */
import { choice, flag, integer, real, text, type Values } from '$src/schema/field';
import { seedField } from '$src/schema/seed';

export const pictures = ['photo', 'digits'] as const;
export type PictureName = (typeof pictures)[number];

/** Matrices that the derivation can be watched on: 8×6 from the seed, or the diagonal 4, 3, 2, 1 for the board. */
export const matrices = ['random', 'diagonal'] as const;

/** Points of a curve that the reader sketches. */
export const SKETCH_POINTS = 6;

/** Numbers from 0 to 100 with dots between them; nothing means that the reader has not touched it. */
const percents = (most: number): RegExp =>
	new RegExp(`^$|^(\\d|[1-9]\\d|100)(\\.(\\d|[1-9]\\d|100)){0,${most - 1}}$`);

export const parameters = {
	k: integer({ min: 1, max: 256, default: 16, about: 'rank of the approximation of picture and noise' }),
	picture: choice(pictures, { default: 'photo', about: 'what is taken apart' }),
	seed: seedField(),
	/** Below 100: of a picture in floating point, all of the energy is what rounding makes of it. */
	energy: real({
		min: 50,
		max: 99.9,
		step: 0.1,
		default: 99,
		about: 'share of the energy that is to be kept, in percent'
	}),
	smallK: integer({ min: 1, max: 5, default: 2, about: 'k in the derivation and its figure' }),
	matrix: choice(matrices, { default: 'random', about: 'the matrix of the derivation' }),
	/** Not 0: where both sides of an inequality vanish, rounding alone would decide it. */
	away: real({
		min: 0.05,
		max: 1,
		step: 0.05,
		default: 0.5,
		about: 'how far the competitor B of the derivation is from the best'
	}),
	weights: text({
		pattern: percents(6),
		expected: 'up to six numbers from 0 to 100 with dots between them, such as 100.50.0.0.0.0',
		default: '',
		about: "the reader's shares of the budget, in percent"
	}),
	sketch: text({
		pattern: percents(SKETCH_POINTS),
		expected: 'up to six numbers from 0 to 100 with dots between them, such as 60.50.40.30.20.10',
		default: '',
		about: "the reader's sketch of the error curve, in percent"
	}),
	shown: flag('the true error curves are shown beside the sketch')
} as const;

export type LowRankValues = Values<typeof parameters>;

/** The numbers of a text such as 60.50.40 between 0 and 1; `fallback` where it has none. */
export const sharesOf = (percent: string, fallback: readonly number[]): number[] => {
	const given = percent === '' ? [] : percent.split('.').map((part) => Number(part) / 100);
	return fallback.map((value, i) => given[i] ?? value);
};

export const percentText = (shares: readonly number[]): string =>
	shares.map((share) => Math.round(100 * Math.min(1, Math.max(0, share)))).join('.');
