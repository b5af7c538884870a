/** Two adapters that differ in their seed alone, as the lesson's figure of directions has them (arXiv 2106.09685, section 7.2). */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { initialValues } from '$src/adapters/values';
import { cpuBackend } from '$src/compute/cpu/backend';
import { loadBase } from '$src/experiments/base';
import { compose } from '$src/experiments/compose';
import { train } from '$src/experiments/train';
import { product, transposed } from '$src/math/dense';
import { at, tensor, type Tensor } from '$src/math/tensor';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { answers, deltas, type Factors } from '$lessons/transformer/decoder';
import { byChance, type Directions } from '$lessons/transformer/directions';

const RANK = 4;
const module = 'layers.0.v';
const runOf = (seed: number): Run => ({
	...defaultsOf(runSchema),
	...{ method: 'lora', task: 'transformer-south', modules: 'v', rank: RANK, steps: 40, seed },
	...{ schedule: 'cosine', backend: 'cpu' }
});

async function trained(seed: number): Promise<Factors> {
	const run = runOf(seed);
	const { factors } = await train(run, {
		select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
		signal: new AbortController().signal,
		onEvent: () => undefined,
		progressEvery: Infinity
	});
	return { run, factors };
}

/** Factors that nothing was trained on. */
function drawn(seed: number): Factors {
	const run = runOf(seed);
	const factors = Object.fromEntries(
		compose(run).parts.flatMap(({ adapter, module: { w0 } }) =>
			[...initialValues(adapter, seed, 'random', w0)].map(([name, { data }]) => [
				name,
				Float32Array.from(data)
			])
		)
	);
	return { run, factors };
}

const between = (one: Factors, other: Factors): Directions =>
	answers.directions({ trained: one, other, module });
const phi = ({ other }: Directions, i: number, j: number): number =>
	other ? at(other, i - 1, j - 1) : Number.NaN;

/** The right singular vector of the largest singular value, by the power method. */
function leading(a: Tensor): Tensor {
	const gram = product(transposed(a), a);
	const [n = 1] = gram.shape;
	let x = tensor([n, 1], new Float64Array(n).fill(1));
	for (let k = 0; k < 2000; k++) {
		const y = product(gram, x);
		const length = Math.hypot(...y.data);
		x = tensor(
			[n, 1],
			y.data.map((v) => v / length)
		);
	}
	return x;
}

describe('φ of two seeds', () => {
	let first: Factors;
	let second: Factors;
	beforeAll(async () => {
		await loadBase('transformer-south', (file) =>
			readFile(join(import.meta.dirname, '../../static/models', file))
		);
		[first, second] = [await trained(1), await trained(2)];
	}, 120_000);

	test('has a row and a column for each direction of theirs, from 0 to 1, and turns over with the two', () => {
		const [one, back] = [between(first, second), between(second, first)];
		expect(one.other?.shape).toEqual([RANK, RANK]);
		for (let i = 1; i <= RANK; i++)
			for (let j = 1; j <= RANK; j++) {
				expect(phi(one, i, j)).toBeGreaterThanOrEqual(0);
				expect(phi(one, i, j)).toBeLessThanOrEqual(1);
				expect(phi(back, j, i)).toBeCloseTo(phi(one, i, j), 10);
			}
	});

	test('is at (1, 1) the square of the cosine of their leading directions, found in another way', () => {
		const [x, y] = [first, second].map((one) => leading(deltas(one).get(module) ?? tensor([1, 1], [0])));
		if (!x || !y) throw new Error('expected two directions');
		const [cosine = Number.NaN] = product(transposed(x), y).data;
		expect(phi(between(first, second), 1, 1)).toBeCloseTo(cosine ** 2, 8);
	});

	test('is 1 of a run with itself, where the smaller space lies in the larger', () => {
		const same = between(first, first);
		for (let i = 1; i <= RANK; i++)
			for (let j = 1; j <= RANK; j++) expect(phi(same, i, j)).toBeCloseTo(1, 10);
	});

	test('finds what both have learnt: the leading direction of one lies in the other’s, which chance does not explain', () => {
		const [learnt, chance] = [between(first, second), byChance(1, RANK, 32)];
		expect(phi(learnt, 1, RANK)).toBeGreaterThan(4 * chance);
		expect(phi(learnt, RANK, RANK)).toBeLessThan(phi(learnt, 1, RANK));
		expect(phi(between(drawn(1), drawn(2)), 1, RANK)).toBeLessThan(3 * chance);
	});
});
