/** A trained run as PEFT's two files: another reader gets the same factors from them, and what PEFT cannot hold is refused. */
import { describe, expect, test } from 'vitest';
import { randomValues } from '$src/adapters/values';
import { evaluate } from '$src/algebra/evaluate';
import { compose, onlyPart } from '$src/experiments/compose';
import { readAdapter } from '$src/experiments/peft';
import { peftFolder, trainedModules, whyNotSaved } from '$src/experiments/peftFolder';
import { CONFIG, WEIGHTS } from '$src/files/saved';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const base: Run = { ...defaultsOf(runSchema), out: 12, in: 10, rank: 3, alpha: 6, task: 'gaussian' };

/** Numbers of any run's factors, as a result has them. */
function factorsOf(run: Run): Record<string, Float32Array> {
	const { adapter } = onlyPart(compose(run));
	const values = randomValues(adapter, 7, 0.5);
	return Object.fromEntries(
		adapter.leaves.map(({ name }) => [name, Float32Array.from(values.get(name)?.data ?? [])])
	);
}

describe('the folder of', () => {
	test.each<Partial<Run>>([
		{ method: 'lora' },
		{ method: 'lora', rslora: true },
		{ method: 'loha' },
		{ method: 'lokr', rank: 1 },
		{ method: 'lokr', rank: 16 },
		{ method: 'lokr', rank: 1, factor: 2, decomposeBoth: true }
	])('%j gives another reader the ΔW that was trained', async (change) => {
		const run = { ...base, ...change };
		const factors = factorsOf(run);
		const { files, error } = await peftFolder(run, trainedModules(run, factors));
		expect(error).toBeLessThan(1e-9);
		const config = new TextDecoder().decode(files.get(CONFIG));
		const [module, ...more] = await readAdapter(config, files.get(WEIGHTS) ?? new Uint8Array());
		expect(more).toEqual([]);
		const got = module && evaluate(module.adapter.delta, module.environment);
		const { adapter } = onlyPart(compose(run));
		const environment = new Map(
			[...Object.entries(factors)].map(
				([name, data]) =>
					[
						name,
						{
							shape: adapter.leaves.find((one) => one.name === name)?.shape ?? [],
							data: Float64Array.from(data)
						}
					] as const
			)
		);
		environment.set(adapter.s.name, { shape: [], data: Float64Array.of(adapter.scale) });
		const meant = evaluate(adapter.delta, environment);
		expect(got?.shape).toEqual(meant.shape);
		meant.data.forEach((x, i) => expect(got?.data[i]).toBeCloseTo(x, 9));
	});
});

test.each<Partial<Run>>([{ method: 'full' }, { method: 'loha', rank: 3, rank2: 2 }])(
	'%j is refused in a sentence',
	async (change) => {
		const run = { ...base, ...change };
		const modules = trainedModules(run, factorsOf(run));
		expect(whyNotSaved(run, modules)).toMatch(/^expected .*, got .*; /);
		await expect(peftFolder(run, modules)).rejects.toThrow(RangeError);
	}
);
