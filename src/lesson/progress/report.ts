/** What somebody handed in, lesson by lesson: each answer is checked again, whatever the link says about it. */
import { judge } from '$src/exercises/judge';
import { exerciseNumber, type Lesson } from '../define';
import { readKey, type Entries, type Entry, type Key, type Outcome } from './record';
import { behindLesson } from './runAddress';

export interface Line {
	readonly key: Key;
	readonly entry: Entry;
	/** Null where there is nothing to check. */
	readonly checked: Outcome | null;
	/** Of an exercise, as its page numbers it; 0 for anything else. */
	readonly number: number;
	/** Of a run, what follows the lesson's address to open it there; null where the lesson cannot show it, or this is no run. */
	readonly address: string | null;
}

type Reported = Pick<Lesson, 'id' | 'exercises' | 'parameters' | 'live'>;

/** The lines of one lesson, its exercises in the order of the page before the rest; what the lesson does not have is left out. */
export function linesOf(lesson: Reported, entries: Entries): Line[] {
	const { id, exercises } = lesson;
	const lines = [...entries].flatMap(([written, entry]): Line[] => {
		const key = readKey(written);
		if (key?.place !== id) return [];
		if (key.kind !== 'exercise') {
			const address = key.kind === 'run' ? behindLesson(lesson, entry.value) : null;
			return [{ key, entry, checked: null, number: 0, address }];
		}
		const exercise = Object.hasOwn(exercises, key.id) ? exercises[key.id] : undefined;
		if (!exercise) return [];
		const right = judge(exercise, entry.value).kind === 'right';
		const checked = !right ? 'wrong' : entry.outcome === 'shown' ? 'shown' : 'right';
		return [{ key, entry, checked, number: exerciseNumber(exercises, key.id), address: null }];
	});
	const place = ({ number }: Line): number => (number === 0 ? Infinity : number);
	return lines.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
