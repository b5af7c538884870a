/** The state of the histogram: one worker that draws, what it has drawn so far, and how it ended. */
import { onDestroy } from 'svelte';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { DrawnSpectra, DrawSettings } from './draws';

export type DrawsPhase = 'idle' | 'drawing' | 'done' | 'stopped' | 'failed';

export type DrawsWorker = WorkerEnd<DrawSettings, readonly DrawnSpectra[]>;

const connectWorker = (): DrawsWorker =>
	new Worker(new URL('./draws.worker.ts', import.meta.url), { type: 'module' });

export class Draws {
	#phase = $state<DrawsPhase>('idle');
	#drawn = $state.raw<readonly DrawnSpectra[]>([]);
	/** Of what is drawn; null before the first. */
	#settings = $state.raw<DrawSettings | null>(null);
	#failure = $state('');
	readonly #line: Line<DrawSettings, readonly DrawnSpectra[]>;

	constructor(connect: () => DrawsWorker = connectWorker, limits?: LineLimits) {
		const owner = {
			hear: (answer: readonly DrawnSpectra[]) => this.#hear(answer),
			ended: () => this.#end('done'),
			lost: ({ message }: Loss) => this.#end('failed', message)
		};
		this.#line = new Line(connect, owner, limits);
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
		this.#line.ask(settings);
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

	#hear(answer: readonly DrawnSpectra[]): void {
		this.#drawn = [...this.#drawn, ...answer];
	}

	#end(phase: DrawsPhase, failure = ''): void {
		this.#line.end();
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
