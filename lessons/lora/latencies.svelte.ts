/** The state of a measurement of layers, one after the other in one worker, and how it ended. */
import { Line, type LineLimits, type WorkerEnd } from '$src/experiments/line';
import type { Latency, Layer } from './latency';
import type { LatencyAnswer, LatencyRequest } from './latency.worker';

export type LatencyWorker = WorkerEnd<LatencyRequest, LatencyAnswer>;

const connectWorker = (): LatencyWorker =>
	new Worker(new URL('./latency.worker.ts', import.meta.url), { type: 'module' });

export interface Timed {
	readonly layer: Layer;
	readonly latency: Latency;
}

export class Latencies {
	#phase = $state<'idle' | 'measuring' | 'failed'>('idle');
	#timed = $state.raw<readonly Timed[]>([]);
	#left: readonly LatencyRequest[] = [];
	readonly #line: Line<LatencyRequest, LatencyAnswer>;

	constructor(connect: () => LatencyWorker = connectWorker, limits?: LineLimits) {
		const owner = {
			hear: (answer: LatencyAnswer) => this.#hear(answer),
			ended: () => this.#next(),
			lost: () => (this.#phase = 'failed')
		};
		this.#line = new Line(connect, owner, limits);
	}

	get phase(): 'idle' | 'measuring' | 'failed' {
		return this.#phase;
	}
	/** In the order in which they were asked for. */
	get timed(): readonly Timed[] {
		return this.#timed;
	}

	/** Measures anew; what was known before is forgotten. */
	start(requests: readonly LatencyRequest[]): void {
		this.clear();
		this.#phase = 'measuring';
		this.#left = requests;
		this.#next();
	}

	/** Forgets what is known, and ends what is under way. */
	clear(): void {
		if (this.#line.busy) this.#line.end();
		this.#phase = 'idle';
		this.#timed = [];
		this.#left = [];
	}

	dispose(): void {
		this.#line.end();
	}

	#next(): void {
		const [first] = this.#left;
		if (first) this.#line.ask(first);
		else this.#phase = 'idle';
	}

	#hear(answer: LatencyAnswer): void {
		const [request, ...left] = this.#left;
		if (typeof answer === 'number' || !request) return;
		this.#timed = [...this.#timed, { layer: request.layer, latency: answer }];
		this.#left = left;
	}
}
