import { expect, test } from 'vitest';
import { selectBackend } from '$src/compute/select';
import { ownThread, type Trainer } from '$src/experiments/cell';
import type { Cell, SweepEvent } from '$src/experiments/protocol';
import { sweep } from '$src/experiments/sweep';
import { train } from '$src/experiments/train';
import { runOf } from './backendSuite';

const select = (wanted: 'auto' | 'cpu' | 'webgpu') => selectBackend(wanted, undefined);
const run = runOf({ method: 'loha', task: 'gaussian', steps: 40, out: 10, in: 9, lr: 0.02, backend: 'cpu' });

test('a sweep trains every pair of ranks, each as it would be trained alone', async () => {
	const seen: Cell[] = [];
	const events: SweepEvent[] = [];
	const { cells, backend, seconds } = await sweep(run, [1, 2], [1, 3], {
		select,
		signal: new AbortController().signal,
		onEvent: (event) => {
			events.push(event);
			if (event.kind !== 'cell') return;
			seen.push(event.cell);
			expect([event.done, event.of]).toEqual([seen.length, 4]);
		}
	});
	expect(cells.map(({ r1, r2 }) => [r1, r2])).toEqual([
		[1, 1],
		[1, 3],
		[2, 1],
		[2, 3]
	]);
	expect(seen).toEqual(cells);
	expect(backend?.name).toBe('cpu');
	expect(events.map(({ kind }) => kind)).toEqual(['sweeping', 'cell', 'cell', 'cell', 'cell', 'swept']);
	expect(seconds).toBeGreaterThan(0);
	for (const cell of cells) {
		expect(cell.parameters).toBe((cell.r1 + cell.r2) * (10 + 9));
		expect(cell.rankBound).toBe(Math.min(9, cell.r1 * cell.r2));
		expect(cell.rank).toBeLessThanOrEqual(cell.rankBound);
		expect(cell.error).toBeGreaterThanOrEqual((cell.floor ?? 0) * (1 - 1e-9));
	}
	const alone = await train(
		{ ...run, rank: 2, rank2: 3 },
		{ select, signal: new AbortController().signal, onEvent: () => undefined, progressEvery: Infinity }
	);
	expect(cells.at(-1)).toMatchObject({
		error: alone.error,
		rank: alone.modules[0]?.rank,
		receipt: alone.receipt
	});
});

test('a sweep that is stopped keeps the cells that are there', async () => {
	const stop = new AbortController();
	let heard: SweepEvent | undefined;
	const { cells } = await sweep(run, [1, 2, 3], [1, 2, 3], {
		select,
		signal: stop.signal,
		onEvent: (event) => {
			heard = event;
			if (event.kind === 'cell' && event.done === 4) stop.abort();
		}
	});
	expect(cells).toHaveLength(4);
	expect(heard).toMatchObject({ kind: 'swept', done: 4, of: 9 });
});

test('a sweep says which backend did not run, and why: a CPU stands in for no GPU without saying so', async () => {
	const events: SweepEvent[] = [];
	await sweep({ ...run, steps: 2, backend: 'auto' }, [1], [1, 2], {
		select,
		signal: new AbortController().signal,
		onEvent: (event) => void events.push(event)
	});
	expect(events[0]).toMatchObject({
		kind: 'sweeping',
		backend: { name: 'cpu' },
		refused: [{ name: 'webgpu', reason: 'no-webgpu' }]
	});
});

test('a sweep hands the next pair of ranks to whichever thread has none, and answers in order', async () => {
	const taken: string[] = [];
	let go = (): void => undefined;
	const quickIsDone = new Promise<void>((resolve) => (go = resolve));
	const slow: Trainer = {
		train: async (wanted, signal) => {
			taken.push('slow');
			await quickIsDone;
			return ownThread.train(wanted, signal);
		}
	};
	const quick: Trainer = {
		train: (wanted, signal) => {
			taken.push('quick');
			if (taken.length === 6) go();
			return ownThread.train(wanted, signal);
		}
	};
	const { cells } = await sweep({ ...run, steps: 2 }, [1, 2], [1, 2, 3], {
		select,
		trainers: [slow, quick],
		signal: new AbortController().signal,
		onEvent: () => undefined
	});
	expect(cells.map(({ r1, r2 }) => `${r1}${r2}`)).toEqual(['11', '12', '13', '21', '22', '23']);
	expect(taken.filter((name) => name === 'slow')).toHaveLength(1);
	expect(taken.filter((name) => name === 'quick')).toHaveLength(5);
});

test('a cell that diverges is told as such and disturbs no other; where all do, the sweep fails by that name', async () => {
	const wild = { ...run, optimizer: 'sgd', steps: 60 } as const;
	const diverging = { select, signal: new AbortController().signal, onEvent: () => undefined };
	await expect(sweep({ ...wild, lr: 10 }, [1, 2], [2], diverging)).rejects.toMatchObject({
		reason: 'diverged'
	});
	const mixed: Trainer = {
		train: (wanted, signal) => ownThread.train({ ...wanted, lr: wanted.rank === 2 ? 10 : 1e-4 }, signal)
	};
	const { cells } = await sweep(wild, [1, 2, 3], [2], { ...diverging, trainers: [mixed] });
	expect(cells.map(({ diverged }) => diverged)).toEqual([false, true, false]);
	expect(cells[1]).toMatchObject({ error: NaN, rankBound: 4 });
	expect(cells[2]?.error).toBeGreaterThan(0);
});
