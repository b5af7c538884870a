/** Names that a notebook has without defining them: methods of the index, and two numbers. */
import { methodNames } from '$src/adapters/index';
import type { LabValue } from './value';

/** There unless a cell defines them. */
export const BUILT_IN: ReadonlyMap<string, LabValue> = new Map<string, LabValue>([
	...methodNames.map((name): [string, LabValue] => [name, { kind: 'method', name }]),
	['pi', { kind: 'number', value: Math.PI }],
	['e', { kind: 'number', value: Math.E }]
]);
