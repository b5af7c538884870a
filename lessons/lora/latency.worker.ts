/** Runs latency.ts away from the page's thread: a layer in, its timings out. */
import { measureLatency, type Latency, type Layer } from './latency';

export interface LatencyRequest {
	readonly layer: Layer;
	readonly x: Float32Array;
	readonly samples: number;
}

export type LatencyAnswer =
	{ readonly kind: 'progress'; readonly done: number } | { readonly kind: 'done'; readonly latency: Latency };

const answer = (message: LatencyAnswer): void => postMessage(message);

addEventListener('message', ({ data }: MessageEvent<LatencyRequest>) => {
	const latency = measureLatency(data.layer, data.x, {
		samples: data.samples,
		now: () => performance.now(),
		onProgress: (done) => {
			if (done % 10 === 0) answer({ kind: 'progress', done });
		}
	});
	answer({ kind: 'done', latency });
});
