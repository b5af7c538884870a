/**
 * The matrices that the derivation speaks of: leaves, and their numbers for a state of the page. A and B are the
 * reader's; what they are multiplied with is drawn from the seed; singular vectors and selections are computed here.
 */
import { leaf } from '$src/algebra/expression';
import { columnsOf, diagonal, part, transposed } from '$src/math/dense';
import { kronecker, nearestKron, type NearestKron } from '$src/math/kron';
import { Random } from '$src/math/random';
import { singularValues, svd } from '$src/math/svd';
import { at, identity, matrixShape, scalar, tensor, zeros, type Tensor } from '$src/math/tensor';
import { guestOr } from '$src/lesson/guest/guest';
import { nearestDivisor, type Pair } from './divisors';
import type { LokrValues } from './parameters';
import { keepPasted, matrixOf } from './typed';

/** Columns of C and of D. */
const [E, F] = [2, 3];

const DIAGONAL = matrixOf('4 0 0 0;0 3 0 0;0 0 2 0;0 0 0 1');
const COUNTING = tensor(
	[4, 4],
	Array.from({ length: 16 }, (_, i) => i + 1)
);

export type Board = Pick<LokrValues, 'matrixA' | 'matrixB' | 'block'>;

export const factorsOf = ({ matrixA, matrixB }: Board): readonly [a: Tensor, b: Tensor] => [
	matrixOf(matrixA),
	matrixOf(matrixB)
];

export function pairOnBoard(values: Board): Pair {
	const [{ rows: a, columns: c }, { rows: b, columns: d }] = factorsOf(values).map(matrixShape) as [
		ReturnType<typeof matrixShape>,
		ReturnType<typeof matrixShape>
	];
	return { a, b, c, d };
}

/** Row and column, from 0, of the block that was filled last; the first where none is. */
export function currentBlock(values: Board): readonly [row: number, column: number] {
	const { a, c } = pairOnBoard(values);
	const index = Math.min(Math.max(values.block, 1), a * c) - 1;
	return [Math.floor(index / c), index % c];
}

/** The matrix to be approximated. An address that names none that can be read gets the diagonal one. */
export function matrixToApproximate({ nearest, own }: Pick<LokrValues, 'nearest' | 'own'>): Tensor {
	if (nearest === 'counting') return COUNTING;
	if (nearest === 'diagonal' || own === '') return DIAGONAL;
	const read = keepPasted(own.replaceAll(';', '\n'));
	return 'kept' in read ? matrixOf(read.kept) : DIAGONAL;
}

/** Shapes that divide the matrix, next to those wished for. */
export function nearestPair(values: Pick<LokrValues, 'nearest' | 'own' | 'nearestA' | 'nearestC'>): Pair {
	const { rows, columns } = matrixShape(matrixToApproximate(values));
	const [a, c] = [nearestDivisor(rows, values.nearestA), nearestDivisor(columns, values.nearestC)];
	return { a, b: rows / a, c, d: columns / c };
}

export const nearestOf = (values: Parameters<typeof nearestPair>[0]): NearestKron =>
	nearestKron(matrixToApproximate(values), nearestPair(values));

/** The symbols of the derivation. */
export function leavesFor(values: LokrValues) {
	const { a, b, c, d } = pairOnBoard(values);
	const [p, q] = [Math.min(a, c), Math.min(b, d)];
	const near = nearestPair(values);
	const singular = (name: string, symbol: string, rows: number, columns: number) =>
		leaf(`${name}${symbol}`, [rows, columns], {
			tex: `${name === 'S' ? '\\Sigma' : name}_{${symbol}}`,
			symbol
		});
	return {
		A: leaf('A', [a, c]),
		B: leaf('B', [b, d]),
		C: leaf('C', [c, E]),
		D: leaf('D', [d, F]),
		/** a_ij of the current block, and row i of A. */
		aij: leaf('aij', [], { symbol: 'A' }),
		ai: leaf('ai', [1, c], { symbol: 'A' }),
		/** The first column of C. */
		c1: leaf('c1', [c, 1], { tex: 'c_1', symbol: 'C' }),
		/** Rows and columns of the current block, and the first F columns of C ⊗ D, picked out of identities. */
		pickRows: leaf('pickRows', [b, a * b]),
		pickColumns: leaf('pickColumns', [d, c * d]),
		pickFirst: leaf('pickFirst', [F, E * F]),
		UA: singular('U', 'A', a, p),
		SA: singular('S', 'A', p, p),
		VA: singular('V', 'A', c, p),
		UB: singular('U', 'B', b, q),
		SB: singular('S', 'B', q, q),
		VB: singular('V', 'B', d, q),
		sigmaA: leaf('sigmaA', [p], { tex: '\\sigma(A)', symbol: 'A' }),
		sigmaB: leaf('sigmaB', [q], { tex: '\\sigma(B)', symbol: 'B' }),
		/** The pq largest singular values of A ⊗ B as measured, descending, and the order that sorts the products so. */
		sigma: leaf('sigma', [p * q], { tex: '\\sigma(A \\otimes B)', symbol: 'dW' }),
		sorting: leaf('sorting', [p * q, p * q]),
		/** x cut into rows, and into columns. */
		X: leaf('X', [c, d]),
		columnsX: leaf('columnsX', [d, c], { tex: "X'", symbol: 'X' }),
		/** Random factors of the same shapes. */
		randomA: leaf('randomA', [a, c], { tex: '\\tilde A', symbol: 'A' }),
		randomB: leaf('randomB', [b, d], { tex: '\\tilde B', symbol: 'B' }),
		s: leaf('s', []),
		G: leaf('G', [a * b, c * d]),
		M: leaf('M', [near.a * near.b, near.c * near.d]),
		nearA: leaf('nearA', [near.a, near.c], { tex: 'A', symbol: 'A' }),
		nearB: leaf('nearB', [near.b, near.d], { tex: 'B', symbol: 'B' }),
		/** Any other factors of these shapes. */
		otherA: leaf('otherA', [near.a, near.c], { tex: "A'", symbol: 'A' }),
		otherB: leaf('otherB', [near.b, near.d], { tex: "B'", symbol: 'B' }),
		/** The largest singular value of R(M). */
		first: leaf('first', [], { tex: '{\\sigma_1(R(M))}' })
	};
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(values: LokrValues, guest?: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
	const [typedA, typedB] = factorsOf(values);
	const [A, B] = [guestOr(guest, 'A', typedA), guestOr(guest, 'B', typedB)];
	const { a, b, c, d } = pairOnBoard(values);
	const [p, q] = [Math.min(a, c), Math.min(b, d)];
	const [i, j] = currentBlock(values);
	const normal = (name: string, rows: number, columns: number): Tensor =>
		new Random(values.seed, `derivation/${name}`).normal([rows, columns]);
	const [left, right] = [svd(A), svd(B)];
	const sigma = singularValues(kronecker(A, B)).subarray(0, p * q);
	const products = [...left.singularValues].flatMap((x) => [...right.singularValues].map((y) => x * y));
	const order = products.map((_, n) => n).sort((x, y) => (products[y] ?? 0) - (products[x] ?? 0));
	const sorting = zeros([p * q, p * q]);
	order.forEach((from, to) => (sorting.data[to * p * q + from] = 1));
	const C = normal('C', c, E);
	const x = Float64Array.from({ length: c * d }, (_, n) => n + 1);
	const X = tensor([c, d], x);
	const M = matrixToApproximate(values);
	const near = nearestOf(values);
	const { a: nearRows, b: restRows, c: nearColumns, d: restColumns } = nearestPair(values);
	return new Map([
		['A', A],
		['B', B],
		['C', C],
		['D', normal('D', d, F)],
		['aij', scalar(at(A, i, j))],
		['ai', part(A, [i, i + 1], [0, c])],
		['c1', columnsOf(C, [0, 1])],
		['pickRows', rowsOfIdentity(i * b, b, a * b)],
		['pickColumns', rowsOfIdentity(j * d, d, c * d)],
		['pickFirst', rowsOfIdentity(0, F, E * F)],
		['UA', left.u],
		['SA', diagonal(left.singularValues)],
		['VA', left.v],
		['UB', right.u],
		['SB', diagonal(right.singularValues)],
		['VB', right.v],
		['sigmaA', tensor([p], left.singularValues)],
		['sigmaB', tensor([q], right.singularValues)],
		['sigma', tensor([p * q], sigma)],
		['sorting', sorting],
		['X', X],
		['columnsX', transposed(X)],
		['randomA', normal('A', a, c)],
		['randomB', normal('B', b, d)],
		['s', guestOr(guest, 's', scalar(0.5))],
		['G', normal('G', a * b, c * d)],
		['M', M],
		['nearA', near.a],
		['nearB', near.b],
		['otherA', normal("A'", nearRows, nearColumns)],
		['otherB', normal("B'", restRows, restColumns)],
		['first', scalar(near.singularValues[0] ?? NaN)]
	]);
}

/** Rows from … of an identity of that size. */
const rowsOfIdentity = (from: number, count: number, size: number): Tensor =>
	part(identity(size), [from, from + count], [0, size]);
