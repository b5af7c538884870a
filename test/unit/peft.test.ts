/** Folders saved by PEFT 0.21 (test/fixtures/peft/make.py made them), beside what PEFT itself computed in float64. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deltaOf, readAdapter } from '$src/experiments/peft';
import { spectrumOf } from '$src/algebra/spectrum';
import { parsePeftConfig } from '$src/files/peftConfig';
import { frobeniusNorm } from '$src/math/tensor';

interface Truth {
	readonly shape: readonly number[];
	readonly parameters: number;
	readonly scale: number;
	readonly rank: number;
	readonly frobenius: number;
	readonly singularValues: readonly number[];
	readonly corner: readonly (readonly number[])[];
}
interface Truths {
	readonly adapters: Readonly<
		Record<string, { readonly trainable: number; readonly modules: Readonly<Record<string, Truth>> }>
	>;
}

const folder = join(import.meta.dirname, '../fixtures/peft');
const { adapters } = JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as Truths;
const configOf = (name: string): string => readFileSync(join(folder, name, 'adapter_config.json'), 'utf8');
const weightsOf = (name: string): Uint8Array => readFileSync(join(folder, name, 'adapter_model.safetensors'));

test('every folder of fixtures has a truth', () => {
	const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(adapters).sort());
	expect(folders).toHaveLength(7);
});

describe.each(Object.entries(adapters))(
	'the adapter %s that PEFT saved',
	async (name, { trainable, modules }) => {
		const read = await readAdapter(configOf(name), weightsOf(name));

		test('has the same modules, and as many trained numbers', () => {
			expect(read.map((m) => m.name).sort()).toEqual(Object.keys(modules).sort());
			expect(read.reduce((sum, m) => sum + m.adapter.parameters, 0)).toBe(trainable);
		});

		test('has the ΔW, parameters, scale, rank and spectrum of PEFT, to 1e-6 relative', () => {
			for (const module of read) {
				const truth = modules[module.name];
				if (!truth) throw new Error(`no truth for ${module.name}`);
				const delta = deltaOf(module);
				const size = truth.singularValues[0] ?? NaN;
				expect(delta.shape).toEqual(truth.shape);
				expect(module.adapter.parameters).toBe(truth.parameters);
				expect(Math.abs(module.adapter.scale / truth.scale - 1)).toBeLessThan(1e-6);
				expect(Math.abs(frobeniusNorm(delta) / truth.frobenius - 1)).toBeLessThan(1e-6);
				truth.corner.forEach((row, i) =>
					row.forEach((x, j) =>
						expect(Math.abs((delta.data[i * (truth.shape[1] ?? 0) + j] ?? NaN) - x) / size).toBeLessThan(1e-6)
					)
				);
				const { rank, singularValues } = spectrumOf(module.adapter.delta, module.environment);
				expect(rank).toBe(truth.rank);
				expect(rank).toBeLessThanOrEqual(module.adapter.rankBound);
				truth.singularValues.forEach((sigma, i) =>
					expect(Math.abs((singularValues[i] ?? NaN) - sigma) / size).toBeLessThan(1e-6)
				);
			}
		});
	}
);

test('weights of another rank than the configuration says are refused', async () => {
	const config = configOf('lora').replace('"r": 4', '"r": 3');
	await expect(readAdapter(config, weightsOf('lora'))).rejects.toThrow(
		/lora_B\.weight of \[\d+, 3\] for rank 3; the configuration/
	);
});

test.each([
	['{"peft_type":"LORA","r":0,"lora_alpha":1}', /r is 0, expected a positive integer/],
	['{"peft_type":"LORA","r":4,"lora_alpha":"8"}', /lora_alpha is "8", expected a positive number/],
	['{"peft_type":"lora"}', /peft_type is "lora", expected a name in capitals/],
	['{"peft_type":"LOKR","r":4,"alpha":8,"decompose_factor":0}', /decompose_factor/],
	['{"peft_type":"LORA","target_parameters":[1]}', /target_parameters/],
	['{"peft_type"', /expected JSON/],
	['[]', /a JSON object/]
])('the configuration %s is refused with the setting and the remedy', (text, message) => {
	expect(() => parsePeftConfig(text)).toThrow(message);
});

describe('ranks and alphas by pattern', () => {
	const configWith = (pattern: Readonly<Record<string, number>>) =>
		parsePeftConfig(JSON.stringify({ peft_type: 'LORA', r: 4, lora_alpha: 8, rank_pattern: pattern }));
	const modules = ['1', '2', '10', '11'].map((layer) => `model.layers.${layer}.self_attn.q_proj`);

	// What PEFT 0.21 did with each (tuners on a small model); see its get_pattern_key.
	test.each([
		['layers.1.self_attn.q_proj', [1]],
		['q_proj', [1, 2, 10, 11]],
		['^model.layers.1', []],
		['^model.layers.1.self_attn.q_proj', [1]],
		['layers.1', []],
		['proj', []],
		['1.self_attn.q_proj', [1]],
		['layers.1.*', [1, 10, 11]],
		['layers\\.(1|2)\\.self_attn\\.q_proj', [1, 2]],
		['.*\\.1\\..*(q_proj|k_proj)$', [1]]
	])('%s is for the layers %j', (key, layers) => {
		const config = configWith({ [key]: 2 });
		const reached = modules.filter((module) => config.rankOf(module) === 2);
		expect(reached).toEqual(layers.map((layer) => `model.layers.${layer}.self_attn.q_proj`));
	});

	test('the first key that matches is taken', () => {
		const config = configWith({ q_proj: 2, 'layers.1.self_attn.q_proj': 3 });
		expect(modules.map(config.rankOf)).toEqual([2, 2, 2, 2]);
	});

	test('names of digits keep their place in the file', () => {
		const text = (patterns: string): string =>
			`{"peft_type": "LORA", "r": 4, "lora_alpha": 8, "alpha_pattern": {${patterns}}}`;
		const [inner, outer] = ['".*": 16', '"1" : 64'];
		expect(parsePeftConfig(text(`${inner}, ${outer}`)).alphaOf('layers.1')).toBe(16);
		expect(parsePeftConfig(text(`${outer}, ${inner}`)).alphaOf('layers.1')).toBe(64);
		// A text with what looks like a name in it is no name.
		const quoted = text(inner).replace('{', String.raw`{"revision": ":a \"1\": 2, \\", `);
		expect(parsePeftConfig(quoted).alphaOf('layers.1')).toBe(16);
	});

	test('two keys with unlike α are rivals where PEFT has sorted them', () => {
		const rivals = (alphas: Readonly<Record<string, number>>, module: string) =>
			parsePeftConfig(
				JSON.stringify({ peft_type: 'LORA', r: 4, lora_alpha: 8, alpha_pattern: alphas })
			).rivalsFor(module);
		expect(rivals({ 'layer1.q': 64, q: 8 }, 'layer1.q')).toEqual(['layer1.q', 'q']);
		expect(rivals({ 'layer1.q': 64, q: 8 }, 'layer0.q')).toBeNull();
		expect(rivals({ 'layer1.q': 8, q: 8 }, 'layer1.q')).toBeNull();
		expect(rivals({ q: 8, 'layer1.q': 64 }, 'layer1.q')).toBeNull();
	});

	test('a key that cannot be matched safely, or read, is refused by name', () => {
		expect(() => configWith({ 'layers.(?=1)': 2 })).toThrow(
			/\(\?= near character 9 in layers\.\(\?=1\), expected keys of rank_pattern made of .*; write the modules out/
		);
		expect(() => configWith({ 'q)(proj': 2 })).toThrow(/a \) too many near character 1/);
	});
});
