/** The state of the histogram: one worker that draws, what it has drawn so far, and how it ended. */
import { onDestroy } from 'svelte';
import { OneWorker, type WorkerEnd } from '$src/lesson/oneWorker';
import type { DrawnSpectra, DrawSettings } from './draws';
import type { DrawsAnswer } from './draws.worker';

export type DrawsPhase = 'idle' | 'drawing' | 'done' | 'stopped' | 'failed';

export type DrawsWorker = WorkerEnd<DrawSettings, DrawsAnswer>;

const connectWorker = (): DrawsWorker =>
	new Worker(new URL('./draws.worker.ts', import.meta.url), { type: 'module' });

export class Draws {
	#phase = $state<DrawsPhase>('idle');
	#drawn = $state.raw<readonly DrawnSpectra[]>([]);
	/** Of what is drawn; null before the first. */
	#settings = $state.raw<DrawSettings | null>(null);
	#failure = $state('');
	readonly #worker: OneWorker<DrawSettings, DrawsAnswer>;

	constructor(connect: () => DrawsWorker = connectWorker) {
		this.#worker = new OneWorker(connect, {
			hear: (answer) => this.#hear(answer),
			fail: (message) => this.#end('failed', message)
		});
	}

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
		this.#worker.ask(settings);
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
		this.#worker.end();
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
