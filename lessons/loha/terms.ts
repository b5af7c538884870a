/** The grid of terms: which cells (k, l) of r1 × r2 are added, in which order, and how that stands in the address. */
import type { LohaValues } from './parameters';

/** A term of the double sum; k and l count from 1, as on the page. */
export interface TermIndex {
	readonly k: number;
	readonly l: number;
}

type Grid = Pick<LohaValues, 'm' | 'n' | 'r1' | 'r2' | 'source'>;

export interface Sizes {
	readonly m: number;
	readonly n: number;
	readonly r1: number;
	readonly r2: number;
}

/** Tied masks share X, so they have one rank: that of the first. */
export const sizesOf = ({ m, n, r1, r2, source }: Grid): Sizes => ({
	m,
	n,
	r1,
	r2: source === 'tied' ? r1 : r2
});

/** The cells of the text that are on the grid, each once, in the order of the text. */
export function cellsOf(values: Grid & Pick<LohaValues, 'terms'>): TermIndex[] {
	const { r1, r2 } = sizesOf(values);
	const seen = new Set(values.terms.split('.').filter((word) => word !== ''));
	return [...seen]
		.map((word) => ({ k: Number(word[0]), l: Number(word[1]) }))
		.filter(({ k, l }) => k <= r1 && l <= r2);
}

export const termsText = (cells: readonly TermIndex[]): string =>
	cells.map(({ k, l }) => `${k}${l}`).join('.');

export const isSame = (a: TermIndex, b: TermIndex): boolean => a.k === b.k && a.l === b.l;

/** All cells, row by row. */
export const allCells = ({ r1, r2 }: Pick<Sizes, 'r1' | 'r2'>): TermIndex[] =>
	Array.from({ length: r1 * r2 }, (_, i) => ({ k: Math.floor(i / r2) + 1, l: (i % r2) + 1 }));

/** Adds a cell at the end, or takes it away. */
export const toggled = (cells: readonly TermIndex[], cell: TermIndex): TermIndex[] =>
	cells.some((c) => isSame(c, cell)) ? cells.filter((c) => !isSame(c, cell)) : [...cells, cell];

/** The term that the derivation speaks of: the one that was added last. */
export const currentOf = (cells: readonly TermIndex[]): TermIndex => cells.at(-1) ?? { k: 1, l: 1 };
