import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import { check, type Equation } from '$src/algebra/equation';
import { evaluate } from '$src/algebra/evaluate';
import { hadamard, kron, matmul, number, scale, transpose } from '$src/algebra/ops';
import { onlyPart } from '$src/experiments/compose';
import { experiment } from '$src/experiments/experiment';
import { kronecker } from '$src/math/kron';
import { measureRank } from '$src/math/rank';
import { frobeniusNorm, fromRows, largestDifference, matrixShape, tensor, toRows } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { methodOptions } from '$src/receipt/run';
import {
	cheapestFull,
	costOf,
	divisorsOf,
	nearestDivisor,
	pairOf,
	pairsOf,
	rankOf
} from '$lessons/lokr/divisors';
import { equationsFor, multiplicationsOf, type EquationId } from '$lessons/lokr/equations';
import lesson from '$lessons/lokr/lesson';
import { partsOf, spectrumGap } from '$lessons/lokr/live.svelte';
import { environmentFor, leavesFor, nearestOf, nearestPair, pairOnBoard } from '$lessons/lokr/matrices';
import { ones, vec } from '$lessons/lokr/ops';
import { parameters, runOf, tasks, type LokrValues } from '$lessons/lokr/parameters';
import { fullFrom, gapOf, measureAt, sketchedAt } from '$lessons/lokr/ranks';
import { shapes, studyOf } from '$lessons/lokr/shapes';
import { boardPattern, keepOnBoard, keepPasted, matrixOf, pastedPattern, textOf } from '$lessons/lokr/typed';
import { expectToHold } from './lessonSuite';

const defaults: LokrValues = defaultsOf(parameters);

/** Small whole numbers, so that singular factors are common. */
const matrixText = (most: number): fc.Arbitrary<string> =>
	fc
		.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
		.chain(([rows, columns]) =>
			fc.array(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: columns, maxLength: columns }), {
				minLength: rows,
				maxLength: rows
			})
		)
		.map((rows) => textOf(fromRows(rows)));

const anyBoard: fc.Arbitrary<LokrValues> = fc
	.record({
		matrixA: matrixText(4),
		matrixB: matrixText(4),
		block: fc.integer({ min: 0, max: 16 }),
		nearest: fc.constantFrom(...parameters.nearest.choices),
		own: matrixText(6),
		nearestA: fc.integer({ min: 1, max: 6 }),
		nearestC: fc.integer({ min: 1, max: 6 }),
		seed: fc.integer({ min: 0, max: 4294967295 })
	})
	.map((some) => ({ ...defaults, ...some }));

describe('the equations of the lesson lokr', () => {
	test('hold for whatever factors are typed, singular ones and zero too', () => {
		fc.assert(
			fc.property(anyBoard, (values) => expectToHold(lesson, values)),
			{ numRuns: 400, seed: 3 }
		);
	}, 60_000);

	/** One side replaced by something wrong: the equation held and must not hold then. */
	const fails = (id: EquationId, side: number, by: Equation['sides'][number], values = defaults): void => {
		const right = equationsFor(values)[id];
		const environment = environmentFor(values);
		expect({ id, holds: check(right, environment).holds }).toEqual({ id, holds: true });
		const wrong = { ...right, sides: right.sides.map((s, i) => (i === side ? by : s)) };
		expect({ id, holds: check(wrong, environment).holds }).toEqual({ id, holds: false });
	};

	test('would not hold were B and A the other way round', () => {
		const { A, B } = leavesFor(defaults);
		for (const id of ['svd', 'svd-of-product', 'masks'] as const) fails(id, 0, kron(B, A));
	});

	test('would not hold with vec read the other way: the order of reading is part of the equation', () => {
		const { A, B, X } = leavesFor(defaults);
		const result = matmul(matmul(A, X), transpose(B));
		fails('vec', 1, vec(result, true));
		fails('vec', 1, vec(matmul(matmul(B, X), transpose(A))));
		const { columnsX } = leavesFor(defaults);
		fails('columns-product', 1, vec(matmul(matmul(B, columnsX), transpose(A))));
		fails('columns-product', 1, vec(matmul(matmul(A, columnsX), transpose(B)), true));
	});

	test('would not hold with the masks exchanged, a factor left out, or a count off by one', () => {
		const { A, B, C, D, aij } = leavesFor(defaults);
		fails('masks', 1, hadamard(kron(ones(2, 2), A), kron(ones(2, 2), B)));
		fails('mixed', 1, kron(matmul(A, C), matmul(A, D)));
		fails('block', 1, scale(number(2), scale(aij, B)));
		fails('multiplications', 1, number(17));
		fails('cost', 1, number(9));
		fails('rank', 1, number(2));
		fails('generic', 1, number(3));
		fails('bound', 1, number(3));
	});

	test('give the numbers that anybody can copy from the board', () => {
		const environment = environmentFor(defaults);
		const sideOf = (id: EquationId, side: number): number[] => [
			...(check(equationsFor(defaults)[id], environment).values[side]?.data ?? [])
		];
		const sigma = [54.94899, 16.30571, 3.67969, 1.09192];
		sideOf('spectrum', 0).forEach((value, i) => expect(value).toBeCloseTo(sigma[i] ?? NaN, 5));
		expect(sideOf('vec', 0)).toEqual([50, 112, 110, 244]);
		expect(sideOf('rank', 0)).toEqual([4]);
	});

	test('have the gradients that were computed by hand for G = 1 … 16', () => {
		const G = tensor(
			[4, 4],
			Array.from({ length: 16 }, (_, i) => i + 1)
		);
		const environment = new Map([...environmentFor(defaults), ['G', G] as const]);
		environment.set('s', { shape: [], data: Float64Array.of(1) });
		const { 'gradient-a': ofA, 'gradient-b': ofB } = equationsFor(defaults);
		expect(check(ofA, environment).values.map(({ data }) => [...data])).toEqual([
			[82, 118, 226, 262],
			[82, 118, 226, 262]
		]);
		expect(check(ofB, environment).values.map(({ data }) => [...data])).toEqual([
			[78, 88, 118, 128],
			[78, 88, 118, 128]
		]);
	});

	test('count multiplications as they are bracketed: bcd + abc, not abcd', () => {
		const { A, B, X } = leavesFor({ ...defaults, matrixA: '1 2 3;4 5 6', matrixB: '1 2;3 4;5 6;7 8' });
		expect(multiplicationsOf(matmul(A, matmul(X, transpose(B))))).toBe(4 * 3 * 2 + 2 * 4 * 3);
		expect(multiplicationsOf(matmul(matmul(A, X), transpose(B)))).toBe(2 * 3 * 2 + 2 * 2 * 4);
	});
});

describe('the three shapes', () => {
	test('cost 32 numbers each and have ranks 1, 4 and 16 at every seed', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 4294967295 }), (seed) => {
				for (const [i, { pair, id }] of shapes.entries()) {
					const { a, b, product, measured } = studyOf(pair, seed, id);
					expect(a.data.length + b.data.length).toBe(32);
					expect(product.shape).toEqual([16, 16]);
					expect(measured.rank).toBe([1, 4, 16][i]);
				}
			}),
			{ numRuns: 200, seed: 1 }
		);
	});

	test('begin with LoRA of rank 1: a row ⊗ a column is the column times the row', () => {
		const { a, b, product } = studyOf(shapes[0].pair, 5, 'line');
		const outer = toRows(b).map(([x = NaN]) => [...a.data].map((y) => x * y));
		expect(largestDifference(product, fromRows(outer))).toBe(0);
	});
});

describe('pairs of factors', () => {
	test('cost and reach what their shapes say on 768 × 768 and 768 × 3072', () => {
		const square = pairOf(768, 768, 24, 32);
		expect([costOf(square), rankOf(square)]).toEqual([1536, 576]);
		expect(costOf(cheapestFull(pairsOf(768, 768)) ?? square)).toBe(1600);
		const wide = pairOf(768, 3072, 24, 64);
		expect([costOf(wide), rankOf(wide)]).toEqual([3072, 768]);
		const at = (rank: number) =>
			adapter('lokr', { ...methodOptions(runOf(defaults)), out: 768, in: 3072, rank });
		expect([at(31).parameters, at(32).parameters, at(64).parameters]).toEqual([4128, 3200, 3200]);
	});

	test('are full at 2d numbers on d × d exactly where d is a square, as the article’s page says', () => {
		for (let d = 1; d <= 400; d++) {
			const cheapest = cheapestFull(pairsOf(d, d));
			if (!cheapest) throw new Error('1×1 ⊗ d×d is full');
			expect(costOf(cheapest) === 2 * d, `${d}`).toBe(Number.isInteger(Math.sqrt(d)));
		}
	});

	test('reach the rank that random factors measure, and full rank exactly where both are wide', () => {
		for (const [out, columns] of [
			[12, 18],
			[8, 8],
			[6, 24]
		] as const) {
			for (const pair of pairsOf(out, columns)) {
				const { measured } = studyOf(pair, 3, 'pair');
				expect(measured.rank).toBe(rankOf(pair));
				expect(rankOf(pair) === out).toBe(pair.a <= pair.c && pair.b <= pair.d);
			}
		}
	});

	test('never cost less than 2√(OI), and equally much where ac is equal', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 400 }), (out, columns) => {
				const costs = new Map<number, number>();
				for (const pair of pairsOf(out, columns)) {
					expect(costOf(pair)).toBeGreaterThanOrEqual(2 * Math.sqrt(out * columns) - 1e-9);
					expect(costs.get(pair.a * pair.c) ?? costOf(pair)).toBe(costOf(pair));
					costs.set(pair.a * pair.c, costOf(pair));
				}
			}),
			{ numRuns: 60, seed: 1 }
		);
	});

	test('are asked for by divisors: the nearest one of any wish', () => {
		expect(divisorsOf(12)).toEqual([1, 2, 3, 4, 6, 12]);
		expect(divisorsOf(36)).toEqual([1, 2, 3, 4, 6, 9, 12, 18, 36]);
		expect([divisorsOf(1), divisorsOf(127)]).toEqual([[1], [1, 127]]);
		expect([1, 5, 9, 100].map((wish) => nearestDivisor(12, wish))).toEqual([1, 4, 6, 12]);
	});
});

describe('the live adapter', () => {
	test('is on screen what it is in the worker: blocks, product and floor, for every task', () => {
		for (const task of tasks) {
			for (const some of [{}, { rank: 5 }, { decomposeBoth: true, factor: 2, rank: 1 }]) {
				const values = { ...defaults, ...some, task, out: 32, in: 16 };
				const made = onlyPart(experiment(runOf(values)).composition).adapter;
				const factors = Object.fromEntries(
					[...randomValues(made, 1, 0)].map(([name, { data }]) => [name, Float32Array.from(data)])
				);
				const { a, b, delta } = partsOf(made, factors);
				const s = Math.fround(made.scale);
				const product = kronecker(a, b);
				const scaled = { shape: product.shape, data: product.data.map((x) => s * x) };
				expect(largestDifference(delta, scaled)).toBeLessThan(1e-12);
				expect(delta.shape).toEqual([32, 16]);
				expect(spectrumGap({ a, b, delta }, s)).toBeLessThan(1e-13);
				expect(spectrumGap({ a, b, delta }, 2 * s)).toBeGreaterThan(0.1);
			}
		}
	});

	test('fits all its tasks at every size that the sliders have', () => {
		for (let size = 8; size <= 64; size += 8) {
			for (const task of tasks) {
				expect(() => experiment(runOf({ ...defaults, task, out: size, in: 64, steps: 1 }))).not.toThrow();
			}
		}
	});

	test('has rank r only where A is one number and B low-rank: “rank r” is refuted at every other r', () => {
		const options = methodOptions(runOf(defaults));
		const sweep = (some: Partial<typeof options>, to: number): number[] =>
			Array.from(
				{ length: to },
				(_, i) => measureAt({ ...options, out: 32, in: 32, ...some, rank: i + 1 }, 1).measured
			);
		// 4×4 ⊗ 8×8: 4r until r = 4, then full.
		expect(sweep({}, 6)).toEqual([4, 8, 12, 32, 32, 32]);
		// Both low-rank: r², until A, and then B, is full.
		expect(sweep({ decomposeBoth: true, factor: 4 }, 5)).toEqual([1, 8, 12, 32, 32]);
		expect(sweep({ decomposeBoth: true, factor: 8, out: 64, in: 64 }, 4)).toEqual([1, 4, 9, 64]);
		// 1×1 ⊗ 32×32 is LoRA, until B is full.
		expect(sweep({ factor: 1 }, 17)).toEqual([...Array.from({ length: 15 }, (_, i) => i + 1), 32, 32]);
	});

	test('knows from which r on r changes s alone', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 8 }),
				fc.integer({ min: 1, max: 8 }),
				fc.constantFrom(-1, 1, 2, 3, 4, 8),
				fc.boolean(),
				(m, n, factor, decomposeBoth) => {
					const options = { ...methodOptions(runOf(defaults)), out: 8 * m, in: 8 * n, factor, decomposeBoth };
					const shapesAt = (rank: number): string =>
						adapter('lokr', { ...options, rank })
							.factors.map(({ name, shape }) => `${name}${shape.join('x')}`)
							.join();
					const full = fullFrom(options);
					expect(shapesAt(full)).toBe(shapesAt(full + 1));
					expect(shapesAt(full)).toBe(shapesAt(10 * full));
					if (full > 1) expect(shapesAt(full - 1)).not.toBe(shapesAt(full));
				}
			),
			{ numRuns: 100, seed: 2 }
		);
	});
});

describe('the nearest Kronecker product', () => {
	test('is as far from diag(4, 3, 2, 1) and from 1 … 16 as Van Loan and Pitsianis say', () => {
		expect(nearestOf({ ...defaults, nearest: 'diagonal' }).error).toBeCloseTo(0.3659662, 7);
		expect(nearestOf({ ...defaults, nearest: 'counting' }).error).toBeCloseTo(3.5309404, 7);
	});

	test('of a Kronecker product is that product', () => {
		fc.assert(
			fc.property(anyBoard, (values) => {
				const { a, c } = pairOnBoard(values);
				const product = kronecker(matrixOf(values.matrixA), matrixOf(values.matrixB));
				const own = { ...values, nearest: 'own' as const, own: textOf(product), nearestA: a, nearestC: c };
				expect(nearestPair(own)).toEqual(pairOnBoard(values));
				const found = nearestOf(own);
				expect(largestDifference(kronecker(found.a, found.b), product)).toBeLessThan(
					1e-12 * Math.max(1, frobeniusNorm(product))
				);
			}),
			{ numRuns: 200, seed: 6 }
		);
	});
});

describe('matrices that the reader types', () => {
	test('come back from the address as they were typed', () => {
		fc.assert(
			fc.property(matrixText(4), (text) => {
				expect(boardPattern.test(text)).toBe(true);
				expect(keepOnBoard(text)).toBe(text);
				expect(textOf(matrixOf(text))).toBe(text);
			})
		);
		expect(keepOnBoard('1,2;3,4')).toBe('1 2;3 4');
	});

	test('are refused on the board where they are no small matrix, in text and in the address', () => {
		for (const wrong of ['', '1 2;3', 'x', '1 2 3 4 5', '1;2;3;4;5', '1e9', '1 2;;x', '123456']) {
			expect(keepOnBoard(wrong)).toBeNull();
			expect(boardPattern.test(wrong)).toBe(false);
		}
	});

	test('are read from any CSV, and what is wrong is named by line and place', () => {
		expect(keepPasted('1,2\n3,4')).toEqual({ kept: '1 2;3 4' });
		expect(keepPasted('1;2\r\n3;4\n')).toEqual({ kept: '1 2;3 4' });
		expect(keepPasted('1.5e-3\t-2')).toEqual({ kept: '0.0015 -2' });
		expect(keepPasted('1,2\n3')).toEqual({ problem: { kind: 'ragged', line: 2, expected: 2, got: 1 } });
		expect(keepPasted('1,a')).toEqual({ problem: { kind: 'no-number', line: 1, column: 2, got: 'a' } });
		expect(keepPasted('1,,2')).toEqual({ problem: { kind: 'no-number', line: 1, column: 2, got: '' } });
		expect(keepPasted('')).toEqual({ problem: { kind: 'empty' } });
		expect(keepPasted(Array.from({ length: 17 }, () => '1').join('\n'))).toEqual({
			problem: { kind: 'too-large', rows: 17, columns: 1 }
		});
	});

	test('survive the address whatever numbers they hold', () => {
		expect(keepPasted('1e10')).toEqual({ problem: { kind: 'beyond' } });
		expect(keepPasted('0, 1e-101')).toEqual({ problem: { kind: 'beyond' } });
		expect(keepPasted('1 '.repeat(20_000))).toEqual({ problem: { kind: 'too-many' } });
		expect(keepOnBoard('1 '.repeat(101))).toBeNull();
		const numbers = fc.oneof(
			fc.double({ noNaN: true, min: -1e9, max: 1e9 }).filter((x) => x === 0 || Math.abs(x) >= 1e-100),
			fc.integer({ min: -1e9, max: 1e9 })
		);
		fc.assert(
			fc.property(fc.array(fc.tuple(numbers, numbers), { minLength: 1, maxLength: 16 }), (rows) => {
				const read = keepPasted(rows.map((row) => row.join(',')).join('\n'));
				if (!('kept' in read)) throw new Error('not kept');
				expect(pastedPattern.test(read.kept)).toBe(true);
				const back = matrixOf(read.kept);
				expect(matrixShape(back)).toEqual({ rows: rows.length, columns: 2 });
				rows.flat().forEach((x, i) => expect(back.data[i]).toBe(x === 0 ? 0 : x));
			})
		);
	});

	test('in an address that names no matrix give way to the diagonal one', () => {
		const broken = { ...defaults, nearest: 'own' as const, own: '1 2;3' };
		expect(nearestOf(broken).error).toBeCloseTo(0.3659662, 7);
		expectToHold(lesson, broken);
	});

	test('have the ranks that are shown', () => {
		expect(measureRank(matrixOf('1 2;2 4')).rank).toBe(1);
		expect(
			measureRank(evaluate(kron(...pairOfLeaves('1 2;2 4', '0 5;6 7')), environmentOf('1 2;2 4', '0 5;6 7')))
				.rank
		).toBe(2);
	});
});

function pairOfLeaves(matrixA: string, matrixB: string): Parameters<typeof kron> {
	const { A, B } = leavesFor({ ...defaults, matrixA, matrixB });
	return [A, B];
}
const environmentOf = (matrixA: string, matrixB: string) => environmentFor({ ...defaults, matrixA, matrixB });

describe('A sketch of the rank over r', () => {
	test('stands at points that rise from 1 to the last r, no r twice', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 2, max: 8 }), (most, points) => {
				const at = sketchedAt(most, points);
				expect([at[0], at.at(-1)]).toEqual([1, most]);
				expect(at).toHaveLength(Math.min(most, points));
				expect(at.every((r, i) => i === 0 || r > (at[i - 1] ?? Infinity))).toBe(true);
			})
		);
	});

	test('misses by nothing where it is what was measured, and by the offset where it is moved', () => {
		const options = methodOptions(runOf(defaultsOf(parameters)));
		const rows = [1, 2, 3, 4].map((rank) => measureAt({ ...options, rank }, 5));
		const moved = (by: number) => rows.map(({ r, measured }) => ({ r, rank: measured + by }));
		expect(gapOf(moved(0), rows)).toEqual({ mean: 0, side: 'none' });
		expect(gapOf(moved(3), rows)).toEqual({ mean: 3, side: 'above' });
		expect(gapOf(moved(-2), rows)).toEqual({ mean: 2, side: 'below' });
		expect(gapOf([...moved(1).slice(0, 2), ...moved(-1).slice(2)], rows)).toEqual({ mean: 1, side: 'mixed' });
	});
});
