/**
 * What a reader predicts in a figure, kept among their progress: the settings that say it, and those that decide what
 * is right, as part of an address. So a prediction is never without the state that it was made in.
 */
import { formatQuery } from '$src/schema/field';
import { progress } from '$src/progress/progress.svelte';
import type { LessonState } from './state.svelte';

/** The settings of these names, all of them written out. @returns such as guess=2&billions=60 */
export function stateText(
	{ lesson, values }: Pick<LessonState, 'lesson' | 'values'>,
	names: readonly string[]
): string {
	const said = Object.entries(lesson.parameters).filter(([name]) => names.includes(name));
	const always = Object.fromEntries(said.map(([name, field]) => [name, { ...field, always: true }]));
	return formatQuery(always, values).toString();
}

/** Of a reader only: a room predicts by hands. @param figure its name, as in data-figure */
export function notePrediction(page: LessonState, figure: string, names: readonly string[]): void {
	if (page.role !== 'reader') return;
	progress.note(page.lesson.id, 'prediction', figure, stateText(page, names));
}
