/** Runs latency.ts away from the page's thread: a layer in, its timings out. */
import { serve } from '$src/experiments/serve';
import { measureLatency, type Latency, type Layer } from './latency';

export interface LatencyRequest {
	readonly layer: Layer;
	readonly x: Float32Array;
	readonly samples: number;
}

/** How many samples are done, then what they tell. */
export type LatencyAnswer = number | Latency;

serve<LatencyRequest, LatencyAnswer>(({ layer, x, samples }, tell) => {
	const now = (): number => performance.now();
	const onProgress = (done: number): void => {
		if (done % 10 === 0) tell(done);
	};
	tell(measureLatency(layer, x, { samples, now, onProgress }));
});
