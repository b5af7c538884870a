/** The state of a measurement: one worker that times, what it has found so far, and how it ended. */
import { onDestroy } from 'svelte';
import { Line, type LineLimits, type Loss, type WorkerEnd } from '$src/experiments/line';
import type { Timings, TimingRequest } from './timing';

export type ClockPhase = 'idle' | 'measuring' | 'done' | 'stopped' | 'failed';

export type TimingWorker = WorkerEnd<TimingRequest, Timings>;

const connectWorker = (): TimingWorker =>
	new Worker(new URL('./timing.worker.ts', import.meta.url), { type: 'module' });

export class Clock {
	#phase = $state<ClockPhase>('idle');
	#timings = $state.raw<Timings | null>(null);
	#failure = $state('');
	readonly #line: Line<TimingRequest, Timings>;
	#request = '';

	constructor(connect: () => TimingWorker = connectWorker, limits?: LineLimits) {
		const owner = {
			hear: (answer: Timings) => this.#hear(answer),
			ended: () => this.#end('done'),
			lost: ({ message }: Loss) => this.#end('failed', message)
		};
		this.#line = new Line(connect, owner, limits);
	}

	get phase(): ClockPhase {
		return this.#phase;
	}
	/** Null before the first round. */
	get timings(): Timings | null {
		return this.#timings;
	}
	get failure(): string {
		return this.#failure;
	}

	/** Measures anew; what was known before is forgotten. */
	start(request: TimingRequest): void {
		this.reset();
		this.#request = JSON.stringify(request);
		this.#phase = 'measuring';
		this.#line.ask(request);
	}

	/** Keeps what is known. */
	stop(): void {
		if (this.#phase === 'measuring') this.#end('stopped');
	}

	/** Timings are of one request: another one makes them void. */
	expect(request: TimingRequest): void {
		if (this.#phase !== 'idle' && JSON.stringify(request) !== this.#request) this.reset();
	}

	reset(): void {
		this.#end('idle');
		this.#timings = null;
	}

	#hear(answer: Timings): void {
		this.#timings = answer;
	}

	#end(phase: ClockPhase, failure = ''): void {
		this.#line.end();
		this.#phase = phase;
		this.#failure = failure;
	}
}

/** Call while a component initialises; ends with it. */
export function useClock(): Clock {
	const clock = new Clock();
	onDestroy(() => clock.reset());
	return clock;
}
