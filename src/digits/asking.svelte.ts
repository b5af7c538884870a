/** What the figures of the page ask its worker: a line each, and one worker, which reads a drawing in between what takes longer. */
import { onDestroy } from 'svelte';
import { SharedEnd } from '$src/experiments/shared';
import type { WorkerEnd } from '$src/experiments/line';
import { Latest } from '$src/runs/latest.svelte';
import type { Answer, Question } from './protocol';

const worker = new SharedEnd<Question, Answer>(
	() => new Worker(new URL('./digits.worker.ts', import.meta.url), { type: 'module' })
);

/** Ended with the component. Call while it initialises. */
export function useAnswers<Q extends Question>(): Latest<Q, Extract<Answer, { readonly kind: Q['kind'] }>> {
	type Own = Extract<Answer, { readonly kind: Q['kind'] }>;
	// A line hears the answers to its own questions alone.
	const latest = new Latest<Q, Own>(() => worker.connect() as WorkerEnd<Q, Own>);
	onDestroy(() => latest.end());
	return latest;
}
