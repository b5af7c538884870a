/** Sums of products of every form, on the CPU backend, against the algebra's float64. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evaluate } from '$src/algebra/evaluate';
import { apply, leaf, type Expression } from '$src/algebra/expression';
import { add, hadamard, matmul, scale, subtract, transpose } from '$src/algebra/ops';
import { product } from '$src/algebra/scalar';
import { cpuBackend } from '$src/compute/cpu/backend';
import { planOf, type Plan } from '$src/compute/cpu/lower/plan';
import { Random } from '$src/math/random';
import { countOf, tensor, type Tensor } from '$src/math/tensor';
import { valueProgram } from './backendSuite';
import { relativeDifference } from './oracle';

/** Values that float32 holds exactly, so that only the sum itself rounds. */
function valuesOf(name: string, shape: readonly number[]): Tensor {
	return tensor(shape, Float32Array.from(new Random(5, name).normal([countOf(shape)]).data));
}

async function difference(
	expression: Expression,
	leaves: readonly [string, readonly number[]][]
): Promise<number> {
	const environment = new Map(leaves.map(([name, shape]) => [name, valuesOf(name, shape)]));
	const program = valueProgram(expression, new Map([...environment].map(([name, { data }]) => [name, data])));
	const runner = await cpuBackend().prepare(program);
	await runner.run(1);
	const { states } = await runner.read();
	return relativeDifference(states.get('result') ?? [], evaluate(expression, environment).data);
}

/** Where a letter stands: in a, in b, in the output; never in the output alone. */
const places = [
	[true, false, true],
	[false, true, true],
	[true, true, false],
	[true, true, true],
	[true, false, false]
] as const;

const contraction = fc
	.record({
		letters: fc.array(
			fc.record({
				place: fc.constantFrom(...places),
				size: fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 12, 16, 17, 33)
			}),
			{ minLength: 1, maxLength: 5 }
		),
		order: fc.infiniteStream(fc.nat(1000))
	})
	.map(({ letters, order }) => {
		const named = letters.map((l, n) => ({ ...l, name: 'ijklm'.charAt(n) }));
		const shuffled = (which: number): typeof named =>
			named
				.filter((l) => l.place[which])
				.map((l) => ({ l, key: order.next().value ?? 0 }))
				.sort((x, y) => x.key - y.key)
				.map(({ l }) => l);
		return { a: shuffled(0), b: shuffled(1), out: shuffled(2), terms: named.reduce((n, l) => n * l.size, 1) };
	})
	.filter(({ terms }) => terms <= 60000);

describe('the CPU backend', () => {
	test('sums products over any letters, in any order of axes and any sizes, within 2e-6 of float64', async () => {
		await fc.assert(
			fc.asyncProperty(contraction, async ({ a, b, out }) => {
				const names = (letters: typeof a): string => letters.map((l) => l.name).join('');
				const shape = (letters: typeof a): number[] => letters.map((l) => l.size);
				const expression = apply(
					{ name: 'contraction', notation: `${names(a)},${names(b)}->${names(out)}`, body: product(2) },
					[leaf('a', shape(a)), leaf('b', shape(b))]
				);
				const leaves: [string, number[]][] = [
					['a', shape(a)],
					['b', shape(b)]
				];
				expect(await difference(expression, leaves)).toBeLessThan(2e-6 * Math.sqrt(1 + shape(a).length));
			}),
			{ numRuns: 300, seed: 31 }
		);
	});

	test('hands values from statement to statement over blocks of rows that do not divide the matrix', async () => {
		// 331 × 257 is more than two blocks, and both are primes.
		const [m, n, k] = [331, 257, 5];
		const [x, y, t, s] = [leaf('x', [m, k]), leaf('y', [n, k]), leaf('t', [m, n]), leaf('s', [])];
		const w = matmul(x, transpose(y));
		const e = subtract(scale(s, hadamard(w, w)), t);
		const all: [string, number[]][] = [
			['x', [m, k]],
			['y', [n, k]],
			['t', [m, n]],
			['s', []]
		];
		expect(await difference(add(e, hadamard(e, w)), all)).toBeLessThan(1e-5);
	});

	test.each([
		['X·Q of a batch', [axis(64, 128, 0, 16), axis(16, 0, 1, 1)], [axis(128, 1, 16)], 'lanes'],
		[
			'a product with a thin factor’s rows',
			[axis(64, 16, 0, 128), axis(128, 0, 16, 1)],
			[axis(16, 1, 1)],
			'lanes'
		],
		['squares of rows', [axis(64, 128, 128, 1)], [axis(128, 1, 1)], 'dot'],
		['LoKr’s gradient', [axis(8, 8, 0, 8), axis(8, 0, 8, 1)], [axis(64, 64, 64), axis(8, 1, 1)], 'dot'],
		['two by two', [axis(2, 2, 0, 2), axis(2, 0, 1, 1)], [axis(2, 1, 2)], 'elements']
	] as const)('plans %s as vector code where that is cheaper', (_, out, reduced, kind: Plan['kind']) => {
		expect(planOf({ out, reduced }).kind).toBe(kind);
	});
});

/** Strides of a, b and the output. */
function axis(size: number, ...strides: number[]): { size: number; strides: number[] } {
	return { size, strides };
}
