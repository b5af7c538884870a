/** The lessons, in the order in which they are read: the only list. */
export const order = [
	'peft',
	'low-rank',
	'lora',
	'before-lora',
	'loha',
	'optimum',
	'lokr',
	'compare',
	'transformer'
] as const;
export type LessonId = (typeof order)[number];

/** What each builds on, of those before it: how they hang together. */
export const needs: Readonly<Record<LessonId, readonly LessonId[]>> = {
	peft: [],
	'low-rank': ['peft'],
	lora: ['low-rank'],
	'before-lora': ['lora'],
	loha: ['lora'],
	optimum: ['loha'],
	lokr: ['lora'],
	compare: ['optimum', 'lokr'],
	transformer: ['compare']
};
