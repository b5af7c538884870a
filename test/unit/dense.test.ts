import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import {
	add,
	hadamard,
	innerProduct,
	kron,
	matmul,
	number,
	scale,
	subtract,
	transpose
} from '$src/algebra/ops';
import * as dense from '$src/math/dense';
import { kronecker } from '$src/math/kron';
import { Random } from '$src/math/random';
import { at, fromRows, identity, toRows, type Tensor } from '$src/math/tensor';

const size = fc.integer({ min: 1, max: 6 });
const seed = fc.nat(1000);
const drawn = (from: number, name: string, m: number, n: number): Tensor =>
	new Random(from, name).normal([m, n]);

/** What the algebra's oracle makes of P and Q. */
const oracle = (make: (p: Expression, q: Expression) => Expression, p: Tensor, q: Tensor): Tensor =>
	evaluate(
		make(leaf('P', p.shape), leaf('Q', q.shape)),
		new Map([
			['P', p],
			['Q', q]
		])
	);

describe('dense float64 matrices', () => {
	test('have the products, sums and transposes of the algebra, bit for bit', () => {
		fc.assert(
			fc.property(size, size, size, seed, (m, k, n, from) => {
				const [a, b, c] = [drawn(from, 'a', m, k), drawn(from, 'b', k, n), drawn(from, 'c', m, k)];
				expect(dense.product(a, b)).toEqual(oracle(matmul, a, b));
				expect(dense.timesTransposed(a, dense.transposed(b))).toEqual(oracle(matmul, a, b));
				expect(dense.transposed(a)).toEqual(oracle(transpose, a, a));
				expect(dense.sum(a, c)).toEqual(oracle(add, a, c));
				expect(dense.difference(a, c)).toEqual(oracle(subtract, a, c));
				expect(dense.elementwise(a, c)).toEqual(oracle(hadamard, a, c));
				expect(kronecker(a, b)).toEqual(oracle(kron, a, b));
				expect(dense.scaled(-1.3, a)).toEqual(oracle((p) => scale(number(-1.3), p), a, a));
				expect(dense.innerProduct(a, c)).toBe(oracle(innerProduct, a, c).data[0]);
			})
		);
	});

	test('are cut apart and put side by side', () => {
		fc.assert(
			fc.property(size, size, size, seed, (m, k, n, from) => {
				const [a, b] = [drawn(from, 'a', m, k), drawn(from, 'b', m, n)];
				const both = dense.beside([a, b]);
				expect(toRows(both)).toEqual(toRows(a).map((row, i) => [...row, ...(toRows(b)[i] ?? [])]));
				expect(dense.columnsOf(both, [0, k])).toEqual(a);
				expect(dense.columnsOf(both, [k, k + n])).toEqual(b);
				const corner = dense.part(both, [m - 1, m], [k, k + 1]);
				expect(corner).toEqual(fromRows([[at(b, m - 1, 0)]]));
				expect(dense.beside([a])).toBe(a);
			})
		);
	});

	test('have a diagonal that scales columns', () => {
		const [a, values] = [drawn(1, 'a', 3, 4), drawn(1, 'd', 1, 4).data];
		expect(dense.timesDiagonal(a, values)).toEqual(dense.product(a, dense.diagonal(values)));
		expect(dense.diagonal([1, 1, 1])).toEqual(identity(3));
		expect(identity(2, 3)).toEqual(
			fromRows([
				[1, 0, 0],
				[0, 1, 0]
			])
		);
		expect(
			dense.largestElement(
				fromRows([
					[1, -7],
					[3, 2]
				])
			)
		).toBe(7);
	});

	test('that do not fit are refused, both shapes named', () => {
		const [a, b] = [drawn(1, 'a', 2, 3), drawn(1, 'b', 2, 4)];
		expect(() => dense.sum(a, b)).toThrow('sum: expected two tensors of one shape, got [2, 3] and [2, 4]');
		expect(() => dense.difference(a, b)).toThrow('got [2, 3] and [2, 4]');
		expect(() => dense.elementwise(a, b)).toThrow('got [2, 3] and [2, 4]');
		expect(() => dense.innerProduct(a, b)).toThrow('got [2, 3] and [2, 4]');
		expect(() => dense.product(a, b)).toThrow('product: expected equal inner sizes, got 3 and 2');
		expect(() => dense.timesTransposed(a, b)).toThrow('expected equal widths, got 3 and 4');
		expect(() => dense.timesDiagonal(a, [1])).toThrow('expected 3 values, got 1');
		expect(() => dense.beside([a, drawn(1, 'c', 3, 3)])).toThrow('expected 2 rows in every matrix, got 3');
		expect(() => dense.beside([])).toThrow('expected at least one matrix');
		expect(() => dense.part(a, [0, 3], [0, 1])).toThrow(
			'expected rows and columns of [2, 3], got rows 0 to 3'
		);
	});
});
