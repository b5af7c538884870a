/** All methods: the only list. What a receipt, a page and the command line offer of their options derives from it. */
import { choice, type Schema } from '$src/schema/field';
import { shapeFields } from '$src/schema/shape';
import { dora } from './dora';
import { full } from './full';
import { hira } from './hira';
import { loha } from './loha';
import { lokr } from './lokr';
import { lora } from './lora';
import type { Layer, Method, OptionsOf } from './method';

export const methods = { full, lora, loha, lokr, hira, dora } as const satisfies Record<string, Method>;
export type MethodName = keyof typeof methods;
export const methodNames = Object.keys(methods) as readonly MethodName[];

type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer A) => void ? A : never;
type AllOptions = Together<(typeof methods)[MethodName]['options']>;

/** A layer and the options of every method: each reads its own. */
export type MethodOptions = Layer & OptionsOf<{ readonly [K in keyof AllOptions]: AllOptions[K] }>;

/** Option → field; its help says whose option it is. */
function allOptions(): AllOptions {
	const users = new Map<string, string[]>();
	for (const { name, options } of Object.values(methods) as readonly Method[])
		for (const option of Object.keys(options)) users.set(option, [...(users.get(option) ?? []), name]);
	const fields: Schema = Object.assign({}, ...Object.values(methods).map(({ options }) => options));
	return Object.fromEntries(
		Object.entries(fields).map(([option, field]) => [
			option,
			{ ...field, about: `${field.about} [${users.get(option)?.join(', ')}]` }
		])
	) as unknown as AllOptions;
}

/** Is this an option that other methods have, and this one does not read? */
export const isForeign = (method: MethodName, option: string): boolean =>
	!Object.hasOwn(methods[method].options, option) &&
	Object.values(methods).some(({ options }) => Object.hasOwn(options, option));

/** Which method, on which layer, with which options. */
export const methodFields = {
	method: choice(methodNames, { default: 'lora', about: 'how ΔW is parametrised' }),
	...shapeFields,
	...allOptions()
} as const;
