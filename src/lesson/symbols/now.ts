/** What a symbol of a lesson has as its value on the page. */
import type { Tensor } from '$src/math/tensor';
import { own } from '$src/own';
import type { LessonState } from '../state.svelte';

/** What a symbol is now: a number, or a matrix; null where the page has neither. */
export function nowOf(state: LessonState, symbol: string): number | Tensor | null {
	const entry = own(state.lesson.symbols, symbol);
	const set = entry?.parameter === undefined ? undefined : own(state.values, entry.parameter);
	if (typeof set === 'number') return set;
	const found = state.environment.get(entry?.leaf ?? symbol);
	if (!found) return null;
	return found.shape.length === 0 ? (found.data[0] ?? null) : found;
}
