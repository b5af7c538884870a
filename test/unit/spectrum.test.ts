import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate, type Environment } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import { add, hadamard, identity, kron, matmul, number, scale, subtract, transpose } from '$src/algebra/ops';
import { spectrumOf } from '$src/algebra/spectrum';
import { written } from '$src/algebra/written';
import { Random } from '$src/math/random';
import {
	countAbove,
	describeSpectrum,
	measureRank,
	measureRankOfFactors,
	rankTolerance
} from '$src/math/rank';
import { scalar, zeros, type Tensor } from '$src/math/tensor';
import { expressionAndValues } from './expressions';

const size = fc.integer({ min: 1, max: 6 });
const seed = fc.nat(1000);

/** A leaf with values of N(0, 1), which go into the environment. */
function drawing(from: number): {
	draw: (name: string, m: number, n: number) => Expression;
	values: Map<string, Tensor>;
} {
	const values = new Map<string, Tensor>();
	const draw = (name: string, m: number, n: number): Expression => {
		values.set(name, new Random(from, name).normal([m, n]));
		return leaf(name, [m, n]);
	};
	return { draw, values };
}

/** What the rules say is what the whole matrix says: every value, those that a rule leaves out being zero, and the rank. */
function expectDense(w: Expression, values: Environment): void {
	const [byRule, dense] = [spectrumOf(w, values), measureRank(evaluate(w, values))];
	const largest = dense.singularValues[0] ?? 0;
	expect(byRule.singularValues.length).toBeLessThanOrEqual(dense.singularValues.length);
	dense.singularValues.forEach((sigma, i) => {
		expect(Math.abs((byRule.singularValues[i] ?? 0) - sigma)).toBeLessThanOrEqual(1e-12 * largest);
	});
	expect(byRule.rank).toBe(dense.rank);
	expect(byRule.tolerance).toBeGreaterThanOrEqual(dense.tolerance * (1 - 1e-12));
	expect(byRule.tolerance).toBeLessThanOrEqual(dense.tolerance * (1 + 1e-12));
}

describe('the spectrum of an expression', () => {
	test('is that of the matrix for a scaled Kronecker product of any blocks', () => {
		fc.assert(
			fc.property(size, size, size, size, seed, (a, b, c, d, from) => {
				const { draw, values } = drawing(from);
				const product = kron(draw('A', a, c), draw('B', b, d));
				expectDense(product, values);
				values.set('s', scalar(-2.75));
				expectDense(scale(leaf('s', []), product), values);
				expectDense(scale(number(0), product), values);
				expectDense(transpose(product), values);
				expectDense(written('W', product), values);
			})
		);
	});

	test('is that of the matrix where blocks are low-rank, products themselves, or sums', () => {
		fc.assert(
			fc.property(size, size, size, size, fc.integer({ min: 1, max: 3 }), seed, (a, b, c, d, r, from) => {
				const { draw, values } = drawing(from);
				const lowRank = (name: string, m: number, n: number): Expression =>
					matmul(draw(`${name}1`, m, r), draw(`${name}2`, r, n));
				expectDense(kron(lowRank('A', a, c), lowRank('B', b, d)), values);
				expectDense(kron(draw('C', a, c), kron(identity(r), lowRank('D', b, d))), values);
				expectDense(kron(hadamard(lowRank('E', a, c), lowRank('F', a, c)), draw('G', b, d)), values);
				expectDense(kron(subtract(lowRank('H', a, c), draw('I', a, c)), draw('J', b, d)), values);
			})
		);
	});

	test('is that of the matrix for whatever the algebra can write', () => {
		fc.assert(
			fc.property(expressionAndValues, ({ expression, environment }) => {
				const dense = measureRank(evaluate(expression, environment)).singularValues;
				const byRule = spectrumOf(expression, environment).singularValues;
				const largest = dense[0] ?? 0;
				dense.forEach((sigma, i) => {
					expect(Math.abs((byRule[i] ?? 0) - sigma)).toBeLessThanOrEqual(1e-11 * largest);
				});
			})
		);
	});

	test('of what no rule knows comes through thin factors, or of the matrix', () => {
		const { draw, values } = drawing(1);
		const low = (name: string): Expression => matmul(draw(`${name}1`, 9, 2), draw(`${name}2`, 2, 7));
		expectDense(low('A'), values);
		expectDense(hadamard(low('B'), low('C')), values);
		expectDense(add(kron(draw('D', 3, 1), draw('E', 3, 7)), low('F')), values);
	});

	test('neither overflows nor vanishes with blocks and scales of any size', () => {
		const { draw, values } = drawing(2);
		const product = kron(draw('A', 3, 2), draw('B', 2, 4));
		const { singularValues: usual, rank } = spectrumOf(product, values);
		const times = (name: string, by: number): void => {
			const { shape, data } = values.get(name) ?? zeros([1, 1]);
			values.set(name, { shape, data: data.map((x) => x * by) });
		};
		times('A', 2 ** 700);
		times('B', 2 ** -700);
		expect(spectrumOf(product, values).singularValues).toEqual(usual);
		times('B', 2 ** -300);
		const tiny = spectrumOf(scale(number(2 ** 300), product), values);
		expect(tiny.singularValues).toEqual(usual);
		expect(tiny.rank).toBe(rank);
	});

	test.each([
		['for which no machine has room', 2 ** 17, 3],
		['of which the SVD would take minutes', 64, 64]
	])('of a Kronecker product %s needs the blocks alone', (_, rows, columns) => {
		const { draw, values } = drawing(3);
		const product = scale(number(0.5), kron(draw('A', rows, columns), draw('B', rows, columns)));
		const [a, b] = ['A', 'B'].map((name) => measureRank(values.get(name) ?? zeros([1, 1])));
		const { singularValues, rank } = spectrumOf(product, values);
		expect(singularValues).toHaveLength(columns ** 2);
		expect(rank).toBe(columns ** 2);
		const largest = 0.5 * (a?.singularValues[0] ?? 0) * (b?.singularValues[0] ?? 0);
		expect((singularValues[0] ?? 0) / largest).toBeCloseTo(1, 14);
	});

	test('refuses what is no matrix, and numbers that are none', () => {
		expect(() => spectrumOf(leaf('x', [3]), new Map())).toThrow('spectrum: expected a matrix, got shape [3]');
		const { draw, values } = drawing(4);
		const product = kron(draw('A', 2, 2), draw('B', 2, 2));
		values.set('A', { shape: [2, 2], data: Float64Array.of(1, NaN, 0, 1) });
		expect(() => spectrumOf(product, values)).toThrow('expected finite numbers, got NaN at element 1');
		values.set('A', { shape: [2, 2], data: Float64Array.of(1, 2, 0, 1) });
		values.set('s', scalar(Infinity));
		expect(() => spectrumOf(scale(leaf('s', []), product), values)).toThrow('scale: expected finite numbers');
	});
});

describe('the rule for a rank', () => {
	test('is one: max(m, n)·ε·σ₁, for a matrix, its factors, its spectrum and an expression alike', () => {
		fc.assert(
			fc.property(size, size, fc.integer({ min: 1, max: 6 }), seed, (m, n, r, from) => {
				const { draw, values } = drawing(from);
				const product = matmul(draw('P', m, r), transpose(draw('Q', n, r)));
				const [p, q] = ['P', 'Q'].map((name) => values.get(name) ?? zeros([1, 1]));
				if (!p || !q) throw new Error('two factors');
				const matrix = evaluate(product, values);
				const measured = [measureRank(matrix), measureRankOfFactors(p, q), spectrumOf(product, values)];
				for (const { rank, tolerance, singularValues } of measured) {
					expect(rank).toBe(Math.min(m, n, r));
					expect(tolerance).toBe(rankTolerance(m, n) * (singularValues[0] ?? 0));
					expect(describeSpectrum(singularValues, m, n).rank).toBe(rank);
					expect(countAbove(singularValues, tolerance)).toBe(rank);
				}
			})
		);
		expect(rankTolerance(100, 64)).toBe(100 * 2 ** -52);
		expect(rankTolerance(3, 64, 2 ** -23)).toBe(64 * 2 ** -23);
	});
});
