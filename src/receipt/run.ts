/**
 * A run is three parts: a method on a layer, a problem, and how it trains. Here are their fields, each part's own, and
 * the one record of values that pages, workers and commands hand on. The text of it is receipt.ts.
 */
import { inits } from '$src/adapters/values';
import { methodFields, methods, type MethodName, type MethodOptions } from '$src/adapters/index';
import type { Method } from '$src/adapters/method';
import { choice, integer, real, type Schema, type Values } from '$src/schema/field';
import { seedField } from '$src/schema/seed';
import { fieldsOfProblem, problemFields } from '$src/models/index';

/** How a method starts, whatever it is. */
const startFields = {
	init: choice(inits, { default: 'default', about: 'which factors start at zero; default: as PEFT does' })
} as const;

/** The optimizer, and where it runs. */
const trainingFields = {
	steps: integer({ min: 1, max: 100000, default: 1000, about: 'optimizer steps' }),
	lr: real({ min: 0, max: 10, step: 0.001, default: 0.01, about: 'learning rate' }),
	optimizer: choice(['adam', 'sgd'], { default: 'adam', about: 'update rule' }),
	schedule: choice(['constant', 'cosine'], { default: 'constant', about: 'learning rate over the steps' }),
	seed: seedField(),
	backend: choice(['auto', 'webgpu', 'cpu'], { default: 'auto', about: 'where it runs' })
} as const;

/** The fields of every run: a method and a problem read their own among them. */
export const runSchema = { ...methodFields, ...startFields, ...problemFields, ...trainingFields } as const;
export type Run = Values<typeof runSchema>;

export const methodOptions = (run: Run): MethodOptions => run;

/** The fields that decide the numbers of a run of this method on this task, in the order in which they are written. */
export function fieldsOf({ method, task }: { readonly method: MethodName; readonly task: string }): Schema {
	const { out, in: columns, ...ofProblem } = fieldsOfProblem(task);
	return {
		method: runSchema.method,
		...(out && columns && { out, in: columns }),
		...methods[method].options,
		...startFields,
		...ofProblem,
		...trainingFields
	};
}

/**
 * The same run with what it does not read at its default, and what it reads in the one way in which it is written: two
 * runs with the same numbers by definition are the same record.
 */
export function canonical(run: Run): Run {
	const own = fieldsOf(run);
	const { canonical: settle }: Method = methods[run.method];
	const entries = Object.entries(runSchema).map(([name, field]) => [
		name,
		Object.hasOwn(own, name) ? run[name as keyof Run] : field.default
	]);
	return { ...(Object.fromEntries(entries) as Run), ...settle?.(run) };
}
