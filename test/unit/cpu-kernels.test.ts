/** What the CPU backend keeps from run to run: compiled kernels, and memories. */
import { describe, expect, test } from 'vitest';
import { apply, leaf, type Expression } from '$src/algebra/expression';
import { add, arg, constant, exp, mul, tanh, type Scalar } from '$src/algebra/scalar';
import { load } from '$src/compute/cpu/backend';
import { compile } from '$src/compute/schedule/compile';
import { keyOfKernel } from '$src/compute/cpu/lower/kernel';
import { unitsOf } from '$src/compute/cpu/units';
import { ownThread } from '$src/experiments/cell';
import { experiment } from '$src/experiments/experiment';
import { defaultsOf } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';
import { Random } from '$src/math/random';
import { valueProgram } from './backendSuite';

const loha: Run = {
	...defaultsOf(runSchema),
	...{ method: 'loha', task: 'gaussian', out: 64, in: 48, steps: 20, backend: 'cpu' }
};
const keysOf = (run: Run): string[] => unitsOf(compile(experiment(run).program)).units.map(keyOfKernel);

describe('kernels', () => {
	test('of another r1 are those of its r1 alone: what r2 decides is there already', () => {
		const before = new Set([
			...keysOf({ ...loha, rank: 3, rank2: 5 }),
			...keysOf({ ...loha, rank: 6, rank2: 7 })
		]);
		const mixed = keysOf({ ...loha, rank: 3, rank2: 7 });
		expect(mixed.filter((key) => !before.has(key))).toEqual([]);
	});

	test('of another size are others', () => {
		const before = new Set(keysOf({ ...loha, rank: 3, rank2: 5 }));
		expect(keysOf({ ...loha, rank: 3, rank2: 5, out: 60 }).some((key) => !before.has(key))).toBe(true);
	});
});

test('a run ends with the same bits whatever trained in its memory before', async () => {
	const digestOf = async (run: Run): Promise<string | null | undefined> =>
		(await ownThread.train(run, new AbortController().signal))?.receipt;
	const [small, large] = [
		{ ...loha, rank: 2, rank2: 3, out: 16, in: 12 },
		{ ...loha, rank: 6, rank2: 5 }
	];
	const alone = await digestOf(small);
	expect(alone).toMatch(/digest=/);
	await digestOf(large);
	expect(await digestOf(small)).toBe(alone);
});

describe('functions that Wasm has not', () => {
	const valuesOf = async (build: (x: Expression) => Expression, numbers: readonly number[]) => {
		const program = valueProgram(build(leaf('x', [numbers.length])), new Map([['x', numbers]]));
		const { steps, arena, schedule, release } = await load(program);
		steps(0, 1);
		const { offset, length } = schedule.slots.find(({ name }) => name === 'result') ?? {
			offset: 0,
			length: 0
		};
		const found = [...arena.slice(offset, offset + length)];
		release();
		return found;
	};
	const reduced = (reduce: 'sum' | 'max', body: Scalar, size: number) => (x: Expression) => {
		const rows = apply({ name: 'rows', notation: '(ij)->ij', body: arg(0) }, [x], { j: size });
		return apply({ name: 'reduced', notation: 'ij->i', reduce, body }, [rows]);
	};
	const map = (body: Scalar) => (x: Expression) => apply({ name: 'map', notation: 'i->i', body }, [x]);
	const numbers = Array.from({ length: 4001 }, (_, i) => Math.fround((i - 2000) / 23.1));

	test.each([
		['exp', exp(arg(0)), Math.exp],
		['tanh', tanh(arg(0)), Math.tanh]
	] as const)(
		'%s is within 3e-7 of float64, relative to itself, four at a time and alone',
		async (_, body, plain) => {
			for (const some of [
				numbers,
				numbers.slice(1990, 1997),
				[0.25, -3, 1.5],
				[1e-20, -1e-20, 1e-3, -1e-3]
			]) {
				const found = await valuesOf(map(body), some);
				some.forEach((x, i) => {
					const expected = plain(Math.fround(x));
					expect(Math.abs((found[i] ?? NaN) - expected)).toBeLessThanOrEqual(3e-7 * Math.abs(expected));
				});
			}
		}
	);

	test('at the ends they are 0, 1 and infinite, and NaN stays NaN', async () => {
		const ends = [-Infinity, -1e9, -200, 0, 200, 1e9, Infinity, NaN];
		expect(await valuesOf(map(exp(arg(0))), ends)).toEqual([0, 0, 0, 1, Infinity, Infinity, Infinity, NaN]);
		expect(await valuesOf(map(tanh(arg(0))), ends)).toEqual([-1, -1, -1, 0, 1, 1, 1, NaN]);
	});

	test.each([3, 4, 5, 16, 23])(
		'rows of %i numbers are summed and compared whole, with a function inside',
		async (size) => {
			const some = numbers.slice(1900, 1900 + 7 * size);
			const rowsOf = (f: (x: number) => number): number[][] =>
				Array.from({ length: 7 }, (_, i) => some.slice(size * i, size * (i + 1)).map(f));
			const near = async (found: Promise<number[]>, expected: readonly number[]): Promise<void> => {
				for (const [i, value] of (await found).entries())
					expect(Math.abs(value - (expected[i] ?? NaN))).toBeLessThan(2e-6 * Math.abs(expected[i] ?? NaN));
			};
			const sums = (rows: readonly (readonly number[])[]): number[] =>
				rows.map((row) => row.reduce((a, b) => a + b, 0));
			await near(valuesOf(reduced('sum', exp(arg(0)), size), some), sums(rowsOf(Math.exp)));
			await near(valuesOf(reduced('sum', arg(0), size), some), sums(rowsOf((x) => x)));
			expect(await valuesOf(reduced('max', arg(0), size), some)).toEqual(
				rowsOf((x) => x).map((row) => Math.max(...row))
			);
			// The last of a row counts as much as the first, and what is not a number is not passed over.
			const odd = some.map((x, i) => (i === size - 1 ? NaN : x));
			expect((await valuesOf(reduced('max', arg(0), size), odd)).map(Number.isNaN)).toEqual(
				rowsOf((x) => x).map((_, i) => i === 0)
			);
		}
	);
});

describe('a sum and the map behind it', () => {
	const drawn = (name: string, count: number): number[] =>
		[...new Random(3, name).normal([count]).data].map(Math.fround);

	test.each([
		[16, 24, 8],
		[5, 7, 3],
		[9, 23, 32],
		[1, 4, 1]
	])(
		'are one kernel of %i × %i sums over %i, and right to the last row and column',
		async (rows, columns, terms) => {
			const [x, w, c, b] = [
				leaf('x', [rows, terms]),
				leaf('w', [columns, terms]),
				leaf('c', [rows, columns]),
				leaf('b', [columns])
			];
			const product = apply({ name: 'product', notation: 'ik,jk->ij', body: mul(arg(0), arg(1)) }, [x, w]);
			const body = mul(add(arg(1), mul(constant(2), arg(0))), arg(2));
			const made = apply({ name: 'made of it', notation: 'ij,ij,j->ij', body }, [product, c, b]);
			const values = new Map(
				[x, w, c, b].map(
					({ name, shape }) =>
						[
							name,
							drawn(
								name,
								shape.reduce((n, size) => n * size, 1)
							)
						] as const
				)
			);
			const program = valueProgram(made, values);
			const { units } = unitsOf(compile(program));
			expect(units.map(({ statements }) => statements.length)).toContain(2);
			const { steps, arena, schedule, release } = await load(program);
			steps(0, 1);
			const { offset = 0 } = schedule.slots.find(({ name }) => name === 'result') ?? {};
			const of = (name: string, n: number): number => values.get(name)?.[n] ?? NaN;
			for (let i = 0; i < rows; i++)
				for (let j = 0; j < columns; j++) {
					let sum = 0;
					for (let k = 0; k < terms; k++) sum += of('x', i * terms + k) * of('w', j * terms + k);
					const expected = (of('c', i * columns + j) + 2 * sum) * of('b', j);
					expect(Math.abs((arena[offset + i * columns + j] ?? NaN) - expected)).toBeLessThan(1e-5);
				}
			release();
		}
	);
});
