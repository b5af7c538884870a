/** The functions of the language, as they are offered while one types. */
import { functionNames, LAB_FUNCTIONS } from '../language/names';
import { own } from '$src/own';
import type { Offer } from './complete';

export const functionOffers: readonly Offer[] = functionNames.map((name) => ({
	name,
	about: own<string>(LAB_FUNCTIONS, name) ?? `${name}(…)`,
	isFunction: true
}));
