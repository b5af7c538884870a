/** From what is set to what the page shows: a model and its budget, or what stands in the way. */
import { ShapeError } from '$src/algebra/errors';
import { PlanError } from '../budget/error';
import { memoryTotal } from '../budget/memory';
import { planOf, type Plan } from '../budget/plan';
import { sideBySide, type Afforded } from '../budget/sideBySide';
import { ConfigError } from '../families/config';
import { models } from '../families/models';
import { readModel } from '../families/read';
import type { ModelShape } from '../families/shape';
import type { PlanValues } from './record';

export type Trouble = PlanError | ConfigError;

export type ModelResult = { readonly model: ModelShape } | { readonly trouble: Trouble };
export type PlanResult = { readonly plan: Plan } | { readonly trouble: Trouble };

function tried<T extends object>(run: () => T): T | { readonly trouble: Trouble } {
	try {
		return run();
	} catch (error) {
		if (error instanceof PlanError || error instanceof ConfigError) return { trouble: error };
		if (error instanceof ShapeError)
			return { trouble: new PlanError('options', 'options that fit', error.message, 'take others') };
		throw error;
	}
}

export const modelOf = ({ model, config }: Pick<PlanValues, 'model' | 'config'>): ModelResult =>
	tried(() => ({ model: readModel(config === '' ? JSON.stringify(models[model].config) : config).model }));

export const planFor = (model: ModelShape, values: PlanValues): PlanResult =>
	tried(() => ({ plan: planOf(model, values) }));

/** One method at the budget of the plan, with what it takes. */
export type Row = Afforded & { readonly memory?: number; readonly fileBytes?: number };

export function rowsFor(model: ModelShape, values: PlanValues, budget: number): Row[] {
	return sideBySide(model, values, budget).map((row) => {
		if (!('rank' in row) || row.rank === null) return row;
		const modules = values.modules === 'all' ? 'all-linear' : values.modules;
		const result = planFor(model, { ...values, modules, method: row.method, rank: row.rank });
		return 'plan' in result
			? { ...row, memory: memoryTotal(result.plan.memory), fileBytes: result.plan.fileBytes }
			: row;
	});
}

/** Last parts of the names of what can be trained, each once, in the order of the model. */
export const endsOf = ({ groups }: ModelShape): readonly string[] => [
	...new Set(groups.flatMap(({ name, kind }) => (kind === 'other' ? [] : [name.split('.').at(-1) ?? name])))
];
