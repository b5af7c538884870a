import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { methods } from '$src/adapters/index';
import { budgetFields, planMethods, type BudgetValues } from '$src/plan/budget/fields';
import { safetensorsBytes } from '$src/plan/budget/file';
import { gpusHolding } from '$src/plan/budget/gpus';
import { measured, measuredBatch, measuredModel } from '$src/plan/budget/measured';
import { baseBytes, memoryTotal } from '$src/plan/budget/memory';
import { planOf, type Plan } from '$src/plan/budget/plan';
import { boughtWith } from '$src/plan/budget/buys';
import { sideBySide } from '$src/plan/budget/sideBySide';
import { namedBy, targetsOf } from '$src/plan/budget/targets';
import { modelNames, models, type ModelName } from '$src/plan/families/models';
import { knownTypes, readModel } from '$src/plan/families/read';
import { numbersOf, type ModelShape } from '$src/plan/families/shape';
import { defaultsOf } from '$src/schema/field';
import { optimum } from '$src/adapters/optimum';

type Json = Readonly<Record<string, unknown>>;
const shapeOf = (config: Json): ModelShape => readModel(JSON.stringify(config)).model;
const named = (name: ModelName): ModelShape => shapeOf(models[name].config);
const defaults = defaultsOf(budgetFields);
const planned = (model: ModelShape, values: Partial<BudgetValues>): Plan =>
	planOf(model, { ...defaults, ...values });
const bert = (architecture: string, rest: Json = {}): Json => ({
	...models['bert-base'].config,
	architectures: [architecture],
	...rest
});
/** One layer of a mixture: d 16, 4 heads (2 of keys), 4 experts of 8. */
const mixture = {
	model_type: 'mixtral',
	hidden_size: 16,
	num_hidden_layers: 1,
	num_attention_heads: 4,
	num_key_value_heads: 2,
	intermediate_size: 8,
	vocab_size: 11,
	num_local_experts: 4,
	num_experts_per_tok: 2
};
const llama2 = {
	model_type: 'llama',
	vocab_size: 32000,
	hidden_size: 8192,
	num_hidden_layers: 80,
	num_attention_heads: 64,
	num_key_value_heads: 8,
	intermediate_size: 28672
};
/** The first Qwen of 1.8 billion. */
const qwen = {
	model_type: 'qwen',
	hidden_size: 2048,
	num_hidden_layers: 24,
	num_attention_heads: 16,
	kv_channels: 128,
	intermediate_size: 11008,
	vocab_size: 151936
};
const refusal = (run: () => unknown): string => {
	try {
		run();
	} catch (error) {
		return String(error);
	}
	return 'no error';
};

describe('the numbers of a model', () => {
	test('are published by somebody else for each one that is known by name, or for its file', () => {
		expect(modelNames.filter((name) => !('published' in models[name]))).toEqual(['falcon-7b']);
	});

	test.each(modelNames.filter((name) => 'published' in models[name]))(
		'%s has as many as others count',
		(name) => {
			const model = models[name];
			expect(numbersOf(named(name))).toBe('published' in model ? model.published.numbers : 0);
		}
	);

	test.each<[string, Json, number]>([
		// huggingface/peft#801 and the model's own classes.
		['BERT for tokens', bert('BertForTokenClassification', { id2label: { 0: 'a', 1: 'b' } }), 108_893_186],
		['BERT for masked words', bert('BertForMaskedLM'), 109_514_298],
		// meta-llama/llama#1111
		['Llama 2 70B', llama2, 68_976_648_192],
		['the same with as many heads for keys', { ...llama2, num_key_value_heads: 64 }, 78_371_889_152],
		['the first Qwen', qwen, 1_836_828_672],
		// keras-hub: falcon_refinedweb_1b_en
		[
			'Falcon 1B',
			{
				model_type: 'falcon',
				vocab_size: 50304,
				hidden_size: 2048,
				num_hidden_layers: 24,
				num_attention_heads: 32,
				multi_query: false,
				parallel_attn: false,
				bias: true,
				alibi: true
			},
			1_311_625_216
		],
		// Hugging Face Hub, tiiuae/falcon-7b, as others list it: its file has a head of its own, which the model ties.
		[
			'Falcon 7B as it is stored',
			{ ...models['falcon-7b'].config, tie_word_embeddings: false },
			7_217_189_760
		],
		// Hugging Face Hub, tiiuae/falcon-180B
		[
			'Falcon 180B',
			{
				model_type: 'falcon',
				vocab_size: 65024,
				hidden_size: 14848,
				num_hidden_layers: 80,
				num_attention_heads: 232,
				num_kv_heads: 8,
				new_decoder_architecture: true,
				multi_query: true,
				// Its file has a head of its own.
				tie_word_embeddings: false
			},
			179_522_565_120
		],
		// peft: examples, mt0-large
		[
			'mT0 large',
			{
				model_type: 'mt5',
				vocab_size: 250112,
				d_model: 1024,
				d_kv: 64,
				d_ff: 2816,
				num_layers: 24,
				num_heads: 16,
				feed_forward_proj: 'gated-gelu',
				tie_word_embeddings: false
			},
			1_229_581_312
		]
	])('%s has its own', (_name, config, numbers) => {
		expect(numbersOf(shapeOf(config))).toBe(numbers);
	});

	test('what was read of a file describes the same model', () => {
		for (const name of modelNames) {
			const { model, used } = readModel(JSON.stringify({ ...models[name].config, unknown: 'left out' }));
			expect(used).not.toContain('left out');
			expect(readModel(used).model).toEqual(model);
		}
	});

	test('a file that is none, or of another kind, is refused in words that say what to do', () => {
		const said = (text: string): string => refusal(() => readModel(text));
		expect(said('')).toMatch(/expected JSON, got nothing; take the config/);
		expect(said('[1]')).toMatch(/expected a JSON object, got \[1\]/);
		expect(said('{"model_type":"constructor"}')).toMatch(/expected model_type one of .*, got constructor/);
		expect(said('{"model_type":"mamba"}')).toContain(knownTypes.join(', '));
		expect(said('{"model_type":"gemma3","text_config":{}}')).toMatch(/paste its text_config alone/);
		expect(said('{"model_type":"llama"}')).toMatch(/expected hidden_size an integer .*, got nothing/);
		expect(said(JSON.stringify({ ...llama2, hidden_size: '8192' }))).toMatch(/hidden_size an integer/);
		expect(said(JSON.stringify({ ...llama2, num_key_value_heads: 7 }))).toMatch(/that divides 64, got 7/);
		expect(said(JSON.stringify(bert('BertLMHeadModel')))).toMatch(/other heads are not counted here/);
		expect(said(JSON.stringify({ ...mixture, num_experts_per_tok: 9 }))).toMatch(/at most 4, got 9/);
	});

	test('no file whatever ends otherwise than with a shape or such words', () => {
		const value = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.boolean(), fc.double());
		const config = fc.dictionary(fc.constantFrom(...Object.keys(llama2), 'head_dim', '__proto__'), value);
		fc.assert(
			fc.property(fc.constantFrom(...knownTypes), config, (type, rest) => {
				const text = JSON.stringify({ ...llama2, ...rest, model_type: type });
				try {
					expect(numbersOf(readModel(text).model)).toBeGreaterThan(0);
				} catch (error) {
					expect(String(error)).toMatch(/^ConfigError: config\.json: expected .*, got .*; /);
				}
			})
		);
	});
});

describe('what is trained', () => {
	test.each(measured.map((run) => [run.file, run] as const))(
		'%s: numbers and file as PEFT measured them, memory within 3 % (10 % where all is trained)',
		(_file, run) => {
			const plan = planned(named(measuredModel), { ...run.plan, ...measuredBatch });
			expect(plan.trainable).toBe(run.trainable);
			expect(plan.total).toBe(run.total);
			expect(plan.fileBytes).toBe(run.fileBytes);
			const ratio = memoryTotal(plan.memory) / run.peak;
			expect(Math.abs(ratio - 1)).toBeLessThan(run.plan.method === 'full' ? 0.1 : 0.03);
		}
	);

	test.each<[string, ModelShape, Partial<BudgetValues>, string]>([
		// docs/source/quicktour.md
		[
			'Llama 3.2 1B',
			named('llama-3.2-1b'),
			{ modules: 'q_proj', rank: 8 },
			'trainable params: 524,288 || all params: 1,236,338,688 || trainable%: 0.0424'
		],
		// README.md
		[
			'Qwen2.5 3B, the default of PEFT',
			named('qwen2.5-3b'),
			{ modules: 'default', rank: 16 },
			'trainable params: 3,686,400 || all params: 3,089,625,088 || trainable%: 0.1193'
		],
		// examples/KappaTune: experts of every layer cannot be named there; attention and experts here.
		[
			'ViT with its head, which PEFT copies',
			named('vit-base'),
			{ modules: 'query,value', rank: 16, save: 'classifier' },
			'trainable params: 667,493 || all params: 86,543,818 || trainable%: 0.7713'
		],
		[
			'the same with LoKr (docs/source/package_reference/lokr.md)',
			named('vit-base'),
			{ method: 'lokr', modules: 'query,value', rank: 16, save: 'classifier' },
			'trainable params: 116,069 || all params: 85,992,394 || trainable%: 0.1350'
		],
		// huggingface/peft#801
		[
			'BERT',
			shapeOf(bert('BertForTokenClassification', { num_labels: 2 })),
			{ modules: 'query,value', rank: 16 },
			'trainable params: 589,824 || all params: 109,483,010 || trainable%: 0.5387'
		]
	])('%s is printed as PEFT prints it', (_name, model, values, printed) => {
		expect(planned(model, values).printed).toBe(printed);
	});

	test('a mixture of experts: attention, router, and both matrices of each expert (unslothai/unsloth#4907)', () => {
		const model = shapeOf(mixture);
		const { parts, trainable } = planned(model, { rank: 2 });
		const of = (end: string): number =>
			parts.reduce((sum, { group, numbers }) => sum + (group.name.endsWith(end) ? numbers : 0), 0);
		expect([of('gate'), of('gate_up_proj'), of('down_proj'), trainable]).toEqual([40, 512, 192, 968]);
		expect(planned(model, { rank: 2, modules: 'q_proj,k_proj,v_proj,o_proj' }).trainable).toBe(224);
		expect(parts.find(({ group }) => group.name.endsWith('gate_up_proj'))?.rank).toBe(4);
	});

	test('saved embeddings and head outweigh any rank (QwenLM/Qwen#797)', () => {
		const model = shapeOf(qwen);
		const share = (rank: number, modules: string, save: string): number =>
			planned(model, { rank, modules, save }).share;
		const all = 'c_attn,c_proj,w1,w2';
		expect(share(64, all, 'wte,lm_head')).toBeCloseTo(26.9, 1);
		expect(share(8, 'c_attn', 'wte,lm_head')).toBeCloseTo(25.4, 1);
		expect(share(64, all, '')).toBeCloseTo(2.84, 2);
		expect(share(8, 'c_attn', '')).toBeCloseTo(0.086, 3);
	});

	test('the 70B of Llama 2 and a large head (meta-llama/llama#1111)', () => {
		const of = (model: ModelShape, modules: string): number | undefined =>
			planned(model, { modules, rank: 16 }).parts[0]?.each;
		expect(of(shapeOf(llama2), 'up_proj')).toBe(589_824);
		expect(of(named('llama-3.1-8b'), 'lm_head')).toBe(2_117_632);
	});

	test('GPT-2 keeps its layers transposed, and counts the same', () => {
		const [part] = planned(named('gpt2'), { modules: 'c_attn', rank: 8 }).parts;
		expect(part?.group.kind).toBe('conv1d');
		expect(part?.each).toBe(8 * (768 + 2304));
		// c_proj is the end of two paths.
		expect(planned(named('gpt2'), { modules: 'c_proj', rank: 8 }).parts).toHaveLength(2);
	});

	test('all-linear leaves out the output head, and takes it where it is named', () => {
		const model = named('llama-3.1-8b');
		const names = (modules: string): readonly string[] =>
			targetsOf(model, modules, 'lora').map(({ group }) => group.name.split('.').at(-1) ?? '');
		expect(names('all-linear')).toEqual([
			...['q_proj', 'k_proj', 'v_proj', 'o_proj'],
			...['gate_proj', 'up_proj', 'down_proj']
		]);
		expect(names('lm_head')).toEqual(['lm_head']);
	});

	test('names are ends of paths, and a regular expression is all of one', () => {
		const model = named('llama-3.1-8b');
		const paths = (modules: string): readonly string[] =>
			targetsOf(model, modules, 'lora').flatMap((target) => target.paths);
		expect(paths('layers.3.self_attn.q_proj')).toEqual(['model.layers.3.self_attn.q_proj']);
		expect(paths('.*layers\\.(3|31)\\.self_attn\\.q_proj')).toHaveLength(2);
		// A dot is any letter, so 30 is meant too.
		expect(paths('model.layers.(3|31).*q_proj')).toHaveLength(3);
		expect(refusal(() => paths('proj'))).toMatch(/expected modules among embed_tokens, q_proj/);
		expect(refusal(() => paths('(q_proj'))).toMatch(/write the names out/);
		fc.assert(
			fc.property(fc.array(fc.constantFrom('a', 'b', 'ab', 'c'), { minLength: 1, maxLength: 4 }), (parts) => {
				const path = parts.join('.');
				for (const name of ['a', 'b', 'a.b', 'ab', path])
					expect(namedBy([name])(path)).toBe(path === name || path.endsWith(`.${name}`));
			})
		);
	});

	test('what PEFT puts no such adapter on is refused by name', () => {
		const said = (name: ModelName, values: Partial<BudgetValues>): string =>
			refusal(() => planned(named(name), values));
		expect(said('gpt2', { modules: 'ln_1' })).toMatch(/got transformer\.h\.\*\.ln_1, which is no matrix/);
		expect(said('gpt2', { modules: 'wte', method: 'loha' })).toMatch(/an embedding/);
		expect(said('mixtral-8x7b', { method: 'dora' })).toMatch(/experts; name modules such as/);
		expect(said('mixtral-8x7b', { method: 'lokr', modules: 'down_proj' })).toMatch(/with LoRA alone/);
		expect(said('vit-base', { method: 'lokr', modules: 'projection' })).toMatch(/a convolution/);
		expect(said('gpt2', { modules: 'all' })).toMatch(/only full trains all/);
		expect(said('gpt2', { method: 'full', modules: 'all', precision: '4' })).toMatch(/stay frozen/);
		expect(said('gpt2', { save: 'nothing' })).toMatch(/got nothing; such as lm_head/);
		expect(said('gpt2', { modules: 'c_attn', save: 'c_attn' })).toMatch(/both for transformer\.h\.0/);
		expect(said('phi-3-mini', { modules: 'default' })).toMatch(/PEFT has no default/);
	});

	test('of every model and method the parts add up, and each has the bound of its method', () => {
		for (const name of modelNames) {
			const model = named(name);
			for (const method of planMethods) {
				const values = { method, rank: 4, modules: method === 'full' ? 'all' : 'default' };
				if (method !== 'full' && !model.defaultTargets) continue;
				const { parts, trainable, base, total } = planned(model, values);
				expect(trainable).toBe(parts.reduce((sum, { numbers }) => sum + numbers, 0));
				expect(total).toBe(method === 'full' ? base : base + trainable);
				if (method === 'full') expect(trainable).toBe(base);
				for (const { adapter, group } of parts)
					if (adapter) expect(adapter.rankBound).toBeLessThanOrEqual(Math.min(...group.shape));
			}
		}
	});
});

describe('bytes', () => {
	test('a file has the bytes that safetensors writes: 8, a header padded to 8, the numbers', () => {
		const bytes = safetensorsBytes([
			{ name: 'b', dtype: 'F32', shape: [2, 3] },
			{ name: 'a', dtype: 'F32', shape: [1] },
			{ name: 'c', dtype: 'BF16', shape: [5] }
		]);
		const header =
			'{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},' +
			'"b":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]},"c":{"dtype":"BF16","shape":[5],"data_offsets":[28,38]}}';
		expect(bytes).toBe(8 * Math.ceil((8 + header.length) / 8) + 38);
	});

	test('a targeted vocabulary brings its own weight into the file (huggingface/peft#2092)', () => {
		const model = named('llama-3.2-1b');
		const with_ = planned(model, { modules: 'embed_tokens', rank: 4 });
		expect(with_.fileBytes - 4 * with_.trainable).toBeGreaterThan(2 * 128256 * 2048);
	});

	test('fewer bits are fewer bytes: 16, 8, 4.127 of the layers, and the rest as it is (RahulSChand/gpu_poor#1)', () => {
		for (const name of modelNames) {
			const model = named(name);
			const [full, eight, four] = (['16', '8', '4'] as const).map((p) => baseBytes(model, p));
			expect(full).toBe(2 * numbersOf(model));
			expect(eight).toBeLessThan(full ?? 0);
			expect(four).toBeLessThan(eight ?? 0);
		}
		const layers = 28 * (2 * 3072 * 3072 + 2 * 3072 * 1024 + 3 * 3072 * 8192);
		const [full, four] = [baseBytes(named('llama-3.2-3b'), '16'), baseBytes(named('llama-3.2-3b'), '4')];
		expect(full - four).toBeCloseTo((layers * (16 - 4.126953125)) / 8, 3);
	});

	test('a trained number of an adapter has 16 bytes, in float32 and mixed, and 8 in bfloat16', () => {
		for (const [state, bytes] of [
			['fp32', 16],
			['mixed', 16],
			['bf16', 8]
		] as const) {
			const { memory, trainable } = planned(named('llama-3.2-1b'), { state });
			expect(memory.adapter + memory.gradients + memory.moments + memory.master).toBe(bytes * trainable);
		}
	});

	test('optimizers with less: 8 bits a moment, or none', () => {
		const moments = (optimizer: BudgetValues['optimizer']): number =>
			planned(named('llama-3.2-1b'), { optimizer }).memory.moments;
		expect(moments('sgd')).toBe(0);
		const ratio = moments('adamw-8bit') / moments('adamw');
		expect(ratio).toBeGreaterThan(0.25);
		expect(ratio).toBeLessThan(0.26);
	});

	test('activations grow with batch and length alike, and checkpointing keeps fewer', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...modelNames),
				fc.constantFrom(...planMethods),
				fc.integer({ min: 1, max: 16 }),
				fc.integer({ min: 1, max: 2048 }),
				(name, method, batch, length) => {
					const model = named(name);
					if (method !== 'full' && !model.defaultTargets) return;
					const of = (values: Partial<BudgetValues>): number =>
						planned(model, { method, modules: method === 'full' ? 'all' : 'default', ...values }).memory
							.activations;
					const once = of({ batch, length });
					expect(of({ batch, length, checkpointing: true })).toBeLessThanOrEqual(once);
					if (method !== 'loha' && method !== 'lokr') {
						expect(of({ batch: 2 * batch, length })).toBeCloseTo(2 * once, 0);
						if (model.tokens === null) expect(of({ batch, length: 2 * length })).toBeCloseTo(2 * once, 0);
					}
				}
			),
			{ numRuns: 40 }
		);
	});

	test('GPUs that hold it are those with as much printed on them', () => {
		expect(gpusHolding(24e9).map(({ name }) => name)).toContain('RTX 4090');
		expect(gpusHolding(24e9 + 1).map(({ name }) => name)).not.toContain('RTX 4090');
		expect(gpusHolding(1e12)).toEqual([]);
	});
});

describe('what a budget buys', () => {
	const model = named('llama-3.2-3b');

	test('each method gets the highest rank that it affords, and one more would be too much', () => {
		fc.assert(
			fc.property(fc.integer({ min: 300_000, max: 40_000_000 }), (budget) => {
				const values = { ...defaults, modules: 'q_proj,v_proj' };
				for (const row of sideBySide(model, values, budget)) {
					if (!('rank' in row) || row.rank === null) continue;
					expect(row.trainable).toBeLessThanOrEqual(budget);
					const own = { ...values, method: row.method, rank: row.rank };
					expect(planned(model, own).trainable).toBe(row.trainable);
					if (row.method === 'lokr') continue;
					if (!row.isMost)
						expect(planned(model, { ...own, rank: row.rank + 1 }).trainable).toBeGreaterThan(budget);
				}
			}),
			{ numRuns: 20 }
		);
	});

	test('where PEFT gives experts LoRA alone, the others say that they reach fewer matrices', () => {
		const rows = sideBySide(named('mixtral-8x7b'), { ...defaults }, 40_000_000);
		expect(rows).toMatchObject([
			{ method: 'lora', isFewer: false },
			{ method: 'dora', refused: expect.stringContaining('experts') as string },
			{ method: 'loha', isFewer: true },
			{ method: 'lokr', isFewer: true }
		]);
		// The rank that is set is the rank that the budget buys, fused matrices or not.
		const { parts, trainable } = planned(named('mixtral-8x7b'), { rank: 5 });
		expect(boughtWith(parts, trainable).sum).toBe(5);
	});

	test('LoKr with whole blocks cannot spend more, and says so', () => {
		const row = sideBySide(model, { ...defaults, modules: 'q_proj,v_proj' }, 9_175_040).find(
			({ method }) => method === 'lokr'
		);
		expect(row).toMatchObject({ isMost: true, bounds: [1024, 3072] });
	});

	test('Proposition 2: the pair of the budget is optimal for the bound that it reaches', () => {
		const targets = targetsOf(model, 'all-linear', 'lora');
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 60 }), (sum) => {
				const sides = boughtWith(targets, 0).sides;
				const bought = boughtWith(targets, sum * sides + sides - 1);
				expect(bought.sum).toBe(sum);
				expect(bought.lora).toBe(Math.min(bought.cap, sum));
				expect(bought.pair === null).toBe(sum === 1);
				const [r1, r2] = bought.pair ?? [0, 1];
				if (!bought.pair) return;
				expect(bought.loha).toBe(Math.min(bought.cap, r1 * r2));
				expect(optimum(r1 * r2, 1, 1).minimumSum).toBe(sum);
			})
		);
	});

	test('blocks of LyCORIS 1280 × 1280 at factors −1 and 8 are ten times apart (KohakuBlueleaf/LyCORIS#138)', () => {
		const count = (factor: number): number =>
			methods.lokr
				.factors({ out: 1280, in: 1280, rank: 128, alpha: 0, factor, decomposeBoth: false })
				.reduce((sum, { shape: [m, n = 1] }) => sum + m * n, 0);
		expect([count(-1), count(8)]).toEqual([2624, 25_664]);
	});
});
