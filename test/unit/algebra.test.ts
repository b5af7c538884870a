import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { gradients } from '$src/algebra/adjoint';
import { check, equation } from '$src/algebra/equation';
import { ShapeError } from '$src/algebra/errors';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import { apply, leaf, type Expression } from '$src/algebra/expression';
import { applied, factored, operations } from '$src/algebra/factored';
import { parseNotation } from '$src/algebra/notation';
import {
	add,
	hadamard,
	identity,
	innerProduct,
	khatriRao,
	kron,
	matmul,
	number,
	root,
	scale,
	square,
	squaredNorm,
	subtract,
	sumOfRankOnes,
	transpose
} from '$src/algebra/ops';
import { rankBound } from '$src/algebra/rankBound';
import { arg, product, sameLetter } from '$src/algebra/scalar';
import { texOf } from '$src/algebra/tex';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { fromRows, largestDifference, scalar, tensor, toRows, type Tensor } from '$src/math/tensor';
import { expressionAndValues } from './expressions';

const value = (rows: number[][]): Tensor => fromRows(rows);

describe('shapes', () => {
	test('a mismatch names the operation, what was expected, what came and a remedy', () => {
		const [a, b] = [leaf('A', [2, 3]), leaf('B', [4, 5])];
		expect(() => matmul(a, b)).toThrow(ShapeError);
		expect(() => matmul(a, b)).toThrow(
			/matmul: expected axis 1 of argument 2 of size 3 .*got 4, from shapes \[2, 3\] and \[4, 5\]; make/
		);
		expect(() => hadamard(a, b)).toThrow(/hadamard/);
		expect(() => leaf('Z', [0, 2])).toThrow(/positive integers/);
	});

	test('index notation that is not of the form is refused with the notation in the message', () => {
		expect(() => parseNotation('ij,jk')).toThrow(/"ij,jk"/);
		expect(() => parseNotation('ii->i')).toThrow(/stands twice/);
		expect(() => parseNotation('i-j->i')).toThrow(/letters and \(groups\)/);
	});

	test('an op on one scalar is not an op on nothing: x², √x and their gradients', () => {
		const x = leaf('x', []);
		const at = new Map([['x', tensor([], [9])]]);
		expect(evaluate(square(x), at).data[0]).toBe(81);
		expect(evaluate(root(x), at).data[0]).toBe(3);
		const [slope] = gradients(square(square(x)), [x]);
		expect(slope && evaluate(slope, at).data[0]).toBe(4 * 9 ** 3);
	});
});

test('a contraction is the sum of its terms in their order, to the last bit, whether evaluated a row or a number at once', () => {
	const size = fc.integer({ min: 1, max: 20 });
	const kinds = ['ij,jk->ik', 'ji,jk->ik', 'ij,kj->ik', 'ijl,jk->ilk', 'jk,ij->ik'];
	fc.assert(
		fc.property(fc.constantFrom(...kinds), size, size, size, (notation, i, j, k) => {
			const sizes: Record<string, number> = { i, j, k, l: 3 };
			const [letters, out = ''] = notation.split('->');
			const args = (letters ?? '').split(',').map((axes, a) =>
				leaf(
					`L${a}`,
					[...axes].map((l) => sizes[l] ?? 0)
				)
			);
			const values = new Map(args.map(({ name, shape }) => [name, new Random(i + j, name).normal(shape)]));
			const record = {
				name: 'contraction',
				notation,
				body: product(2),
				tex: () => ({ text: '', precedence: 0 })
			};
			const found = evaluate(apply(record, args), values);
			const at = (l: Record<string, number>, axes: string): number =>
				[...axes].reduce((offset, letter) => offset * (sizes[letter] ?? 0) + (l[letter] ?? 0), 0);
			const [first = '', second = ''] = (letters ?? '').split(',');
			const expected = Array.from(found.data, (_, offset) => {
				const place: Record<string, number> = {};
				let rest = offset;
				for (const letter of [...out].reverse()) {
					place[letter] = rest % (sizes[letter] ?? 1);
					rest = Math.floor(rest / (sizes[letter] ?? 1));
				}
				let sum = 0;
				for (let step = 0; step < j; step++) {
					const here = { ...place, j: step };
					sum +=
						(values.get('L0')?.data[at(here, first)] ?? NaN) *
						(values.get('L1')?.data[at(here, second)] ?? NaN);
				}
				return sum;
			});
			expect([...found.data]).toEqual(expected);
		}),
		{ numRuns: 100 }
	);
});

describe('golden values', () => {
	const [A, B] = [leaf('A', [2, 2]), leaf('B', [2, 2])];
	const environment = new Map([
		[
			'A',
			value([
				[1, 2],
				[3, 4]
			])
		],
		[
			'B',
			value([
				[0, 5],
				[6, 7]
			])
		],
		['x', tensor([4], [1, 2, 3, 4])],
		[
			'G',
			tensor(
				[4, 4],
				Array.from({ length: 16 }, (_, i) => i + 1)
			)
		]
	]);

	test('A ⊗ B applied to [1,2,3,4] is [50,112,110,244]', () => {
		const x = leaf('X', [1, 4]);
		const env = new Map([...environment, ['X', tensor([1, 4], [1, 2, 3, 4])]]);
		expect([...evaluate(applied(kron(A, B), x), env).data]).toEqual([50, 112, 110, 244]);
		expect([...evaluate(matmul(x, transpose(kron(A, B))), env).data]).toEqual([50, 112, 110, 244]);
	});

	test('with G = 1…16 the gradients of ⟨G, A ⊗ B⟩ are [[82,118],[226,262]] and [[78,88],[118,128]]', () => {
		const [dA, dB] = gradients(innerProduct(leaf('G', [4, 4]), kron(A, B)), [A, B]);
		expect(dA && toRows(evaluate(dA, environment))).toEqual([
			[82, 118],
			[226, 262]
		]);
		expect(dB && toRows(evaluate(dB, environment))).toEqual([
			[78, 88],
			[118, 128]
		]);
	});

	test('the 4×4 Hadamard example of FedPara factors has the printed elements, rank 4, and rank 3 when tied', () => {
		const [x1, y1, x2, y2] = ['X1', 'Y1', 'X2', 'Y2'].map((n) => leaf(n, [4, 2]));
		if (!x1 || !y1 || !x2 || !y2) throw new Error('four leaves');
		const w = hadamard(matmul(x1, transpose(y1)), matmul(x2, transpose(y2)));
		const first = value([
			[1, 0],
			[0, 1],
			[1, 1],
			[1, 2]
		]);
		const second = value([
			[1, 1],
			[1, -1],
			[2, 1],
			[0, 1]
		]);
		const env = new Map([
			['X1', first],
			['Y1', first],
			['X2', second],
			['Y2', second]
		]);
		const result = evaluate(w, env);
		expect(toRows(result)).toEqual([
			[2, 0, 3, 1],
			[0, 2, 1, -2],
			[3, 1, 10, 3],
			[1, -2, 3, 5]
		]);
		expect(measureRank(result).rank).toBe(4);
		const tied = hadamard(matmul(x1, transpose(y1)), matmul(x1, transpose(y1)));
		expect(measureRank(evaluate(tied, env)).rank).toBe(3);
		expect(rankBound(tied)).toBe(3);
	});
});

describe('evaluation', () => {
	test('axes of equal size that are split differently are matched by their letters', () => {
		// [4,4] against [2,8]: rows i of a group (ij) of 16.
		const a = leaf('a', [16]);
		const env = new Map([
			[
				'a',
				tensor(
					[16],
					Array.from({ length: 16 }, (_, i) => i)
				)
			]
		]);
		const four = apply({ name: 'split', notation: '(ij)->ji', body: arg(0) }, [a], { i: 4 });
		const two = apply({ name: 'split', notation: '(ij)->ji', body: arg(0) }, [a], { i: 2 });
		expect(four.shape).toEqual([4, 4]);
		expect(two.shape).toEqual([8, 2]);
		expect([...evaluate(four, env).data.slice(0, 4)]).toEqual([0, 4, 8, 12]);
		expect([...evaluate(two, env).data.slice(0, 4)]).toEqual([0, 8, 1, 9]);
	});

	test('a trace is a node with sameLetter, and its gradient is the identity', () => {
		const a = leaf('A', [3, 3]);
		const trace = apply(
			{
				name: 'trace',
				notation: 'ij->',
				body: { kind: 'binary', fn: 'mul', x: arg(0), y: sameLetter('i', 'j') }
			},
			[a]
		);
		const env = new Map([
			[
				'A',
				value([
					[1, 2, 3],
					[4, 5, 6],
					[7, 8, 10]
				])
			]
		]);
		expect(evaluateNumber(trace, env)).toBe(16);
		const [gradient] = gradients(trace, [a]);
		expect(gradient && toRows(evaluate(gradient, env))).toEqual([
			[1, 0, 0],
			[0, 1, 0],
			[0, 0, 1]
		]);
	});

	test('a maximum over a letter, and its gradient at the largest element', () => {
		const a = leaf('A', [2, 3]);
		const rowMax = apply({ name: 'rowMax', notation: 'ij->i', body: arg(0), reduce: 'max' }, [a]);
		const total = apply({ name: 'total', notation: 'i->', body: arg(0) }, [rowMax]);
		const env = new Map([
			[
				'A',
				value([
					[1, 5, 2],
					[-3, -1, -2]
				])
			]
		]);
		expect([...evaluate(rowMax, env).data]).toEqual([5, -1]);
		const [gradient] = gradients(total, [a]);
		expect(gradient && toRows(evaluate(gradient, env))).toEqual([
			[0, 1, 0],
			[0, 1, 0]
		]);
	});

	test('a leaf without a value, or with one of another shape, is named', () => {
		const a = leaf('A', [2, 2]);
		expect(() => evaluate(a, new Map())).toThrow(/a value of shape \[2, 2\] for A, got none/);
		expect(() => evaluate(a, new Map([['A', scalar(1)]]))).toThrow(/for A, got \[\]/);
	});
});

describe('gradients', () => {
	test('agree with central differences for random expressions to 1e-7 of the larger', () => {
		fc.assert(
			fc.property(expressionAndValues, ({ expression, environment, leaves }) => {
				const loss = squaredNorm(expression);
				const found = gradients(loss, leaves);
				leaves.forEach((l, n) => {
					const gradient = found[n];
					const at = environment.get(l.name);
					if (!gradient || !at) throw new Error('no gradient');
					const analytic = evaluate(gradient, environment).data;
					const scaleOf = Math.max(1e-3, ...analytic.map(Math.abs), evaluateNumber(loss, environment));
					const h = 1e-5;
					for (let i = 0; i < Math.min(at.data.length, 6); i++) {
						const moved = (by: number): number => {
							const data = at.data.slice();
							data[i] = (data[i] ?? 0) + by;
							return evaluateNumber(loss, new Map([...environment, [l.name, { shape: at.shape, data }]]));
						};
						const numeric = (moved(h) - moved(-h)) / (2 * h);
						expect(Math.abs(numeric - (analytic[i] ?? NaN)) / scaleOf).toBeLessThan(1e-7);
					}
				});
			}),
			{ numRuns: 150, seed: 7 }
		);
	});

	test('of something that the root does not depend on are refused', () => {
		expect(() => gradients(squaredNorm(leaf('A', [2, 2])), [leaf('B', [2, 2])])).toThrow(/depends on B/);
		expect(() => gradients(leaf('A', [2, 2]), [])).toThrow(/a scalar to differentiate/);
	});
});

describe('the factored form', () => {
	test('P·Qᵀ summed over the terms is the matrix, for random expressions', () => {
		fc.assert(
			fc.property(expressionAndValues, ({ expression, environment }) => {
				const sum = factored(expression)
					.map(({ p, q }): Expression => matmul(p, transpose(q)))
					.reduce((a, b) => add(a, b));
				const direct = evaluate(expression, environment);
				expect(largestDifference(evaluate(sum, environment), direct)).toBeLessThan(
					1e-9 * Math.max(1, ...direct.data.map(Math.abs))
				);
			}),
			{ numRuns: 100, seed: 3 }
		);
	});

	test('X·Wᵀ in its cheapest form equals the dense product, for random expressions', () => {
		fc.assert(
			fc.property(expressionAndValues, ({ expression, environment }) => {
				const n = expression.shape[1] ?? 1;
				const x = leaf('data', [3, n]);
				const env = new Map([...environment, ['data', new Random(5, 'x').normal([3, n])]]);
				const dense = evaluate(matmul(x, transpose(expression)), env);
				const cheap = applied(expression, x);
				expect(largestDifference(evaluate(cheap, env), dense)).toBeLessThan(
					1e-9 * Math.max(1, ...dense.data.map(Math.abs))
				);
				const formed = operations([expression]) + 2 * dense.data.length * n;
				expect(operations([cheap])).toBeLessThanOrEqual(formed);
			}),
			{ numRuns: 100, seed: 4 }
		);
	});
});

describe('the rank bound', () => {
	test('is never below the measured rank, for random expressions', () => {
		fc.assert(
			fc.property(expressionAndValues, ({ expression, environment }) => {
				const w = evaluate(expression, environment);
				// 1e-10·σ₁: products of small factors may be far from full precision.
				const { singularValues } = measureRank(w);
				const measured = singularValues.filter((s) => s > 1e-10 * (singularValues[0] ?? 0)).length;
				expect(measured).toBeLessThanOrEqual(rankBound(expression));
			}),
			{ numRuns: 150, seed: 11 }
		);
	});

	test('is capped by the shape at every node, not only at the root', () => {
		// (5×2 · 2×5) ⊙ (5×9 · 9×5): 2·min(5, 9), then capped by 5.
		const narrow = matmul(leaf('a', [5, 2]), leaf('b', [2, 5]));
		const wide = matmul(leaf('c', [5, 9]), leaf('d', [9, 5]));
		expect(rankBound(kron(narrow, wide))).toBe(10);
		expect(rankBound(hadamard(narrow, wide))).toBe(5);
		expect(rankBound(add(narrow, narrow))).toBe(4);
		expect(rankBound(khatriRao(leaf('e', [9, 2]), leaf('f', [9, 3])))).toBe(6);
	});
});

describe('TeX', () => {
	const plain = (e: Expression): string =>
		texOf(e).replaceAll(/\\htmlData\{symbol=\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}/g, '$1');
	const [A, B, C, s] = [leaf('A', [2, 2]), leaf('B', [2, 2]), leaf('C', [2, 2]), leaf('s', [])];

	test('puts brackets where an operator binds less than its place, and nowhere else', () => {
		expect(plain(matmul(add(A, B), C))).toBe('\\left(A + B\\right)C');
		expect(plain(add(A, matmul(B, C)))).toBe('A + BC');
		expect(plain(hadamard(matmul(A, transpose(B)), C))).toBe('\\left(AB^{\\top}\\right) \\odot C');
		expect(plain(subtract(A, subtract(B, C)))).toBe('A - \\left(B - C\\right)');
		expect(plain(scale(s, matmul(B, A)))).toBe('s\\,BA');
		expect(plain(transpose(matmul(A, B)))).toBe('\\left(AB\\right)^{\\top}');
	});

	test('writes a gradient that is a matrix product as one: ∂⟨C, BA⟩/∂B = C·Aᵀ', () => {
		const [dB, dA] = gradients(innerProduct(C, matmul(B, A)), [B, A]);
		expect(dB && plain(dB)).toBe('CA^{\\top}');
		expect(dA && plain(dA)).toBe('B^{\\top}C');
	});

	test('writes index notation where no op names a node', () => {
		const op = { name: 'x', notation: 'ij,k->', body: product(2) };
		expect(plain(apply(op, [A, leaf('v', [3])]))).toBe('\\sum_{i,j,k} {A}_{ij}\\,{v}_{k}');
	});
});

describe('equations', () => {
	const env = new Map([
		[
			'A',
			value([
				[1, 2],
				[3, 4]
			])
		],
		[
			'B',
			value([
				[0, 1],
				[1, 0]
			])
		]
	]);
	const [A, B] = [leaf('A', [2, 2]), leaf('B', [2, 2])];

	test('hold or do not hold on the numbers that they are evaluated on', () => {
		const right = equation(transpose(matmul(A, B)), '=', matmul(transpose(B), transpose(A)));
		const wrong = equation(transpose(matmul(A, B)), '=', matmul(transpose(A), transpose(B)));
		expect(check(right, env)).toMatchObject({ holds: true, residual: 0 });
		expect(check(wrong, env).holds).toBe(false);
	});

	test('that are strict do not hold at equality, and chains hold only link by link', () => {
		expect(check(equation(number(2), '<', number(2)), env).holds).toBe(false);
		expect(check(equation(number(1), '<', number(2), '≤', number(2)), env).holds).toBe(true);
		expect(check(equation(number(3), '≥', number(2), '≥', number(4)), env).holds).toBe(false);
		expect(check(equation(number(1), '≠', number(1)), env).holds).toBe(false);
	});

	test('with NaN or other shapes never hold', () => {
		expect(check(equation(number(NaN), '=', number(NaN)), env).holds).toBe(false);
		expect(check(equation(number(NaN), '≤', number(1)), env).holds).toBe(false);
		expect(check(equation(A, '=', identity(3)), env).holds).toBe(false);
	});

	test('can say that a matrix is the sum of its rank-one terms', () => {
		const sum = sumOfRankOnes(
			leaf('U', [2, 2]),
			leaf('w', [2]),
			leaf('V', [2, 2]),
			'\\sum_i w_i u_i v_i^\\top'
		);
		const environment = new Map([
			...env,
			[
				'U',
				value([
					[1, 0],
					[0, 1]
				])
			],
			['w', tensor([2], [1, 1])],
			[
				'V',
				value([
					[1, 3],
					[2, 4]
				])
			]
		]);
		expect(check(equation(A, '=', sum), environment).holds).toBe(true);
	});
});
