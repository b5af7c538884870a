/**
 * How long a block takes in a model of a machine with two numbers: a product costs c to start, counted in
 * multiplications, and then one for each multiplication. It knows no clock: timing.ts does.
 */

/** Ways in which a block can be changed without training its own weights. */
export const ways = ['merged', 'unmerged', 'adapter'] as const;
export type Way = (typeof ways)[number];

export interface Block {
	/** Numbers between two blocks, d. */
	readonly width: number;
	/** Width of the adapter and rank of LoRA, r. */
	readonly rank: number;
	/** Inputs at once, b. */
	readonly batch: number;
	/** What starting a product costs, in multiplications. */
	readonly start: number;
}

/** One product of the block. */
export interface Station {
	readonly name: 'W' | 'A' | 'B' | 'D' | 'U';
	readonly begin: number;
	readonly end: number;
}

/** Products in a chain, each of which needs the one before; arms side by side are several chains. */
const chains: Readonly<Record<Way, readonly (readonly Station['name'][])[]>> = {
	merged: [['W']],
	unmerged: [['W'], ['A', 'B']],
	adapter: [['W', 'D', 'U']]
};

const costOf = (name: Station['name'], { width: d, rank: r, batch: b, start: c }: Block): number =>
	c + b * d * (name === 'W' ? d : r);

/** When each product of a block begins and ends, if whatever does not wait for another runs at once. */
export function timetable(way: Way, block: Block): Station[] {
	return chains[way].flatMap((chain) => {
		let now = 0;
		return chain.map((name): Station => {
			const begin = now;
			now += costOf(name, block);
			return { name, begin, end: now };
		});
	});
}

/** The time of the longest chain of a block. */
export const criticalPath = (way: Way, block: Block): number =>
	Math.max(...timetable(way, block).map(({ end }) => end));

/** Products on the longest chain, and products in all. */
export const productsInChain = (way: Way): number => Math.max(...chains[way].map(({ length }) => length));
export const productsInAll = (way: Way): number => chains[way].flat().length;

/** Overhead of three products one after another over one: (2c + 2rdb)/(c + d²b), between 2r/d and 2. */
export function overhead({ width: d, rank: r, batch: b, start: c }: Block): number {
	return (2 * c + 2 * r * d * b) / (c + d * d * b);
}
