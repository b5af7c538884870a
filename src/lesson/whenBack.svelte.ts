/** What a figure does when the reader has come back to its page. */
import { untrack } from 'svelte';
import type { LessonState } from './state.svelte';

/**
 * Calls once the page has taken over its address, where the reader came back by Back, Forward or the other language:
 * what was finished here is drawn again. Call while a component initialises.
 */
export function whenBack(lesson: LessonState, draw: () => void): void {
	$effect(() => {
		if (lesson.isBack) untrack(draw);
	});
}
