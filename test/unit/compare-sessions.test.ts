/** The sessions of the lesson compare, with a worker that says what the test tells it to. */
import { describe, expect, test } from 'vitest';
import type { Answer, Cell, Note, Request, Result, Snapshot } from '$src/experiments/protocol';
import { TrainingSession } from '$src/runs/training.svelte';
import { defaultsOf } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';
import type { Entry } from '$lessons/compare/lane';
import { RaceSession } from '$lessons/compare/race.svelte';
import { SweepSession } from '$lessons/compare/sweep.svelte';
import { fakeWorkers } from './fakeWorker';

const cpu = { name: 'cpu', adapter: 'one core' } as const;
const refused = [{ name: 'webgpu', reason: 'no-webgpu', message: 'none' }] as const;
const entries: readonly Entry[] = (['lora', 'loha', 'lokr'] as const).map((method) => ({
	method,
	run: { ...defaultsOf(runSchema), method, steps: 2 } satisfies Run
}));

const snapshot = (step: number, error: number): Snapshot => ({
	step,
	factors: { A: Float32Array.of(step) },
	modules: [
		{
			...{ name: 'W', parameters: 2, rankBound: 1 },
			...{ singularValues: Float64Array.of(1), rank: 1, tolerance: 1e-15, stableRank: 1 }
		}
	],
	error
});
const result = (error: number): Result => ({
	...snapshot(2, error),
	losses: Float32Array.of(2, 1),
	parameters: 1,
	floor: 0,
	backend: cpu,
	stepsPerSecond: 10,
	receipt: 'a receipt',
	resumed: false
});

function worker() {
	const { connect, made, last } = fakeWorkers<Request, Answer, Note>();
	const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
	return {
		connect,
		last,
		asked: () => made.flatMap(({ asked }) => asked),
		/** Says it, after the last of a run that it has ended, and lets whoever waits for it go on. */
		say: async (answer: Answer, id = last().id): Promise<void> => {
			last().tell(answer, id);
			if (['done', 'stopped', 'failed', 'swept'].includes(answer.kind)) last().end(id);
			await settled();
		},
		breakDown: async (): Promise<void> => {
			last().dies('gone');
			await settled();
		}
	};
}

const begun = {
	kind: 'started',
	backend: cpu,
	refused,
	choice: null,
	dispatchesPerStep: 0,
	floor: 0,
	steps: 2
} as const;

describe('a race that nobody watches', () => {
	const at = (rank: number): readonly Entry[] =>
		entries.map((entry) => ({ ...entry, run: { ...entry.run, rank } }));
	const ends = async (
		{ say }: Pick<ReturnType<typeof worker>, 'say'>,
		errors: readonly number[]
	): Promise<void> => {
		for (const error of errors) {
			await say(begun);
			await say({ kind: 'done', result: result(error) });
		}
	};

	test('shows nothing until it is whole, then the best run of each lane, and trains no run twice', async () => {
		const told = worker();
		const { trained } = new RaceSession(new TrainingSession(told.connect), () => [0.02, 0.06]);
		trained.follow(at(4));
		await ends(told, [0.5, 0.4, 0.3, 0.6, 0.2]);
		expect(trained.lanes).toEqual([]);
		expect(trained.isDue).toBe(true);
		expect(trained.progress).toEqual({ done: 5, of: 6 });
		await ends(told, [0.1]);
		expect(trained.isDue).toBe(false);
		expect(trained.lanes.map(({ phase, shown, result: r }) => [phase, shown.lr, r?.error])).toEqual([
			['done', 0.06, 0.4],
			['done', 0.02, 0.3],
			['done', 0.06, 0.1]
		]);
		// Of another state the last answer stays, and is told as due.
		trained.follow(at(5));
		expect(trained.isDue).toBe(true);
		expect(trained.lanes[0]?.run.rank).toBe(4);
		await ends(told, [1, 2, 3, 4, 5, 6]);
		expect(trained.lanes[0]?.run.rank).toBe(5);
		// What is known is there at once.
		trained.follow(at(4));
		expect(trained.isDue).toBe(false);
		expect(told.asked()).toHaveLength(12);
	});

	test('gives way to one that is watched, learns from it, and goes on afterwards', async () => {
		const told = worker();
		const race = new RaceSession(new TrainingSession(told.connect));
		race.trained.follow(at(4));
		await told.say(begun);
		const over = race.start(at(4));
		await ends(told, [0.3, 0.2, 0.1]);
		await over;
		expect(race.lanes.map(({ result: r }) => r?.error)).toEqual([0.3, 0.2, 0.1]);
		race.trained.follow(at(4));
		expect(race.trained.lanes.map(({ result: r }) => r?.error)).toEqual([0.3, 0.2, 0.1]);
		race.trained.follow(at(6));
		await ends(told, [3, 2, 1]);
		expect(race.trained.lanes.map(({ result: r }) => r?.error)).toEqual([3, 2, 1]);
	});

	test('that is stopped stays so until something else is wanted', async () => {
		const told = worker();
		const { trained } = new RaceSession(new TrainingSession(told.connect));
		trained.follow(at(4));
		await ends(told, [0.3]);
		await told.say(begun);
		trained.stop();
		await told.say({ kind: 'stopped', result: result(0.9) });
		expect(trained.isStopped).toBe(true);
		expect(told.asked()).toHaveLength(2);
		trained.again();
		await ends(told, [0.2, 0.1]);
		expect(trained.lanes.map(({ result: r }) => r?.error)).toEqual([0.3, 0.2, 0.1]);
	});

	test('whose worker is lost says so in its lane, knows nothing of it, and trains what is wanted next', async () => {
		const told = worker();
		const { trained } = new RaceSession(new TrainingSession(told.connect));
		trained.follow(at(4));
		await ends(told, [0.3]);
		// A worker that breaks down is replaced once.
		await told.breakDown();
		await told.breakDown();
		expect(trained.lanes.map(({ phase, failure }) => [phase, failure?.reason])).toEqual([
			['waiting', undefined],
			['failed', 'worker-failed'],
			['waiting', undefined]
		]);
		trained.follow(at(5));
		await ends(told, [3, 2, 1]);
		expect(trained.lanes.map(({ result: r }) => r?.error)).toEqual([3, 2, 1]);
		trained.follow(at(4));
		await ends(told, [0.2, 0.1]);
		expect(trained.lanes.map(({ result: r }) => r?.error)).toEqual([0.3, 0.2, 0.1]);
	});

	test('may be seen of the target that was asked for alone', () => {
		const { trained } = new RaceSession(new TrainingSession(worker().connect));
		expect(trained.isShown('identity 1')).toBe(false);
		trained.show('identity 1');
		expect(trained.isShown('identity 1')).toBe(true);
		expect(trained.isShown('gaussian 1')).toBe(false);
	});
});

describe('a race', () => {
	test('runs its lanes one after another, in one worker, and keeps what came to its end', async () => {
		const { connect, asked, say } = worker();
		const race = new RaceSession(new TrainingSession(connect));
		const over = race.start(entries);
		for (const [i, { method }] of entries.entries()) {
			expect(asked()).toHaveLength(i + 1);
			expect(race.current?.method).toBe(method);
			await say(begun);
			expect(race.lanes[i]).toMatchObject({ phase: 'training', backend: cpu, refused });
			const losses = Float32Array.of(2);
			await say({
				kind: 'progress',
				fromStep: 0,
				losses,
				stepsPerSecond: 9,
				snapshot: snapshot(1, 0.9),
				state: null
			});
			expect(race.lanes[i]?.snapshot?.error).toBe(0.9);
			expect(race.progress).toEqual({ done: 2 * i + 1, of: 6 });
			await say({ kind: 'done', result: result(0.1 * i) });
		}
		await over;
		expect(race.busy).toBe(false);
		expect(race.lanes.map(({ phase }) => phase)).toEqual(['done', 'done', 'done']);
		expect(race.finished.map(({ method, result: r }) => [method, r.error])).toEqual([
			['lora', 0],
			['loha', 0.1],
			['lokr', 0.2]
		]);
	});

	test('shows of each lane the best of its learning rates, and puts no other into the plot', async () => {
		const { connect, asked, say } = worker();
		const race = new RaceSession(new TrainingSession(connect), () => [0.02, 0.006, 0.06]);
		const [entry] = entries;
		if (!entry) throw new Error('expected an entry');
		const over = race.start([entry]);
		for (const [i, error] of [0.3, 0.1, 0.2].entries()) {
			expect(race.lanes[0]?.tried).toHaveLength(i);
			await say(begun);
			await say({ kind: 'done', result: result(error) });
			expect(race.progress).toEqual({ done: 2 * (i + 1), of: 6 });
		}
		await over;
		expect(asked().map((request) => 'run' in request && request.run.lr)).toEqual([0.02, 0.006, 0.06]);
		const [lane] = race.lanes;
		expect(lane).toMatchObject({
			phase: 'done',
			run: { lr: entry.run.lr },
			shown: { lr: 0.006 },
			result: { error: 0.1 }
		});
		expect(lane?.tried).toEqual([
			{ lr: 0.02, error: 0.3 },
			{ lr: 0.006, error: 0.1 },
			{ lr: 0.06, error: 0.2 }
		]);
		expect(race.finished.map(({ run, result: r }) => [run.lr, r.error])).toEqual([[0.006, 0.1]]);
	});

	test('stopped between two rates shows the better of what was reached, and no answer', async () => {
		const { connect, say } = worker();
		const race = new RaceSession(new TrainingSession(connect), () => [0.02, 0.06]);
		const over = race.start(entries);
		await say(begun);
		await say({ kind: 'done', result: result(0.3) });
		await say(begun);
		race.stop();
		await say({ kind: 'stopped', result: result(0.7) });
		await over;
		expect(race.lanes[0]).toMatchObject({ phase: 'stopped', snapshot: { error: 0.3 }, shown: { lr: 0.02 } });
		expect(race.finished).toEqual([]);
		expect(race.lanes[1]?.phase).toBe('waiting');
	});

	test('goes on after a lane that diverged, and says so in its place', async () => {
		const { connect, say } = worker();
		const race = new RaceSession(new TrainingSession(connect));
		const over = race.start(entries);
		await say(begun);
		await say({ kind: 'failed', reason: 'diverged', message: 'NaN', step: 1, losses: new Float32Array() });
		expect(race.lanes[0]).toMatchObject({ phase: 'failed', failure: { reason: 'diverged' }, result: null });
		expect(race.current?.method).toBe('loha');
		await say({ kind: 'done', result: result(0.5) });
		await say({ kind: 'done', result: result(0.6) });
		await over;
		expect(race.finished.map(({ method }) => method)).toEqual(['loha', 'lokr']);
	});

	test('ends where its worker is gone', async () => {
		const { connect, breakDown } = worker();
		const race = new RaceSession(new TrainingSession(connect));
		const over = race.start(entries);
		await breakDown();
		await over;
		expect(race.busy).toBe(false);
		expect(race.lanes.map(({ phase }) => phase)).toEqual(['failed', 'waiting', 'waiting']);
	});

	test('that is stopped keeps what it reached, starts no further lane and puts no point into the plot', async () => {
		const { connect, last, say } = worker();
		const race = new RaceSession(new TrainingSession(connect));
		const over = race.start(entries);
		await say(begun);
		race.stop();
		expect(last().stopped).toHaveLength(1);
		await say({ kind: 'stopped', result: result(0.7) });
		await over;
		expect(race.stopped).toBe(true);
		expect(race.lanes.map(({ phase }) => phase)).toEqual(['stopped', 'waiting', 'waiting']);
		expect(race.lanes[0]?.snapshot?.error).toBe(0.7);
		expect(race.finished).toEqual([]);
	});

	test('that is replaced stays silent; the same run again replaces its point', async () => {
		const { connect, say } = worker();
		const race = new RaceSession(new TrainingSession(connect));
		const [first = entries[0], ...rest] = entries;
		if (!first) throw new Error('an entry');
		const replaced = race.start([first, ...rest]);
		await say(begun);
		const over = race.start([first]);
		await replaced;
		await say({ kind: 'done', result: result(0.4) });
		await over;
		expect(race.lanes).toHaveLength(1);
		const again = race.start([first]);
		await say({ kind: 'done', result: result(0.3) });
		await again;
		expect(race.finished.map(({ result: r }) => r.error)).toEqual([0.3]);
		race.forget();
		expect([race.lanes, race.finished]).toEqual([[], []]);
	});
});

describe('a grid of ranks', () => {
	const cell = (r1: number, r2: number): Cell => ({
		...{ r1, r2, step: 2, diverged: false, receipt: null, parameters: r1 + r2 },
		...{ rankBound: r1 * r2, rank: r1 * r2, error: 0.5, floor: 0 }
	});
	const run: Run = { ...defaultsOf(runSchema), method: 'loha' };

	test('fills cell by cell, says where it runs and why, and how long it took', async () => {
		const { connect, asked, say } = worker();
		const grid = new SweepSession(connect);
		grid.start(run, [1, 2], [1]);
		expect(asked()[0]).toMatchObject({ kind: 'sweep', ranks1: [1, 2], ranks2: [1] });
		await say({ kind: 'sweeping', backend: cpu, refused, choice: null, together: 1 });
		expect([grid.phase, grid.of, grid.backend, grid.refused]).toEqual(['running', 2, cpu, refused]);
		await say({ kind: 'cell', cell: cell(1, 1), done: 1, of: 2 });
		expect(grid.cells).toHaveLength(1);
		await say({ kind: 'cell', cell: cell(2, 1), done: 2, of: 2 });
		await say({ kind: 'swept', done: 2, of: 2, seconds: 3 });
		expect([grid.phase, grid.seconds]).toEqual(['done', 3]);
	});

	test('keeps its cells when it is stopped or fails, and drops late answers of a grid before', async () => {
		const { connect, last, say } = worker();
		const grid = new SweepSession(connect);
		grid.start(run, [1, 2], [1]);
		const before = last().id;
		await say({ kind: 'cell', cell: cell(1, 1), done: 1, of: 2 });
		grid.stop();
		await say({ kind: 'swept', done: 1, of: 2, seconds: 1 });
		expect([grid.phase, grid.cells.length]).toEqual(['stopped', 1]);
		grid.start(run, [1, 2], [1]);
		await say({ kind: 'cell', cell: cell(2, 1), done: 2, of: 2 }, before);
		expect(grid.cells).toEqual([]);
		await say({ kind: 'cell', cell: cell(1, 1), done: 1, of: 2 });
		await say({ kind: 'failed', reason: 'diverged', message: 'NaN', step: 7, losses: new Float32Array() });
		expect([grid.phase, grid.failure?.reason, grid.cells.length]).toEqual(['failed', 'diverged', 1]);
		const without = worker();
		const blocked = new SweepSession(without.connect);
		blocked.start(run, [1], [1]);
		await without.breakDown();
		expect(blocked.failure?.reason).toBe('worker-failed');
	});

	test('goes on in another worker when one is lost, with the cells that are done, and fails when that is lost too', async () => {
		const { connect, asked, say, breakDown } = worker();
		const grid = new SweepSession(connect);
		grid.start({ ...run, steps: 2, backend: 'auto' }, [1, 2], [1]);
		await say({ kind: 'cell', cell: cell(1, 1), done: 1, of: 2 });
		await say({ kind: 'cell', cell: { ...cell(2, 1), step: 1 }, done: 1, of: 2 });
		await breakDown();
		expect([grid.phase, grid.cells.length]).toEqual(['running', 2]);
		expect(asked()[1]).toMatchObject({ run: { backend: 'cpu' }, known: [cell(1, 1)] });
		await say({ kind: 'cell', cell: cell(2, 1), done: 2, of: 2 });
		await breakDown();
		expect([grid.phase, grid.failure?.reason, grid.cells.length]).toEqual(['failed', 'worker-threw', 2]);
	});
});
