/** The options of several records, such as all methods, as one schema: what a receipt and the command line offer. */
import type { Schema } from './field';

interface Owner {
	readonly name: string;
	readonly options: Schema;
}

type Intersection<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void
	? A
	: never;

export type OptionsOfAll<R extends Readonly<Record<string, Owner>>> = Intersection<R[keyof R]['options']>;

/** Option → field, each name once; its help says whose option it is. One name must be one field in all of them. */
export function optionsOfAll<const R extends Readonly<Record<string, Owner>>>(owners: R): OptionsOfAll<R> {
	const users = new Map<string, string[]>();
	for (const { name, options } of Object.values<Owner>(owners))
		for (const option of Object.keys(options)) users.set(option, [...(users.get(option) ?? []), name]);
	const fields: Schema = Object.assign({}, ...Object.values<Owner>(owners).map(({ options }) => options));
	return Object.fromEntries(
		Object.entries(fields).map(([option, field]) => [
			option,
			{ ...field, about: `${field.about} [${users.get(option)?.join(', ')}]` }
		])
	) as unknown as OptionsOfAll<R>;
}
