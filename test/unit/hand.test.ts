/** Training under the hand: the latest state wins, the last answer stays, and what was watched can be wound back. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Answer, Note, Request, Result, Snapshot } from '$src/experiments/protocol';
import { frameAt, withFrame } from '$src/runs/frames';
import { FinishedRuns } from '$src/runs/finished';
import { Hand } from '$src/runs/hand.svelte';
import { TrainingSession } from '$src/runs/training.svelte';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { fakeWorkers } from './fakeWorker';

const rank = (r: number): Run => ({ ...defaultsOf(runSchema), method: 'lora', steps: 4, rank: r });
const keyOf = (r: number): string => formatReceipt(rank(r));
const cpu = { name: 'cpu', adapter: 'one core' } as const;
const LONG = { start: 1e6, silence: 1e6, stop: 1e6 };

const snapshot = (step: number): Snapshot => ({
	...{ step, factors: { A: Float32Array.of(step) }, error: 1 / (1 + step) },
	modules: [
		{
			...{ name: 'W', parameters: 2, rankBound: 1, rank: 1, tolerance: 1e-15, stableRank: 1 },
			singularValues: Float64Array.of(step)
		}
	]
});
const resultOf = (run: Run, steps = 4): Result => ({
	...snapshot(steps),
	...{
		losses: new Float32Array(steps).fill(run.rank),
		parameters: 2,
		floor: 0,
		backend: cpu,
		stepsPerSecond: 1000
	},
	receipt: formatReceipt({ ...run, backend: 'cpu' }, steps === 4 ? '0123456789abcdef' : null),
	resumed: false
});

function opened() {
	const workers = fakeWorkers<Request, Answer, Note>();
	const hand = new Hand(new TrainingSession(workers.connect, LONG, new FinishedRuns(() => null)));
	/** Ranks in the order in which they were asked for. */
	const asked = (): number[] =>
		workers.made.flatMap((worker) => worker.asked).flatMap((q) => (q.kind === 'train' ? [q.run.rank] : []));
	/** The worker ends the last run that was asked for. */
	const end = async (kind: 'done' | 'stopped' = 'done', steps = 4): Promise<void> => {
		const question = workers.last().asked.at(-1);
		if (question?.kind !== 'train') throw new Error('no run was asked for');
		workers.last().tell({ kind, result: resultOf(question.run, steps) });
		workers.last().end();
		await Promise.resolve();
		await Promise.resolve();
	};
	return { hand, asked, end, ...workers };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a hand', () => {
	test('asks for the finished run alone, at once, and draws it with its receipt', async () => {
		const { hand, last, end } = opened();
		hand.follow(rank(1));
		expect(last().asked).toEqual([{ kind: 'train', run: rank(1), leastMs: 0, from: null, quiet: true }]);
		expect(hand.drawn(keyOf(1))).toBeNull();
		await end();
		expect(hand.phase).toBe('done');
		expect(hand.drawn(keyOf(1))?.receipt).toBe(resultOf(rank(1)).receipt);
		expect(hand.snapshot?.step).toBe(4);
	});

	test('asks for one run at a time, the last of the states that came meanwhile', async () => {
		const { hand, asked, end } = opened();
		for (const r of [1, 2, 3, 4]) hand.follow(rank(r));
		expect(asked()).toEqual([1]);
		await end();
		expect(asked()).toEqual([1, 4]);
		await end();
		expect(asked()).toEqual([1, 4]);
		expect(hand.drawn(keyOf(4))).not.toBeNull();
	});

	test('keeps the last answer on the screen until the next has come, and says nothing of a moment’s work', async () => {
		const { hand, end } = opened();
		hand.follow(rank(1));
		await end();
		hand.follow(rank(2));
		expect(hand.isBrief).toBe(true);
		expect(hand.phase).not.toBe('done');
		expect(hand.drawn(keyOf(2))).toBeNull();
		expect([...hand.losses]).toEqual([1, 1, 1, 1]);
		await end();
		expect([...hand.losses]).toEqual([2, 2, 2, 2]);
		expect([...hand.previousLosses]).toEqual([1, 1, 1, 1]);
	});

	test('tells of a run that takes long, and a newer state takes its place at once', async () => {
		const { hand, asked, last, end } = opened();
		hand.follow(rank(1));
		await end();
		hand.follow(rank(2));
		vi.advanceTimersByTime(300);
		expect(hand.isBrief).toBe(false);
		expect(hand.busy).toBe(true);
		hand.follow(rank(3));
		expect(asked()).toEqual([1, 2, 3]);
		expect(last().stopped).toHaveLength(1);
		expect(hand.isBrief).toBe(true);
		await end();
		expect(hand.drawn(keyOf(3))).not.toBeNull();
	});

	test('asks for nothing twice: what is known is drawn at once', async () => {
		const { hand, asked, end } = opened();
		for (const r of [1, 2]) {
			hand.follow(rank(r));
			await end();
		}
		hand.follow(rank(1));
		expect(asked()).toEqual([1, 2]);
		expect(hand.phase).toBe('done');
		expect(hand.drawn(keyOf(1))).not.toBeNull();
		expect(hand.known(keyOf(2))?.losses[0]).toBe(2);
	});

	test('stopped, keeps what was reached, is no finished run, and asks anew where it is told to', async () => {
		const { hand, asked, last, end } = opened();
		hand.follow(rank(1));
		vi.advanceTimersByTime(300);
		hand.stop();
		expect(last().stopped).toHaveLength(1);
		await end('stopped', 2);
		expect(hand.phase).toBe('stopped');
		expect(hand.drawn(keyOf(1))).toMatchObject({ snapshot: { step: 2 }, receipt: '' });
		hand.follow(rank(1));
		expect(asked()).toEqual([1]);
		hand.again();
		expect(asked()).toEqual([1, 1]);
	});

	test('a run that fails says so, draws its start, and leaves the next to train', async () => {
		const { hand, last, end } = opened();
		hand.follow(rank(1));
		await end();
		hand.follow(rank(2));
		last().tell({ kind: 'failed', reason: 'diverged', message: '', step: 2, losses: Float32Array.of(1, 2) });
		last().end();
		await Promise.resolve();
		await Promise.resolve();
		expect(hand.failure?.reason).toBe('diverged');
		expect(hand.phase).toBe('failed');
		expect(hand.drawn(keyOf(2))).toEqual({ snapshot: null, receipt: '' });
		hand.follow(rank(3));
		await end();
		expect(hand.failure).toBeNull();
		expect(hand.phase).toBe('done');
	});

	test('watched, goes slowly, leaves frames to wind back to, and is the finished run at its end alone', async () => {
		const { hand, last, end } = opened();
		void hand.start(rank(1));
		expect(last().asked[0]).toMatchObject({ kind: 'train', leastMs: 2000 });
		expect(last().asked[0]).not.toHaveProperty('quiet');
		for (const step of [1, 2]) {
			const told = {
				kind: 'progress',
				fromStep: step - 1,
				losses: Float32Array.of(step),
				stepsPerSecond: 1
			} as const;
			last().tell({ ...told, snapshot: snapshot(step), state: null });
		}
		expect(hand.moments).toEqual([]);
		expect(hand.snapshot?.step).toBe(2);
		await end();
		expect(hand.moments).toEqual([0, 1, 2, 4]);
		expect(hand.drawn(keyOf(1))?.receipt).not.toBe('');
		hand.windTo(1);
		expect(hand.step).toBe(1);
		expect(hand.drawn(keyOf(1))).toMatchObject({ snapshot: { step: 1 }, receipt: '' });
		hand.windTo(0);
		expect(hand.drawn(keyOf(1))).toEqual({ snapshot: null, receipt: '' });
		hand.windTo(4);
		expect(hand.drawn(keyOf(1))?.receipt).not.toBe('');
		hand.reset();
		expect(hand.moments).toEqual([]);
		expect(hand.drawn(keyOf(1))?.receipt).not.toBe('');
	});

	test('leaves a run that is watched at once when something is set, and says whether a run that is watched repeats the known one', async () => {
		const { hand, asked, end } = opened();
		void hand.start(rank(1));
		hand.follow(rank(2));
		expect(asked()).toEqual([1, 2]);
		await end();
		expect(hand.drawn(keyOf(2))).not.toBeNull();
		void hand.start(rank(2));
		await end();
		expect(hand.replay).toBe('identical');
	});

	test('tells of what is set, however a run that fills the time ends', async () => {
		const { hand, end, last } = opened();
		hand.onrest = () => hand.fill([rank(1)]);
		hand.follow(rank(2));
		await end();
		vi.advanceTimersByTime(2000);
		last().tell({ kind: 'failed', reason: 'diverged', message: '', step: 1, losses: new Float32Array(1) });
		expect([hand.phase, hand.failure, hand.step]).toEqual(['done', null, 4]);
		last().end();
		await Promise.resolve();
		expect(hand.phase).toBe('done');
		expect(hand.drawn(keyOf(2))?.receipt).toBe(resultOf(rank(2)).receipt);
	});

	test('compares the backends once the time is filled', async () => {
		const { hand, end, last } = opened();
		const auto = (r: number): Run => ({ ...rank(r), backend: 'auto' });
		hand.onrest = () => hand.fill([auto(1)]);
		hand.follow(auto(2));
		await end();
		vi.advanceTimersByTime(2000);
		// A worker tells the end of a run a moment before it is free for the next question.
		last().tell({ kind: 'done', result: resultOf(auto(1)) });
		await Promise.resolve();
		await Promise.resolve();
		last().end();
		const asked = (): string[] => last().asked.map(({ kind }) => kind);
		expect(asked()).toEqual(['train', 'train', 'compare']);
		// Once is enough, however often there is nothing left to fill.
		last().tell({ kind: 'compared', refused: [], choice: null });
		last().end();
		hand.fill([]);
		hand.fill([auto(1)]);
		expect(asked()).toEqual(['train', 'train', 'compare']);
	});

	test('is stopped only where it has kept the reader waiting', async () => {
		const { hand } = opened();
		hand.follow(rank(1));
		expect([hand.phase, hand.isBrief]).toEqual(['preparing', true]);
		vi.advanceTimersByTime(300);
		expect([hand.phase, hand.isBrief]).toEqual(['preparing', false]);
	});

	test('fills the time in between, and gives way to the hand', async () => {
		const { hand, asked, end } = opened();
		let rests = 0;
		hand.onrest = () => {
			rests += 1;
			hand.fill([1, 2, 3, 4].map(rank));
		};
		hand.follow(rank(2));
		await end();
		expect(asked()).toEqual([2]);
		vi.advanceTimersByTime(2000);
		expect(rests).toBe(1);
		expect(asked()).toEqual([2, 1]);
		expect(hand.phase).toBe('done');
		await end();
		expect(hand.known(keyOf(1))).not.toBeNull();
		expect(hand.drawn(keyOf(2))).not.toBeNull();
		expect(asked()).toEqual([2, 1, 3]);
		hand.follow(rank(9));
		expect(asked()).toEqual([2, 1, 3, 9]);
		await end();
		expect(hand.drawn(keyOf(9))).not.toBeNull();
		expect(asked()).toEqual([2, 1, 3, 9]);
	});
});

describe('frames', () => {
	test('of a long run are bounded, and spread from its start to its end', () => {
		let frames: readonly Snapshot[] = [];
		for (let step = 1; step <= 5000; step++) frames = withFrame(frames, snapshot(step));
		expect(frames.length).toBeLessThanOrEqual(120);
		expect(frames.at(-1)?.step).toBe(5000);
		const gaps = frames.slice(1).map(({ step }, i) => step - (frames[i]?.step ?? 0));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(128);
	});

	test('of large factors are few', () => {
		const large = (step: number): Snapshot => ({
			...snapshot(step),
			factors: { A: new Float32Array(1024 * 1024) }
		});
		let frames: readonly Snapshot[] = [];
		for (let step = 1; step <= 30; step++) frames = withFrame(frames, large(step));
		expect(frames.length).toBeLessThanOrEqual(5);
	});

	test('are found by step, and forgotten where a run goes back', () => {
		const frames = [2, 4, 6].reduce<readonly Snapshot[]>((all, step) => withFrame(all, snapshot(step)), []);
		expect(frameAt(frames, 5)?.step).toBe(4);
		expect(frameAt(frames, 1)).toBeNull();
		expect(withFrame(frames, snapshot(3)).map(({ step }) => step)).toEqual([2, 3]);
	});
});
