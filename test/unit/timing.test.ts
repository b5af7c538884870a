import { expect, test } from 'vitest';
import { inTurn, middleOf, passesFor, resolutionOf } from '$src/experiments/timing';

/** A clock that ticks every 0.5 ms, and passes of 0.1 ms each that are interrupted as a list says. */
function machine(interruptions: readonly number[] = []) {
	let [time, sample] = [0, 0];
	return {
		now: (): number => Math.floor((time += 0.01) / 0.5) * 0.5,
		pass: (count: number): void => {
			time += 0.1 * count + (interruptions[sample++] ?? 0);
		}
	};
}

test('the middle of samples is not moved by one that was interrupted', () => {
	expect(middleOf([3, 1, 2, 1000, 2])).toEqual({ lower: 2, median: 2, upper: 3 });
});

test('a sample is long beside the smallest step of the clock, or as long as is asked', () => {
	const { now, pass } = machine();
	const resolution = resolutionOf(now);
	expect(resolution).toBe(0.5);
	const passes = (least: number, most = 1 << 16): number =>
		passesFor(now, pass, { resolution, least, tries: 2, most });
	expect(passes(1)).toBe(256);
	expect(passes(100)).toBe(1024);
	expect(passes(100, 512)).toBe(512);
});

test('one interruption does not pass for a long sample', () => {
	const length = { resolution: 0.5, least: 1, most: 1 << 16 };
	const passes = (tries: number): number => {
		const { now, pass } = machine([1000]);
		return passesFor(now, pass, { ...length, tries });
	};
	expect(passes(1)).toBe(1);
	expect(passes(2)).toBe(256);
});

test('each round begins with another one, and none is left out', () => {
	expect([0, 1, 2, 3].map((round) => inTurn(['a', 'b', 'c'], round).join(''))).toEqual([
		...['abc', 'bca', 'cab', 'abc']
	]);
});
