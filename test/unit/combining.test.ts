/** Two adapters made into one: what the lesson LoRA says of joining and of adding their factors. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '$src/algebra/equation';
import { columnsOf, difference, product, scaled, sum, timesTransposed } from '$src/math/dense';
import { measureRank, tailEnergy } from '$src/math/rank';
import { svd } from '$src/math/svd';
import { frobeniusNorm, largestDifference, squaredNorm, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import {
	added,
	COMBINED_RANK,
	drawnPair,
	errorOf,
	expectedSquare,
	joined,
	turned,
	weightedSum,
	type Pair,
	type Weights
} from '$lessons/lora/combining';
import { equationsFor } from '$lessons/lora/equations';
import { environmentFor } from '$lessons/lora/matrices';
import { parameters } from '$lessons/lora/parameters';

const both = (seed: number): readonly [Pair, Pair] => [drawnPair(seed, 1), drawnPair(seed, 2)];
const turns = fc.record({
	angle: fc.integer({ min: 0, max: 360 }),
	stretch: fc.double({ min: 0.25, max: 4, noNaN: true })
});
const seeds = fc.nat(1000);
const shares = fc.double({ min: 0, max: 1, noNaN: true }).map((w): Weights => [1 - w, w]);
const half: Weights = [0.5, 0.5];
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

describe('two adapters made into one', () => {
	test('have the same updates whatever the second is turned by, and joined they are the weighted sum, of both ranks', () => {
		fc.assert(
			fc.property(seeds, turns, shares, (seed, turn, weights) => {
				const [one, other] = both(seed);
				const again = turned(other, turn);
				expect(largestDifference(product(again.B, again.A), product(other.B, other.A))).toBeLessThan(1e-12);
				expect(errorOf(joined(one, again, weights), weightedSum(one, other, weights))).toBeLessThan(1e-13);
			})
		);
		const [one, other] = both(3);
		const { B, A } = joined(one, other, half);
		expect(measureRank(product(B, A)).rank).toBe(2 * COMBINED_RANK);
	});

	test('by adding their factors are the weighted sum where a weight is zero, and twice it where both are the same', () => {
		const [one, other] = both(1);
		for (const weights of [
			[1, 0],
			[0, 1]
		] as const)
			expect(errorOf(added(one, other, weights), weightedSum(one, other, weights))).toBeLessThan(1e-14);
		const { B, A } = added(one, one, half);
		expect(largestDifference(product(B, A), scaled(2, product(one.B, one.A)))).toBeLessThan(1e-14);
	});

	test('by adding their factors are off by what the formula says, on average over drawn factors', () => {
		for (const [weights, stretch] of [
			[half, 1],
			[half, 2],
			[[0.8, 0.2] as Weights, 0.5]
		] as const) {
			const draws = Array.from({ length: 400 }, (_, seed) => {
				const [one, drawn] = both(seed);
				const other = turned(drawn, { angle: 7 * seed, stretch });
				const wanted = weightedSum(one, other, weights);
				return {
					off: errorOf(added(one, other, weights), wanted) ** 2 * squaredNorm(wanted),
					whole: squaredNorm(wanted)
				};
			});
			const ratio = mean(draws.map(({ off }) => off)) / mean(draws.map(({ whole }) => whole));
			expect(ratio / expectedSquare(weights, stretch)).toBeGreaterThan(0.93);
			expect(ratio / expectedSquare(weights, stretch)).toBeLessThan(1.07);
		}
		expect(expectedSquare(half, 1)).toBe(1);
	});

	test('by adding their factors are off by another value after a turn, and by more than any bound after a stretch', () => {
		for (let seed = 1; seed <= 20; seed++) {
			const [one, other] = both(seed);
			const wanted = weightedSum(one, other, half);
			const error = (angle: number, stretch: number): number =>
				errorOf(added(one, turned(other, { angle, stretch }), half), wanted);
			const errors = Array.from({ length: 36 }, (_, i) => error(5 * i, 1));
			expect(Math.max(...errors) - Math.min(...errors)).toBeGreaterThan(0.02);
			expect(Math.min(...errors)).toBeGreaterThan(0.5);
			expect(error(0, 100)).toBeGreaterThan(20);
		}
	});
});

test('the lesson’s equation on adding factors fails where M has another inverse, and so does its best start with other directions', () => {
	const values = defaultsOf(parameters);
	const environment = environmentFor(values);
	const { linear, cat, 'best-start': best } = equationsFor(values);
	for (const record of [linear, cat, best]) expect(check(record, environment).holds).toBe(true);
	const noInverse = new Map(environment).set('inverseM', environment.get('M') ?? never());
	expect(check(linear, noInverse).holds).toBe(false);
	const other = new Map(environment).set('V', scaled(0.5, environment.get('V') ?? never()));
	expect(check(best, other).holds).toBe(false);
});

test('the start that steps most like full fine-tuning is not the one that gains the most', () => {
	const values = { ...defaultsOf(parameters), rank: 2 };
	const environment = environmentFor(values);
	const leafOf = (name: string): Tensor => environment.get(name) ?? never();
	const [X, V, U] = [leafOf('X'), leafOf('V'), leafOf('U')];
	const G = timesTransposed(difference(product(leafOf('W0'), X), leafOf('Y')), X);
	const { u, singularValues } = svd(G);
	const energy = (k: number): number => tailEnergy(singularValues, 0) - tailEnergy(singularValues, k);
	const stepOf = (left: Tensor): Tensor =>
		sum(product(G, timesTransposed(V, V)), product(timesTransposed(left, left), G));
	const gainOf = (step: Tensor): number =>
		G.data.reduce((total, g, i) => total + g * (step.data[i] ?? NaN), 0);
	const cosineOf = (step: Tensor): number => gainOf(step) / (frobeniusNorm(G) * frobeniusNorm(step));
	const [next, same] = [stepOf(U), stepOf(columnsOf(u, [0, 2]))];
	expect(gainOf(next) / energy(4)).toBeCloseTo(1, 9);
	expect(gainOf(same) / (2 * energy(2))).toBeCloseTo(1, 9);
	expect(gainOf(same)).toBeGreaterThan(gainOf(next));
	expect(cosineOf(next)).toBeGreaterThan(cosineOf(same));
	expect([next, same].map((step) => measureRank(step).rank)).toEqual([4, 2]);
});

const never = (): never => {
	throw new Error('a leaf');
};
