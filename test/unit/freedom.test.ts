/** How many dimensions a method reaches: the formulas of the lesson LoHa against Jacobians. */
import { describe, expect, test } from 'vitest';
import { initialValues } from '$src/adapters/values';
import { check } from '$src/algebra/equation';
import { evaluate } from '$src/algebra/evaluate';
import { measureRank } from '$src/math/rank';
import { zeros } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import {
	dimensionAt,
	dimensionOf,
	freeAdapter,
	freedomOf,
	freeMethods,
	freeRanks,
	type FreeLayer
} from '$lessons/loha/freedom';
import { equationsFor } from '$lessons/loha/equations';
import { environmentFor } from '$lessons/loha/matrices';
import { parameters } from '$lessons/loha/parameters';

const layers: readonly FreeLayer[] = [
	{ out: 8, in: 8 },
	{ out: 4, in: 9 },
	{ out: 7, in: 3 },
	{ out: 12, in: 11 }
];

describe('the dimensions that a method reaches', () => {
	test.each(layers)('are what the formulas say on $out × $in, at every price', (layer) => {
		const points = freedomOf({ ...layer, seed: 3 });
		expect(points).toHaveLength(2 * freeRanks(layer).length);
		for (const { method, price, dimension, parameters: numbers, rank } of points) {
			const made = freeAdapter(method, layer, Math.round(price));
			if (!made) throw new Error('an adapter');
			expect(made.parameters).toBe(numbers);
			expect(dimension).toBe(dimensionOf(made));
			expect(dimension).toBeLessThanOrEqual(Math.min(numbers, layer.out * layer.in));
			expect(rank).toBe(made.rankBound);
		}
	});

	test('are the rank of a Jacobian that finite differences give too', () => {
		for (const method of freeMethods) {
			const made = freeAdapter(method, { out: 4, in: 6 }, 3);
			if (!made) throw new Error('an adapter');
			const at = initialValues(made, 5, 'random');
			const rows: number[] = [];
			const h = 1e-3;
			for (const { name } of made.leaves) {
				const start = at.get(name) ?? zeros([0]);
				start.data.forEach((x, i) => {
					const moved = (by: number): Float64Array => {
						const data = Float64Array.from(start.data).with(i, x + by);
						return evaluate(made.delta, new Map([...at, [name, { ...start, data }]])).data;
					};
					const [up, down] = [moved(h), moved(-h)];
					rows.push(...up.map((y, j) => (y - (down[j] ?? NaN)) / (2 * h)));
				});
			}
			const jacobian = { shape: [rows.length / 24, 24], data: Float64Array.from(rows) };
			// What rounds in the differences is far below the smallest value that counts.
			expect(measureRank(jacobian, 1e-8).rank).toBe(dimensionAt(made.delta, made.leaves, at));
		}
	});

	test('are what the lesson says: on 12 × 12 LoHa of ranks 4 and 3 has full rank and 120 of 144, LoRA of its price 119, LoKr 24', () => {
		const [lora, loha, lokr] = freeMethods.map((method) => freeAdapter(method, { out: 12, in: 12 }, 7));
		if (!lora || !loha || !lokr) throw new Error('adapters');
		expect([lora, loha, lokr].map(dimensionOf)).toEqual([119, 120, 24]);
		expect([lora, loha, lokr].map(({ rankBound }) => rankBound)).toEqual([7, 12, 12]);
		expect(dimensionAt(loha.delta, loha.leaves, initialValues(loha, 1, 'random'))).toBe(120);
		const large = freeAdapter('loha', { out: 4096, in: 4096 }, 128);
		if (!large) throw new Error('an adapter');
		expect(large.rankBound).toBe(4096);
		expect(dimensionOf(large)).toBe(1_032_193);
		expect(dimensionOf(large) / 4096 ** 2).toBeCloseTo(0.0615, 4);
	});
});

test('a LoHa of ranks 4 and 4 reaches the 641 dimensions of its formula on 48 × 48, as the lesson says', () => {
	const made = freeAdapter('loha', { out: 48, in: 48 }, 8);
	if (!made) throw new Error('an adapter');
	expect(dimensionOf(made)).toBe(641);
	expect(dimensionAt(made.delta, made.leaves, initialValues(made, 1, 'random'))).toBe(641);
});

test('the lesson’s equations on freedom fail where a count is wrong, or a row is scaled on one side only', () => {
	const values = defaultsOf(parameters);
	const environment = environmentFor(values);
	const { freedom, 'spare-rows': spare } = equationsFor(values);
	expect(check(freedom, environment).holds).toBe(true);
	const tied = new Map(environment)
		.set('G2', environment.get('G1') ?? zeros([0]))
		.set('H2', environment.get('H1') ?? zeros([0]));
	expect(check(freedom, tied).holds).toBe(false);
	const same = new Map(environment).set('inverseD1', environment.get('D1') ?? zeros([0]));
	expect(check(spare, same).holds).toBe(false);
});
