import { integer, type NumberField } from './field';

/** The seed of everything random in a run: always in the receipt. */
export const seedField = (value = 1): NumberField =>
	integer({ min: 0, max: 4294967295, default: value, about: 'seed of every random number', always: true });
