/** ΔW of DoRA with the base weight beside it: PEFT's and LyCORIS's own merged weights are the truth. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPath } from '$src/cli/disk';
import { baseWeights, mergedDora } from '$src/files/dora';
import { findAdapters, openAdapter } from '$src/files/open';
import { readTensor } from '$src/files/safetensors';
import { floatsOf } from '$src/math/floats';
import { shapeOf } from '$src/math/made';
import { filesOf, peftFolder, tensorsFile } from './adapterFiles';
import { answerOf, call } from './terminal';

const fixtures = join(import.meta.dirname, '../fixtures');

interface Truth {
	readonly modules: Readonly<
		Record<
			string,
			{
				readonly dora?: {
					readonly mergedDeltaFrobenius: number;
					readonly mergedCorner: readonly (readonly number[])[];
				};
			}
		>
	>;
}
const truthOf = (folder: string, key: string, name: string): Truth => {
	const all = JSON.parse(readFileSync(join(fixtures, folder, 'truth.json'), 'utf8')) as Record<
		string,
		Record<string, Truth>
	>;
	const found = all[key]?.[name];
	if (!found) throw new Error(`no truth of ${name}`);
	return found;
};

describe.each([
	['peft21/lora-dora', 'peft21/lora-dora/base.safetensors', truthOf('peft21', 'adapters', 'lora-dora')],
	[
		'lycoris/locon-dora.safetensors',
		'lycoris/locon-dora.base.safetensors',
		truthOf('lycoris', 'files', 'locon-dora.safetensors')
	],
	[
		'lycoris/lokr-dora-in.safetensors',
		'lycoris/lokr-dora-in.base.safetensors',
		truthOf('lycoris', 'files', 'lokr-dora-in.safetensors')
	]
])('%s', (path, model, truth) => {
	test('has the norm and the corner that the library merged', async () => {
		const [found] = await findAdapters(await openPath(join(fixtures, path)), path);
		if (!found) throw new Error('no adapter');
		const { adapter } = await openAdapter(found);
		const base = await baseWeights(await openPath(join(fixtures, model)));
		expect(adapter.modules.every(({ hasMagnitude }) => hasMagnitude)).toBe(true);
		for (const module of adapter.modules) {
			const entry = base(module);
			const merged = entry && (await mergedDora(module, entry));
			const own = truth.modules[module.name]?.dora;
			if (!merged || !own) throw new Error(`nothing of ${module.name}`);
			expect(Math.abs(merged.frobenius / own.mergedDeltaFrobenius - 1)).toBeLessThan(1e-5);
			const [, columns] = shapeOf((await module.load()).made);
			// The corner of W′ itself is kept: W is what is left of it without ΔW.
			const W = floatsOf(await readTensor(entry));
			own.mergedCorner.forEach((row, i) =>
				row.forEach((value, j) => {
					const at = i * columns + j;
					expect(Math.abs((merged.delta.data[at] ?? NaN) + (W[at] ?? NaN) - value)).toBeLessThan(2e-6);
				})
			);
			const values = merged.singularValues ?? [];
			expect(Math.hypot(...values)).toBeCloseTo(merged.frobenius, 9);
		}
	});

	test('says so on the command line, and no longer that the base weight is missing', async () => {
		const words = ['inspect', join(fixtures, path)];
		const without = await answerOf(words);
		expect(JSON.stringify(without['warnings'])).toMatch(/DoRA: ΔW needs the base weight/);
		const answer = await answerOf([...words, '--base', join(fixtures, model)]);
		expect(JSON.stringify(answer['warnings'])).not.toMatch(/ΔW needs the base weight/);
		const modules = answer['modules'] as {
			name: string;
			merged: { frobenius: number; directionChange: number };
		}[];
		for (const { name, merged } of modules) {
			const own = truth.modules[name]?.dora?.mergedDeltaFrobenius ?? NaN;
			expect(Math.abs(merged.frobenius / own - 1)).toBeLessThan(1e-5);
			expect(merged.directionChange).toBeGreaterThan(0);
			expect(merged.directionChange).toBeLessThan(2);
		}
	});
});

describe('a base model that does not fit', () => {
	const adapter = peftFolder(
		{ r: 1, lora_alpha: 1, use_dora: true },
		{
			'q.lora_A.weight': [[1, 2]],
			'q.lora_B.weight': [[0], [0]],
			'q.lora_magnitude_vector': [5, 1]
		}
	);
	const inspected = async (base: Uint8Array): Promise<Record<string, unknown>> =>
		answerOf(['inspect', 'a', '--base', 'b'], {}, { a: adapter, b: filesOf({ 'model.safetensors': base }) });

	test('by its names or shapes is said, and the rest is measured', async () => {
		const other = await inspected(tensorsFile({ 'k.weight': [[1, 2]] }));
		expect(JSON.stringify(other['warnings'])).toMatch(/q: no weight of that name in the base model/);
		const wrong = await inspected(tensorsFile({ 'q.weight': [[1, 2, 3]] }));
		expect(JSON.stringify(wrong['warnings'])).toMatch(/q: the base weight or magnitude is \[1, 3\]/);
		const none = await call(['inspect', 'a', '--base', 'b'], {}, undefined, {
			a: adapter,
			b: filesOf({ 'model.safetensors': tensorsFile({ k: [1] }) })
		});
		expect([none.code, none.stderr.join()]).toEqual([
			2,
			expect.stringMatching(/no tensors whose names end in/)
		]);
	});

	test('and magnitudes that are the norms of W change nothing, by hand', async () => {
		// ‖(3, 4)‖ = 5, ‖(0, 1)‖ = 1, and B = 0.
		const answer = await inspected(
			tensorsFile({
				'q.weight': [
					[3, 4],
					[0, 1]
				]
			})
		);
		const [module] = answer['modules'] as { merged: { frobenius: number; magnitudeChange: number } }[];
		expect(module?.merged.frobenius).toBe(0);
		expect(module?.merged.magnitudeChange).toBe(0);
	});
});
