/** Several runs of a figure, in one session or in two, with workers that say what the test tells them to. */
import { describe, expect, test } from 'vitest';
import type { Answer, Note, Request, Result } from '$src/experiments/protocol';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import { FinishedRuns } from '$src/runs/finished';
import { Series } from '$src/runs/series.svelte';
import { TrainingSession } from '$src/runs/training.svelte';
import { defaultsOf } from '$src/schema/field';
import { fakeWorkers } from './fakeWorker';

const opening: Run = { ...defaultsOf(runSchema), steps: 300 };

describe('a series of runs', () => {
	const LONG = { start: 1e6, silence: 1e6, stop: 1e6 };
	const runs = [1, 2, 3].map((rank): Run => ({ ...opening, rank }));
	const resultOf = (run: Run): Result =>
		({
			...{ step: 300, factors: {}, modules: [], error: NaN, metrics: { accuracy: 0.5 }, parameters: 3 },
			...{ losses: new Float32Array(300), floor: null, backend: { name: 'cpu', adapter: '' } },
			...{ stepsPerSecond: 1, receipt: formatReceipt(run, '0123456789abcdef'), resumed: false }
		}) as unknown as Result;
	function opened(threads = 1) {
		const workers = fakeWorkers<Request, Answer, Note>();
		const session = () => new TrainingSession(workers.connect, LONG, new FinishedRuns(() => null));
		const series = new Series(Array.from({ length: threads }, session));
		const asked = (): number[] =>
			workers.made.flatMap((worker) => worker.asked).flatMap((q) => (q.kind === 'train' ? [q.run.rank] : []));
		const settle = async (): Promise<void> => {
			for (let i = 0; i < 8; i++) await Promise.resolve();
		};
		const end = async (): Promise<void> => {
			const question = workers.last().asked.at(-1);
			if (question?.kind !== 'train') throw new Error('no run was asked for');
			workers.last().tell({ kind: 'done', result: resultOf(question.run) });
			workers.last().end();
			await settle();
		};
		return { series, asked, end, settle, workers };
	}

	test('says which are under way, and how many steps of them are done', async () => {
		const { series, settle, workers } = opened(2);
		void series.train(runs);
		await settle();
		expect(series.running.map(({ rank }) => rank)).toEqual([1, 2]);
		expect(series.steps).toBe(0);
		const [first, second] = workers.made;
		first?.tell({
			...{ kind: 'progress', fromStep: 0, losses: Float32Array.of(5, 4, 3, 2, 1) },
			...{ stepsPerSecond: 1, snapshot: null, state: null }
		});
		await settle();
		expect(series.steps).toBe(5);
		second?.tell({ kind: 'done', result: resultOf({ ...opening, rank: 2 }) });
		second?.end();
		await settle();
		expect(series.running.map(({ rank }) => rank).toSorted()).toEqual([1, 3]);
		series.stop();
		expect([series.running, series.steps]).toEqual([[], 0]);
	});

	test('trains one after the other, and none that is known', async () => {
		const { series, asked, end, settle } = opened();
		const first = series.train(runs.slice(0, 2));
		await end();
		expect([series.done, series.of, series.busy]).toEqual([1, 2, true]);
		await end();
		expect(await first).toBe(true);
		expect(series.phase).toBe('done');
		const second = series.train(runs);
		await settle();
		expect(asked()).toEqual([1, 2, 3]);
		await end();
		expect(await second).toBe(true);
		expect(runs.every((run) => series.known(run) !== null)).toBe(true);
	});

	test('trains two at a time in two sessions, none twice, and is done with the last', async () => {
		const { series, asked, settle, workers } = opened(2);
		const all = series.train([...runs, ...runs.slice(0, 1)]);
		await settle();
		expect(asked()).toEqual([1, 2]);
		const [first, second] = workers.made;
		const end = async (worker: typeof first, rank: number): Promise<void> => {
			worker?.tell({ kind: 'done', result: resultOf({ ...opening, rank }) });
			worker?.end();
			await settle();
		};
		await end(second, 2);
		expect(asked().toSorted()).toEqual([1, 2, 3]);
		expect(series.busy).toBe(true);
		await end(first, 1);
		expect(series.busy).toBe(true);
		await end(second, 3);
		expect(await all).toBe(true);
		expect([series.phase, series.done, series.of]).toEqual(['done', 4, 4]);
	});

	test('where one of two sessions fails the other is stopped, and what has ended stays', async () => {
		const { series, settle, workers } = opened(2);
		const all = series.train(runs);
		await settle();
		const [first, second] = workers.made;
		second?.tell({ kind: 'done', result: resultOf({ ...opening, rank: 2 }) });
		second?.end();
		await settle();
		first?.tell({
			kind: 'failed',
			reason: 'bad-request',
			message: 'no',
			step: 3,
			losses: new Float32Array()
		});
		first?.end();
		await settle();
		expect(await all).toBe(false);
		expect([series.phase, series.failure?.reason]).toEqual(['failed', 'bad-request']);
		expect(runs.map((run) => series.known(run) !== null)).toEqual([false, true, false]);
	});

	test('stops where it is, keeps what it has, and goes on from there', async () => {
		const { series, asked, end, settle } = opened();
		const first = series.train(runs);
		await end();
		series.stop();
		await settle();
		expect(await first).toBe(false);
		expect([series.phase, series.done]).toEqual(['stopped', 1]);
		void series.train(runs);
		await settle();
		expect(asked()).toEqual([1, 2, 2]);
	});

	test('a run that diverges is an outcome; what else fails ends the series and is said', async () => {
		const { series, end, settle, workers } = opened();
		const all = series.train(runs);
		const fail = async (reason: 'diverged' | 'bad-request'): Promise<void> => {
			workers.last().tell({ kind: 'failed', reason, message: 'no', step: 3, losses: new Float32Array() });
			workers.last().end();
			await settle();
		};
		await fail('diverged');
		const [one, two] = runs;
		expect(one && series.known(one)).toBe('diverged');
		await end();
		expect(two && series.known(two)).toMatchObject({ metrics: { accuracy: 0.5 } });
		await fail('bad-request');
		expect(await all).toBe(false);
		expect([series.phase, series.failure?.reason]).toEqual(['failed', 'bad-request']);
	});
});
