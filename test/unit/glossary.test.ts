/** The glossary and the short helps say what the code does and the lessons prove. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import terms from '$lessons/terms.json';
import { lokrTexts } from '$lessons/lokr/texts';
import { adapter } from '$src/adapters/adapter';
import { blocks } from '$src/adapters/lokr';
import { floorOf } from '$src/experiments/floor';
import { targetOf } from '$src/models/target';
import { exerciseTexts } from '$src/lesson/exercise/texts';
import { defaultsOf } from '$src/schema/field';
import { methodFields } from '$src/adapters/index';
import { methodOptions, runSchema } from '$src/receipt/run';
import { parseTask } from '$src/models/index';

const lokr = (out: number, columns: number, rank: number, decomposeBoth = false) =>
	methodOptions({ ...defaultsOf(runSchema), out, in: columns, rank, decomposeBoth });

test('LoKr’s blocks are low-rank below half of their longer side, whether that is smaller or not', () => {
	const counts = [31, 32].map((rank) => adapter('lokr', lokr(768, 3072, rank)).parameters);
	expect(counts).toEqual([4128, 3200]);
	fc.assert(
		fc.property(
			fc.integer({ min: 2, max: 400 }),
			fc.integer({ min: 2, max: 400 }),
			fc.integer({ min: 1, max: 40 }),
			fc.boolean(),
			(out, columns, rank, both) => {
				const { a, b, c, d, lowRankA, lowRankB } = blocks(lokr(out, columns, rank, both));
				expect(lowRankA).toBe(both && rank < Math.max(a, c) / 2);
				expect(lowRankB).toBe(rank < Math.max(b, d) / 2);
			}
		)
	);
});

test('and the glossary, the option’s help and the lesson’s switch name that condition in both languages', () => {
	for (const about of Object.values(terms.lokr.about)) expect(about).toContain('r < max(b, d)/2');
	expect(methodFields.decomposeBoth.about).toContain('r < max(a, c)/2');
	for (const { fields } of Object.values(lokrTexts))
		expect(fields.decomposeBoth).toContain('r < max(a, c)/2');
});

test('a floor is a lower bound and not the least error: the rank bound of LoHa leaves 0 where its numbers do not', () => {
	// 9 × 9 has 81 entries; ranks 3 and 3 give at most 108 − 9 − 9 − 17 = 73 dimensions, so they miss almost every matrix.
	const made = adapter(
		'loha',
		methodOptions({ ...defaultsOf(runSchema), method: 'loha', out: 9, in: 9, rank: 3 })
	);
	const task = parseTask('gaussian');
	expect(floorOf(made, task, targetOf(task, 9, 9, 1))).toBe(0);
	expect(made.parameters - 3 ** 2 - 3 ** 2 - (9 + 9 - 1)).toBeLessThan(9 * 9);
	expect(terms.floor.about.en).toMatch(/^A lower bound/);
	expect(terms.floor.about.en).not.toMatch(/least error/);
});

test('rank is the largest number of independent columns, and Eckart and Young speak of rank at most k', () => {
	expect(terms.rank.about.en).toMatch(/^The largest number/);
	expect(terms.rank.about.ko).toContain('최대 개수');
	expect(terms['eckart-young'].about.en).toContain('rank at most k');
	expect(terms['eckart-young'].about.ko).toContain('k 이하');
	expect(terms['truncated-svd'].about.en).toContain('rank at most k');
	expect(terms['truncated-svd'].about.ko).toContain('k 이하');
});

test('what is said to a wrong order fits an order of sizes as well as a proof', () => {
	expect(exerciseTexts.en.order).not.toMatch(/needs|follows|proof/);
	expect(exerciseTexts.ko.order).not.toMatch(/증명|먼저 나와야/);
});
