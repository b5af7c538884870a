/**
 * The matrices of the lesson: leaves of the derivation, and their numbers for a state of the page. X1, Y1, X2, Y2 are
 * the ones whose masks are on screen in the figure of the terms.
 */
import { leaf } from '$src/algebra/expression';
import { columnsOf, diagonal, filled } from '$src/math/dense';
import { Random } from '$src/math/random';
import { at, type Tensor } from '$src/math/tensor';
import { guestOr } from '$src/lesson/guest/guest';
import type { LohaValues, Source } from './parameters';
import { cellsOf, currentOf, sizesOf, type TermIndex, type Sizes } from './terms';

/** Inputs x in the step on the fast algorithm. */
const BATCH = 3;

export interface Factors {
	readonly X1: Tensor;
	readonly Y1: Tensor;
	readonly X2: Tensor;
	readonly Y2: Tensor;
}

/** The symbols of the derivation. */
export function leavesFor({ m, n, r1, r2 }: Sizes, { k, l }: TermIndex) {
	const column = (name: string, factor: string, rows: number, index: string) =>
		leaf(name, [rows, 1], { tex: `${factor[0]?.toLowerCase() ?? ''}_{${index}}`, symbol: factor });
	return {
		X1: leaf('X1', [m, r1], { tex: 'X_1' }),
		Y1: leaf('Y1', [n, r1], { tex: 'Y_1' }),
		X2: leaf('X2', [m, r2], { tex: 'X_2' }),
		Y2: leaf('Y2', [n, r2], { tex: 'Y_2' }),
		/** The columns of the term added last. */
		x1: column('x1', 'X1', m, `1,${k}`),
		y1: column('y1', 'Y1', n, `1,${k}`),
		x2: column('x2', 'X2', m, `2,${l}`),
		y2: column('y2', 'Y2', n, `2,${l}`),
		/** 1 where a term is added, else 0; and the other way round. */
		added: leaf('added', [r1, r2], { tex: 'S' }),
		missing: leaf('missing', [r1, r2], { tex: '\\bar S' }),
		x: leaf('x', [n, BATCH]),
		/** 1_{r1} and 1_{r2}, columns of ones. */
		ones1: leaf('ones1', [r1, 1], { tex: `\\mathbf 1_{${r1}}` }),
		ones2: leaf('ones2', [r2, 1], { tex: `\\mathbf 1_{${r2}}` }),
		/** Rows 1 … m of I, padded with rows of zeros: crops or pads from the left. */
		cropM: leaf('cropM', [m, r1 * r2], { tex: 'E_m' }),
		cropN: leaf('cropN', [n, r1 * r2], { tex: 'E_n' }),
		/** Independent N(0, 1) factors. */
		G1: leaf('G1', [m, r1], { tex: 'X_1', symbol: 'X1' }),
		H1: leaf('H1', [n, r1], { tex: 'Y_1', symbol: 'Y1' }),
		G2: leaf('G2', [m, r2], { tex: 'X_2', symbol: 'X2' }),
		H2: leaf('H2', [n, r2], { tex: 'Y_2', symbol: 'Y2' }),
		/** X1 again in the place of X2, with a Y of its own. */
		tiedY: leaf('tiedY', [n, r1], { tex: 'Y_2', symbol: 'Y2' }),
		/** G2 with the first columns of G1 in place of its own. */
		shared: leaf('shared', [m, r2], { tex: '\\tilde X_2', symbol: 'X2' }),
		/** Diagonal, none of it zero: numbers for the rows of a mask, and for its columns. */
		D1: leaf('D1', [m, m], { tex: 'D_1' }),
		inverseD1: leaf('inverseD1', [m, m], { tex: 'D_1^{-1}', symbol: 'D1' }),
		D2: leaf('D2', [n, n], { tex: 'D_2' }),
		inverseD2: leaf('inverseD2', [n, n], { tex: 'D_2^{-1}', symbol: 'D2' })
	};
}

/**
 * The witness of step 7: row i of X1 has its 1 at ⌊i / r2⌋, that of X2 at i mod r2, so that W is the identity of
 * r1·r2 rows, cropped or padded with zeros to m × n.
 */
export function witness({ m, n, r1, r2 }: Sizes): Factors {
	const blocks = (rows: number) =>
		filled(rows, r1, (i, k) => (i < r1 * r2 && Math.floor(i / r2) === k ? 1 : 0));
	const repeats = (rows: number) => filled(rows, r2, (i, l) => (i < r1 * r2 && i % r2 === l ? 1 : 0));
	return { X1: blocks(m), Y1: blocks(n), X2: repeats(m), Y2: repeats(n) };
}

/** The factors of the two masks. */
export function factorsFor(source: Source, sizes: Sizes, seed: number): Factors {
	if (source === 'masks') return witness(sizes);
	const { m, n, r1, r2 } = sizes;
	const normal = (name: string, rows: number, columns: number): Tensor =>
		new Random(seed, `masks/${name}`).normal([rows, columns]);
	const X1 = normal('X1', m, r1);
	return {
		X1,
		Y1: normal('Y1', n, r1),
		X2: source === 'tied' ? X1 : normal('X2', m, r2),
		Y2: normal('Y2', n, r2)
	};
}

/** Column j, counted from 1, as [rows, 1]. */
export const columnOf = (a: Tensor, j: number): Tensor => columnsOf(a, [j - 1, j]);

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(values: LohaValues, guest?: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
	const sizes = sizesOf(values);
	const { m, n, r1, r2 } = sizes;
	const toy = factorsFor(values.source, sizes, values.seed);
	const factors: Factors = {
		X1: guestOr(guest, 'X1', toy.X1),
		Y1: guestOr(guest, 'Y1', toy.Y1),
		X2: guestOr(guest, 'X2', toy.X2),
		Y2: guestOr(guest, 'Y2', toy.Y2)
	};
	const cells = cellsOf(values);
	const { k, l } = currentOf(cells);
	const isAdded = (i: number, j: number) => cells.some((cell) => cell.k === i + 1 && cell.l === j + 1);
	const normal = (name: string, rows: number, columns: number): Tensor =>
		new Random(values.seed, `derivation/${name}`).normal([rows, columns]);
	const [G1, G2] = [normal('G1', m, r1), normal('G2', m, r2)];
	/** Between ½ and 2. */
	const scales = (name: string, count: number) =>
		new Random(values.seed, `derivation/${name}`).uniform([count]).data.map((x) => 2 ** x);
	const [rowScales, columnScales] = [scales('D1', m), scales('D2', n)];
	const crop = (rows: number) => filled(rows, r1 * r2, (i, j) => (i === j ? 1 : 0));
	return new Map([
		...Object.entries(factors),
		['x1', columnOf(factors.X1, k)],
		['y1', columnOf(factors.Y1, k)],
		['x2', columnOf(factors.X2, l)],
		['y2', columnOf(factors.Y2, l)],
		['added', filled(r1, r2, (i, j) => (isAdded(i, j) ? 1 : 0))],
		['missing', filled(r1, r2, (i, j) => (isAdded(i, j) ? 0 : 1))],
		['x', normal('x', n, BATCH)],
		['ones1', filled(r1, 1, () => 1)],
		['ones2', filled(r2, 1, () => 1)],
		['cropM', crop(m)],
		['cropN', crop(n)],
		['G1', G1],
		['H1', normal('H1', n, r1)],
		['G2', G2],
		['H2', normal('H2', n, r2)],
		['tiedY', normal('tiedY', n, r1)],
		['shared', filled(m, r2, (i, j) => at(j < r1 ? G1 : G2, i, j))],
		['D1', diagonal(rowScales)],
		['inverseD1', diagonal(rowScales.map((x) => 1 / x))],
		['D2', diagonal(columnScales)],
		['inverseD2', diagonal(columnScales.map((x) => 1 / x))]
	]);
}
