/** T5 and mT5: an encoder and a decoder. Source: huggingface/transformers, models/t5/modeling_t5.py. */
import type { Config } from './config';
import type { Family } from './family';
import { matrix, vector, type Group, type Stack } from './shape';

function read(config: Config): ReturnType<Family['read']> {
	const h = config.size('d_model');
	const heads = config.size('num_heads');
	const width = heads * config.size('d_kv');
	const inner = config.size('d_ff');
	const encoders = config.size('num_layers');
	const decoders = config.size('num_decoder_layers', encoders);
	const vocabulary = config.size('vocab_size');
	const buckets = config.size('relative_attention_num_buckets', 32);
	const isGated = config.text('feed_forward_proj', 'relu').startsWith('gated');
	const isTied = config.flag('tie_word_embeddings', true);
	const dropout = config.share('dropout_rate', 0.1) > 0;

	const sideOf = (side: 'encoder' | 'decoder', layers: number): Group[] => {
		const path = `${side}.block.*.layer`;
		const layer = (name: string, shape: readonly [number, number], of: string, isKept: boolean): Group =>
			matrix(`${path}.${name}`, 'linear', shape, { layers, reads: { of: `${side}.${of}`, isKept } });
		const attention = (name: string, query: string, key: string): Group[] => [
			layer(`${name}.q`, [width, h], query, false),
			layer(`${name}.k`, [width, h], key, key === 'encoded'),
			layer(`${name}.v`, [width, h], key, key === 'encoded'),
			layer(`${name}.o`, [h, width], `${name}.out`, true)
		];
		const last = side === 'encoder' ? 1 : 2;
		const mlp = `${last}.DenseReluDense`;
		return [
			...attention('0.SelfAttention', 'norm1', 'norm1'),
			matrix(`${side}.block.0.layer.0.SelfAttention.relative_attention_bias`, 'embedding', [buckets, heads]),
			// The decoder's keys and values read what the encoder gave, which is there once for all layers.
			...(side === 'decoder' ? attention('1.EncDecAttention', 'norm3', 'encoded') : []),
			...(isGated ? ['wi_0', 'wi_1'] : ['wi']).map((name) =>
				layer(`${mlp}.${name}`, [inner, h], 'norm2', false)
			),
			layer(`${mlp}.wo`, [h, inner], 'inner', false),
			...Array.from({ length: last + 1 }, (_, i) => vector(`${path}.${i}.layer_norm`, h, layers)),
			vector(`${side}.final_layer_norm`, h)
		];
	};
	const stackOf = (name: 'encoder' | 'decoder', layers: number): Stack => ({
		name,
		layers,
		width: h,
		norms: name === 'encoder' ? 2 : 3,
		norm: 'rms',
		attentions: Array.from({ length: name === 'encoder' ? 1 : 2 }, () => ({ queries: width, keys: width })),
		inner,
		isGated,
		perToken: 1,
		masks: dropout ? (name === 'encoder' ? 2 : 3) : 0
	});
	return {
		groups: [
			matrix('shared', 'embedding', [vocabulary, h]),
			...sideOf('encoder', encoders),
			...sideOf('decoder', decoders),
			matrix('lm_head', 'linear', [vocabulary, h], { role: 'head', isTied })
		],
		stacks: [stackOf('encoder', encoders), stackOf('decoder', decoders)],
		logits: vocabulary,
		logitsInFloat32: false,
		tokens: null
	};
}

export const t5: Family = { types: { t5: ['q', 'v'], mt5: ['q', 'v'] }, read };
