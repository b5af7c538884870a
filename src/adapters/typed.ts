/** An adapter that a reader types: text and sizes as plain data, and the method that it is. */

/** A typed adapter as data (adapters/typed.ts reads it): its definition, and its factors with their sizes. */
export interface TypedAdapter {
	readonly name: string;
	/** The right side of its definition, such as `B*A`. */
	readonly formula: string;
	readonly factors: readonly TypedFactor[];
}

export interface TypedFactor {
	readonly name: string;
	/** [rows, columns], or the length of a vector. */
	readonly shape: readonly [number, number] | readonly [number];
	/** 'W0': the layer's frozen weights; a text such as `rowNorms` is a function of them. */
	readonly start: 'zeros' | 'kaiming' | 'normal' | 'W0' | 'rowNorms' | number;
	readonly frozen: boolean;
}
