/** What users of the neighbours reported, with the right answer: those that no other file of tests has (docs/reports.md). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openPath } from '$src/cli/disk';
import type { AdapterModule } from '$src/files/adapter';
import { findAdapters, openAdapter } from '$src/files/open';
import type { Files } from '$src/files/source';
import { denseOf } from '$src/math/made';
import { scaled } from '$src/math/dense';
import { activationBytes, adapterMemory, GIGABYTE, totalOf } from '$lessons/peft/memory';
import { filesOf, fileWith, peftFolder, tensorsFile, type Nested } from './adapterFiles';
import { answerOf } from './terminal';

const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

const matrix = (rows: number, columns: number, of: (i: number, j: number) => number): Nested =>
	Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => of(i, j)));
const moduleIn = async (files: Files): Promise<AdapterModule> => {
	const found = (await findAdapters(files, 'here')).at(-1);
	const [module] = found ? (await openAdapter(found)).adapter.modules : [];
	if (!module) throw new Error('no module');
	return module;
};
const deltaIn = async (files: Files): Promise<readonly number[]> => {
	const { made, scale } = await (await moduleIn(files)).load();
	return [...scaled(scale, denseOf(made)).data];
};

describe('opening files', () => {
	test('an adapter that was called lora: the key has a name of its own in it, is read, and it is said (huggingface/peft#2699)', async () => {
		const files = peftFolder(
			{ r: 1, lora_alpha: 1 },
			{ 'q.lora_A.lora.weight': [[1, 2]], 'q.lora_B.lora.weight': [[3], [4]] }
		);
		expect(await deltaIn(files)).toEqual([3, 6, 4, 8]);
		const { warnings } = await answerOf(['inspect', 'here'], {}, { here: files });
		expect(JSON.stringify(warnings)).toContain('(lora)');
	});

	test('numbers of BF16 are read as BF16: B·A is 6 everywhere (paiml/aprender#2189)', async () => {
		// 1 and 2 in bfloat16: the upper half of their float32.
		const [one, two] = [0x3f80, 0x4000];
		const entry = (shape: number[], begin: number, end: number): object => ({
			dtype: 'BF16',
			shape,
			data_offsets: [begin, end]
		});
		const file = fileWith(
			{ 'q.lora_A.weight': entry([2, 1], 4, 8), 'q.lora_B.weight': entry([1, 2], 0, 4) },
			new Uint8Array(Uint16Array.from([one, two, two, two]).buffer)
		);
		// (1, 2)·(2, 2)ᵀ = 6.
		expect(await deltaIn(filesOf({ 'a.safetensors': file }))).toEqual([6]);
	});

	test('LoKr on a convolution: w2_b has in·k·k columns, which are not split (huggingface/peft#3440)', async () => {
		const files = peftFolder(
			{ peft_type: 'LOKR', r: 1, alpha: 1 },
			{
				'c.lokr_w1': matrix(2, 2, (i, j) => (i === j ? 1 : 0)),
				'c.lokr_w2_a': matrix(4, 1, () => 1),
				'c.lokr_w2_b': matrix(1, 36, (_, j) => j)
			}
		);
		const module = await moduleIn(files);
		expect([module.layout.shape, module.parameters]).toEqual([[8, 72], 4 + 4 + 36]);
		const delta = await deltaIn(files);
		expect([delta[1], delta[35], delta[36]]).toEqual([1, 35, 0]);
	});
});

describe('export', () => {
	const source = peftFolder(
		{ r: 2, lora_alpha: 0.5 },
		{
			'q.lora_A.weight': matrix(2, 3, (i, j) => i + j + 1),
			'q.lora_B.weight': matrix(4, 2, (i, j) => i - j)
		}
	);

	test('any α at a given r: α 32 at r 64, and ΔW stays (bmaltais/kohya_ss#2744)', async () => {
		const wide = peftFolder(
			{ r: 64, lora_alpha: 64 },
			{
				'q.lora_A.weight': matrix(64, 70, (i, j) => Math.sin(i + 2 * j)),
				'q.lora_B.weight': matrix(66, 64, (i, j) => Math.cos(3 * i + j))
			}
		);
		const to = join(folder, 'alpha');
		await answerOf(['resize', 'here', '--to', to, '--rank', '64', '--lora-alpha', '32'], {}, { here: wide });
		const module = await moduleIn(await openPath(to));
		const { scale } = await module.load();
		expect([module.layout.rank, scale]).toEqual([64, 0.5]);
		const [before, after] = [await deltaIn(wide), await deltaIn(await openPath(to))];
		const largest = Math.max(...before.map(Math.abs));
		after.forEach((x, i) => expect(Math.abs(x - (before[i] ?? NaN)) / largest).toBeLessThan(1e-5));
	});

	test('α 0 of the file stands for α = r, and is written so (bmaltais/kohya_ss#2744)', async () => {
		const kohya = filesOf({
			'a.safetensors': tensorsFile({
				'lora_unet_q.lora_down.weight': [[1, 2]],
				'lora_unet_q.lora_up.weight': [[3], [4]],
				'lora_unet_q.alpha': 0
			})
		});
		const to = join(folder, 'alpha-zero');
		await answerOf(['resize', 'here', '--to', to, '--rank', '1'], {}, { here: kohya });
		const module = await moduleIn(await openPath(to));
		expect((await module.load()).scale).toBe(1);
		(await deltaIn(await openPath(to))).forEach((x, i) => expect(x).toBeCloseTo([3, 6, 4, 8][i] ?? NaN, 5));
	});

	test('what was written is compared number by number, and a trained adapter that is all zero is said (hiyouga/LlamaFactory#9051)', async () => {
		const to = join(folder, 'same');
		const { readBack } = await answerOf(['resize', 'here', '--to', to, '--rank', '2'], {}, { here: source });
		expect(readBack).toBeLessThan(1e-6);
		const zero = peftFolder(
			{ r: 1, lora_alpha: 1 },
			{ 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[0], [0]] }
		);
		const { warnings } = await answerOf(['inspect', 'here'], {}, { here: zero });
		expect(JSON.stringify(warnings)).toContain('ΔW = 0');
	});
});

test('what a LoRA cannot hold is said when one is made: magnitudes of DoRA, modules saved whole', async () => {
	const files = peftFolder(
		{ r: 1, lora_alpha: 1, use_dora: true, modules_to_save: ['lm_head'] },
		{
			'q.lora_A.weight': [[1, 2]],
			'q.lora_B.weight': [[3], [4]],
			'q.lora_magnitude_vector': [1, 2],
			'lm_head.weight': [[1, 2]]
		}
	);
	const to = join(folder, 'left-behind');
	const { warnings } = await answerOf(['resize', 'here', '--to', to, '--rank', '1'], {}, { here: files });
	expect(JSON.stringify(warnings)).toMatch(/1 modules are DoRA, such as q: .* leaves the magnitudes behind/);
	expect(JSON.stringify(warnings)).toMatch(/1 tensors beside the factors, such as .*lm_head\.weight/);
});

describe('budget', () => {
	const trained = 32 * 4 * 8 * (4096 + 4096);

	test('4 bits cost less than 16: 14.134 GB and 3.745 GB before activations (RahulSChand/gpu_poor#1)', () => {
		const gigabytes = (format: 'same' | 'nf4'): string =>
			(totalOf(adapterMemory(7e9, trained, 'mixed', format)) / GIGABYTE).toFixed(3);
		expect([gigabytes('same'), gigabytes('nf4')]).toEqual(['14.134', '3.745']);
	});

	test('activations of 4 texts of 256 tokens through 32 layers of 4096: 5.906 GB (huggingface/transformers#25572)', () => {
		const bytes = activationBytes({ layers: 32, hidden: 4096 }, { sequence: 256, batch: 4 }, 'mixed', 'none');
		expect((bytes / GIGABYTE).toFixed(3)).toBe('5.906');
	});
});
