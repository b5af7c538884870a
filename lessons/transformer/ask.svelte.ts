/**
 * The latest answer of the decoder's worker (decoder.worker.ts) to one kind of question: a figure has a line of its own. There
 * are two workers, so that what answers at once does not wait for what takes longer; each reads the decoder once.
 */
import { onDestroy } from 'svelte';
import type { WorkerEnd } from '$src/experiments/line';
import { SharedEnd } from '$src/experiments/shared';
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

const start = (): Worker => new Worker(new URL('./decoder.worker.ts', import.meta.url), { type: 'module' });
type Any = Answers[keyof Questions];
const [quick, thorough] = [new SharedEnd<Asked, Any>(start), new SharedEnd<Asked, Any>(start)];

/** Those that read all held-out texts, and more than once. */
const LONG: readonly (keyof Questions)[] = ['rounding', 'mixture'];

/** Call while a component initialises: its worker starts with the first question, and ends with the last that asks it. */
export function useDecoder<K extends keyof Questions>(kind: K): Asking<K> {
	const worker = LONG.includes(kind) ? thorough : quick;
	// A line hears the answers to its own questions alone.
	const latest = new Latest<Asked, Answers[K]>(() => worker.connect() as WorkerEnd<Asked, Answers[K]>);
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
