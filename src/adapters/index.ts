/** All methods: the only list. What a receipt, a page and the command line offer of their options derives from it. */
import { choice } from '$src/schema/field';
import { shapeFields } from '$src/schema/shape';
import { optionsOfAll, type OptionsOfAll } from '$src/schema/together';
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

type AllOptions = OptionsOfAll<typeof methods>;

/** A layer and the options of every method: each reads its own. */
export type MethodOptions = Layer & OptionsOf<{ readonly [K in keyof AllOptions]: AllOptions[K] }>;

/** Is this an option that other methods have, and this one does not read? */
export const isForeign = (method: MethodName, option: string): boolean =>
	!Object.hasOwn(methods[method].options, option) &&
	Object.values(methods).some(({ options }) => Object.hasOwn(options, option));

/** Which method, on which layer, with which options. */
export const methodFields = {
	method: choice(methodNames, { default: 'lora', about: 'how ΔW is parametrised' }),
	...shapeFields,
	...optionsOfAll(methods)
} as const;
