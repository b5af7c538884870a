/**
 * Decoders of the kind of Llama: RMS norms, a gated MLP, grouped heads. What the families do otherwise is a row of
 * `traits`. Source: huggingface/transformers 5, models/{llama,mistral,qwen2,qwen3,gemma,gemma2,gemma3,phi3,mixtral,
 * qwen3_moe}/modeling_*.py; experts as one parameter: PEFT 0.21 run on them.
 */
import { own } from '$src/own';
import { refuse, type Config } from './config';
import { want } from './wanted';
import type { Family } from './family';
import { matrix, vector, type Group } from './shape';

interface Traits {
	/** Is the head tied where the file does not say? */
	readonly tied: boolean;
	/** Must the file say it? Otherwise it is width over heads. */
	readonly headDim: 'named' | 'derived';
	/** Biases of queries, keys and values, whatever the file says. */
	readonly qkvBias?: true;
	/** Norms of queries and keys, one weight for each number of a head. */
	readonly headNorms?: true;
	/** Two more norms behind attention and MLP. */
	readonly postNorms?: true;
	/** qkv_proj and gate_up_proj instead of three and two matrices. */
	readonly fused?: true;
	/** Names of the number of experts and of their inner width. */
	readonly experts?: { readonly count: string; readonly inner: string };
	readonly targets: readonly string[] | null;
}

const QV = ['q_proj', 'v_proj'] as const;
const traits: Readonly<Record<string, Traits>> = {
	llama: { tied: false, headDim: 'derived', targets: QV },
	mistral: { tied: false, headDim: 'derived', targets: QV },
	qwen2: { tied: false, headDim: 'derived', qkvBias: true, targets: QV },
	qwen3: { tied: false, headDim: 'named', headNorms: true, targets: QV },
	gemma: { tied: true, headDim: 'named', targets: QV },
	gemma2: { tied: true, headDim: 'named', postNorms: true, targets: QV },
	gemma3_text: { tied: true, headDim: 'named', postNorms: true, headNorms: true, targets: QV },
	phi3: { tied: false, headDim: 'derived', fused: true, targets: null },
	mixtral: {
		tied: false,
		headDim: 'derived',
		experts: { count: 'num_local_experts', inner: 'intermediate_size' },
		targets: QV
	},
	qwen3_moe: {
		tied: false,
		headDim: 'named',
		headNorms: true,
		experts: { count: 'num_experts', inner: 'moe_intermediate_size' },
		targets: null
	}
};

/** Layers that are not all alike: none of those that are counted here. */
function refuseMixtures(config: Config): void {
	const [step, dense] = [config.value('decoder_sparse_step'), config.value('mlp_only_layers')];
	if (step !== undefined && step !== 1)
		refuse(
			want('exactly', 'decoder_sparse_step', 1),
			step,
			'layers with and without experts are not counted here'
		);
	if (dense !== undefined && !(Array.isArray(dense) && dense.length === 0))
		refuse(
			want('exactly', 'mlp_only_layers', '[]'),
			dense,
			'layers with and without experts are not counted here'
		);
}

function read(config: Config, type: string): ReturnType<Family['read']> {
	const trait = own(traits, type) ?? refuse(want('decoder'), type, 'this file is of another kind');
	const h = config.size('hidden_size');
	const layers = config.size('num_hidden_layers');
	const heads = config.size('num_attention_heads');
	const keyHeads = config.size('num_key_value_heads', heads);
	config.divided('num_key_value_heads', heads, keyHeads);
	const given = config.value('head_dim');
	const head =
		given === undefined && trait.headDim === 'derived'
			? config.divided('num_attention_heads', h, heads)
			: config.size('head_dim');
	const inner = config.size(trait.experts?.inner ?? 'intermediate_size');
	const vocabulary = config.size('vocab_size');
	const isTied = config.flag('tie_word_embeddings', trait.tied);
	const bias = config.flag('attention_bias', false);
	const mlpBias = config.flag('mlp_bias', false);
	const [queries, keys] = [heads * head, keyHeads * head];

	const layer = (
		tail: string,
		shape: readonly [number, number],
		of: string,
		isKept: boolean,
		bias = 0
	): Group =>
		matrix(`model.layers.*.${tail}`, 'linear', shape, {
			layers,
			bias,
			reads: { of: `decoder.${of}`, isKept }
		});
	const projection = (name: string, out: number): Group =>
		layer(`self_attn.${name}`, [out, h], 'norm1', false, trait.qkvBias || bias ? out : 0);
	const attention = trait.fused
		? [projection('qkv_proj', queries + 2 * keys)]
		: [projection('q_proj', queries), projection('k_proj', keys), projection('v_proj', keys)];
	const norm = (name: string, numbers = h): Group => vector(`model.layers.*.${name}`, numbers, layers);

	let mlp: Group[];
	let perToken = 1;
	if (trait.experts) {
		refuseMixtures(config);
		const experts = config.size(trait.experts.count);
		perToken = config.size('num_experts_per_tok');
		if (perToken > experts)
			refuse(want('most', 'num_experts_per_tok', experts), perToken, 'one of the two is not of this model');
		const parameter = (
			name: string,
			shape: readonly [number, number],
			fused: number,
			stored: string,
			of: string
		): Group =>
			matrix(`model.layers.*.mlp.experts.${name}`, 'experts', shape, {
				layers,
				experts,
				fused,
				stored: `model.layers.*.mlp.experts${stored}`,
				reads: { of: `decoder.${of}`, isKept: false }
			});
		mlp = [
			matrix('model.layers.*.mlp.gate', 'router', [experts, h], {
				layers,
				reads: { of: 'decoder.norm2', isKept: false }
			}),
			parameter('gate_up_proj', [2 * inner, h], 2, '.base_layer', 'norm2'),
			parameter('down_proj', [h, inner], 1, '', 'inner')
		];
	} else {
		const up = trait.fused
			? [layer('mlp.gate_up_proj', [2 * inner, h], 'norm2', false)]
			: ['gate_proj', 'up_proj'].map((name) =>
					layer(`mlp.${name}`, [inner, h], 'norm2', false, mlpBias ? inner : 0)
				);
		mlp = [...up, layer('mlp.down_proj', [h, inner], 'inner', false, mlpBias ? h : 0)];
	}

	const norms = [
		norm('input_layernorm'),
		norm('post_attention_layernorm'),
		...(trait.postNorms ? [norm('pre_feedforward_layernorm'), norm('post_feedforward_layernorm')] : []),
		...(trait.headNorms ? [norm('self_attn.q_norm', head), norm('self_attn.k_norm', head)] : [])
	];
	return {
		groups: [
			matrix('model.embed_tokens', 'embedding', [vocabulary, h]),
			...attention,
			layer('self_attn.o_proj', [h, queries], 'attention', true, bias && !trait.qkvBias ? h : 0),
			...mlp,
			...norms,
			vector('model.norm', h),
			matrix('lm_head', 'linear', [vocabulary, h], { role: 'head', isTied })
		],
		stacks: [
			{
				name: 'decoder',
				layers,
				width: h,
				norms: trait.postNorms ? 4 : 2,
				norm: 'rms',
				attentions: [{ queries, keys }],
				inner,
				isGated: true,
				perToken,
				masks: 0
			}
		],
		logits: vocabulary,
		logitsInFloat32: true,
		tokens: null
	};
}

export const decoder: Family = {
	types: Object.fromEntries(Object.entries(traits).map(([type, { targets }]) => [type, targets])),
	read
};
