/**
 * Encoders: BERT, RoBERTa and ViT, with the head of the class that config.json names.
 * Source: huggingface/transformers, models/{bert,roberta,vit}/modeling_*.py.
 */
import { refuse, type Config } from './config';
import { want } from './wanted';
import type { Family } from './family';
import { matrix, vector, type Group, type Stack } from './shape';

type Read = ReturnType<Family['read']>;

interface Sizes {
	readonly h: number;
	readonly layers: number;
	readonly inner: number;
	readonly masks: number;
}

function sizesOf(config: Config, dropout: number): Sizes {
	const h = config.size('hidden_size');
	config.divided('num_attention_heads', h, config.size('num_attention_heads'));
	return {
		h,
		layers: config.size('num_hidden_layers'),
		inner: config.size('intermediate_size'),
		masks: config.share('hidden_dropout_prob', dropout) > 0 ? 2 : 0
	};
}

/** The layers of all three, without norms. @param inside what stands between `attention.` and `query` */
function layersOf({ h, layers, inner }: Sizes, path: string, inside: string, qkvBias: boolean): Group[] {
	const layer = (
		name: string,
		shape: readonly [number, number],
		of: string,
		isKept: boolean,
		bias = shape[0]
	): Group =>
		matrix(`${path}.*.${name}`, 'linear', shape, { layers, bias, reads: { of: `encoder.${of}`, isKept } });
	return [
		...['query', 'key', 'value'].map((name) =>
			layer(`attention.${inside}.${name}`, [h, h], 'norm1', false, qkvBias ? h : 0)
		),
		layer('attention.output.dense', [h, h], 'attention', true),
		layer('intermediate.dense', [inner, h], 'norm2', false),
		layer('output.dense', [h, inner], 'inner', false)
	];
}

const stackOf = ({ h, layers, inner, masks }: Sizes): Stack => ({
	name: 'encoder',
	layers,
	width: h,
	norms: 2,
	norm: 'layer',
	attentions: [{ queries: h, keys: h }],
	inner,
	isGated: false,
	perToken: 1,
	masks
});

const classes = (name: string, count: number, h: number): Group =>
	matrix(name, 'linear', [count, h], { bias: count, role: 'classifier' });
const dense = (name: string, h: number): Group => matrix(name, 'linear', [h, h], { bias: h });

/** Heads of BERT and RoBERTa: what stands behind the encoder, and whether the pooler stands before it. */
function headOf(
	config: Config,
	type: 'bert' | 'roberta',
	kind: string,
	h: number,
	vocabulary: number
): { readonly hasPooler: boolean; readonly head: readonly Group[]; readonly logits: number } {
	const isTied = config.flag('tie_word_embeddings', true);
	const words = (path: string, transform: string, norm: string): Group[] => [
		dense(`${path}.${transform}`, h),
		vector(`${path}.${norm}`, 2 * h),
		matrix(`${path}.decoder`, 'linear', [vocabulary, h], { role: 'head', isTied }),
		vector(`${path}.bias`, vocabulary)
	];
	const masked =
		type === 'bert'
			? words('cls.predictions', 'transform.dense', 'transform.LayerNorm')
			: words('lm_head', 'dense', 'layer_norm');
	switch (kind) {
		case 'Model':
			return { hasPooler: true, head: [], logits: 0 };
		case 'ForMaskedLM':
			return { hasPooler: false, head: masked, logits: vocabulary };
		case 'ForPreTraining':
			if (type === 'bert')
				return {
					hasPooler: true,
					head: [...masked, classes('cls.seq_relationship', 2, h)],
					logits: vocabulary
				};
			break;
		case 'ForSequenceClassification':
			return type === 'bert'
				? { hasPooler: true, head: [classes('classifier', config.labels(), h)], logits: 0 }
				: {
						hasPooler: false,
						head: [
							{ ...dense('classifier.dense', h), role: 'classifier' },
							classes('classifier.out_proj', config.labels(), h)
						],
						logits: 0
					};
		case 'ForTokenClassification':
			return { hasPooler: false, head: [classes('classifier', config.labels(), h)], logits: 0 };
		case 'ForQuestionAnswering':
			return { hasPooler: false, head: [classes('qa_outputs', 2, h)], logits: 0 };
	}
	return refuse(
		want(
			'with',
			'architectures',
			`${type === 'bert' ? 'Bert' : 'Roberta'}Model, …ForMaskedLM, …ForSequenceClassification, …ForTokenClassification, …ForQuestionAnswering`
		),
		kind,
		'other heads are not counted here'
	);
}

function bert(config: Config, type: 'bert' | 'roberta'): Read {
	const name = type === 'bert' ? 'Bert' : 'Roberta';
	const sizes = sizesOf(config, 0.1);
	const { h, layers } = sizes;
	const vocabulary = config.size('vocab_size');
	const architecture = config.architecture(`${name}Model`);
	const kind = architecture.startsWith(name) ? architecture.slice(name.length) : architecture;
	const { hasPooler, head, logits } = headOf(config, type, kind, h, vocabulary);
	const prefix = kind === 'Model' ? '' : `${type}.`;
	const path = `${prefix}encoder.layer`;
	return {
		groups: [
			matrix(`${prefix}embeddings.word_embeddings`, 'embedding', [vocabulary, h]),
			matrix(`${prefix}embeddings.position_embeddings`, 'embedding', [
				config.size('max_position_embeddings'),
				h
			]),
			matrix(`${prefix}embeddings.token_type_embeddings`, 'embedding', [config.size('type_vocab_size'), h]),
			vector(`${prefix}embeddings.LayerNorm`, 2 * h),
			...layersOf(sizes, path, 'self', true),
			vector(`${path}.*.attention.output.LayerNorm`, 2 * h, layers),
			vector(`${path}.*.output.LayerNorm`, 2 * h, layers),
			...(hasPooler ? [dense(`${prefix}pooler.dense`, h)] : []),
			...head
		],
		stacks: [stackOf(sizes)],
		logits,
		logitsInFloat32: false,
		tokens: null
	};
}

function vit(config: Config): Read {
	const sizes = sizesOf(config, 0);
	const { h, layers } = sizes;
	const [image, patch] = [config.size('image_size'), config.size('patch_size')];
	if (patch > image) refuse(want('most', 'patch_size', image), patch, 'one of the two is not of this model');
	const channels = config.size('num_channels', 3);
	const tokens = Math.floor(image / patch) ** 2 + 1;
	const architecture = config.architecture('ViTModel');
	if (architecture !== 'ViTModel' && architecture !== 'ViTForImageClassification')
		refuse(
			want('with', 'architectures', 'ViTModel, ViTForImageClassification'),
			architecture,
			'other heads are not counted here'
		);
	const isModel = architecture === 'ViTModel';
	const prefix = isModel ? '' : 'vit.';
	return {
		groups: [
			vector(`${prefix}embeddings.cls_token`, h),
			vector(`${prefix}embeddings.position_embeddings`, tokens * h),
			matrix(
				`${prefix}embeddings.patch_embeddings.projection`,
				'convolution',
				[h, channels * patch * patch],
				{ bias: h }
			),
			...layersOf(sizes, `${prefix}encoder.layer`, 'attention', config.flag('qkv_bias', true)),
			vector(`${prefix}encoder.layer.*.layernorm_before`, 2 * h, layers),
			vector(`${prefix}encoder.layer.*.layernorm_after`, 2 * h, layers),
			vector(`${prefix}layernorm`, 2 * h),
			isModel ? dense('pooler.dense', h) : classes('classifier', config.labels(), h)
		],
		stacks: [stackOf(sizes)],
		logits: 0,
		logitsInFloat32: false,
		tokens
	};
}

export const bertLike: Family = {
	types: { bert: ['query', 'value'], roberta: ['query', 'value'], vit: null },
	read: (config, type) => (type === 'vit' ? vit(config) : bert(config, type === 'bert' ? 'bert' : 'roberta'))
};
