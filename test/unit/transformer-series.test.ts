/** Runs one after the other (lessons/transformer/series.svelte.ts), with a worker that says what the test tells it to. */
import { expect, test } from 'vitest';
import type { Answer, Note, Request, Result } from '$src/experiments/protocol';
import { FinishedRuns } from '$src/runs/finished';
import { TrainingSession } from '$src/runs/training.svelte';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { Series } from '$lessons/transformer/series.svelte';
import { fakeWorkers } from './fakeWorker';

const run = (rank: number): Run => ({ ...defaultsOf(runSchema), rank, steps: 2 });
const result = (loss: number): Result => ({
	...{ step: 2, factors: { A: Float32Array.of(1) }, modules: [], error: NaN, metrics: { loss } },
	...{ losses: Float32Array.of(2, 1), parameters: 1, floor: null },
	...{ backend: { name: 'cpu', adapter: 'one core' }, stepsPerSecond: 1, receipt: '', resumed: false }
});

function made() {
	const { connect, last, made: workers } = fakeWorkers<Request, Answer, Note>();
	const series = new Series(new TrainingSession(connect, undefined, new FinishedRuns(() => null)));
	const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
	const say = async (answer: Answer): Promise<void> => {
		last().tell(answer);
		last().end();
		await settled();
	};
	const ranks = (): number[] =>
		workers.flatMap(({ asked }) => asked).flatMap((one) => (one.kind === 'train' ? [one.run.rank] : []));
	return { series, say, ranks, settled };
}

test('a series trains one run after the other, and knows each once it has ended', async () => {
	const { series, say, ranks } = made();
	const over = series.start([run(1), run(2)]);
	expect([series.busy, series.current?.rank]).toEqual([true, 1]);
	await say({ kind: 'done', result: result(3) });
	expect([series.of(run(1))?.metrics?.['loss'], series.of(run(2)), series.current?.rank]).toEqual([
		3,
		null,
		2
	]);
	await say({ kind: 'done', result: result(4) });
	await over;
	expect([series.busy, series.failure, ranks()]).toEqual([false, null, [1, 2]]);
	// What is known is not trained again.
	await series.start([run(1), run(2)]);
	expect(ranks()).toEqual([1, 2]);
});

test('a series that is stopped keeps what has ended, counts no half of a run, and goes on from there', async () => {
	const { series, say, ranks } = made();
	const over = series.start([run(1), run(2), run(3)]);
	await say({ kind: 'done', result: result(3) });
	series.stop();
	await say({ kind: 'stopped', result: result(9) });
	await over;
	expect([series.busy, series.isStopped, series.of(run(2))]).toEqual([false, true, null]);
	expect(series.failure).toBeNull();
	const again = series.start([run(1), run(2), run(3)]);
	await say({ kind: 'done', result: result(2) });
	await say({ kind: 'done', result: result(1) });
	await again;
	expect([series.isStopped, ranks()]).toEqual([false, [1, 2, 2, 3]]);
});

test('a run that fails ends the series, and says why', async () => {
	const { series, say } = made();
	const over = series.start([run(1), run(2)]);
	await say({ kind: 'failed', reason: 'diverged', message: 'too fast', step: 1, losses: new Float32Array() });
	await over;
	expect([series.busy, series.failure, series.of(run(1))]).toEqual([false, 'too fast', null]);
});
