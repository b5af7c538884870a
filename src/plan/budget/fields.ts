/** What can be set of a budget: the options of the command line, the address of the page, its controls. */
import { methodFields } from '$src/adapters/index';
import { choice, flag, integer, text, type Values } from '$src/schema/field';
import { modelNames } from '../families/models';

/** Methods whose numbers can be planned: those that PEFT writes, DoRA as LoRA with use_dora, and training all of it. */
export const planMethods = ['lora', 'dora', 'loha', 'lokr', 'full'] as const;
export type PlanMethod = (typeof planMethods)[number];

/** Bits of a frozen weight in the layers' matrices. */
export const precisions = ['16', '8', '4'] as const;
export type Precision = (typeof precisions)[number];

/** Kinds of number in which what is trained is kept; state.ts says how many bytes. */
export const schemes = ['fp32', 'mixed', 'bf16'] as const;
export type Scheme = (typeof schemes)[number];

export const optimizers = ['adamw', 'adamw-8bit', 'sgd'] as const;
export type Optimizer = (typeof optimizers)[number];

const NAMES = /^[\w.*\\|()[\]^$?+:,{}-]{1,300}$/;

export const budgetFields = {
	method: choice(planMethods, { default: 'lora', about: 'how ΔW is parametrised; full: no adapter' }),
	modules: text({
		pattern: NAMES,
		expected:
			"all-linear, default (PEFT's own for the model), all (with full), names such as q_proj,v_proj, or one regular expression",
		default: 'all-linear',
		about: 'the modules that are trained, by the rules of PEFT'
	}),
	rank: { ...methodFields.rank, default: 16, about: 'r, width of the factors' },
	factor: methodFields.factor,
	decomposeBoth: methodFields.decomposeBoth,
	save: text({
		pattern: /^[\w.,-]{0,200}$/,
		expected: 'names such as embed_tokens,lm_head',
		default: '',
		about: "modules of which a full copy is trained and saved (PEFT's modules_to_save)"
	}),
	precision: choice(precisions, {
		default: '16',
		about: "bits of the layers' frozen matrices; 4: NF4 with double quantization"
	}),
	state: choice(schemes, {
		default: 'fp32',
		about: 'what is trained is float32 (as PEFT makes adapters), mixed (16 bits with a float32 copy) or bf16'
	}),
	optimizer: choice(optimizers, { default: 'adamw', about: 'what keeps moments of every trained number' }),
	batch: integer({ min: 1, max: 4096, default: 1, about: 'texts or images at once' }),
	length: integer({ min: 1, max: 1_048_576, default: 512, about: 'tokens of one text' }),
	checkpointing: flag('keep the input of each layer alone, and compute the rest twice')
} as const;

export type BudgetValues = Values<typeof budgetFields>;

export const modelField = choice(modelNames, { default: 'llama-3.2-3b', about: 'the model' });
