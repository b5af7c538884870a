/** How much the first step gains at PEFT's start: the formulas of the lesson LoRA against draws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	drawnGains,
	expectedGain,
	lineRanks,
	optionsOf,
	scaleAt,
	starters,
	type StartScale
} from '$lessons/lora/startSpeed';

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

describe('the first step from the start of', () => {
	test.each(starters.flatMap((method) => [2, 8].map((rank) => ({ method, rank }))))(
		'$method at rank $rank gains what the formula says, on average',
		({ method, rank }) => {
			const layers = [
				optionsOf(24, rank),
				{ ...optionsOf(24, rank), out: 12 },
				{ ...optionsOf(36, rank), decomposeBoth: true, out: 12 }
			];
			for (const options of layers) {
				const gains = drawnGains(method, options, 5, 200);
				const expected = expectedGain(method, options);
				const spread = Math.sqrt(mean(gains.map((x) => (x - mean(gains)) ** 2)) / gains.length);
				// Four standard errors, and none so wide that half or twice would pass.
				expect(Math.abs(mean(gains) - expected)).toBeLessThan(4 * spread);
				expect(4 * spread).toBeLessThan(0.4 * expected);
			}
		}
	);

	test('LoRA gains 9r times as much as LoHa does, on any layer', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 64 }), (size, rank) => {
				const options = optionsOf(size, rank);
				expect(expectedGain('lora', options) / expectedGain('loha', options)).toBeCloseTo(9 * rank, 9);
			})
		);
	});
});

test('a line of the chart has the expected gain at every rank between its points, where LoKr leaps too', () => {
	for (const size of [16, 64, 80, 96])
		for (const method of starters) {
			const ranks = lineRanks(method);
			expect([ranks[0], ranks.at(-1)]).toEqual([1, 64]);
			const gain = (rank: number): number => expectedGain(method, optionsOf(size, rank));
			for (let rank = 1; rank <= 64; rank++) {
				const next = ranks.findIndex((r) => r >= rank);
				const [low = rank, high = rank] = [ranks[Math.max(0, next - 1)], ranks[next]];
				const share = high === low ? 0 : Math.log(rank / low) / Math.log(high / low);
				const drawn = gain(low) ** (1 - share) * gain(high) ** share;
				expect(drawn / gain(rank)).toBeCloseTo(1, 9);
			}
		}
});

test('with s = α/√r LoRA starts at the same speed for every rank, with α/r the slower the larger the rank is', () => {
	const speed = (rule: StartScale, rank: number): number =>
		scaleAt(rule, 16, rank) ** 2 * expectedGain('lora', optionsOf(64, rank));
	for (const rank of [2, 4, 64]) {
		expect(speed('over-root', rank)).toBeCloseTo(speed('over-root', 1), 12);
		expect(speed('over-r', rank)).toBeCloseTo(speed('over-r', 1) / rank, 12);
		expect(speed('one', rank)).toBeCloseTo(speed('one', 1) * rank, 12);
	}
});
