/** What the page of the budget can be set to: its address, its controls, its reset, as of a lesson without equations. */
import { defineLesson } from '$src/lesson/define';
import { integer, text, type Values } from '$src/schema/field';
import { budgetFields, modelField } from '../budget/fields';

export const parameters = {
	model: modelField,
	/** In place of the named model: the part of a config.json that was read. */
	config: text({
		pattern: /^$|^\{[\x20-\x7e]{2,1500}\}$/,
		expected: 'the config.json of a model, as JSON in one line',
		default: '',
		about: 'the config.json of a model of your own; nothing: the named one'
	}),
	...budgetFields,
	target: integer({ min: 1, max: 16384, default: 256, about: 'T, a rank bound that is wanted' })
} as const;
export type PlanValues = Values<typeof parameters>;

export const planRecord = defineLesson({
	id: 'plan',
	parameters,
	environment: () => new Map(),
	equations: () => ({}),
	derivations: {}
});
