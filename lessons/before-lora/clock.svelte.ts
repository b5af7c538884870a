/** The state of a measurement: one worker that times, what it has found so far, and how it ended. */
import { onDestroy } from 'svelte';
import type { Timings, TimingRequest } from './timing';
import type { TimingAnswer } from './timing.worker';

export type ClockPhase = 'idle' | 'measuring' | 'done' | 'stopped' | 'failed';

/** What a worker is to this class; tests give another. */
export interface TimingWorker {
	postMessage(request: TimingRequest): void;
	terminate(): void;
	onmessage: ((event: MessageEvent<TimingAnswer>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
}

const connectWorker = (): TimingWorker =>
	new Worker(new URL('./timing.worker.ts', import.meta.url), { type: 'module' });

export class Clock {
	#phase = $state<ClockPhase>('idle');
	#timings = $state.raw<Timings | null>(null);
	#failure = $state('');
	#worker: TimingWorker | undefined;
	#request = '';

	constructor(readonly connect: () => TimingWorker = connectWorker) {}

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
		try {
			const worker = this.connect();
			this.#worker = worker;
			worker.onmessage = ({ data }) => this.#hear(data);
			worker.onerror = (event) => {
				event.preventDefault();
				this.#end('failed', event.message || 'the worker could not be loaded');
			};
			worker.postMessage(request);
		} catch (error) {
			this.#end('failed', error instanceof Error ? error.message : String(error));
		}
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
		this.#worker?.terminate();
		this.#worker = undefined;
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
