/** The state of the histogram: one worker that draws, what it has drawn so far, and how it ended. */
import { onDestroy } from 'svelte';
import type { DrawnSpectra, DrawSettings } from './draws';
import type { DrawsAnswer } from './draws.worker';

export type DrawsPhase = 'idle' | 'drawing' | 'done' | 'stopped' | 'failed';

/** What a worker is to this class; tests give another. */
export interface DrawsWorker {
	postMessage(settings: DrawSettings): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<DrawsAnswer>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

const connectWorker = (): DrawsWorker =>
	new Worker(new URL('./draws.worker.ts', import.meta.url), { type: 'module' });

export class Draws {
	#phase = $state<DrawsPhase>('idle');
	#drawn = $state.raw<readonly DrawnSpectra[]>([]);
	/** Of what is drawn; null before the first. */
	#settings = $state.raw<DrawSettings | null>(null);
	#failure = $state('');
	#worker: DrawsWorker | undefined;

	constructor(readonly connect: () => DrawsWorker = connectWorker) {}

	get phase(): DrawsPhase {
		return this.#phase;
	}
	get drawn(): readonly DrawnSpectra[] {
		return this.#drawn;
	}
	get settings(): DrawSettings | null {
		return this.#settings;
	}
	get failure(): string {
		return this.#failure;
	}

	/** Draws anew; what was drawn before is forgotten. */
	start(settings: DrawSettings): void {
		this.reset();
		this.#settings = settings;
		this.#phase = 'drawing';
		try {
			const worker = this.connect();
			this.#worker = worker;
			worker.onmessage = ({ data }) => this.#hear(data);
			worker.onerror = (event) => {
				event.preventDefault();
				this.#end('failed', event.message || 'the worker could not be loaded');
			};
			worker.postMessage(settings);
		} catch (error) {
			this.#end('failed', error instanceof Error ? error.message : String(error));
		}
	}

	/** Keeps what is drawn. */
	stop(): void {
		if (this.#phase === 'drawing') this.#end('stopped');
	}

	reset(): void {
		this.#end('idle');
		this.#drawn = [];
		this.#settings = null;
	}

	#hear(answer: DrawsAnswer): void {
		if (answer.kind === 'progress') this.#drawn = [...this.#drawn, ...answer.drawn];
		else if (answer.kind === 'done') this.#end('done');
		else this.#end('failed', answer.message);
	}

	#end(phase: DrawsPhase, failure = ''): void {
		this.#worker?.terminate();
		this.#worker = undefined;
		this.#phase = phase;
		this.#failure = failure;
	}
}

/** Call while a component initialises; ends with it. */
export function useDraws(): Draws {
	const draws = new Draws();
	onDestroy(() => draws.reset());
	return draws;
}
