/** What an update of low rank leaves in the spectrum of Gaussian weights: the lesson's law against seeded draws. */
import { describe, expect, test } from 'vitest';
import { check } from '$src/algebra/equation';
import { scaled, sum, timesTransposed } from '$src/math/dense';
import { singularValues } from '$src/math/svd';
import { defaultsOf } from '$src/schema/field';
import { equationsFor } from '$lessons/compare/equations';
import { environmentFor } from '$lessons/compare/matrices';
import { parameters } from '$lessons/compare/parameters';
import {
	alignmentAt,
	directionsAt,
	EDGE,
	frozenAt,
	histogram,
	outlierAt,
	quarterCircle,
	SPIKE_SIZE,
	spikesOf
} from '$lessons/compare/spike';

const mean = (numbers: readonly number[]): number =>
	numbers.reduce((total, x) => total + x, 0) / numbers.length;

describe('an update in random directions', () => {
	const thetas = [0.5, 1.5, 2.5, 4] as const;
	const draws = [1, 2, 3].flatMap((seed) => spikesOf({ seed, rank: 1, thetas }));

	test.each(thetas)(
		'of size %f moves the largest singular value to where the law says, and turns its vectors so far',
		(theta) => {
			const at = draws.filter((answer) => answer.theta === theta);
			expect(at).toHaveLength(3);
			// The edge of the bulk fluctuates by n^(−2/3), an outlier and a cos² by n^(−1/2).
			expect(Math.abs(mean(at.map(({ values }) => values[0] ?? NaN)) - outlierAt(theta))).toBeLessThan(0.08);
			for (const side of ['left', 'right'] as const)
				expect(Math.abs(mean(at.map((answer) => answer[side])) - alignmentAt(theta))).toBeLessThan(0.06);
			for (const { values } of at) expect(values[1]).toBeLessThan(EDGE + 0.08);
		}
	);

	test('that stands out resembles no singular vector of W0, and one below the threshold leaves the first nearly as it was', () => {
		for (const { theta, nearest } of draws) {
			if (theta > 2) expect(nearest).toBeLessThan(0.5);
			if (theta === 0.5) expect(nearest).toBeGreaterThan(0.5);
		}
	});

	test('spread over k directions has k outliers where each is above 1, and none where it is not', () => {
		const above = (theta: number, rank: number): number =>
			(
				spikesOf({ seed: 4, rank, thetas: [theta / Math.sqrt(rank)] })[0]?.values ?? new Float64Array()
			).filter((x) => x > EDGE + 0.1).length;
		expect([above(2.5, 1), above(2.5, 2), above(2.5, 16)]).toEqual([1, 2, 0]);
	});

	test('spread over 16 directions of 200 has its largest value above the law of a fixed k, and above the edge at the threshold', () => {
		const answers = [1, 2].flatMap((seed) => spikesOf({ seed, rank: 16, thetas: [1, 1.25] }));
		for (const { theta, values } of answers)
			expect((values[0] ?? NaN) - outlierAt(theta)).toBeGreaterThan(0.05);
	});
});

test('the singular values of W0 fill a quarter of a circle', () => {
	const width = 0.25;
	const bins = histogram(singularValues(frozenAt(7)), width);
	expect(bins.reduce((total, { count }) => total + count, 0)).toBe(SPIKE_SIZE);
	for (const { at, count } of bins.filter(({ at }) => at < EDGE))
		expect(Math.abs(count - SPIKE_SIZE * width * quarterCircle(at))).toBeLessThan(6);
	const steps = Array.from({ length: 2000 }, (_, i) => (i + 0.5) / 1000);
	expect(mean(steps.map(quarterCircle)) * EDGE).toBeCloseTo(1, 4);
});

test('directions are orthonormal, so that the update has the singular values that are set', () => {
	const [u, v] = [directionsAt(2, 'u', 3), directionsAt(2, 'v', 3)];
	const found = singularValues(scaled(1.5, timesTransposed(u, v)));
	expect(Array.from(found.subarray(0, 4), (x) => Math.round(1e9 * x) / 1e9)).toEqual([1.5, 1.5, 1.5, 0]);
});

test('an update of rank one lets one singular value pass those of W0, as the lesson’s equation says, one of rank two lets two', () => {
	const values = { ...defaultsOf(parameters), spike: 4 };
	const environment = environmentFor(values);
	const { 'spike-one': one } = equationsFor(values);
	expect(check(one, environment).holds).toBe(true);
	const W0 = environment.get('W0');
	if (!W0) throw new Error('a leaf');
	const [u, v] = [directionsAt(9, 'u', 2, W0.shape[0]), directionsAt(9, 'v', 2, W0.shape[0])];
	const two = sum(W0, scaled(4, timesTransposed(u, v)));
	expect(singularValues(two)[1]).toBeGreaterThan(singularValues(W0)[0] ?? NaN);
});
