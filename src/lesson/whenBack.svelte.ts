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

const PLACE = 'rankscope.figure';

/**
 * What a figure has to show is kept as text as long as the tab, and handed to it where the reader comes back. Call while
 * a component initialises.
 * @param figure its name on the page
 * @param text what it has, as text that whoever reads it checks; null while it has nothing that is finished
 * @param draw takes what was kept
 */
export function bringBack(
	lesson: LessonState,
	figure: string,
	text: () => string | null,
	draw: (text: string) => void
): void {
	const key = `${PLACE} ${lesson.lesson.id} ${figure}`;
	// Before it is overwritten below.
	whenBack(lesson, () => {
		const kept = read(key);
		if (kept !== null) draw(kept);
	});
	$effect(() => {
		const finished = text();
		if (finished !== null) write(key, finished);
	});
}

function read(key: string): string | null {
	try {
		return sessionStorage.getItem(key);
	} catch {
		return null;
	}
}
function write(key: string, text: string): void {
	try {
		sessionStorage.setItem(key, text);
	} catch {
		// Storage may be full or forbidden: then the figure is measured anew.
	}
}
