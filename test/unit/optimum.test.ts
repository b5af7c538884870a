import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	atEqualParameters,
	ceilSqrt,
	fullRankR,
	LARGEST_TARGET,
	largestProduct,
	minimumSum,
	optimalPairs,
	optimum,
	tiedSum,
	type RankPair
} from '$src/adapters/optimum';

/** Every pair up to T on either side, by trying them all. */
function search(target: number): { sum: number; pairs: RankPair[] } {
	let [sum, pairs]: [number, RankPair[]] = [Infinity, []];
	for (let r1 = 1; r1 <= target; r1++) {
		// The least r2 that reaches the target: a larger one only costs more.
		let r2 = 1;
		while (r1 * r2 < target) r2++;
		if (r1 + r2 > sum) continue;
		if (r1 + r2 < sum) [sum, pairs] = [r1 + r2, []];
		pairs.push([r1, r2]);
	}
	return { sum, pairs };
}

describe('the cheapest ranks for a target', () => {
	test('are those that an exhaustive search finds, all of them, for every target up to 1000', () => {
		for (let target = 1; target <= 1000; target++) {
			const { sum, pairs } = search(target);
			expect({ target, sum: minimumSum(target), pairs: optimalPairs(target) }).toEqual({
				target,
				sum,
				pairs
			});
		}
	});

	test.each([
		[2, 3],
		[3, 4],
		[5, 5],
		[10, 7],
		[50, 15],
		[128, 23],
		[768, 56],
		[1024, 64]
	])('for T = %i have the sum %i', (target, sum) => expect(minimumSum(target)).toBe(sum));

	test('are no square for T = 3, and dearer for T = 128 where r1 = r2 is wanted', () => {
		expect(optimalPairs(3)).toEqual([
			[1, 3],
			[2, 2],
			[3, 1]
		]);
		expect(optimalPairs(128).every(([r1, r2]) => r1 !== r2)).toBe(true);
		expect(tiedSum(128)).toBe(24);
	});

	test('are one pair exactly where T is a square, and only there 2√T is reached', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 32768 }),
				fc.integer({ min: 1, max: LARGEST_TARGET }),
				(R, target) => {
					expect(optimum(R * R, 1, 1)).toEqual({
						minimumSum: 2 * R,
						parameters: 4 * R,
						pairs: [[R, R]],
						lowerBound: 4 * R
					});
					const { pairs, parameters, lowerBound } = optimum(target, 3, 4);
					const isSquare = ceilSqrt(target) ** 2 === target;
					expect(pairs.length === 1).toBe(isSquare);
					expect(parameters > lowerBound).toBe(!isSquare);
				}
			)
		);
	});

	test('stay exact at large targets: the sum reaches it, one less does not, and neither does a further pair', () => {
		const large = fc.oneof(
			fc.integer({ min: 1, max: LARGEST_TARGET }),
			// Beside squares and beside k(k+1), where a rounded root would go wrong first.
			fc
				.tuple(fc.integer({ min: 2, max: 32767 }), fc.integer({ min: -1, max: 1 }), fc.boolean())
				.map(([k, off, square]) => k * (square ? k : k + 1) + off)
		);
		fc.assert(
			fc.property(large, (target) => {
				const [s, pairs] = [minimumSum(target), optimalPairs(target)];
				expect(largestProduct(s)).toBeGreaterThanOrEqual(target);
				expect(largestProduct(s - 1)).toBeLessThan(target);
				for (const [r1, r2] of pairs) {
					expect(r1 + r2).toBe(s);
					expect(r1 * r2).toBeGreaterThanOrEqual(target);
				}
				const [first = 0] = pairs[0] ?? [];
				expect(pairs.map(([r1]) => r1)).toEqual(pairs.map((_, i) => first + i));
				expect((first - 1) * (s - first + 1)).toBeLessThan(target);
			})
		);
	});
});

describe('beside the optimum', () => {
	test('the least R for full rank has R² ≥ min(m, n), and R − 1 has not (Corollary 1)', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 16384 }), fc.integer({ min: 1, max: 16384 }), (m, n) => {
				const R = fullRankR(m, n);
				expect(R * R).toBeGreaterThanOrEqual(Math.min(m, n));
				expect((R - 1) ** 2).toBeLessThan(Math.min(m, n));
			})
		);
	});

	test.each([
		[1, 1, 2],
		[2, 4, 4],
		[3, 9, 6],
		[10, 100, 20],
		[60, 100, 100]
	])('r1 = r2 = %i reaches %i on 100×100, and LoRA for the same parameters %i', (R, loha, lora) =>
		expect(atEqualParameters([R, R], 100, 100)).toEqual({ loha, lora })
	);
});
