import { ConfigError } from '$src/plan/families/config';
import { modelNames, models } from '$src/plan/families/models';
import { readModel } from '$src/plan/families/read';
import { own } from '$src/own';
import { boughtWith } from '$src/plan/budget/buys';
import { PlanError } from '$src/plan/budget/error';
import { budgetFields } from '$src/plan/budget/fields';
import { gpusHolding } from '$src/plan/budget/gpus';
import { memoryTotal } from '$src/plan/budget/memory';
import { planOf } from '$src/plan/budget/plan';
import { sideBySide } from '$src/plan/budget/sideBySide';
import { text } from '$src/schema/field';
import { command, UsageError, type Io } from '../command';

const modelField = text({
	pattern: /^[^\0]{1,1000}$/,
	expected: `one of ${modelNames.join(', ')}, or the path of a config.json`,
	default: '',
	about: 'the model, by name or by its config.json'
});

/** A name of ours, or a file: what has a slash or an ending is one. */
async function configOf(model: string, io: Io): Promise<string> {
	const known = own(models, model);
	if (known) return JSON.stringify(known.config);
	if (!/[/\\]|\.json$/.test(model)) {
		throw new UsageError(
			`plan --model: expected ${modelField.expected}, got ${model.slice(0, 80)}; give the path of its config.json`
		);
	}
	return io.readText(model);
}

/** What an adapter on a real model costs: trained numbers, file, memory, GPUs, rank bounds. */
export const plan = command({
	name: 'plan',
	about: 'what training a real model costs: numbers, file, memory by part, GPUs, rank bounds',
	schema: { model: modelField, ...budgetFields },
	required: ['model'],
	example: 'plan --model llama-3.2-3b --method lora --rank 32 --modules q_proj,v_proj --batch 4 --length 768',
	run: async ({ model: name, ...values }, _positional, io) => {
		const config = await configOf(name, io);
		try {
			const { model } = readModel(config);
			const made = planOf(model, values);
			const { adapter, weights, ...others } = made.memory;
			const total = memoryTotal(made.memory);
			return {
				model: { name, type: model.type, parameters: made.base },
				method: values.method,
				trainable: made.trainable,
				total: made.total,
				share: made.share,
				printed: made.printed,
				fileBytes: made.fileBytes,
				memory: { weights: weights + adapter, ...others },
				memoryTotal: total,
				gpus: gpusHolding(total),
				modules: made.parts
					.filter(({ adapter: on }) => on)
					.map(({ group, count, each, adapter: on, rank }) => ({
						name: group.name,
						kind: group.kind,
						shape: group.shape,
						count,
						parameters: each,
						rankBound: on?.rankBound,
						rank: values.method === 'full' ? null : rank
					})),
				saved: made.saved.map(({ group, paths }) => ({
					name: group.name,
					shape: group.shape,
					count: paths.length
				})),
				sameBudget: sideBySide(model, values, made.trainable - made.savedNumbers),
				buys: values.method === 'full' ? null : boughtWith(made.parts, made.trainable - made.savedNumbers)
			};
		} catch (error) {
			if (error instanceof ConfigError || error instanceof PlanError)
				throw new UsageError(`plan: ${error.message}`);
			throw error;
		}
	}
});
