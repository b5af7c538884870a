/** What somebody handed in, lesson by lesson: each answer is checked again, whatever the link says about it. */
import { judge } from '$src/exercises/judge';
import { exerciseNumber, type Lesson } from '$src/lesson/define';
import type { Prediction } from '$src/lesson/discover';
import { readKey, type Entries, type Entry, type Key, type Outcome } from '$src/progress/record';
import { behindLesson, predictedAt } from './runAddress';
import { own } from '$src/own';

export interface Line {
	readonly key: Key;
	readonly entry: Entry;
	/** Null where there is nothing to check. */
	readonly checked: Outcome | null;
	/** Of an exercise, as its page numbers it, and of a prediction, in the order of the page; 0 for anything else. */
	readonly number: number;
	/** Of a prediction that the page makes one choose: what was chosen, and what happens. */
	readonly predicted: { readonly choice: string; readonly truth: string } | null;
	/** Of a run, or a prediction in a figure: what follows the lesson's address to open it there; null where nothing does. */
	readonly address: string | null;
}

/** More than a lesson has exercises, or predictions. */
const MANY = 1000;

type Reported = Pick<Lesson, 'id' | 'exercises' | 'parameters' | 'live'>;

/**
 * The lines of one lesson: its exercises in the order of the page, its predictions likewise, then the rest; what the
 * lesson does not have is left out.
 * @param predictions what the page asks, in its language
 */
export function linesOf(lesson: Reported, predictions: readonly Prediction[], entries: Entries): Line[] {
	const { id, exercises } = lesson;
	const lines = [...entries].flatMap(([written, entry]): Line[] => {
		const key = readKey(written);
		if (key?.place !== id) return [];
		if (key.kind !== 'exercise') {
			const at = key.kind === 'prediction' ? predictions.findIndex((asked) => asked.id === key.id) : -1;
			const asked = predictions[at];
			const choice = /^\d+$/.test(entry.value) ? asked?.choices[Number(entry.value)] : undefined;
			const predicted = asked && choice !== undefined ? { choice, truth: asked.answer } : null;
			const address =
				key.kind === 'run'
					? behindLesson(lesson, entry.value)
					: key.kind === 'prediction'
						? predictedAt(lesson, key.id, entry.value)
						: null;
			return [{ key, entry, checked: null, number: predicted ? at + 1 : 0, predicted, address }];
		}
		const exercise = own(exercises, key.id);
		if (!exercise) return [];
		const right = judge(exercise, entry.value).kind === 'right';
		const checked = !right ? 'wrong' : entry.outcome === 'shown' ? 'shown' : 'right';
		return [
			{ key, entry, checked, number: exerciseNumber(exercises, key.id), predicted: null, address: null }
		];
	});
	const place = ({ number, predicted }: Line): number =>
		number === 0 ? 2 * MANY : predicted ? MANY + number : number;
	return lines.toSorted((a, b) => place(a) - place(b));
}
