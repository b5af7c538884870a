/** A race as a page tells it: targets in groups under the names of the lessons, and who won how many. */
import { expect, test } from 'vitest';
import { groupsOf, targetName, winnersOf } from '$src/lab/page/racing';
import { labTexts } from '$src/lab/page/texts';
import { compareTexts } from '$lessons/compare/texts';
import type { RaceRow } from '$src/lab/value';

const row = (task: string, name: string, error: number | null): RaceRow => ({
	...{ task, name, error, shape: [64, 64], rank: null, parameters: 8, rankBound: 2, measured: 2, lr: 0.1 }
});

test.each(['en', 'ko'] as const)('%s: targets are called as the comparison calls them', (language) => {
	const { targets } = labTexts[language].values;
	const tasks = Object.entries(compareTexts[language].tasks);
	expect(tasks.length).toBeGreaterThan(5);
	for (const [task, title] of tasks) expect(targetName(task, [64, 64], targets)).toBe(title);
	expect(targetName('T - W', [64, 64], targets)).toBe('T - W');
});

test('each target is a group, and the smallest errors are counted', () => {
	const groups = groupsOf(
		[
			row('identity', 'own', 0.3),
			row('identity', 'lora', 0.2),
			row('gaussian', 'own', null),
			row('gaussian', 'lora', 0.9),
			row('kron:8x8', 'own', 0.1),
			row('kron:8x8', 'lora', 0.5),
			row('block:8', 'own', null)
		],
		labTexts.en.values.targets
	);
	expect(groups.map(({ title, least }) => [title, least])).toEqual([
		['identity', 0.2],
		['Gaussian', 0.9],
		['8×8 ⊗ 8×8', 0.1],
		['eight blocks', null]
	]);
	expect(winnersOf(groups)).toEqual([
		['LoRA', 2],
		['own', 1]
	]);
	expect(labTexts.en.values.winners(winnersOf(groups))).toBe('Smallest error: LoRA on 2 targets, own on 1.');
});
