/**
 * Decoders with layer norms and a plain MLP: GPT-2 (its layers are Conv1D, kept transposed), BLOOM, Falcon, and the
 * first Qwen. Source: huggingface/transformers, models/{gpt2,bloom,falcon}/modeling_*.py; Qwen: its modeling_qwen.py.
 */
import { refuse, type Config } from './config';
import { want } from './wanted';
import type { Family } from './family';
import { matrix, vector, type Group, type Stack } from './shape';

type Read = ReturnType<Family['read']>;

/** A matrix of every layer, and its bias. */
const within =
	(path: string, layers: number, kind: 'linear' | 'conv1d') =>
	(name: string, shape: readonly [number, number], of: string, isKept: boolean, hasBias: boolean): Group =>
		matrix(`${path}.*.${name}`, kind, shape, {
			layers,
			bias: hasBias ? shape[0] : 0,
			reads: { of: `decoder.${of}`, isKept }
		});

const stackOf = (stack: Partial<Stack> & Pick<Stack, 'layers' | 'width' | 'inner'>): Stack => ({
	name: 'decoder',
	norms: 2,
	norm: 'layer',
	attentions: [{ queries: stack.width, keys: stack.width }],
	isGated: false,
	perToken: 1,
	masks: 0,
	...stack
});

const head = (vocabulary: number, h: number, isTied: boolean): Group =>
	matrix('lm_head', 'linear', [vocabulary, h], { role: 'head', isTied });

const answer = (groups: readonly Group[], stack: Stack, vocabulary: number): Read => ({
	groups,
	stacks: [stack],
	logits: vocabulary,
	logitsInFloat32: true,
	tokens: null
});

function gpt2(config: Config): Read {
	const h = config.size('n_embd');
	const layers = config.size('n_layer');
	config.divided('n_head', h, config.size('n_head'));
	const inner = config.size('n_inner', 4 * h);
	const vocabulary = config.size('vocab_size');
	const positions = config.size('n_positions');
	const isTied = config.flag('tie_word_embeddings', true);
	const masks = config.share('resid_pdrop', 0.1) > 0 ? 2 : 0;
	const layer = within('transformer.h', layers, 'conv1d');
	return answer(
		[
			matrix('transformer.wte', 'embedding', [vocabulary, h]),
			matrix('transformer.wpe', 'embedding', [positions, h]),
			layer('attn.c_attn', [3 * h, h], 'norm1', false, true),
			layer('attn.c_proj', [h, h], 'attention', true, true),
			layer('mlp.c_fc', [inner, h], 'norm2', false, true),
			layer('mlp.c_proj', [h, inner], 'inner', false, true),
			vector('transformer.h.*.ln_1', 2 * h, layers),
			vector('transformer.h.*.ln_2', 2 * h, layers),
			vector('transformer.ln_f', 2 * h),
			head(vocabulary, h, isTied)
		],
		stackOf({ layers, width: h, inner, masks }),
		vocabulary
	);
}

function bloom(config: Config): Read {
	const h = config.size('hidden_size', undefined, 'n_embed');
	const layers = config.size('n_layer', undefined, 'num_hidden_layers');
	config.divided('n_head', h, config.size('n_head', undefined, 'num_attention_heads'));
	const vocabulary = config.size('vocab_size');
	const isTied = config.flag('tie_word_embeddings', true);
	const masks = config.share('hidden_dropout', 0) > 0 ? 2 : 0;
	const layer = within('transformer.h', layers, 'linear');
	return answer(
		[
			matrix('transformer.word_embeddings', 'embedding', [vocabulary, h]),
			vector('transformer.word_embeddings_layernorm', 2 * h),
			layer('self_attention.query_key_value', [3 * h, h], 'norm1', false, true),
			layer('self_attention.dense', [h, h], 'attention', true, true),
			layer('mlp.dense_h_to_4h', [4 * h, h], 'norm2', false, true),
			layer('mlp.dense_4h_to_h', [h, 4 * h], 'inner', false, true),
			vector('transformer.h.*.input_layernorm', 2 * h, layers),
			vector('transformer.h.*.post_attention_layernorm', 2 * h, layers),
			vector('transformer.ln_f', 2 * h),
			head(vocabulary, h, isTied)
		],
		stackOf({ layers, width: h, inner: 4 * h, masks }),
		vocabulary
	);
}

function falcon(config: Config): Read {
	const h = config.size('hidden_size');
	const layers = config.size('num_hidden_layers', undefined, 'n_layer');
	const heads = config.size('num_attention_heads', undefined, 'n_head');
	const size = config.divided('num_attention_heads', h, heads);
	const isNew = config.flag('new_decoder_architecture', false);
	const isShared = config.flag('multi_query', true);
	const isParallel = config.flag('parallel_attn', true);
	const hasBias = config.flag('bias', false);
	const keyHeads = isNew ? config.size('num_kv_heads', undefined, 'n_head_kv') : isShared ? 1 : heads;
	const inner = config.size('ffn_hidden_size', 4 * h);
	const vocabulary = config.size('vocab_size');
	const isTied = config.flag('tie_word_embeddings', true);
	const before = config.size('num_ln_in_parallel_attn', isNew ? 2 : 1);
	if (before > 2) refuse(want('most', 'num_ln_in_parallel_attn', 2), before, 'the file is not of this model');
	const keys = keyHeads * size;
	const layer = within('transformer.h', layers, 'linear');
	const norms =
		isNew && before === 2
			? ['ln_attn', 'ln_mlp']
			: ['input_layernorm', ...(isParallel ? [] : ['post_attention_layernorm'])];
	const mlpReads = norms.length === 2 ? 'norm2' : 'norm1';
	return answer(
		[
			matrix('transformer.word_embeddings', 'embedding', [vocabulary, h]),
			layer('self_attention.query_key_value', [h + 2 * keys, h], 'norm1', false, hasBias),
			layer('self_attention.dense', [h, h], 'attention', true, hasBias),
			layer('mlp.dense_h_to_4h', [inner, h], mlpReads, false, hasBias),
			layer('mlp.dense_4h_to_h', [h, inner], 'inner', false, hasBias),
			...norms.map((name) => vector(`transformer.h.*.${name}`, 2 * h, layers)),
			vector('transformer.ln_f', 2 * h),
			head(vocabulary, h, isTied)
		],
		stackOf({ layers, width: h, inner, norms: norms.length, attentions: [{ queries: h, keys }] }),
		vocabulary
	);
}

/** The first Qwen (model_type qwen): RMS norms, a fused c_attn, an MLP of half the intermediate size with a gate. */
function qwen(config: Config): Read {
	const h = config.size('hidden_size');
	const layers = config.size('num_hidden_layers');
	const width = config.size('kv_channels') * config.size('num_attention_heads');
	const both = config.size('intermediate_size');
	const inner = config.divided('2', both, 2);
	const vocabulary = config.size('vocab_size');
	const isTied = config.flag('tie_word_embeddings', false);
	const hasBias = !config.flag('no_bias', true);
	const layer = within('transformer.h', layers, 'linear');
	return answer(
		[
			matrix('transformer.wte', 'embedding', [vocabulary, h]),
			layer('attn.c_attn', [3 * width, h], 'norm1', false, true),
			layer('attn.c_proj', [h, width], 'attention', true, hasBias),
			layer('mlp.w1', [inner, h], 'norm2', false, hasBias),
			layer('mlp.w2', [inner, h], 'norm2', false, hasBias),
			layer('mlp.c_proj', [h, inner], 'inner', false, hasBias),
			vector('transformer.h.*.ln_1', h, layers),
			vector('transformer.h.*.ln_2', h, layers),
			vector('transformer.ln_f', h),
			head(vocabulary, h, isTied)
		],
		stackOf({
			layers,
			width: h,
			inner,
			norm: 'rms',
			isGated: true,
			attentions: [{ queries: width, keys: width }]
		}),
		vocabulary
	);
}

export const gpt: Family = {
	types: { gpt2: ['c_attn'], bloom: ['query_key_value'], falcon: ['query_key_value'], qwen: null },
	read: (config, type) =>
		type === 'gpt2'
			? gpt2(config)
			: type === 'bloom'
				? bloom(config)
				: type === 'qwen'
					? qwen(config)
					: falcon(config)
};
