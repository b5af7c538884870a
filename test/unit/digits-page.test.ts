/** The page of the digits: which runs it opens, what it answers about pictures, what it draws with, and how it compares methods. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { methodNames } from '$src/adapters/index';
import { answerTo, openingOf } from '$src/digits/answer';
import { endOf, plansOf, rowsOf, runsOf, seededRows, seededRuns, spreadOf } from '$src/digits/contest';
import { contestTexts } from '$src/digits/contest.texts';
import { Drawing } from '$src/digits/drawing.svelte';
import { marks, rangeOf } from '$src/digits/marks';
import { likeliest } from '$src/digits/likeliest';
import type { Answer as PageAnswer, Price, Question } from '$src/digits/protocol';
import {
	contestants,
	digitsRecord,
	live,
	parameters,
	rates,
	seeds,
	type DigitValues
} from '$src/digits/record';
import type { Outcome } from '$src/runs/series.svelte';
import { digitTexts } from '$src/digits/texts';
import { loadBase } from '$src/experiments/base';
import { compose } from '$src/experiments/compose';
import { experiment } from '$src/experiments/experiment';
import { initialValues } from '$src/adapters/values';
import { stateWith } from '$src/lesson/live';
import { picturesOf, shiftNames } from '$src/models/digitTasks';
import { PIXELS, SIDE, written } from '$src/models/digits';
import { formatReceipt } from '$src/receipt/receipt';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const asOpened = live.runOf(defaultsOf(parameters));
const networks = ['mlp', 'cnn'] as const;

beforeAll(async () => {
	for (const network of networks)
		await loadBase(`${network}-rotated`, (name) => readFile(join('static/models', name)));
});

/** Factors as if trained a little: where they start, moved. */
function someFactors(run: Run): Record<string, Float32Array> {
	const { parts } = compose(run);
	return Object.fromEntries(
		parts.flatMap(({ adapter, module }) => {
			const initial = initialValues(adapter, run.seed, 'random', module.w0);
			return adapter.leaves.map(
				({ name }) => [name, Float32Array.from(initial.get(name)?.data ?? [])] as const
			);
		})
	);
}

async function ask<K extends Question['kind']>(
	question: Extract<Question, { kind: K }>
): Promise<Extract<PageAnswer, { kind: K }>> {
	return (await answerTo(question)) as Extract<PageAnswer, { kind: K }>;
}

describe('receipts behind the page', () => {
	test.each(methodNames.flatMap((method) => networks.map((network) => [method, network] as const)))(
		'a run of %s on %s opens as that very run, whatever its options are',
		(method, network) => {
			for (const shift of shiftNames) {
				const run: Run = {
					...defaultsOf(runSchema),
					...{ method, rank: 33, rank2: 3, alpha: 5, factor: 4, decomposeBoth: true, rslora: true },
					...{ task: `${network}-${shift}`, modules: 'head', batch: 17, steps: 41, lr: 0.5, seed: 9 },
					...{ init: 'swapped', optimizer: 'sgd', schedule: 'cosine', backend: 'cpu' }
				};
				const found = stateWith(digitsRecord, run);
				if (!('values' in found)) throw new Error(JSON.stringify(found.refused));
				expect(formatReceipt(live.runOf(found.values as DigitValues))).toBe(formatReceipt(run));
			}
		}
	);

	test.each(['gaussian', 'regression:8', 'transformer-south'])(
		'a run of %s is refused, and the network is named',
		(task) => {
			const run: Run = { ...asOpened, task };
			const found = stateWith(digitsRecord, run);
			expect('refused' in found && found.refused.map(({ field }) => field)).toContain('network');
		}
	);
});

describe('a drawing', () => {
	test('is turned, inverted or left as the new task has it', () => {
		const strokes = written(7);
		const at = (pixels: Float64Array, x: number, y: number): number => pixels[y * SIDE + x] ?? NaN;
		for (const shift of shiftNames) {
			const { old, new: fresh } = picturesOf(shift, strokes);
			expect(old).toHaveLength(PIXELS);
			if (shift === 'unseen') expect(fresh).toEqual(old);
			for (let y = 0; y < SIDE; y++)
				for (let x = 0; x < SIDE; x++) {
					if (shift === 'inverted') expect(at(fresh, x, y)).toBeCloseTo(1 - at(old, x, y), 12);
					// Clockwise: what was at the top is at the right.
					if (shift === 'rotated') expect(at(fresh, SIDE - 1 - y, x)).toBeCloseTo(at(old, x, y), 9);
				}
		}
	});

	test('follows the keys: the pen moves, is put down, draws and is lifted; the last stroke goes first', () => {
		const drawing = new Drawing(3);
		drawing.clear();
		expect(drawing.press('ArrowLeft')).toBe(true);
		expect(drawing.strokes).toEqual([]);
		for (const key of [' ', 'ArrowDown', 'ArrowDown', ' ', 'ArrowRight', ' ', 'ArrowUp']) drawing.press(key);
		expect(drawing.strokes.map(({ length }) => length)).toEqual([3, 2]);
		expect(drawing.strokes[0]?.[2]?.[1]).toBeCloseTo(0.6);
		drawing.press('Backspace');
		expect(drawing.strokes).toHaveLength(1);
		expect(drawing.isDown).toBe(false);
		expect(drawing.press('Tab')).toBe(false);
	});

	test('takes the place of an example with its first stroke, by pointer or key, and not of strokes of one’s own', () => {
		const drawing = new Drawing(4);
		expect(drawing.strokes.length).toBeGreaterThan(0);
		drawing.begin([0.1, 0.2]);
		drawing.lift();
		expect(drawing.strokes).toEqual([[[0.1, 0.2]]]);
		drawing.begin([0.5, 0.6]);
		drawing.lift();
		expect(drawing.strokes).toHaveLength(2);
		drawing.take(4);
		drawing.undo();
		drawing.press(' ');
		expect(drawing.strokes).toEqual([[[0.5, 0.5]]]);
	});

	test('stays in its square and ends somewhere, however long somebody draws', () => {
		const drawing = new Drawing(1);
		drawing.begin([-3, 9]);
		for (let i = 0; i < 5000; i++) drawing.go([2, i]);
		const points = drawing.strokes.flat();
		expect(points.length).toBeLessThanOrEqual(2000);
		expect(points.every(([x, y]) => x >= 0 && x <= 1 && y >= 0 && y <= 1)).toBe(true);
	});
});

describe('what the worker answers', () => {
	test.each(networks)('the frozen %s reads every example that it knows, upright', async (network) => {
		for (const digit of [0, 1, 2, 3, 4, 5, 6, 7]) {
			const run = { ...asOpened, task: `${network}-rotated` };
			const { before, after } = await ask({
				kind: 'read',
				run,
				factors: null,
				pictures: picturesOf('rotated', written(digit))
			});
			expect(likeliest(before.old)?.digit).toBe(digit);
			for (const shares of [before.old, before.new]) expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
			expect(after).toBeNull();
		}
	});

	test.each(methodNames)(
		'with factors of %s the answers are those of W + ΔW: what they count is what the run measures',
		async (method) => {
			const run = { ...asOpened, method };
			const factors = someFactors(run);
			const { before, after } = await ask({ kind: 'confusion', run, factors });
			const right = (counts: Float64Array | undefined): number =>
				Array.from({ length: 10 }, (_, i) => counts?.[11 * i] ?? NaN).reduce((a, b) => a + b) / 512;
			const { metrics = {} } = experiment(run).snapshot(1, factors);
			expect(right(after?.new)).toBeCloseTo(metrics['accuracy'] ?? NaN, 12);
			expect(right(after?.old)).toBeCloseTo(metrics['oldAccuracy'] ?? NaN, 12);
			expect(right(before.old)).toBe(1);
		}
	);

	test('the unseen digits alone are in the new task, and every picture is counted once', async () => {
		const { before } = await ask({
			kind: 'confusion',
			run: { ...asOpened, task: 'mlp-unseen' },
			factors: null
		});
		const row = (digit: number): number =>
			before.new.subarray(10 * digit, 10 * digit + 10).reduce((a, b) => a + b, 0);
		expect([0, 1, 2, 3, 4, 5, 6, 7].map(row)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
		expect(row(8) + row(9)).toBe(512);
	});

	test('prices are counted by the methods, and no other rank comes nearer', async () => {
		const { prices } = await ask({ kind: 'price', run: asOpened, methods: contestants });
		const budget = compose(asOpened).parameters;
		expect(prices.map(({ method }) => method)).toEqual(contestants);
		for (const { method, parameters: count } of prices)
			if (method !== 'full') expect(Math.abs(count / budget - 1)).toBeLessThan(0.2);
		for (const { method, rank, factor, parameters: count } of prices) {
			const at = (r: number): number =>
				compose({ ...asOpened, method, rank: r, rank2: r, factor }).parameters;
			expect(count).toBe(at(Math.max(1, rank)));
			if (method === 'full') expect(rank).toBe(0);
			else
				for (const other of [rank - 1, rank + 1].filter((r) => r > 0 && r <= 64))
					expect(Math.abs(at(other) - budget)).toBeGreaterThanOrEqual(Math.abs(count - budget));
		}
	});

	test('the page opens with what the frozen networks do', () => {
		const { metrics, read } = openingOf(networks);
		expect(Object.keys(read).sort()).toEqual(
			networks.flatMap((n) => shiftNames.map((s) => `${n}-${s}`)).sort()
		);
		for (const one of Object.values(metrics)) expect(one['oldAccuracy']).toBe(1);
		expect(likeliest(read['mlp-rotated']?.old ?? null)?.digit).toBe(3);
	});
});

describe('methods beside one another', () => {
	const prices: Price[] = [
		{ method: 'lora', rank: 4, factor: -1, parameters: 100 },
		{ method: 'full', rank: 0, factor: -1, parameters: 900 }
	];
	const outcome = (accuracy: number, loss: number): Outcome => ({
		...{ parameters: 1, receipt: '' },
		metrics: { accuracy, loss, oldAccuracy: 1 - accuracy, oldLoss: 0 }
	});

	test('each has a run a rate; the best is the one with the least loss, and a run that diverged is none', () => {
		const rows = rowsOf(plansOf(asOpened, prices), ({ method, lr }) => {
			if (method === 'full') return lr === 0.03 ? 'diverged' : null;
			return outcome(0.5, Math.abs(lr - 0.003));
		});
		expect(runsOf(rows)).toHaveLength(prices.length * rates.length);
		expect(rows.map(({ best }) => best?.run.lr)).toEqual([0.003, undefined]);
		expect(rows[1]?.tries.filter(({ isDiverged }) => isDiverged)).toHaveLength(1);
		expect(rows[0]?.tries.every(({ run }) => run.rank === 4 && run.method === 'lora')).toBe(true);
		expect(seededRuns(rows).map(({ seed }) => seed)).toEqual([...seeds]);
	});

	test('a best rate at an end of those that were tried is told, once every rate is known', () => {
		const ended = (best: number, have = Infinity) =>
			rowsOf(plansOf(asOpened, prices.slice(0, 1)), ({ lr }) =>
				lr > have ? null : outcome(0.5, Math.abs(lr - best))
			).map(endOf);
		expect(ended(0.03)).toEqual(['largest']);
		expect(ended(0.001)).toEqual(['smallest']);
		expect(ended(0.01)).toEqual([null]);
		expect(ended(0.001, 0.01)).toEqual([null]);
		const diverged = rowsOf(plansOf(asOpened, prices.slice(0, 1)), ({ lr }) =>
			lr === 0.03 ? 'diverged' : outcome(0.5, 1 - lr)
		);
		expect(diverged.map(endOf)).toEqual([null]);
	});

	test('every method has a colour and a shape of its own, and no axis goes beyond all or below none', () => {
		for (const of of ['colour', 'symbol'] as const)
			expect(new Set(methodNames.map((name) => marks[name][of])).size).toBe(methodNames.length);
		expect(rangeOf([1, 0.5])).toEqual([0.46, 1]);
		expect(rangeOf([0.01, 0.2])[0]).toBe(0);
		expect(rangeOf([])).toEqual([0, 1]);
	});

	test('mean and spread are there once every seed is, and are those of the numbers', () => {
		const known =
			(have: number) =>
			({ seed }: Run): Outcome | null =>
				seed <= have ? outcome(seed / 10, seed) : null;
		const rows = rowsOf(plansOf({ ...asOpened, seed: 1 }, prices.slice(0, 1)), known(5));
		expect(seededRows(rows, known(4))[0]?.fresh).toBeNull();
		const [row] = seededRows(rows, known(5));
		expect(row?.points).toHaveLength(5);
		expect(row?.fresh?.mean).toBeCloseTo(0.3, 12);
		expect(row?.fresh?.deviation).toBeCloseTo(Math.sqrt(0.1 / 4), 12);
		expect(row?.old?.mean).toBeCloseTo(0.7, 12);
		expect(spreadOf([2, 2, 2]).deviation).toBe(0);
	});
});

test('both languages have a word for every network, shift and method, and say every number that they are given', () => {
	for (const language of ['en', 'ko'] as const) {
		const t = digitTexts[language];
		for (const name of networks) expect(t.networks[name]).toBeTruthy();
		for (const name of shiftNames) expect(t.shifts[name]).toBeTruthy();
		for (const name of methodNames) expect(t.methods[name]).toBeTruthy();
		expect(t.verdict(7, '98%')).toMatch(/7.*98%/);
		expect(t.measured(3, 4)).toMatch(/3.*4/);
		const c = contestTexts[language];
		for (const name of contestants) {
			expect(t.choices[name]).toBeTruthy();
			expect(c.meanings[name]).toBeTruthy();
		}
		expect(c.methodsCaption('1,344')).toContain('1,344');
		for (const text of [c.progress(3, 20), c.some(3, 20), c.methodsAlternative(3, 20)])
			expect(text.match(/\d+/g)?.sort()).toEqual(['20', '3']);
	}
});
