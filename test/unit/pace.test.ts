import { expect, onTestFinished, test, vi } from 'vitest';
import { selectBackend } from '$src/compute/select';
import { experiment } from '$src/experiments/experiment';
import type { Result, TrainEvent } from '$src/experiments/protocol';
import { train, trainExperiment } from '$src/experiments/train';
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

test('measuring that takes long is done less often, and the losses are told all the same', async () => {
	// A clock that stands still but while something is measured.
	let clock = 0;
	const now = vi.spyOn(performance, 'now').mockImplementation(() => clock);
	onTestFinished(() => now.mockRestore());
	const made = experiment(run);
	const told: Extract<TrainEvent, { kind: 'progress' }>[] = [];
	const result = await trainExperiment(
		{
			...made,
			snapshot: (...of) => {
				clock += 1000;
				return made.snapshot(...of);
			}
		},
		{
			select: (wanted) => selectBackend(wanted, undefined),
			signal: new AbortController().signal,
			onEvent: (event) => {
				if (event.kind === 'progress') told.push(event);
			},
			progressEvery: 20
		}
	);
	expect(told.length).toBeGreaterThan(2);
	expect(told.filter(({ snapshot }) => snapshot)).toHaveLength(1);
	// What is kept to go on from is of the end of these losses, which only a measurement reads.
	for (const { snapshot, state } of told) if (!snapshot) expect(state).toBeNull();
	expect(told.flatMap(({ losses }) => [...losses])).toEqual([...result.losses]);
	expect(result.receipt).toContain('digest');
});
