import { expect, test } from 'vitest';
import { selectBackend } from '$src/compute/select';
import type { Result, TrainEvent } from '$src/experiments/protocol';
import { train } from '$src/experiments/train';
import { runOf } from './backendSuite';

const run = runOf({ method: 'lora', task: 'gaussian', steps: 200, backend: 'cpu' });

async function paced(
	leastMs: number,
	signal = new AbortController().signal
): Promise<{ result: Result; events: TrainEvent[]; ms: number }> {
	const events: TrainEvent[] = [];
	const before = performance.now();
	const result = await train(run, {
		select: (wanted) => selectBackend(wanted, undefined),
		signal,
		onEvent: (event) => void events.push(event),
		progressEvery: 20,
		leastMs
	});
	return { result, events, ms: performance.now() - before };
}

test('a run that is to be watched takes its time evenly, and ends with the same bits', async () => {
	const [watched, quick] = [await paced(500), await paced(0)];
	expect(watched.ms).toBeGreaterThan(499);
	expect(watched.result.receipt).toBe(quick.result.receipt);
	expect(watched.result.receipt).toContain('digest');
	const progress = watched.events.filter(({ kind }) => kind === 'progress');
	expect(progress.length).toBeGreaterThan(20);
	// The speed that is told is that of the backend.
	expect(watched.result.stepsPerSecond).toBeGreaterThan(200 / 0.5);
});

test('a run that waits to be watched hears a stop at once', async () => {
	const stop = new AbortController();
	const running = paced(60_000, stop.signal);
	setTimeout(() => stop.abort(), 100);
	const { result, ms } = await running;
	expect(result.step).toBeLessThan(200);
	expect(ms).toBeLessThan(5000);
});
