/** Adapters to start from, as a page offers them. */
export interface Start {
	readonly name: string;
	readonly title: string;
	/** Of an adapter cell. */
	readonly text: string;
}

export const startsIn = (_language: 'en' | 'ko'): readonly Start[] => [
	{ name: 'lora', title: 'LoRA', text: 'lora = B*A\nB: 64x4 zeros, A: 4x64' }
];
