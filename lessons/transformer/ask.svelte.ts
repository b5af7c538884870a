/** The latest answer of the decoder's worker (decoder.worker.ts) to one kind of question: a figure has one of its own. */
import { onDestroy } from 'svelte';
import type { WorkerEnd } from '$src/experiments/line';
import { Latest } from '$src/runs/latest.svelte';
import type { Answers, Asked, Questions } from './decoder';

export interface Asking<K extends keyof Questions> {
	readonly answer: Answers[K] | null;
	/** Of the question that was answered. */
	readonly key: string;
	readonly failure: string | null;
	ask(key: string, question: Questions[K]): void;
	again(): void;
}

/** Call while a component initialises: its worker starts with the first question, and ends with the component. */
export function useDecoder<K extends keyof Questions>(kind: K): Asking<K> {
	type End = WorkerEnd<Asked, Answers[K]>;
	const latest = new Latest<Asked, Answers[K]>(
		(): End => new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' })
	);
	onDestroy(() => latest.end());
	return {
		get answer() {
			return latest.known?.answer ?? null;
		},
		get key() {
			return latest.known?.key ?? '';
		},
		get failure() {
			return latest.failure;
		},
		ask: (key, of) => latest.ask(key, { kind, of } as Asked),
		again: () => latest.again()
	};
}
