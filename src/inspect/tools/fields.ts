/** What can be set where an adapter is cut or joined: one schema for the inputs, the same limits as on the command line. */
import { integer, real } from '$src/schema/field';

export const makeFields = {
	rank: integer({ min: 1, max: 1024, default: 8, about: 'rank of every module' }),
	energy: real({
		min: 1,
		max: 100,
		default: 99,
		step: 0.01,
		about: 'percent of Σσ² that every module keeps'
	}),
	factor: integer({ min: -1, max: 4096, default: -1, about: "PEFT's decompose_factor; -1: no limit" }),
	alpha: real({ min: 0, max: 1e6, default: 0, step: 0.5, about: 'α that is written; 0 for α = r' }),
	weight: real({ min: -100, max: 100, default: 1, step: 0.01, about: 'weight of an adapter in the sum' })
} as const;
