/** What users of other tools ran into with adapter files, each with the right answer: small files, numbers by hand. */
import { describe, expect, test } from 'vitest';
import type { Files } from '$src/files/source';
import { filesOf, fileWith, peftFolder, tensorsFile, type Nested } from './adapterFiles';
import { answerOf, call } from './terminal';

interface Module {
	readonly name: string;
	readonly method: string;
	readonly shape: readonly number[];
	readonly parameters: number;
	readonly scale: number | null;
	readonly scaleFrom: string | null;
	readonly rank: number | null;
	readonly rankBound: number;
	readonly singularValues: readonly number[];
	readonly frobenius: number;
	readonly stableRank: number;
	readonly rankAt: Readonly<Record<string, number>>;
}
interface Answer {
	readonly dialect: string;
	readonly parameters: number;
	readonly modules: readonly Module[];
	readonly others: readonly { readonly name: string; readonly kind: string; readonly numbers: number }[];
	readonly warnings: readonly string[];
	readonly directions?: readonly object[];
	readonly checkpoints?: readonly { readonly name: string; readonly step: number | null }[];
}

const inspect = async (files: Files, ...more: string[]): Promise<Answer> =>
	(await answerOf(['inspect', 'here', ...more], {}, { here: files })) as unknown as Answer;
const refusal = async (files: Files): Promise<string> => {
	const { code, stdout, stderr } = await call(['inspect', 'here'], {}, undefined, { here: files });
	expect(code).toBe(2);
	expect(stdout).toEqual([]);
	expect(stderr).toHaveLength(1);
	return stderr[0] ?? '';
};
const only = ({ modules }: Answer): Module => {
	const [module] = modules;
	if (!module || modules.length > 1) throw new Error(`expected one module, got ${modules.length}`);
	return module;
};
const single = (file: Uint8Array | string, name = 'adapter.safetensors'): Files => filesOf({ [name]: file });
const tensors = (
	values: Readonly<Record<string, Nested>>,
	metadata?: Readonly<Record<string, unknown>>
): Files => single(tensorsFile(values, metadata));

describe('full weights beside the adapter are counted apart', () => {
	const a: Nested = [[1, 2]];
	const b: Nested = [[1], [0], [2]];

	test('the base weight of a tied head: 5 numbers of the adapter, 6 that are stored', async () => {
		const answer = await inspect(
			peftFolder(
				{ r: 1, lora_alpha: 2 },
				{
					'lm_head.base_layer.weight': [
						[1, 2],
						[3, 4],
						[5, 6]
					],
					'lm_head.lora_A.weight': a,
					'lm_head.lora_B.weight': b
				}
			)
		);
		const module = only(answer);
		expect([answer.parameters, module.scale, module.rank]).toEqual([5, 2, 1]);
		expect(module.frobenius).toBeCloseTo(10, 12);
		expect(answer.others).toEqual([
			{ name: 'base_model.model.lm_head.base_layer.weight', kind: 'base-weight', numbers: 6 }
		]);
	});

	test('modules that are saved whole, rows of tokens, and what is measured is measured as ever', async () => {
		const answer = await inspect(
			peftFolder(
				{ r: 1, lora_alpha: 2, modules_to_save: ['lm_head'] },
				{
					'lm_head.weight': [
						[1, 2],
						[3, 4],
						[5, 6]
					],
					'lm_head.bias': [1, 2, 3],
					'embed.token_adapter.trainable_tokens_delta': [
						[1, 2],
						[3, 4]
					],
					'q.lora_A.weight': a,
					'q.lora_B.weight': b
				}
			)
		);
		expect(only(answer).frobenius).toBeCloseTo(10, 12);
		expect(answer.parameters).toBe(5);
		expect(answer.others.map(({ kind, numbers }) => [kind, numbers])).toEqual([
			['saved-module', 6],
			['saved-module', 3],
			['token-rows', 4]
		]);
	});
});

describe('rows of tokens alone', () => {
	const rows = {
		'embed.trainable_tokens_delta': [
			[1, 2, 3],
			[3, 4, 5]
		]
	};

	test('are whole rows, not a difference: how many numbers, and of which tokens, is said', async () => {
		const said = await refusal(peftFolder({ peft_type: 'TRAINABLE_TOKENS', token_indices: [7, 19] }, rows));
		expect(said).toContain('2 whole rows of an embedding, 6 numbers');
		expect(said).toContain('they replace its rows and are no differences');
		expect(said).toContain('the configuration names the tokens 7, 19');
		expect(said).not.toContain('whole model');
	});

	test('without a configuration are said to be rows too', async () => {
		expect(
			await refusal(tensors({ 'embed.trainable_tokens_delta': rows['embed.trainable_tokens_delta'] }))
		).toContain('no configuration names their tokens');
	});
});

test('a pruned AdaLoRA is divided by init_r, not by the rows that are left: of six ranks one is kept', async () => {
	const answer = await inspect(
		peftFolder(
			{
				peft_type: 'ADALORA',
				r: 8,
				init_r: 6,
				target_r: 1,
				lora_alpha: 12,
				rank_pattern: { 'q.lora_E': [false, true] }
			},
			{ 'q.lora_A': [[1, 2]], 'q.lora_B': [[1], [0], [2]], 'q.lora_E': [[3]] }
		)
	);
	const module = only(answer);
	expect(module.scale).toBeCloseTo(12 / (6 + 1e-5), 12);
	// ‖B‖ ‖A‖ 3 is √5 · √5 · 3.
	expect(module.frobenius).toBeCloseTo((15 * 12) / (6 + 1e-5), 10);
	expect(module.rank).toBe(1);
});

test('a layer that keeps W transposed has the same spectrum, and its ΔW is shown as W lies', async () => {
	const files = peftFolder(
		{ r: 1, lora_alpha: 1, fan_in_fan_out: true },
		{ 'c_attn.lora_A.weight': [[1, 2]], 'c_attn.lora_B.weight': [[3], [1], [2]] }
	);
	const module = only(await inspect(files));
	expect(module.singularValues[0]).toBeCloseTo(8.3666, 6);
	expect([module.rank, module.parameters, module.shape]).toEqual([1, 5, [2, 3]]);
});

describe('keys with other prefixes', () => {
	const factors = {
		lokr_w1: [
			[1, 2],
			[0, 1]
		],
		lokr_w2: [
			[3, 0],
			[1, 2]
		]
	};
	test.each(['lora_unet_', 'lora_te_', 'lycoris_', 'transformer.', 'diffusion_model.', ''])(
		'LoKr behind “%s” is read, and named as it is',
		async (prefix) => {
			const name = `${prefix}blocks_0_q`;
			const answer = await inspect(
				tensors({ [`${name}.lokr_w1`]: factors.lokr_w1, [`${name}.lokr_w2`]: factors.lokr_w2 })
			);
			const module = only(answer);
			expect([answer.dialect, module.name, module.rank, module.scale]).toEqual(['lycoris', name, 4, 1]);
			expect(module.frobenius).toBeCloseTo(Math.sqrt(84), 6);
			expect(module.singularValues[0]).toBeCloseTo(7.862168, 6);
		}
	);

	test.each([
		['transformer.blocks.0.q.lora_A.weight', 'transformer.blocks.0.q.lora_B.weight'],
		['unet.q.lora.down.weight', 'unet.q.lora.up.weight'],
		['unet.attn.processor.to_q_lora.down.weight', 'unet.attn.processor.to_q_lora.up.weight']
	])('diffusers’ %s is read', async (down, up) => {
		const answer = await inspect(tensors({ [down]: [[1, 2]], [up]: [[3], [4]] }));
		expect(answer.dialect).toBe('diffusers');
		expect(only(answer).frobenius).toBeCloseTo(11.18034, 5);
	});

	test('a compiled base model, and a name of an adapter in the keys, are said', async () => {
		const answer = await inspect(
			peftFolder(
				{ r: 1, lora_alpha: 1 },
				{ '_orig_mod.q.lora_A.default.weight': [[1, 2]], '_orig_mod.q.lora_B.default.weight': [[3], [4]] }
			)
		);
		expect(answer.warnings.join()).toMatch(/_orig_mod.*compiled model only|compiled model only/);
		expect(answer.warnings.join()).toContain('(default)');
	});
});

describe('where s comes from', () => {
	const full = (alpha: number): Readonly<Record<string, Nested>> => ({
		'lora_unet_q.lokr_w1': [
			[1, 2],
			[0, 1]
		],
		'lora_unet_q.lokr_w2': [
			[3, 0],
			[1, 2]
		],
		'lora_unet_q.alpha': alpha
	});

	test.each([1, 1e10])('both blocks full in LyCORIS: s is 1 whatever α says (%d)', async (alpha) => {
		const answer = await inspect(tensors(full(alpha), { ss_network_dim: '32' }));
		const module = only(answer);
		expect([module.scale, module.scaleFrom, module.rank]).toEqual([1, 'both blocks full: 1', 4]);
		expect(module.frobenius).toBeCloseTo(9.165151, 6);
		expect(answer.warnings.join()).toContain(alpha === 1 ? '0.03125' : '312500000');
	});

	test('both blocks full in a PEFT folder: α/r', async () => {
		const { 'lora_unet_q.lokr_w1': w1 = 0, 'lora_unet_q.lokr_w2': w2 = 0 } = full(1);
		const folder = peftFolder({ peft_type: 'LOKR', r: 512, alpha: 1 }, { 'q.lokr_w1': w1, 'q.lokr_w2': w2 });
		const module = only(await inspect(folder));
		expect([module.scale, module.scaleFrom]).toEqual([1 / 512, 'alpha/r']);
	});

	test('several ranks and no α anywhere: 1 for each, said as not known, and α can be typed', async () => {
		const ones = (rows: number, columns: number): Nested =>
			Array.from({ length: rows }, () => Array.from({ length: columns }, () => 1));
		const files = tensors({
			'transformer.a.lora_A.weight': ones(1, 4),
			'transformer.a.lora_B.weight': ones(4, 1),
			'transformer.b.lora_A.weight': ones(4, 4),
			'transformer.b.lora_B.weight': ones(4, 4)
		});
		const answer = await inspect(files);
		expect(answer.modules.map((m) => m.scaleFrom)).toEqual(['not known: 1', 'not known: 1']);
		expect(answer.modules.map((m) => Math.round(m.frobenius * 1e9) / 1e9)).toEqual([4, 16]);
		expect(answer.warnings.join()).toMatch(/2 modules: s is not known/);
		const typed = await inspect(files, '--alpha', '8');
		expect(typed.modules.map(({ scale, scaleFrom }) => [scale, scaleFrom])).toEqual([
			[8, 'alpha given/r'],
			[2, 'alpha given/r']
		]);
	});

	test('α/√r for rsLoRA, and a kind of number a tensor', async () => {
		const rows = Array.from({ length: 16 }, () => [1, 1]);
		const columns = [Array.from({ length: 16 }, () => 1)];
		const folder = peftFolder(
			{ r: 16, lora_alpha: 16, use_rslora: true },
			{ 'q.lora_A.weight': rows, 'q.lora_B.weight': columns }
		);
		expect(only(await inspect(folder)).scale).toBe(4);
	});

	test('patterns of layers and modules: 4, 2 and 1 in layers 3, 30 and 31', async () => {
		const pair = (layer: number): [string, Nested][] => [
			[`layers.${layer}.attn.q_proj.lora_A.weight`, [[1, 2]]],
			[`layers.${layer}.attn.q_proj.lora_B.weight`, [[1], [1]]]
		];
		const folder = peftFolder(
			{
				r: 1,
				lora_alpha: 2,
				alpha_pattern: { '.*\\.3\\..*(q_proj|k_proj)$': 4, 'layers.31.attn.q_proj': 1 }
			},
			Object.fromEntries([...pair(3), ...pair(30), ...pair(31)])
		);
		expect((await inspect(folder)).modules.map(({ scale }) => scale)).toEqual([4, 2, 1]);
	});

	// PEFT 0.21 trained layer 1 at α 8 where q was written first, saved this, and opened it at 64 (findings/peft-pattern-order.sh).
	test('patterns that both fit: the first of the file counts, and it is said', async () => {
		const pair = (layer: number): [string, Nested][] => [
			[`layer${layer}.q.lora_A.weight`, [[1, 2]]],
			[`layer${layer}.q.lora_B.weight`, [[1], [1]]]
		];
		const config = { r: 1, lora_alpha: 2, alpha_pattern: { 'layer1.q': 64, q: 8 } };
		const found = await inspect(peftFolder(config, Object.fromEntries([...pair(0), ...pair(1)])));
		expect(found.modules.map(({ scale }) => scale)).toEqual([8, 64]);
		expect(found.warnings).toHaveLength(1);
		expect(found.warnings[0]).toMatch(
			/^1 modules fit several keys of alpha_pattern, such as layer1\.q: layer1\.q and q;/
		);
	});

	test('DoRA: the spectrum of s·BA, and why ΔW is not there', async () => {
		const peft = await inspect(
			peftFolder(
				{ r: 1, lora_alpha: 1, use_dora: true },
				{ 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[3], [4]], 'q.lora_magnitude_vector': [1, 2] }
			)
		);
		expect(only(peft).frobenius).toBeCloseTo(11.18034, 5);
		expect(only(peft).parameters).toBe(6);
		expect(peft.warnings.join()).toContain('ΔW needs the base weight');
		const lycoris = await inspect(
			tensors({
				'lora_unet_q.lora_down.weight': [[1, 2]],
				'lora_unet_q.lora_up.weight': [[3], [4]],
				'lora_unet_q.dora_scale': [[1, 2]]
			})
		);
		expect(lycoris.others).toEqual([{ name: 'lora_unet_q.dora_scale', kind: 'magnitude', numbers: 2 }]);
		expect(lycoris.warnings.join()).toContain('ΔW needs the base weight');
	});
});

describe('shapes, ranks and spectra', () => {
	test('a convolution is the matrix [out, in·k·k]', async () => {
		const module = only(
			await inspect(
				peftFolder(
					{ r: 1, lora_alpha: 1 },
					{ 'c.lora_A.weight': [[[[1, 2]]]], 'c.lora_B.weight': [[[[3]]], [[[4]]]] }
				)
			)
		);
		expect(module.frobenius).toBeCloseTo(11.18034, 5);
		expect(module.shape).toEqual([2, 1, 1, 2]);
	});

	test('lora_mid stands between up and down', async () => {
		const module = only(
			await inspect(
				tensors({
					'lora_unet_c.lora_down.weight': [[[[2]]]],
					'lora_unet_c.lora_mid.weight': [[[[1, 3]]]],
					'lora_unet_c.lora_up.weight': [[[[1]]], [[[2]]]],
					'lora_unet_c.alpha': 1
				})
			)
		);
		expect(module.frobenius).toBeCloseTo(14.142136, 6);
		expect(module.rank).toBe(1);
	});

	test('a rank above the layer’s is allowed, bounded by the layer, and worth a word', async () => {
		const identity = (n: number): Nested =>
			Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i === j ? 1 : 0)));
		const wide = Array.from({ length: 6 }, (_, i) =>
			Array.from({ length: 4 }, (_, j) => (i % 4 === j ? 1 : 0))
		);
		const tall = Array.from({ length: 4 }, (_, i) =>
			Array.from({ length: 6 }, (_, j) => (j % 4 === i ? 1 : 0))
		);
		expect(identity(2)).toHaveLength(2);
		const answer = await inspect(
			peftFolder({ r: 6, lora_alpha: 6 }, { 'q.lora_A.weight': wide, 'q.lora_B.weight': tall })
		);
		expect([only(answer).rankBound, only(answer).rank]).toEqual([4, 4]);
		expect(answer.warnings.join()).toMatch(/q stores 48 numbers where its layer has 16/);
	});

	test('the smallest rank of a share is the smallest: no one too many', async () => {
		const sigma = [0.9, 0.05, 0.05];
		const diagonal = sigma.map((_, i) => sigma.map((_, j) => (i === j ? 1 : 0)));
		const scaled = sigma.map((s, i) => sigma.map((_, j) => (i === j ? s : 0)));
		const folder = peftFolder(
			{ r: 3, lora_alpha: 3 },
			{ 'q.lora_A.weight': diagonal, 'q.lora_B.weight': scaled }
		);
		expect(only(await inspect(folder)).rankAt['0.99']).toBe(1);
		expect(only(await inspect(folder, '--energy', '0.995')).rankAt['0.995']).toBe(2);
	});

	test('one spike in the spectrum: rank 4, stable rank 1.03', async () => {
		const sigma = [10, 1, 1, 1];
		const unit = sigma.map((_, i) => sigma.map((_, j) => (i === j ? 1 : 0)));
		const scaled = sigma.map((s, i) => sigma.map((_, j) => (i === j ? s : 0)));
		const module = only(
			await inspect(
				peftFolder({ r: 4, lora_alpha: 4 }, { 'q.lora_A.weight': unit, 'q.lora_B.weight': scaled })
			)
		);
		expect([module.rank, Math.round(module.stableRank * 100) / 100]).toEqual([4, 1.03]);
	});

	test('a factor that is all zero is said: the adapter changes nothing', async () => {
		const answer = await inspect(
			peftFolder({ r: 1, lora_alpha: 1 }, { 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[0], [0]] })
		);
		expect(only(answer).rank).toBe(0);
		expect(answer.warnings.join()).toMatch(/ΔW = 0/);
	});
});

describe('a file that is not as it should be', () => {
	const pair = { 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[3], [4]] };
	const good = tensorsFile(pair);

	test.each([
		[
			'a pointer of Git LFS',
			'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 13\n',
			/git lfs pull/
		],
		['a web page', '<!doctype html><html><body>Not found</body></html>', /web page/],
		['a configuration', '{ "peft_type": "LORA" }', /JSON text/],
		['an empty file', '', /0 bytes/],
		['a model of llama.cpp', 'GGUF\x03\0\0\0', /GGUF/]
	])('%s is said as what it is', async (_, content, message) => {
		expect(await refusal(single(content))).toMatch(message);
	});

	test('no tensors at all, and tensors of size 0, are two sentences of their own', async () => {
		expect(await refusal(single(fileWith({ __metadata__: { format: 'pt' } }, 0)))).toMatch(
			/no tensors at all/
		);
		const empty = { dtype: 'F32', shape: [0], data_offsets: [0, 0] };
		expect(
			await refusal(single(fileWith({ 'q.lora_A.weight': empty, 'q.lora_B.weight': empty }, 0)))
		).toMatch(/2 tensors of size 0 .*such as q\.lora_A\.weight.* did not gather its shards/);
	});

	test('cut off: how much is missing, and what is whole is measured', async () => {
		const more = tensorsFile({ 'p.lora_A.weight': [[1, 2]], 'p.lora_B.weight': [[1], [1]], ...pair });
		const answer = await inspect(single(more.subarray(0, more.length - 4)));
		expect(answer.warnings.join()).toMatch(/4 bytes are missing, 1 tensors are not whole/);
		expect(answer.modules.map(({ name, rank }) => [name, rank])).toEqual([
			['p', 1],
			['q', null]
		]);
		expect(await refusal(single(good.subarray(0, 30)))).toMatch(/cut off within the header/);
	});

	test('spare bytes, gaps, overlaps, a name twice and numbers in the metadata are said, and what is there is read', async () => {
		const spare = new Uint8Array(good.length + 4);
		spare.set(good);
		expect((await inspect(single(spare))).warnings.join()).toMatch(/4 bytes are left over/);
		const entry = (shape: number[], begin: number, end: number): object => ({
			dtype: 'F32',
			shape,
			data_offsets: [begin, end]
		});
		const a = entry([1, 2], 0, 8);
		const gap = fileWith({ 'q.lora_A.weight': a, 'q.lora_B.weight': entry([2, 1], 12, 20) }, 20);
		expect((await inspect(single(gap))).warnings.join()).toMatch(/4 bytes lie unused/);
		const overlap = fileWith({ 'q.lora_A.weight': a, 'q.lora_B.weight': entry([2, 1], 4, 12) }, 12);
		expect((await inspect(single(overlap))).warnings.join()).toMatch(/shares bytes/);
		const name = JSON.stringify({ 'q.lora_A.weight': a, 'q.lora_B.weight': entry([2, 1], 8, 16) });
		const twice = fileWith(`${name.slice(0, -1)},"q.lora_\\u0041.weight":${JSON.stringify(a)}}`, 16);
		expect((await inspect(single(twice))).warnings.join()).toMatch(
			/q\.lora_A\.weight stands in the header twice/
		);
		const step = await inspect(single(tensorsFile(pair, { step: 0 })));
		expect(step.warnings.join()).toMatch(/step of the metadata is no text/);
	});

	test('a header of any length is not believed', async () => {
		const file = good.slice();
		new DataView(file.buffer).setBigUint64(0, 2n ** 63n, true);
		expect(await refusal(single(file))).toMatch(/says that its header has 9223372036854776000 bytes/);
	});

	test.each([
		[{ a: { dtype: 'X8', shape: [4], data_offsets: [0, 4] } }, /"X8", expected one of F64/],
		[
			{ a: { dtype: 'F32', shape: [-4], data_offsets: [0, 16] } },
			/expected a shape of non-negative integers/
		],
		[{ a: { dtype: 'F32', shape: [4], data_offsets: [0, 12] } }, /12, expected 16 bytes of F32 \[4\]/],
		[{ a: { dtype: 'F32', shape: [4] } }, /data_offsets/],
		[{ a: 'F32' }, /expected an object/],
		['[]', /JSON/],
		['{', /JSON/]
	])('a header that lies: %j', async (header, message) => {
		expect(await refusal(single(fileWith(header)))).toMatch(message);
	});

	test('NaN and infinity inside: which tensor and where, and the other modules are measured', async () => {
		const answer = await inspect(
			tensors({ 'p.lora_A.weight': [[1, NaN]], 'p.lora_B.weight': [[1], [1]], ...pair })
		);
		expect(answer.modules.map(({ rank }) => rank)).toEqual([null, 1]);
		expect(answer.warnings.join()).toMatch(/p: p\.lora_A\.weight has a NaN at element 1/);
	});

	test('a configuration of another adapter is said, with rank or method', async () => {
		const other = await inspect(
			peftFolder({ r: 3, lora_alpha: 6 }, { 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[3], [4]] })
		);
		expect(other.warnings.join()).toMatch(/of rank 1, and the configuration says r = 3/);
		const type = await inspect(
			peftFolder({ peft_type: 'LOHA' }, { 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[3], [4]] })
		);
		expect(type.warnings.join()).toMatch(/says LOHA, and the tensors are of LORA/);
		expect(only(type).scaleFrom).toBe('not known: 1');
	});

	test('other methods are named, whole models are no adapters, and a missing factor is missing', async () => {
		expect(await refusal(tensors({ 'base_model.model.q.oft_r': [[1]] }))).toMatch(/OFT/);
		expect(await refusal(tensors({ 'model.q.weight': [[1]] }))).toMatch(/none of an adapter/);
		expect(await refusal(tensors({ 'q.lora_A.weight': [[1]] }))).toMatch(
			/B is missing beside q\.lora_A\.weight/
		);
		expect(await refusal(tensors({ 'q.lora_A.weight': [[1, 2]], 'q.lora_B.weight': [[1, 2, 3]] }))).toMatch(
			/does not fit/
		);
	});

	test('a folder without an adapter, a pickle, and a path that is not there', async () => {
		expect(await refusal(filesOf({ 'a.txt': 'x', 'b.txt': 'y' }))).toMatch(/no adapter in here/);
		expect(await refusal(filesOf({ 'adapter_model.bin': 'x', 'adapter_config.json': '{}' }))).toMatch(
			/safe_serialization=True/
		);
		const { code, stderr } = await call(['inspect', '/nowhere/at/all']);
		expect(code).toBe(2);
		expect(stderr.join()).toMatch(/expected a folder or a file that can be read, got \/nowhere\/at\/all/);
	});
});

test('a folder of checkpoints is read in the order of its steps, the last one in full', async () => {
	const config = JSON.stringify({ peft_type: 'LORA', r: 1, lora_alpha: 1 });
	const weights = (x: number): Uint8Array =>
		tensorsFile({
			'base_model.model.q.lora_A.weight': [[x, 0]],
			'base_model.model.q.lora_B.weight': [[1], [0]]
		});
	const answer = await inspect(
		filesOf({
			'checkpoint-100/adapter_config.json': config,
			'checkpoint-100/adapter_model.safetensors': weights(3),
			'checkpoint-20/adapter_config.json': config,
			'checkpoint-20/adapter_model.safetensors': weights(2)
		})
	);
	expect(answer.checkpoints?.map(({ name, step }) => [name, step])).toEqual([
		['checkpoint-20', 20],
		['checkpoint-100', 100]
	]);
	expect(answer.directions).toEqual([{ name: 'q', withLast: [1, 1], withPrevious: [null, 1] }]);
	expect(only(answer).frobenius).toBeCloseTo(3, 12);
});
