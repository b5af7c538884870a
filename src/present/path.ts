/** The path of 50 minutes: these lessons at ten minutes each, in each the screens that its notes mark. */
import type { LessonId } from '$lessons/order';

export const path: readonly LessonId[] = ['low-rank', 'lora', 'loha', 'optimum', 'lokr'];

/** An address may ask for the first marked screen without knowing which it is. */
export const FIRST_MARKED = 'path';

/** @returns the lesson after this one on the path, if there is one */
export const afterOnPath = (lesson: string): LessonId | undefined => {
	const position = path.findIndex((id) => id === lesson);
	return position < 0 ? undefined : path[position + 1];
};
