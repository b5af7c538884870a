import { expect, test } from 'vitest';
import { selectBackend } from '$src/compute/select';
import { sweep, type Cell } from '$src/experiments/sweep';
import { train } from '$src/experiments/train';
import { runOf } from './backendSuite';

const select = (wanted: 'auto' | 'cpu' | 'webgpu') => selectBackend(wanted, undefined);
const run = runOf({ method: 'loha', task: 'gaussian', steps: 40, out: 10, in: 9, lr: 0.02, backend: 'cpu' });

test('a sweep trains every pair of ranks, each as it would be trained alone', async () => {
	const seen: Cell[] = [];
	const { cells, backend, seconds } = await sweep(run, [1, 2], [1, 3], {
		select,
		signal: new AbortController().signal,
		onCell: (cell, done, of) => {
			seen.push(cell);
			expect([done, of]).toEqual([seen.length, 4]);
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
	expect(cells.at(-1)).toMatchObject({ error: alone.error, rank: alone.rank });
});

test('a sweep that is stopped keeps the cells that are there', async () => {
	const stop = new AbortController();
	const { cells } = await sweep(run, [1, 2, 3], [1, 2, 3], {
		select,
		signal: stop.signal,
		onCell: (_cell, done) => {
			if (done === 4) stop.abort();
		}
	});
	expect(cells).toHaveLength(4);
});
