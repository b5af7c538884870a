/**
 * Open models by name: of each the part of its config.json that decides its shape, where it was read, and how many
 * numbers it has where somebody else published that. A model is one record here; read.ts makes its shape.
 */
import { own } from '$src/own';

/** What the sources are called → what they are, as seen on 2026-11-30. */
const sources: Readonly<Record<string, string>> = {
	litgpt: 'Lightning-AI/litgpt, litgpt/config.py, 26857050 (2026-06-29)',
	'keras-hub': 'keras-team/keras-hub, presets of keras_hub/src/models, 71453d08 (2026-08-21)',
	peft: 'huggingface/peft, 5d602fdb (2026-08-21)',
	'huggingface.js': 'huggingface/huggingface.js, 36ef28de (as seen on 2026-12-01)',
	transformers: 'huggingface/transformers, defaults of configuration_*.py',
	hub: 'safetensors.total of the Hugging Face Hub, as others listed it on 2026-09-25 and 2026-10-01'
};

/** A source in full: `peft: README.md` names the repository, its state, and the file. */
export function sourceText(source: string): string {
	const [name = '', ...rest] = source.split(': ');
	return [own(sources, name) ?? name, ...rest].join(': ');
}

export interface NamedModel {
	/** As people call it. */
	readonly title: string;
	readonly config: Readonly<Record<string, string | number | boolean | readonly string[]>>;
	/** Where the shape was read. */
	readonly source: string;
	/** What others count, and where; the tests hold us to it. */
	readonly published?: { readonly numbers: number; readonly source: string };
}

const llama = {
	model_type: 'llama',
	vocab_size: 128256,
	num_key_value_heads: 8,
	tie_word_embeddings: false
} as const;
const mistral = {
	model_type: 'mistral',
	hidden_size: 4096,
	num_hidden_layers: 32,
	num_attention_heads: 32,
	num_key_value_heads: 8,
	head_dim: 128,
	intermediate_size: 14336,
	tie_word_embeddings: false
} as const;
const qwen2 = { model_type: 'qwen2', vocab_size: 151936, tie_word_embeddings: true } as const;
const qwen3 = { model_type: 'qwen3', vocab_size: 151936, head_dim: 128, num_key_value_heads: 8 } as const;
const gemma2 = { model_type: 'gemma2', vocab_size: 256000, tie_word_embeddings: true } as const;
const LITGPT = 'litgpt';
const hub = (numbers: number) => ({ numbers, source: 'hub' });
const keras = (numbers: number) => ({ numbers, source: 'keras-hub' });

export const models = {
	'llama-3.2-1b': {
		title: 'Llama 3.2 1B',
		config: {
			...llama,
			hidden_size: 2048,
			num_hidden_layers: 16,
			num_attention_heads: 32,
			intermediate_size: 8192,
			tie_word_embeddings: true
		},
		source: LITGPT,
		published: { numbers: 1_235_814_400, source: 'peft: docs/source/quicktour.md' }
	},
	'llama-3.2-3b': {
		title: 'Llama 3.2 3B',
		config: {
			...llama,
			hidden_size: 3072,
			num_hidden_layers: 28,
			num_attention_heads: 24,
			intermediate_size: 8192,
			tie_word_embeddings: true
		},
		source: LITGPT,
		published: { numbers: 3_212_749_824, source: 'peft: method_comparison/MetaMathQA/results' }
	},
	'llama-3.1-8b': {
		title: 'Llama 3.1 8B',
		config: {
			...llama,
			hidden_size: 4096,
			num_hidden_layers: 32,
			num_attention_heads: 32,
			intermediate_size: 14336
		},
		source: LITGPT,
		published: keras(8_030_261_248)
	},
	'llama-3.1-70b': {
		title: 'Llama 3.1 70B',
		config: {
			...llama,
			hidden_size: 8192,
			num_hidden_layers: 80,
			num_attention_heads: 64,
			intermediate_size: 28672
		},
		source: LITGPT,
		published: hub(70_553_706_496)
	},
	'mistral-7b': {
		title: 'Mistral 7B v0.3',
		config: { ...mistral, vocab_size: 32768 },
		source: LITGPT,
		published: keras(7_248_023_552)
	},
	'mixtral-8x7b': {
		title: 'Mixtral 8×7B',
		config: {
			...mistral,
			model_type: 'mixtral',
			vocab_size: 32000,
			num_local_experts: 8,
			num_experts_per_tok: 2
		},
		source: LITGPT,
		published: keras(46_702_792_704)
	},
	'qwen2.5-0.5b': {
		title: 'Qwen2.5 0.5B',
		config: {
			...qwen2,
			hidden_size: 896,
			num_hidden_layers: 24,
			num_attention_heads: 14,
			num_key_value_heads: 2,
			intermediate_size: 4864
		},
		source: LITGPT,
		published: keras(494_032_768)
	},
	'qwen2.5-3b': {
		title: 'Qwen2.5 3B',
		config: {
			...qwen2,
			hidden_size: 2048,
			num_hidden_layers: 36,
			num_attention_heads: 16,
			num_key_value_heads: 2,
			intermediate_size: 11008
		},
		source: LITGPT,
		published: { numbers: 3_085_938_688, source: 'peft: README.md' }
	},
	'qwen2.5-7b': {
		title: 'Qwen2.5 7B',
		config: {
			...qwen2,
			hidden_size: 3584,
			num_hidden_layers: 28,
			num_attention_heads: 28,
			num_key_value_heads: 4,
			intermediate_size: 18944,
			vocab_size: 152064,
			tie_word_embeddings: false
		},
		source: LITGPT,
		published: hub(7_615_616_512)
	},
	'qwen3-4b': {
		title: 'Qwen3 4B',
		config: {
			...qwen3,
			hidden_size: 2560,
			num_hidden_layers: 36,
			num_attention_heads: 32,
			intermediate_size: 9728,
			tie_word_embeddings: true
		},
		source: LITGPT,
		published: hub(4_022_468_096)
	},
	'qwen3-8b': {
		title: 'Qwen3 8B',
		config: {
			...qwen3,
			hidden_size: 4096,
			num_hidden_layers: 36,
			num_attention_heads: 32,
			intermediate_size: 12288,
			tie_word_embeddings: false
		},
		source: LITGPT,
		published: hub(8_190_735_360)
	},
	'qwen3-30b-a3b': {
		title: 'Qwen3 30B-A3B',
		config: {
			...qwen3,
			model_type: 'qwen3_moe',
			hidden_size: 2048,
			num_hidden_layers: 48,
			num_attention_heads: 32,
			num_key_value_heads: 4,
			moe_intermediate_size: 768,
			num_experts: 128,
			num_experts_per_tok: 8,
			tie_word_embeddings: false
		},
		source: LITGPT,
		published: hub(30_532_122_624)
	},
	'gemma-2-2b': {
		title: 'Gemma 2 2B',
		config: {
			...gemma2,
			hidden_size: 2304,
			num_hidden_layers: 26,
			num_attention_heads: 8,
			num_key_value_heads: 4,
			head_dim: 256,
			intermediate_size: 9216
		},
		source: LITGPT,
		published: keras(2_614_341_888)
	},
	'gemma-2-9b': {
		title: 'Gemma 2 9B',
		config: {
			...gemma2,
			hidden_size: 3584,
			num_hidden_layers: 42,
			num_attention_heads: 16,
			num_key_value_heads: 8,
			head_dim: 256,
			intermediate_size: 14336
		},
		source: LITGPT,
		published: keras(9_241_705_984)
	},
	'gemma-3-1b': {
		title: 'Gemma 3 1B',
		config: {
			...gemma2,
			model_type: 'gemma3_text',
			vocab_size: 262144,
			hidden_size: 1152,
			num_hidden_layers: 26,
			num_attention_heads: 4,
			num_key_value_heads: 1,
			head_dim: 256,
			intermediate_size: 6912
		},
		source: LITGPT,
		published: hub(999_885_952)
	},
	'phi-3-mini': {
		title: 'Phi-3 mini',
		config: {
			model_type: 'phi3',
			vocab_size: 32064,
			hidden_size: 3072,
			num_hidden_layers: 32,
			num_attention_heads: 32,
			num_key_value_heads: 32,
			intermediate_size: 8192,
			tie_word_embeddings: false
		},
		source: LITGPT,
		published: keras(3_821_079_552)
	},
	'falcon-7b': {
		title: 'Falcon 7B',
		config: {
			model_type: 'falcon',
			vocab_size: 65024,
			hidden_size: 4544,
			num_hidden_layers: 32,
			num_attention_heads: 71,
			multi_query: true,
			new_decoder_architecture: false,
			parallel_attn: true,
			bias: false
		},
		source: LITGPT
	},
	'bloom-560m': {
		title: 'BLOOM 560M',
		config: {
			model_type: 'bloom',
			vocab_size: 250880,
			hidden_size: 1024,
			n_layer: 24,
			n_head: 16
		},
		source:
			'keras-hub: tools/checkpoint_conversion/convert_bloom_checkpoints.py, which reads bigscience/bloom-560m',
		published: keras(559_214_592)
	},
	gpt2: {
		title: 'GPT-2',
		config: {
			model_type: 'gpt2',
			vocab_size: 50257,
			n_positions: 1024,
			n_embd: 768,
			n_layer: 12,
			n_head: 12
		},
		source: 'transformers: GPT2Config',
		published: keras(124_439_808)
	},
	'bert-base': {
		title: 'BERT base, uncased',
		config: {
			model_type: 'bert',
			architectures: ['BertModel'],
			vocab_size: 30522,
			hidden_size: 768,
			num_hidden_layers: 12,
			num_attention_heads: 12,
			intermediate_size: 3072,
			max_position_embeddings: 512,
			type_vocab_size: 2
		},
		source: 'transformers: BertConfig',
		published: keras(109_482_240)
	},
	'roberta-base': {
		title: 'RoBERTa base',
		config: {
			model_type: 'roberta',
			architectures: ['RobertaForMaskedLM'],
			vocab_size: 50265,
			hidden_size: 768,
			num_hidden_layers: 12,
			num_attention_heads: 12,
			intermediate_size: 3072,
			max_position_embeddings: 514,
			type_vocab_size: 1
		},
		source: 'transformers: RobertaConfig',
		published: {
			numbers: 124_697_433,
			source: 'huggingface.js: packages/hub/src/lib/parse-safetensors-metadata.spec.ts'
		}
	},
	't5-base': {
		title: 'T5 base',
		config: {
			model_type: 't5',
			vocab_size: 32128,
			d_model: 768,
			d_kv: 64,
			d_ff: 3072,
			num_layers: 12,
			num_heads: 12
		},
		source: 'keras-hub: tools/checkpoint_conversion/convert_t5_checkpoints.py, which reads google-t5/t5-base',
		published: keras(222_903_552)
	},
	'vit-base': {
		title: 'ViT base, 16 × 16 patches, 101 classes',
		config: {
			model_type: 'vit',
			architectures: ['ViTForImageClassification'],
			hidden_size: 768,
			num_hidden_layers: 12,
			num_attention_heads: 12,
			intermediate_size: 3072,
			image_size: 224,
			patch_size: 16,
			num_channels: 3,
			num_labels: 101
		},
		source: 'transformers: ViTConfig, with the classes of the notebook of PEFT',
		published: {
			numbers: 85_876_325,
			source: 'peft: examples/image_classification/image_classification_peft_lora.ipynb'
		}
	}
} as const satisfies Readonly<Record<string, NamedModel>>;

export type ModelName = keyof typeof models;
export const modelNames = Object.keys(models) as readonly ModelName[];
