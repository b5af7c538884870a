/** Which step of which lesson explains a number of a module: there the derivation is worked out on the module's own matrices. */
import type { GuestLesson } from '$src/lesson/guest/guest';
import type { Column } from './table';

/** Numbers of a module: those of the table, and those that its details add. */
export const explained = [
	'parameters',
	'rank',
	'rankBound',
	'stable',
	'entropy',
	'energy',
	'norm',
	'scale'
] as const;
export type Explained = (typeof explained)[number];

/** What a spectrum is made of explains all that is measured of it. */
const measured = (
	step: string
): Readonly<Record<'rank' | 'stable' | 'entropy' | 'energy' | 'norm', string>> => ({
	...{ rank: step, stable: step, entropy: step, energy: step, norm: step }
});

/** As the query of the lesson's page says it: derivation, step. */
export const stepOf: Readonly<Record<GuestLesson, Readonly<Partial<Record<Explained, string>>>>> = {
	lora: {
		...measured('lora.gauge'),
		parameters: 'lora.update',
		rankBound: 'lora.update',
		scale: 'lora.update'
	},
	loha: {
		...measured('proposition.khatri-rao'),
		parameters: 'proposition.rank-ones',
		rankBound: 'proposition.bound',
		scale: 'proposition.rank-ones'
	},
	lokr: {
		...measured('lokr.spectrum'),
		parameters: 'lokr.cost',
		rankBound: 'lokr.full',
		scale: 'lokr.entries'
	},
	/** Of a method without a lesson of its own: what holds of every matrix. */
	'low-rank': {
		...measured('eckart-young.svd'),
		energy: 'eckart-young.theorem',
		parameters: 'eckart-young.break-even',
		rankBound: 'eckart-young.break-even'
	}
};

/** Where the word at the head of a column is defined: a term of the glossary. The name of a module is a name. */
export const termOf: Readonly<Record<Exclude<Column, 'name'>, string>> = {
	method: 'adapter',
	shape: 'update',
	parameters: 'factor',
	scale: 'scale',
	rank: 'numerical-rank',
	stable: 'stable-rank',
	energy: 'truncated-svd',
	norm: 'frobenius'
};
