/** A typed adapter is a method like any other: retyped, a method of the index trains bit for bit as it does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adapter, place } from '$src/adapters/adapter';
import { methodNames } from '$src/adapters/index';
import { methodIn, readTyped, typedMethod, type TypedAdapter, type TypedFactor } from '$src/adapters/typed';
import { randomValues } from '$src/adapters/values';
import { evaluate } from '$src/algebra/evaluate';
import { squaredNorm } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { digestOf } from '$src/experiments/digest';
import { compose, tooMuchHeld } from '$src/experiments/compose';
import { experiment } from '$src/experiments/experiment';
import { train } from '$src/experiments/train';
import { startsFrom } from '$src/lab/starts';
import { statementsOf } from '$src/lab/language/statement';
import { adapterAt } from '$src/lab/language/adapterText';
import { measureRank } from '$src/math/rank';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { expectGradients } from './finiteDifferences';
import { runOracle } from './oracle';

const factor = (
	name: string,
	shape: TypedFactor['shape'],
	start: TypedFactor['start'] = 'kaiming',
	frozen = start === 'W0'
): TypedFactor => ({ name, shape, start, frozen });

const base = { ...defaultsOf(runSchema), backend: 'cpu', steps: 25, lr: 0.02 } as const;

async function trained(run: Run, adapter: TypedAdapter | null) {
	const typed = adapter && methodIn(adapter);
	const result = await train(run, {
		select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
		signal: new AbortController().signal,
		onEvent: () => undefined,
		progressEvery: Infinity,
		typed
	});
	const names = compose(run, undefined, typed).leaves.map(({ name }) => name);
	const digest = digestOf(names.map((name) => result.factors[name] ?? new Float32Array()));
	return {
		digest,
		losses: result.losses,
		rank: result.modules[0]?.rank,
		bound: result.modules[0]?.rankBound
	};
}

const s = [{ name: 's', value: 1 }];
const out = 12;
const columns = 10;
const r = 3;

const retyped: readonly (readonly [string, Partial<Run>, TypedAdapter])[] = [
	[
		'lora',
		{ method: 'lora' },
		{
			name: 'mine',
			formula: 's*(B*A)',
			factors: [factor('B', [out, r], 'zeros'), factor('A', [r, columns])],
			numbers: s
		}
	],
	[
		'lora at another scale',
		{ method: 'lora', alpha: 6 },
		{
			name: 'mine',
			formula: 's*(B*A)',
			factors: [factor('B', [out, r], 'zeros'), factor('A', [r, columns])],
			numbers: [{ name: 's', value: 2 }]
		}
	],
	[
		'loha',
		{ method: 'loha', rank2: 2 },
		{
			name: 'mine',
			formula: "s ((X1*Y1') .* (X2*Y2'))",
			factors: [
				factor('X1', [out, r]),
				factor('Y1', [columns, r], "kaiming'"),
				factor('X2', [out, 2]),
				factor('Y2', [columns, 2], 'zeros')
			],
			numbers: s
		}
	],
	[
		'lokr',
		{ method: 'lokr', rank: 1 },
		{
			name: 'mine',
			formula: 's*kron(A, B1*B2)',
			factors: [factor('A', [3, 2], 'zeros'), factor('B1', [4, 1]), factor('B2', [1, 5])],
			numbers: s
		}
	],
	[
		'hira',
		{ method: 'hira' },
		{
			name: 'mine',
			formula: 'W0 .* (B*A)',
			factors: [
				factor('B', [out, r], 'zeros'),
				factor('A', [r, columns]),
				factor('W0', [out, columns], 'W0')
			],
			numbers: []
		}
	],
	[
		'dora',
		{ method: 'dora' },
		{
			name: 'mine',
			formula: 'diag(m ./ rowNorms(W0 + s*(B*A))) * (W0 + s*(B*A)) - W0',
			factors: [
				factor('B', [out, r], 'zeros'),
				factor('A', [r, columns]),
				factor('m', [out], 'rowNorms'),
				factor('W0', [out, columns], 'W0')
			],
			numbers: s
		}
	],
	[
		'full',
		{ method: 'full' },
		{ name: 'mine', formula: 'W', factors: [factor('W', [out, columns], 'zeros')], numbers: [] }
	]
];

describe('a method of the index, retyped', () => {
	test.each(retyped)('trains bit for bit as it does: %s', async (_name, change, typed) => {
		for (const task of ['gaussian', 'regression:2']) {
			const run = { ...base, out, in: columns, rank: r, ...change, task };
			const built = await trained(run, null);
			const own = await trained({ ...run, method: 'full' }, typed);
			expect({ ...own, task }).toEqual({ ...built, task });
			expect(built.losses.at(-1)).toBeLessThan(built.losses[0] ?? 0);
		}
	});
});

/** A formula of a shape, at random, and the factors that it needs. */
interface Grown {
	readonly text: string;
	readonly factors: readonly TypedFactor['shape'][];
}

const SIZES = [1, 2, 3, 4] as const;

/** Letters stand as #0, #1 …, in the order of the factors. */
function grown(rows: number, columns: number, depth: number): fc.Arbitrary<Grown> {
	const one = fc.constant<Grown>({ text: '#', factors: [[rows, columns]] });
	if (depth === 0) return one;
	const joined = (a: fc.Arbitrary<Grown>, b: fc.Arbitrary<Grown>, sign: (x: string, y: string) => string) =>
		fc
			.tuple(a, b)
			.map(([x, y]): Grown => ({ text: sign(x.text, y.text), factors: [...x.factors, ...y.factors] }));
	const inner = (m: number, n: number) => grown(m, n, depth - 1);
	const product = fc
		.constantFrom(...SIZES)
		.chain((k) => joined(inner(rows, k), inner(k, columns), (x, y) => `(${x}*${y})`));
	const splits = SIZES.flatMap((a) => SIZES.map((c) => [a, c] as const)).filter(
		([a, c]) => rows % a === 0 && columns % c === 0
	);
	const kron = fc
		.constantFrom(...splits)
		.chain(([a, c]) => joined(inner(a, c), inner(rows / a, columns / c), (x, y) => `kron(${x}, ${y})`));
	return fc.oneof(
		one,
		product,
		kron,
		joined(inner(rows, columns), inner(rows, columns), (x, y) => `(${x} .* ${y})`),
		joined(inner(rows, columns), inner(rows, columns), (x, y) => `(${x} + ${y})`),
		joined(inner(rows, columns), inner(rows, columns), (x, y) => `(${x} - 0.5 ${y})`),
		inner(columns, rows).map(({ text, factors }): Grown => ({ text: `(${text})'`, factors }))
	);
}

/** Letters to be, and in one of four the first stands for the second too, where their shapes are alike. */
const adapters = fc
	.tuple(fc.constantFrom(4, 6), fc.constantFrom(4, 5, 6), fc.boolean())
	.chain(([rows, columns, isTied]) =>
		grown(rows, columns, 3).map(({ text, factors }): TypedAdapter => {
			let n = 0;
			const tied = isTied
				? factors.findIndex((shape, k) => k > 0 && shape.join() === factors[0]?.join())
				: -1;
			const formula = text.replaceAll('#', () => (n++ === tied ? 'A0' : `A${n - 1}`));
			return {
				...{ name: 'grown', formula, numbers: [] },
				factors: factors.flatMap((shape, k) => (k === tied ? [] : [factor(`A${k}`, shape)]))
			};
		})
	)
	.filter(({ factors }) => factors.length <= 8);

describe('an adapter grown at random', () => {
	test('has at most the rank that its formula allows, and the gradients that finite differences have', () => {
		fc.assert(
			fc.property(adapters, fc.integer({ min: 1, max: 1000 }), (typed, seed) => {
				const made = place(typedMethod(readTyped(typed)), defaultsOf(runSchema));
				const values = randomValues(made, seed, 0);
				expect(measureRank(evaluate(made.delta, values)).rank).toBeLessThanOrEqual(made.rankBound);
				expectGradients(squaredNorm(made.delta), made, values);
			}),
			{ numRuns: 60 }
		);
	});

	test('trains on the CPU as in float64', async () => {
		await fc.assert(
			fc.asyncProperty(adapters, async (typed) => {
				const [out = 1, columns = 1] = place(typedMethod(typed), defaultsOf(runSchema)).delta.shape;
				const run: Run = { ...base, method: 'full', out, in: columns, task: 'gaussian', steps: 4 };
				const { losses } = await trained(run, typed);
				const oracle = runOracle(experiment(run, { typed: methodIn(typed) }).program, 4).losses;
				losses.forEach((loss, n) => expect(loss / (oracle[n] ?? NaN)).toBeCloseTo(1, 3));
			}),
			{ numRuns: 12 }
		);
	});
});

describe('what to start from', () => {
	test.each(startsFrom.map((one) => [one.id, one] as const))('%s trains', async (_id, { text }) => {
		const [statement] = statementsOf('adapter', text);
		if (statement?.body.kind !== 'adapter') throw new Error(JSON.stringify(statement));
		const typed = adapterAt(statement.body.adapter, () => NaN);
		const { losses, rank, bound } = await trained(
			{ ...base, method: 'full', out: 64, in: 64, task: 'gaussian', steps: 30 },
			typed
		);
		expect(losses.at(-1)).toBeLessThan(losses[0] ?? 0);
		expect(rank).toBeLessThanOrEqual(bound ?? 0);
	});
});

describe('data of any origin', () => {
	const good: TypedAdapter = {
		name: 'mine',
		formula: 'B*A',
		numbers: [],
		factors: [factor('B', [4, 2]), factor('A', [2, 4])]
	};
	test('that are an adapter are read as they are', () => {
		expect(readTyped(structuredClone(good))).toEqual(good);
	});
	test.each([
		null,
		'B*A',
		[],
		{ ...good, name: '' },
		{ ...good, name: '<b>' },
		{ ...good, formula: 7 },
		{ ...good, formula: 'A'.repeat(1001) },
		{ ...good, factors: {} },
		{ ...good, factors: [{ ...good.factors[0], shape: [0, 2] }] },
		{ ...good, factors: [{ ...good.factors[0], shape: [1e9, 1e9] }] },
		{ ...good, factors: [{ ...good.factors[0], shape: [1.5] }] },
		{ ...good, factors: [{ ...good.factors[0], start: 'toString' }] },
		{ ...good, factors: [good.factors[0], good.factors[0]] },
		{ ...good, numbers: [{ name: 'x', value: Infinity }] },
		{ ...good, factors: Array.from({ length: 40 }, (_, n) => factor(`A${n}`, [2, 2])) }
	])('that are none are refused: %#', (data) => {
		expect(() => readTyped(data)).toThrow(/expected .*, got /);
	});
});

test('no method of the index is refused for its memory on the largest layer', () => {
	for (const name of methodNames) {
		const run: Run = { ...base, method: name, out: 4096, in: 4096, rank: 64, task: 'gaussian' };
		expect(tooMuchHeld('train', adapter(name, run)), name).toBeNull();
	}
});
