import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check } from '$src/algebra/equation';
import { defaultsOf } from '$src/schema/field';
import { equationsFor } from '$lessons/low-rank/equations';
import { environmentFor, sizesOf, weightsOf } from '$lessons/low-rank/matrices';
import { parameters, percentText, sharesOf, type LowRankValues } from '$lessons/low-rank/parameters';
import { breakEven, leastErrors, shuffled } from '$lessons/low-rank/decomposition';
import { smallestRankHolding } from '$src/math/energy';
import { measureRank } from '$src/math/rank';
import { toRows } from '$src/math/tensor';
import { anyState } from './lessonSuite';
import { grayPng } from './png';

const defaults: LowRankValues = defaultsOf(parameters);

describe('the equations of the lesson low-rank', () => {
	test('say √5 and 2 of diag(4, 3, 2, 1) at k = 2', () => {
		const values = { ...defaults, matrix: 'diagonal', smallK: 2 } as const;
		const { attained, 'spectral-attained': spectral } = equationsFor(values);
		const environment = environmentFor(values);
		const sides = (equation: typeof attained): number[] =>
			check(equation, environment).values.map(({ data }) => data[0] ?? NaN);
		for (const side of sides(attained)) expect(Math.sqrt(side)).toBeCloseTo(Math.sqrt(5), 12);
		for (const side of sides(spectral)) expect(side).toBeCloseTo(2, 12);
	});

	test('become equalities where the competitor is the best one, and strict where it is not', () => {
		const gap = (away: number): number => {
			const values = { ...defaults, away };
			const [error, , best] = check(equationsFor(values)['lower-bound'], environmentFor(values)).values;
			return (error?.data[0] ?? NaN) / (best?.data[0] ?? NaN) - 1;
		};
		expect(Math.abs(gap(0))).toBeLessThan(1e-12);
		expect(gap(0.5)).toBeGreaterThan(1e-3);
	});

	test('would not hold were one wrong: each equation with a side of its own made larger fails', () => {
		const values = { ...defaults, seed: 7 };
		const environment = environmentFor(values);
		for (const [id, right] of Object.entries(equationsFor(values))) {
			right.sides.forEach((side, i) => {
				const [before, after] = [right.relations[i - 1], right.relations[i]];
				// A larger side may satisfy "≥ what follows" or "≤ what comes before" all the better.
				const free = (before === undefined || before === '≤') && (after === undefined || after === '≥');
				if (free) return;
				const value = check(right, environment).values[i];
				if (!value) throw new Error(`${id}: no side ${i}`);
				const larger = { ...value, data: value.data.map((x) => x + 1000) };
				const sides = right.sides.with(i, {
					kind: 'measure',
					of: [],
					tex: () => '',
					evaluate: () => larger.data[0] ?? NaN
				});
				expect({ id, i, holds: check({ ...right, sides }, environment).holds }).toEqual({
					id,
					i,
					holds: false
				});
			});
		}
	});

	test('would not hold with the budget one short: Σ wᵢ ≤ k − 1 fails', () => {
		const values = { ...defaults, away: 0 };
		const { total } = equationsFor(values);
		const wrong = equationsFor({ ...values, smallK: values.smallK - 1 }).total.sides.at(-1);
		if (!wrong) throw new Error('a side');
		const [first] = total.sides;
		if (!first) throw new Error('a side');
		const environment = environmentFor(values);
		expect(check({ ...total, sides: [first, wrong], relations: ['≤'] }, environment).holds).toBe(false);
		expect(check(total, environment).holds).toBe(true);
	});
});

describe('k of the derivation', () => {
	test('is below min(m, n) whatever is set, as the spectral step needs, and both languages say so', () => {
		fc.assert(
			fc.property(anyState(parameters), (values) => {
				const { k, m, n } = sizesOf(values);
				expect(k).toBeLessThan(Math.min(m, n));
			})
		);
		for (const language of ['en', 'ko'])
			expect(readFileSync(`lessons/low-rank/${language}.md`, 'utf8')).toMatch(
				/step\{id="spectral"[^\n]*\n[^\n]*\$k < \\min\(m, n\)\$/
			);
	});
});

describe('the shares of the budget', () => {
	test('of the best competitor are 1 for the first k directions and 0 for the others', () => {
		fc.assert(
			fc.property(anyState(parameters), (some) => {
				const values = { ...some, away: 0 };
				const { k } = sizesOf(values);
				weightsOf(environmentFor(values)).forEach((w, i) => expect(w).toBeCloseTo(i < k ? 1 : 0, 8));
			}),
			{ numRuns: 50, seed: 5 }
		);
	});

	test('come back from the address as they were written, in percent', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 6, maxLength: 6 }), (percent) => {
				const written = percentText(percent.map((x) => x / 100));
				expect(parameters.weights.pattern.test(written)).toBe(true);
				expect(sharesOf(written, [0, 0, 0, 0, 0, 0])).toEqual(percent.map((x) => x / 100));
			})
		);
		for (const wrong of ['101', '1.2.3.4.5.6.7', '50,50', '-1', '1.', '007']) {
			expect(parameters.weights.pattern.test(wrong)).toBe(false);
		}
		expect(sharesOf('', [0.5, 0.25])).toEqual([0.5, 0.25]);
	});
});

describe('what the prose says of the pictures', () => {
	const [photo, digits] = ['photo', 'digits'].map((name) => grayPng(`lessons/low-rank/${name}.png`));
	if (!photo || !digits) throw new Error('two pictures');

	test('holds of the photo and of its noise, whatever the seed: the errors, the ranks, the fall of the spectra', () => {
		const ofPhoto = measureRank(photo);
		const fall = (values: Float64Array): number => (values[1] ?? NaN) / (values[191] ?? NaN);
		expect(breakEven(192, 256)).toBeCloseTo(109.7, 1);
		expect(ofPhoto.rank).toBe(192);
		expect(fall(ofPhoto.singularValues)).toBeGreaterThan(200);
		for (const seed of [1, 2, 77]) {
			const noise = measureRank(shuffled(photo, seed));
			const errors = leastErrors(noise.singularValues);
			expect(noise.rank).toBe(192);
			expect(errors[1]).toBeCloseTo(0.42, 2);
			expect(errors[16]).toBeGreaterThan(1 / 3);
			expect(errors[110]).toBeGreaterThan(1 / 8);
			expect(Math.abs(fall(noise.singularValues) - 12)).toBeLessThan(1.5);
			// "About as much as the one before": no bend of the curve between two pieces.
			const gains = [...errors.slice(1, 180)].map((error, k) => error - (errors[k + 2] ?? NaN));
			gains.slice(1).forEach((gain, k) => expect(gain / (gains[k] ?? NaN)).toBeGreaterThan(0.8));
			expect(leastErrors(ofPhoto.singularValues)[16]).toBeLessThan(0.5 * (errors[16] ?? NaN));
		}
	});

	test('says of a share of the energy the rank at which the least error falls to √(1 − share)', () => {
		for (const picture of [photo, digits]) {
			const { singularValues } = measureRank(picture);
			const errors = leastErrors(singularValues);
			for (const share of [0.5, 0.9, 0.99, 0.999]) {
				const energies = singularValues.map((sigma) => sigma ** 2);
				const k = smallestRankHolding(energies, share);
				expect(errors[k]).toBeLessThanOrEqual(Math.sqrt(1 - share));
				expect(errors[k - 1]).toBeGreaterThan(Math.sqrt(1 - share));
			}
		}
	});

	test('holds of the digits: rank 184, five rows all black and three that the others make up', () => {
		const inked = toRows(digits).filter((row) => row.some((x) => x > 0));
		expect(inked).toHaveLength(192 - 5);
		expect(measureRank(digits).rank).toBe(192 - 5 - 3);
	});
});
