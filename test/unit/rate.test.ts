/** Learning rates proposed after a run has diverged, and runs that go on from a checkpoint of another worker. */
import { describe, expect, test } from 'vitest';
import type { Backend, Runner } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Checkpoint } from '$src/experiments/protocol';
import { findRate } from '$src/experiments/rate';
import { sweep } from '$src/experiments/sweep';
import { train, type TrainOptions } from '$src/experiments/train';
import { runOf } from './backendSuite';
import { call } from './terminal';

const signal = new AbortController().signal;
const select: TrainOptions['select'] = () => Promise.resolve({ backend: cpuBackend(), refused: [] });
const quiet = { select, signal, onEvent: () => undefined, progressEvery: Infinity };
const wild = runOf({ method: 'lora', task: 'gaussian', optimizer: 'sgd', lr: 10, steps: 100 });

describe('the learning rate proposed for a run that diverged', () => {
	test('has been tried: the run at it keeps a loss that is a number and falls, and a tenfold one does not', async () => {
		await expect(train(wild, quiet)).rejects.toMatchObject({ reason: 'diverged' });
		const { rate, steps, failed } = await findRate(wild, { select, signal });
		if (rate === null) throw new Error('expected a rate');
		expect(steps).toBe(100);
		const { losses } = await train({ ...wild, lr: rate }, quiet);
		expect(losses.every(Number.isFinite)).toBe(true);
		expect(losses.at(-1)).toBeLessThan(losses[0] ?? NaN);
		expect(failed).toContain(Number((rate * 10).toPrecision(2)));
		for (const lr of failed) {
			const outcome = await train({ ...wild, lr }, quiet).then(
				(result) => (result.losses.at(-1) ?? NaN) < (result.losses[0] ?? NaN),
				() => false
			);
			expect([lr, outcome]).toEqual([lr, false]);
		}
	});

	test('is said to have been tried only as far as there was time', async () => {
		const end = new AbortController();
		// Time is up during the first chunk.
		const prepare: Backend['prepare'] = async (program) => {
			const runner = await cpuBackend().prepare(program);
			const run: Runner['run'] = (count) => {
				end.abort();
				return runner.run(count);
			};
			return {
				get step() {
					return runner.step;
				},
				...{ dispatchesPerStep: 0, sources: [], run },
				read: (names) => runner.read(names),
				restore: (snapshot) => runner.restore(snapshot),
				dispose: () => runner.dispose()
			};
		};
		const backend: Backend = { ...cpuBackend(), prepare };
		const timed: typeof select = () => Promise.resolve({ backend, refused: [] });
		const found = await findRate({ ...wild, lr: 0.1 }, { select: timed, signal: end.signal });
		expect(found).toMatchObject({ rate: 0.01, failed: [] });
		expect(found.steps).toBeGreaterThan(0);
		expect(found.steps).toBeLessThan(100);
	});

	test('is what the command line proposes, with how far it was tried', async () => {
		const words =
			'train --method lora --task gaussian --out 24 --in 24 --optimizer sgd --steps 100 --backend cpu';
		const { code, stderr } = await call([...words.split(' '), '--lr', '10']);
		expect(code).not.toBe(0);
		const [, rate = ''] = /--lr (\S+) was tried, and over all 100 steps/.exec(stderr.join('\n')) ?? [];
		const tried = await call([...words.split(' '), '--lr', rate]);
		expect([Number(rate) < 10, tried.code]).toEqual([true, 0]);
	});

	test('is what a grid proposes in which every adapter diverges, with the adapter that it was tried with', async () => {
		const words =
			'sweep --method lora --task gaussian --out 24 --in 24 --r1 2..3 --r2 1 --optimizer sgd --steps 100 --backend cpu';
		const { code, stderr } = await call([...words.split(' '), '--lr', '10']);
		expect(code).not.toBe(0);
		const said = /--lr (\S+) was tried with r1 [23], r2 1, and over all 100 steps/.exec(stderr.join('\n'));
		const tried = await call([...words.split(' '), '--lr', said?.[1] ?? '']);
		expect([Number(said?.[1]) < 10, tried.code]).toEqual([true, 0]);
	});

	test('is said to be none where none of those that were tried trains', async () => {
		const words =
			'sweep --method lora --task gaussian --out 8 --in 8 --r1 1 --r2 1 --optimizer sgd --steps 40 --backend cpu --lr 10 --alpha 4096';
		const { stderr } = await call(words.split(' '));
		expect(stderr.join('\n')).toMatch(/tried 1, 0.1, .* with r1 1, r2 1: none trains either/);
	});

	test('is none when the reader stops the search', async () => {
		expect(await findRate(wild, { select, signal: AbortSignal.abort() })).toEqual({
			rate: null,
			steps: 0,
			failed: []
		});
	});
});

describe('a run that goes on from the checkpoint of another worker', () => {
	test('ends with the very bits of one that was never interrupted', async () => {
		const run = { ...wild, lr: 0.01, optimizer: 'adam', steps: 200 } as const;
		let checkpoint: Checkpoint | undefined;
		const whole = await train(run, {
			...quiet,
			progressEvery: 1,
			onEvent: (event) => {
				if (event.kind !== 'progress' || !event.state || checkpoint) return;
				checkpoint = { state: event.state, losses: event.losses };
			}
		});
		if (!checkpoint) throw new Error('expected a checkpoint');
		expect(checkpoint.state.step).toBe(checkpoint.losses.length);
		expect(checkpoint.state.step).toBeLessThan(200);
		const rest = await train(run, { ...quiet, from: checkpoint });
		expect(rest.factors).toEqual(whole.factors);
		expect(rest.losses).toEqual(whole.losses);
		// It has no digest: another machine could not replay the break.
		expect(rest.resumed).toBe(true);
	});

	test('as a grid trains only the cells that are missing', async () => {
		const run = { ...wild, lr: 0.01, steps: 5 };
		const all = await sweep(run, [1, 2, 3], [1], { select, signal, onEvent: () => undefined });
		const told: number[] = [];
		const rest = await sweep(run, [1, 2, 3], [1], {
			...{ select, signal, known: all.cells.slice(0, 2) },
			onEvent: (event) => {
				if (event.kind === 'cell') told.push(event.cell.r1);
			}
		});
		expect([told, rest.cells]).toEqual([[3], all.cells]);
	});
});
