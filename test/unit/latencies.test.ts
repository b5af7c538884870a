/** The state of the latency measurement in the lesson LoRA, with a worker that says what the test tells it to. */
import { expect, test } from 'vitest';
import { tensor } from '$src/math/tensor';
import { Latencies } from '$lessons/lora/latencies.svelte';
import type { Latency, Layer } from '$lessons/lora/latency';
import type { LatencyAnswer, LatencyRequest } from '$lessons/lora/latency.worker';
import { fakeWorkers } from './fakeWorker';

const numbers = Float32Array.from(tensor([1], [1]).data);
const layer = (size: number): Layer => ({
	...{ out: size, in: size, rank: 1, scale: 1 },
	...{ w0: numbers, b: numbers, a: numbers }
});
const requests = [2, 4].map((size): LatencyRequest => ({ layer: layer(size), x: numbers, samples: 1 }));
const middle = { median: 1, lower: 1, upper: 1 };
const latency: Latency = {
	...{ merged: middle, unmerged: middle, samples: 1, passes: 1, resolution: 1, batch: 1, difference: 0 }
};

test('layers are timed one after another in one worker, and another choice ends that', () => {
	const { connect, last, made } = fakeWorkers<LatencyRequest, LatencyAnswer>();
	const latencies = new Latencies(connect);
	latencies.start(requests);
	for (const [i, { layer: one }] of requests.entries()) {
		expect(last().asked.at(-1)?.layer).toBe(one);
		last().tell(10);
		last().tell(latency);
		last().end();
		expect(latencies.timed.map(({ layer: { out } }) => out)).toEqual([2, 4].slice(0, i + 1));
	}
	expect([latencies.phase, made.length]).toEqual(['idle', 1]);
	latencies.start(requests);
	latencies.clear();
	expect([latencies.phase, latencies.timed.length, last().terminated]).toEqual(['idle', 0, true]);
});

test('a worker that goes silent in the middle leaves what is known, and says that it failed', async () => {
	const { connect, last } = fakeWorkers<LatencyRequest, LatencyAnswer>();
	const latencies = new Latencies(connect, { start: 20, silence: 20, stop: 20 });
	latencies.start(requests);
	last().tell(latency);
	last().end();
	await expect.poll(() => latencies.phase).toBe('failed');
	expect([latencies.timed.length, last().terminated]).toEqual([1, true]);
});
