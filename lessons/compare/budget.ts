/**
 * One budget drawn as the factors of LoRA, of LoHa and of LoKr: four pieces that each method lays out in its own way,
 * to scale. Which sizes the methods have is said in contestants.ts; this only places them.
 */
import { adapterOf } from './contestants';
import { SIZE, type CompareValues } from './parameters';

export const flows = ['lora', 'loha', 'lokr'] as const;
export type Flow = (typeof flows)[number];

/** A rectangle; a side of one is one number. */
export interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}
/** What stands over a factor, or between two. */
export interface Mark {
	readonly text: string;
	/** Of its middle. */
	readonly x: number;
	/** The upper edge of the factor that it names; of a sign, the middle. */
	readonly y: number;
	/** The symbol whose colour it has; none is ink. */
	readonly symbol?: string;
}
export interface Layout {
	/** Always four, in the same order. */
	readonly pieces: readonly (Box & { readonly symbol: string })[];
	/** LoKr's small block, which is no piece of LoRA's: of no size in the others. */
	readonly small: Box;
	readonly marks: readonly Mark[];
	readonly width: number;
}

const GAP = 6;
const SIGN = 22;

type Size = Pick<CompareValues, 'rank'>;

/** What of the budget's drawing belongs to one method, at equal parameters. */
export const madeOf = (flow: Flow, { rank }: Size) =>
	adapterOf(flow, { out: SIZE, in: SIZE, rank, equal: 'parameters', blocks: 'auto' });

/** @param size r of LoRA @returns where everything stands, from the upper left corner */
export function layoutOf(flow: Flow, size: Size): Layout {
	const { rank: r1, rank2: r2 } = madeOf('loha', size).options;
	const middle = (height: number): number => (SIZE - height) / 2;
	switch (flow) {
		case 'lora': {
			const [r, right] = [r1 + r2, r1 + r2 + GAP];
			return {
				pieces: [
					{ symbol: 'B', x: 0, y: 0, width: r1, height: SIZE },
					{ symbol: 'A', x: right, y: middle(r), width: SIZE, height: r1 },
					{ symbol: 'B', x: r1, y: 0, width: r2, height: SIZE },
					{ symbol: 'A', x: right, y: middle(r) + r1, width: SIZE, height: r2 }
				],
				small: { x: right, y: middle(0), width: 0, height: 0 },
				marks: [
					{ text: 'B', x: r / 2, y: 0, symbol: 'B' },
					{ text: 'A', x: right + SIZE / 2, y: middle(r), symbol: 'A' }
				],
				width: right + SIZE
			};
		}
		case 'loha': {
			const first = r1 + GAP;
			const second = first + SIZE + SIGN;
			const last = second + r2 + GAP;
			return {
				pieces: [
					{ symbol: 'X1', x: 0, y: 0, width: r1, height: SIZE },
					{ symbol: 'Y1', x: first, y: middle(r1), width: SIZE, height: r1 },
					{ symbol: 'X2', x: second, y: 0, width: r2, height: SIZE },
					{ symbol: 'Y2', x: last, y: middle(r2), width: SIZE, height: r2 }
				],
				small: { x: first + SIZE, y: middle(0), width: 0, height: 0 },
				marks: [
					{ text: 'X₁', x: r1 / 2, y: 0, symbol: 'X1' },
					{ text: 'Y₁ᵀ', x: first + SIZE / 2, y: middle(r1), symbol: 'Y1' },
					{ text: '⊙', x: second - SIGN / 2, y: middle(0) },
					{ text: 'X₂', x: second + r2 / 2, y: 0, symbol: 'X2' },
					{ text: 'Y₂ᵀ', x: last + SIZE / 2, y: middle(r2), symbol: 'Y2' }
				],
				width: last + SIZE
			};
		}
		case 'lokr': {
			const [a, b] = madeOf('lokr', size).factors.map(({ shape: [rows = 1, columns = 1] }) => ({
				rows,
				columns
			}));
			if (!a || !b) throw new Error('layoutOf lokr: expected two full blocks, got fewer');
			const x = a.columns + SIGN;
			// Four bands, as thick as the pieces are large.
			const band = (part: number): number => (b.rows * part) / (2 * (r1 + r2));
			const top = middle(b.rows);
			const of = (y: number, part: number) => ({
				symbol: 'B',
				x,
				y: top + band(y),
				width: b.columns,
				height: band(part)
			});
			return {
				pieces: [of(0, r1), of(r1, r1), of(2 * r1, r2), of(2 * r1 + r2, r2)],
				small: { x: 0, y: middle(a.rows), width: a.columns, height: a.rows },
				marks: [
					{ text: 'A', x: a.columns / 2, y: middle(a.rows), symbol: 'A' },
					{ text: '⊗', x: x - SIGN / 2, y: middle(0) },
					{ text: 'B', x: x + b.columns / 2, y: top, symbol: 'B' }
				],
				width: x + b.columns
			};
		}
	}
}
