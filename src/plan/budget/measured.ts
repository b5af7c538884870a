/**
 * What was measured: PEFT's own comparison of methods, Llama-3.2-3B trained on MetaMathQA and tested on GSM8K, 5,000
 * steps of 4 texts of at most 768 tokens, bfloat16, AdamW, one L40S. Source: huggingface/peft at 5d602fdb (2026-08-21),
 * method_comparison/MetaMathQA/results/*.json; `created` is the date of the run. Here stand those whose method is
 * counted here; numbers are as published.
 */
import type { BudgetValues } from './fields';

export interface Measured {
	/** Name of the file of results. */
	readonly file: string;
	readonly created: string;
	readonly plan: Pick<BudgetValues, 'method' | 'rank' | 'modules' | 'factor' | 'state'>;
	readonly isRslora?: true;
	/** num_trainable_params, num_total_params */
	readonly trainable: number;
	readonly total: number;
	/** Bytes of adapter_model.safetensors; of a trained model two for each number (run.py estimates it). */
	readonly fileBytes: number;
	/** accelerator_memory_max, bytes */
	readonly peak: number;
	/** Share of right answers in the test. */
	readonly accuracy: number;
}

const qv = (method: BudgetValues['method'], rank: number, factor = -1): Measured['plan'] => ({
	method,
	rank,
	modules: 'q_proj,v_proj',
	factor,
	state: 'fp32'
});

export const measured: readonly Measured[] = [
	{
		file: 'full-finetuning--llama-3.2-3B-lr_0.00001',
		created: '2026-07-14',
		plan: { method: 'full', rank: 1, modules: 'all', factor: -1, state: 'bf16' },
		trainable: 3_212_749_824,
		total: 3_212_749_824,
		fileBytes: 6_425_499_648,
		peak: 38_868_615_168,
		accuracy: 0.4715693707354056
	},
	{
		file: 'lora--llama-3.2-3B-rank32',
		created: '2026-07-15',
		plan: qv('lora', 32),
		trainable: 9_175_040,
		total: 3_221_924_864,
		fileBytes: 36_715_216,
		peak: 22_292_725_760,
		accuracy: 0.4783927217589083
	},
	{
		file: 'lora--llama-3.2-3B-rank64',
		created: '2026-07-15',
		plan: qv('lora', 64),
		trainable: 18_350_080,
		total: 3_231_099_904,
		fileBytes: 73_415_408,
		peak: 22_552_772_608,
		accuracy: 0.47384382107657314
	},
	{
		file: 'lora--llama-3.2-3B-rank64-rslora',
		created: '2026-07-15',
		plan: qv('lora', 64),
		isRslora: true,
		trainable: 18_350_080,
		total: 3_231_099_904,
		fileBytes: 73_415_408,
		peak: 22_561_161_216,
		accuracy: 0.513267626990144
	},
	{
		file: 'lora--llama-3.2-3B-rank10-target-mlp',
		created: '2026-07-15',
		plan: { ...qv('lora', 10), modules: 'gate_proj,up_proj,down_proj' },
		trainable: 9_461_760,
		total: 3_222_211_584,
		fileBytes: 37_868_984,
		peak: 24_698_159_104,
		accuracy: 0.4943138741470811
	},
	{
		file: 'lora--llama-3.2-3B-rank32-dora',
		created: '2026-07-15',
		plan: qv('dora', 32),
		trainable: 9_289_728,
		total: 3_222_039_552,
		fileBytes: 37_181_760,
		peak: 24_532_484_096,
		accuracy: 0.46929492039423804
	},
	{
		file: 'loha--llama-3.2-3B-rank32',
		created: '2026-07-15',
		plan: qv('loha', 32),
		trainable: 18_350_080,
		total: 3_231_099_904,
		fileBytes: 73_429_560,
		peak: 23_907_532_800,
		accuracy: 0.39272175890826383
	},
	{
		file: 'lokr--llama-3.2-3B-rank32-factor4-lr0.003',
		created: '2026-08-11',
		plan: qv('lokr', 32, 4),
		trainable: 2_294_656,
		total: 3_215_044_480,
		fileBytes: 9_199_776,
		peak: 23_590_862_848,
		accuracy: 0.46626231993934797
	}
];

/** What was set in all of them. */
export const measuredModel = 'llama-3.2-3b';
export const measuredBatch = { batch: 4, length: 768 } as const;
