/** The lines of the page to its workers: one for the drawing, which must not wait, and one for what takes longer. */
import { onDestroy } from 'svelte';
import { Latest } from '$src/runs/latest.svelte';
import type { Answer, Question } from './protocol';

const connect = (): Worker => new Worker(new URL('./digits.worker.ts', import.meta.url), { type: 'module' });

/** Ended with the component. Call while it initialises. */
export function useAnswers<Q extends Question>(): Latest<Q, Extract<Answer, { readonly kind: Q['kind'] }>> {
	const latest = new Latest<Q, Extract<Answer, { readonly kind: Q['kind'] }>>(connect);
	onDestroy(() => latest.end());
	return latest;
}
