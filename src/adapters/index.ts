/** All methods: the only list. */
import { full } from './full';
import { loha } from './loha';
import { lokr } from './lokr';
import { lora } from './lora';
import type { Method } from './method';

export const methods = { full, lora, loha, lokr } as const satisfies Record<string, Method>;
export type MethodName = keyof typeof methods;
export const methodNames = Object.keys(methods) as readonly MethodName[];
