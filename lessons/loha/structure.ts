/**
 * What a board of integers shows: the exact rank of W = (X1Y1ᵀ) ⊙ (X2Y2ᵀ), and every structure found in its factors
 * that proves a bound below r1·r2. Nothing is named that was not checked on the numbers, and every bound is a theorem:
 * with a = rank X1, b = rank X2 and a common span of dimension d, the products of their columns span at most
 * ab − d(d−1)/2 dimensions (take bases that share d vectors: u ⊙ v = v ⊙ u).
 */
import { beside, elementwise, timesTransposed } from '$src/math/dense';
import { toRows } from '$src/math/tensor';
import type { Tensor } from '$src/math/tensor';
import { columnAt, sizesOfBoard, type Board, type FactorName } from './board';
import { exactRank } from './exact';

export type Side = 'X' | 'Y';

export type Finding = { readonly bound: number } & (
	| { readonly kind: 'zero'; readonly factor: FactorName; readonly columns: readonly number[] }
	/** Columns that are multiples of each other; as pairs, counted from 1. */
	| {
			readonly kind: 'repeated';
			readonly factor: FactorName;
			readonly pairs: readonly (readonly [number, number])[];
	  }
	/** Columns that are dependent beyond zeros and repeats. */
	| { readonly kind: 'dependent'; readonly factor: FactorName; readonly rank: number }
	| { readonly kind: 'tied'; readonly side: Side; readonly r: number }
	/** p columns of one factor are multiples of p columns of the other. */
	| { readonly kind: 'shared'; readonly side: Side; readonly p: number }
	/** The columns of both factors have d dimensions in common, more than shared columns show. */
	| { readonly kind: 'span'; readonly side: Side; readonly d: number }
	| { readonly kind: 'masks'; readonly ranks: readonly [number, number] }
	/** Rows of P or Q are zero, and with them rows (side X) or columns (side Y) of W; counted from 1. */
	| { readonly kind: 'rows'; readonly side: Side; readonly rows: readonly number[] }
	/** Columns of P or Q are dependent for none of the reasons above. */
	| { readonly kind: 'products'; readonly side: Side; readonly rank: number }
	| { readonly kind: 'capped'; readonly size: number }
);

export interface Structure {
	readonly w: Tensor;
	/** Exact. */
	readonly rank: number;
	/** min(m, n, r1·r2) */
	readonly bound: number;
	readonly product: number;
	/** The smallest bound first. */
	readonly findings: readonly Finding[];
	/** The smallest bound of all that was found. */
	readonly proven: number;
}

const rankOf = (a: Tensor): number => exactRank(toRows(a));

const isZero = (column: readonly number[]): boolean => column.every((x) => x === 0);
/** Is one a multiple of the other? Neither is zero. */
const parallel = (a: readonly number[], b: readonly number[]): boolean =>
	a.every((x, i) => a.every((y, j) => x * (b[j] ?? 0) === y * (b[i] ?? 0)));

/** Row i is the Kronecker product of the rows i. */
function khatriRao(a: Tensor, b: Tensor): number[][] {
	const [left, right] = [toRows(a), toRows(b)];
	return left.map((row, i) => row.flatMap((x) => (right[i] ?? []).map((y) => x * y)));
}

/** What the columns of one factor show on their own. @param other r of the other mask */
function withinFactor(factor: FactorName, a: Tensor, other: number): Finding[] {
	const r = a.shape[1] ?? 0;
	const columns = Array.from({ length: r }, (_, j) => columnAt(a, j));
	const zero = columns.flatMap((column, j) => (isZero(column) ? [j + 1] : []));
	const pairs: [number, number][] = [];
	columns.forEach((column, j) => {
		if (isZero(column)) return;
		const earlier = columns.findIndex((c, i) => i < j && !isZero(c) && parallel(c, column));
		if (earlier >= 0) pairs.push([earlier + 1, j + 1]);
	});
	const rank = rankOf(a);
	const found: Finding[] = [];
	if (zero.length > 0) found.push({ kind: 'zero', factor, columns: zero, bound: (r - zero.length) * other });
	if (pairs.length > 0) found.push({ kind: 'repeated', factor, pairs, bound: (r - pairs.length) * other });
	if (rank < r - zero.length - pairs.length)
		found.push({ kind: 'dependent', factor, rank, bound: rank * other });
	return found;
}

/** How many columns of a are multiples of columns of b, each used once. */
function sharedColumns(a: Tensor, b: Tensor): number {
	const used = new Set<number>();
	const [ra = 0, rb = 0] = [a.shape[1], b.shape[1]];
	for (let k = 0; k < ra; k++) {
		const column = columnAt(a, k);
		if (isZero(column)) continue;
		for (let l = 0; l < rb; l++) {
			const candidate = columnAt(b, l);
			if (used.has(l) || isZero(candidate) || !parallel(column, candidate)) continue;
			used.add(l);
			break;
		}
	}
	return used.size;
}

/** What the two left (or right) factors have in common. */
function betweenFactors(side: Side, a: Tensor, b: Tensor): Finding[] {
	const [r1 = 0, r2 = 0] = [a.shape[1], b.shape[1]];
	const saved = (p: number): number => (p * (p - 1)) / 2;
	const [rankA, rankB] = [rankOf(a), rankOf(b)];
	const d = rankA + rankB - rankOf(beside([a, b]));
	const p = sharedColumns(a, b);
	const found: Finding[] = [];
	const tied = r1 === r2 && a.data.every((x, i) => x === b.data[i]) && p === r1;
	if (tied) found.push({ kind: 'tied', side, r: r1, bound: r1 * r2 - saved(r1) });
	else if (p > 0) found.push({ kind: 'shared', side, p, bound: r1 * r2 - saved(p) });
	const spanBound = rankA * rankB - saved(d);
	if (d > p && d > 1) found.push({ kind: 'span', side, d, bound: spanBound });
	const [left, right] = [toRows(a), toRows(b)];
	const size = left.length;
	const rows = left.flatMap((row, i) => (isZero(row) || isZero(right[i] ?? []) ? [i + 1] : []));
	const rowBound = size - rows.length;
	if (rows.length > 0 && rowBound < r1 * r2) found.push({ kind: 'rows', side, rows, bound: rowBound });
	const products = exactRank(khatriRao(a, b));
	if (products < Math.min(spanBound, rowBound))
		found.push({ kind: 'products', side, rank: products, bound: products });
	return found;
}

export function structureOf(board: Board): Structure {
	const { X1, Y1, X2, Y2 } = board;
	const { m, n, r1, r2 } = sizesOfBoard(board);
	const [first, second] = [timesTransposed(X1, Y1), timesTransposed(X2, Y2)];
	const w = elementwise(first, second);
	const cap = Math.min(m, n);
	const product = r1 * r2;
	const named: Finding[] = [
		...withinFactor('X1', X1, r2),
		...withinFactor('Y1', Y1, r2),
		...withinFactor('X2', X2, r1),
		...withinFactor('Y2', Y2, r1),
		...betweenFactors('X', X1, X2),
		...betweenFactors('Y', Y1, Y2)
	];
	if (cap < product) named.push({ kind: 'capped', size: cap, bound: cap });
	const ranks = [rankOf(first), rankOf(second)] as const;
	const byMasks = ranks[0] * ranks[1];
	if (byMasks < Math.min(product, ...named.map((f) => f.bound))) {
		named.push({ kind: 'masks', ranks, bound: byMasks });
	}
	const findings = named.toSorted((a, b) => a.bound - b.bound);
	return {
		w,
		rank: rankOf(w),
		bound: Math.min(cap, product),
		product,
		findings,
		proven: Math.min(cap, product, ...findings.map((f) => f.bound))
	};
}
