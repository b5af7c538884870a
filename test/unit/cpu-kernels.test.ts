/** What the CPU backend keeps from run to run: compiled kernels, and memories. */
import { describe, expect, test } from 'vitest';
import { compile } from '$src/compute/schedule/compile';
import { keyOfKernel } from '$src/compute/cpu/lower/kernel';
import { unitsOf } from '$src/compute/cpu/units';
import { ownThread } from '$src/experiments/cell';
import { experiment } from '$src/experiments/experiment';
import { defaultsOf } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';

const loha: Run = {
	...defaultsOf(runSchema),
	...{ method: 'loha', task: 'gaussian', out: 64, in: 48, steps: 20, backend: 'cpu' }
};
const keysOf = (run: Run): string[] => unitsOf(compile(experiment(run).program)).units.map(keyOfKernel);

describe('kernels', () => {
	test('of another r1 are those of its r1 alone: what r2 decides is there already', () => {
		const before = new Set([
			...keysOf({ ...loha, rank: 3, rank2: 5 }),
			...keysOf({ ...loha, rank: 6, rank2: 7 })
		]);
		const mixed = keysOf({ ...loha, rank: 3, rank2: 7 });
		expect(mixed.filter((key) => !before.has(key))).toEqual([]);
	});

	test('of another size are others', () => {
		const before = new Set(keysOf({ ...loha, rank: 3, rank2: 5 }));
		expect(keysOf({ ...loha, rank: 3, rank2: 5, out: 60 }).some((key) => !before.has(key))).toBe(true);
	});
});

test('a run ends with the same bits whatever trained in its memory before', async () => {
	const digestOf = async (run: Run): Promise<string | null | undefined> =>
		(await ownThread.train(run, new AbortController().signal))?.receipt;
	const [small, large] = [
		{ ...loha, rank: 2, rank2: 3, out: 16, in: 12 },
		{ ...loha, rank: 6, rank2: 5 }
	];
	const alone = await digestOf(small);
	expect(alone).toMatch(/digest=/);
	await digestOf(large);
	expect(await digestOf(small)).toBe(alone);
});
