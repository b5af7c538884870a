/**
 * The board: factors of small integers that the reader edits to break the bound or to make it strict. This file has
 * its sizes, its place in the address, and the moves; structure.ts says what a board shows.
 */
import type { Tensor } from '$src/math/tensor';
import { tensor } from '$src/math/tensor';
import { witness, type Factors } from './matrices';
import type { Sizes } from './terms';

export const factorNames = ['X1', 'Y1', 'X2', 'Y2'] as const;
export type FactorName = (typeof factorNames)[number];

/** Largest size of an entry: one digit. */
export const LARGEST = 9;

export const boardSizes: readonly Sizes[] = [
	{ m: 4, n: 4, r1: 2, r2: 2 },
	{ m: 6, n: 6, r1: 2, r2: 3 },
	{ m: 9, n: 9, r1: 3, r2: 3 }
];

/** X1, Y1, X2, Y2 with integers in them. */
export type Board = Factors;

const shapesOf = ({ m, n, r1, r2 }: Sizes): readonly (readonly [number, number])[] => [
	[m, r1],
	[n, r1],
	[m, r2],
	[n, r2]
];
const countOf = (sizes: Sizes): number =>
	shapesOf(sizes).reduce((sum, [rows, columns]) => sum + rows * columns, 0);

export const sizesOfBoard = ({ X1, Y1, X2 }: Board): Sizes => ({
	m: X1.shape[0] ?? 0,
	n: Y1.shape[0] ?? 0,
	r1: X1.shape[1] ?? 0,
	r2: X2.shape[1] ?? 0
});

function fromNumbers(sizes: Sizes, numbers: readonly number[]): Board {
	let from = 0;
	const [X1, Y1, X2, Y2] = shapesOf(sizes).map((shape) => {
		const made = tensor(shape, numbers.slice(from, from + shape[0] * shape[1]));
		from += shape[0] * shape[1];
		return made;
	});
	if (!X1 || !Y1 || !X2 || !Y2) throw new Error('board: four shapes make four factors');
	return { X1, Y1, X2, Y2 };
}

/** X1 = Y1, X2 = Y2 with det W = 25: small enough for a blackboard. */
export const example: Board = fromNumbers({ m: 4, n: 4, r1: 2, r2: 2 }, [
	...[1, 0, 0, 1, 1, 1, 1, 2],
	...[1, 0, 0, 1, 1, 1, 1, 2],
	...[1, 1, 1, -1, 2, 1, 0, 1],
	...[1, 1, 1, -1, 2, 1, 0, 1]
]);

/** The board of an address; the example where it says nothing. */
export function boardOf(text: string): Board {
	const numbers = text === '' ? [] : text.split('.').map(Number);
	const sizes = boardSizes.find((candidate) => countOf(candidate) === numbers.length);
	return sizes ? fromNumbers(sizes, numbers) : example;
}

const numbersOf = (board: Board): number[] => factorNames.flatMap((name) => [...board[name].data]);

export function boardText(board: Board): string {
	const text = numbersOf(board).join('.');
	return text === numbersOf(example).join('.') ? '' : text;
}

/** A whole number from −9 to 9; 0 for what is no number. */
export const legalEntry = (value: number): number =>
	Number.isFinite(value) ? Math.min(LARGEST, Math.max(-LARGEST, Math.round(value))) + 0 : 0;

export function withEntry(board: Board, name: FactorName, index: number, value: number): Board {
	const data = board[name].data.map((x, i) => (i === index ? legalEntry(value) : x));
	return { ...board, [name]: { shape: board[name].shape, data } };
}

/** A with column `to` replaced, counted from 0. */
function withColumn(a: Tensor, to: number, value: (row: number) => number): Tensor {
	const columns = a.shape[1] ?? 1;
	return {
		shape: a.shape,
		data: a.data.map((x, i) => (i % columns === to ? legalEntry(value(Math.floor(i / columns))) : x))
	};
}
export const columnAt = (a: Tensor, column: number): number[] => {
	const columns = a.shape[1] ?? 1;
	return Array.from({ length: a.shape[0] ?? 0 }, (_, i) => a.data[i * columns + column] ?? NaN);
};

/** What a press of a button does to a board. */
export const moves = ['tie', 'share', 'mix', 'repeat', 'zero', 'symmetric'] as const;
export type Move = (typeof moves)[number];

export function moved(board: Board, move: Move): Board {
	const { X1, X2, Y1, Y2 } = board;
	const { m, n, r1, r2 } = sizesOfBoard(board);
	const common = Math.min(r1, r2);
	const copied = (count: number): Tensor => {
		let next = X2;
		for (let j = 0; j < count; j++) {
			const column = columnAt(X1, j);
			next = withColumn(next, j, (i) => column[i] ?? 0);
		}
		return next;
	};
	switch (move) {
		case 'tie':
			return { ...board, X2: copied(common) };
		case 'share': {
			const same = (j: number): boolean => columnAt(X1, j).join() === columnAt(X2, j).join();
			const next = Array.from({ length: common }, (_, j) => j).find((j) => !same(j));
			return { ...board, X2: copied((next ?? common - 1) + 1) };
		}
		case 'mix': {
			// Column j of X2 becomes the sum of columns j and j + 1 of X1. The sign of the last one keeps them independent.
			let next = X2;
			for (let j = 0; j < common; j++) {
				const [a, b] = [columnAt(X1, j), columnAt(X1, (j + 1) % r1)];
				const sign = j === common - 1 && common % 2 === 0 ? -1 : 1;
				next = withColumn(next, j, (i) => (a[i] ?? 0) + sign * (b[i] ?? 0));
			}
			return { ...board, X2: next };
		}
		case 'repeat': {
			const column = columnAt(X1, 0);
			return { ...board, X1: withColumn(X1, 1, (i) => column[i] ?? 0) };
		}
		case 'zero':
			return { ...board, X1: withColumn(X1, 0, () => 0) };
		case 'symmetric':
			return m === n ? { ...board, Y1: X1, Y2: X2 } : { ...board, Y1, Y2 };
	}
}

/** The witness of step 7 at the size of the board: W is the identity, cropped. */
export const masksBoard = (sizes: Sizes): Board => witness(sizes);

/** Whole numbers from −3 to 3. @param next gives numbers from 0 to 1 */
export const randomBoard = (sizes: Sizes, next: () => number): Board =>
	fromNumbers(
		sizes,
		Array.from({ length: countOf(sizes) }, () => Math.floor(7 * next()) - 3)
	);
