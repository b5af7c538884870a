/** What is read off the rounds of a simulation: lines for a chart, and what it took to know so many pictures. Pure. */
import { formNames, type FormName } from '$src/experiments/federated/fields';
import type { Round } from '$src/experiments/federated/simulate';

export type Axis = 'bytes' | 'rounds';

export interface Curve {
	readonly form: FormName;
	/** One a round, in order: x in bytes or rounds, y from 0 to 1. */
	readonly points: readonly { readonly x: number; readonly y: number }[];
}

export const roundsOf = (form: FormName, rounds: readonly Round[]): readonly Round[] =>
	rounds.filter((round) => round.form === form);

/** Of the forms that have begun. */
export const curvesOf = (rounds: readonly Round[], axis: Axis): readonly Curve[] =>
	formNames
		.map((form): Curve => ({
			form,
			points: roundsOf(form, rounds).map(({ bytes, round, accuracy }) => ({
				x: axis === 'bytes' ? bytes : round,
				y: accuracy
			}))
		}))
		.filter(({ points }) => points.length > 0);

/**
 * By how many of so many pictures the two means differ after the last round, at most, over the forms whose means are two.
 * @returns null where no such form has a round
 */
export function unlikeMeans(rounds: readonly Round[], pictures: number): number | null {
	const all = formNames.flatMap((form) => {
		const last = roundsOf(form, rounds).at(-1);
		return last && last.ofProducts !== null
			? [Math.round(pictures * Math.abs(last.accuracy - last.ofProducts))]
			: [];
	});
	return all.length === 0 ? null : Math.max(...all);
}

/** Bytes sent by the end of the first round after which so many of the pictures are known; null where none is. */
export const bytesUntil = (rounds: readonly Round[], accuracy: number): number | null =>
	rounds.find((round) => round.accuracy >= accuracy)?.bytes ?? null;
