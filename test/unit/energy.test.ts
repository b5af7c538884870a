/** The smallest rank for a share of the energy: the first that reaches it, and never one more. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallestRankHolding } from '$src/math/energy';

const sigma = [0.9, 0.05, 0.05];

test.each([
	[0.9, 1],
	[0.94, 2],
	[0.95, 2],
	[1, 3]
])('of σ 0.9, 0.05, 0.05 a share %s of their sum takes %i', (share, k) => {
	expect(smallestRankHolding(sigma, share)).toBe(k);
});

test.each([
	[0.99, 1],
	[0.993, 1],
	[0.994, 2],
	[0.995, 2]
])('of their energy, of which the first holds 0.993865, a share %s takes %i', (share, k) => {
	expect(
		smallestRankHolding(
			sigma.map((s) => s * s),
			share
		)
	).toBe(k);
});

test('the rank that is found reaches the share, and the one below does not', () => {
	const spectrum = fc
		.array(fc.double({ min: 1e-6, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 })
		.map((values) => values.map((x) => x * x).sort((a, b) => b - a));
	const held = (parts: readonly number[], k: number): number =>
		parts.slice(0, k).reduce((sum, x) => sum + x, 0) / parts.reduce((sum, x) => sum + x, 0);
	fc.assert(
		fc.property(spectrum, fc.double({ min: 0.01, max: 0.9999, noNaN: true }), (parts, share) => {
			const k = smallestRankHolding(parts, share);
			expect(held(parts, k)).toBeGreaterThanOrEqual(share - 1e-13);
			expect(held(parts, k - 1)).toBeLessThan(share);
		})
	);
});

test('nothing holds all of nothing, all wants all that is not zero, and percent are refused', () => {
	expect(smallestRankHolding([0, 0], 0.9)).toBe(0);
	expect(smallestRankHolding([1, 1e-30, 0], 1)).toBe(2);
	expect(() => smallestRankHolding([1], 95)).toThrow(/a share from 0 to 1, got 95; divide percent by 100/);
	expect(() => smallestRankHolding([1], NaN)).toThrow(RangeError);
});
