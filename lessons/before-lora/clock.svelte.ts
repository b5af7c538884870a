/** The state of a measurement: one worker that times, what it has found so far, and how it ended. */
import { onDestroy } from 'svelte';
import { OneWorker, type WorkerEnd } from '$src/lesson/oneWorker';
import type { Timings, TimingRequest } from './timing';
import type { TimingAnswer } from './timing.worker';

export type ClockPhase = 'idle' | 'measuring' | 'done' | 'stopped' | 'failed';

export type TimingWorker = WorkerEnd<TimingRequest, TimingAnswer>;

const connectWorker = (): TimingWorker =>
	new Worker(new URL('./timing.worker.ts', import.meta.url), { type: 'module' });

export class Clock {
	#phase = $state<ClockPhase>('idle');
	#timings = $state.raw<Timings | null>(null);
	#failure = $state('');
	readonly #worker: OneWorker<TimingRequest, TimingAnswer>;
	#request = '';

	constructor(connect: () => TimingWorker = connectWorker) {
		this.#worker = new OneWorker(connect, {
			hear: (answer) => this.#hear(answer),
			fail: (message) => this.#end('failed', message)
		});
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
		this.#worker.ask(request);
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

	#hear(answer: TimingAnswer): void {
		if (answer.kind === 'failed') return this.#end('failed', answer.message);
		this.#timings = answer.timings;
		if (answer.kind === 'done') this.#end('done');
	}

	#end(phase: ClockPhase, failure = ''): void {
		this.#worker.end();
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
