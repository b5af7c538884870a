import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minimumSum, optimalPairs } from '$src/adapters/optimum';
import { check, type Equation, type Side } from '$src/algebra/equation';
import { number } from '$src/algebra/ops';
import { scalar, tensor } from '$src/math/tensor';
import { defaultsOf, parseField } from '$src/schema/field';
import { cheapest, derivationCorner, guessOf, guessText, reaches } from '$lessons/optimum/corner';
import { equationsFor } from '$lessons/optimum/equations';
import { bestFit, fitPairs, fitRun, type Fit } from '$lessons/optimum/fit';
import lesson from '$lessons/optimum/lesson';
import { environmentFor } from '$lessons/optimum/matrices';
import { LARGEST_RANK, parameters, type OptimumValues } from '$lessons/optimum/parameters';
import { expectToHold } from './lessonSuite';

const defaults: OptimumValues = defaultsOf(parameters);
const rank = fc.integer({ min: 1, max: LARGEST_RANK });
const targets = fc.integer({ min: 1, max: parameters.target.max });

/** What each side of an equation is worth, where it is a number. */
const numbersOf = (equation: Equation, values: OptimumValues): number[] =>
	check(equation, environmentFor(values)).values.map(({ data }) => data[0] ?? NaN);

describe('the equations of the lesson optimum', () => {
	test('hold for every target, at corners that reach it and at corners that do not', () => {
		for (let target = 1; target <= parameters.target.max; target++) {
			for (const [r1, r2] of [
				[1, 1],
				[3, 5],
				[16, 1],
				[16, 16]
			] as const) {
				expectToHold(lesson, { ...defaults, target, r1, r2, out: 7, in: 5 });
			}
		}
	});

	test('are equalities where r1 = r2 = R, and both gaps are open at a longer rectangle with more area', () => {
		const [cost, square, least] = numbersOf(equationsFor({ ...defaults, r1: 4, r2: 4 })['lower-bound'], {
			...defaults,
			r1: 4,
			r2: 4
		});
		expect([cost, square]).toEqual([512, 512]);
		expect(least).toBe(512);
		const far = { ...defaults, r1: 3, r2: 8 };
		const [a = 0, b = 0, c = 0] = numbersOf(equationsFor(far)['lower-bound'], far);
		expect(a).toBeGreaterThan(b);
		expect(b).toBeGreaterThan(c);
	});

	test('would not hold with a side of its own made larger: every equation can fail', () => {
		const values = { ...defaults, target: 10, r1: 3, r2: 8 };
		const environment = environmentFor(values);
		for (const [id, right] of Object.entries(equationsFor(values))) {
			const failing = right.sides.filter((_, i) => {
				const value = check(right, environment).values[i]?.data[0] ?? NaN;
				const larger: Side = number(value + 1000);
				return !check({ ...right, sides: right.sides.with(i, larger) }, environment).holds;
			});
			expect({ id, failing: failing.length > 0 }).toEqual({ id, failing: true });
		}
	});

	test('see a corner that breaks the constraint: with its numbers step 3 and step 4 fail, step 2 does not', () => {
		const broken = new Map([
			...environmentFor({ ...defaults, r1: 4, r2: 4 }),
			['r1', scalar(3)],
			['r2', scalar(4)]
		]);
		const equations = equationsFor({ ...defaults, r1: 4, r2: 4 });
		const holds = (id: keyof typeof equations): boolean => check(equations[id], broken).holds;
		expect([holds('constraint'), holds('root'), holds('lower-bound'), holds('least-sum')]).toEqual([
			false,
			false,
			false,
			false
		]);
		expect([holds('square'), holds('am-gm')]).toEqual([true, true]);
	});

	test.each([
		['just-enough', 'least', 6],
		['just-enough', 'least', 8],
		['least-sum', 'least', 8],
		['corollary', 'fullR', 5],
		['corollary', 'fullR', 7]
	] as const)('%s fails where the search had found %s = %i', (id, name, wrong) => {
		const values = { ...defaults, target: 10, r1: 2, r2: 5 };
		const environment = new Map([...environmentFor(values), [name, scalar(wrong)]]);
		expect(check(equationsFor(values)[id], environment).holds).toBe(false);
	});

	test('miss a cheapest pair that the search had missed', () => {
		const values = { ...defaults, target: 10 };
		const environment = new Map([
			...environmentFor(values),
			['pairs', tensor([4, 2], [3, 4, 4, 3, 3, 4, 4, 3])]
		]);
		expect(check(equationsFor(values).optima, environment).holds).toBe(false);
	});
});

describe('corners', () => {
	test('that a search finds cheapest are those of the formula, for every target that can be set', () => {
		for (let target = 1; target <= parameters.target.max; target++) {
			expect(cheapest(target)).toEqual({ sum: minimumSum(target), pairs: optimalPairs(target) });
		}
	});

	test('of the derivation keep the constraint, and are the reader’s own where those do', () => {
		fc.assert(
			fc.property(rank, rank, targets, (r1, r2, target) => {
				const [a, b] = derivationCorner({ r1, r2, target });
				expect(a * b).toBeGreaterThanOrEqual(target);
				if (reaches([r1, r2], target)) expect([a, b]).toEqual([r1, r2]);
				else expect((a - 1) * (b - 1)).toBeLessThan(target);
			})
		);
	});

	test('that are pinned go through the address and back, and nonsense there is no guess', () => {
		fc.assert(
			fc.property(rank, rank, targets, (r1, r2, target) => {
				const written = guessText({ pair: [r1, r2], target });
				expect(parseField('guess', parameters.guess, written)).toEqual({ value: written });
				expect(guessOf(written)).toEqual({ pair: [r1, r2], target });
			})
		);
		for (const bad of ['2.8', '17.1.4', '2.8.65', '0.3.4', 'x'])
			expect(parseField('guess', parameters.guess, bad)).toMatchObject({ value: '' });
		expect(guessOf('')).toBeNull();
	});
});

describe('the pairs that are trained', () => {
	test('cost the same and differ in nothing but their ranks', () => {
		for (const [r1, r2] of fitPairs) {
			expect(r1 + r2).toBe(9);
			expect(fitRun([r1, r2], defaults)).toEqual({ ...fitRun([1, 8], defaults), rank: r1, rank2: r2 });
		}
	});

	test('are judged by their error', () => {
		const fit = (r1: number, error: number): Fit => ({
			pair: [r1, 9 - r1],
			parameters: 576,
			error,
			floor: null,
			bound: r1 * (9 - r1),
			receipt: ''
		});
		expect(bestFit([fit(1, 0.3), fit(2, 0.1), fit(3, 0.2)])?.pair).toEqual([2, 7]);
		expect(bestFit([])).toBeNull();
	});
});
