/** The lessons, in the order in which they are read: the only list. */
export const order = [
	'peft',
	'low-rank',
	'lora',
	'before-lora',
	'loha',
	'optimum',
	'lokr',
	'compare'
] as const;
export type LessonId = (typeof order)[number];
