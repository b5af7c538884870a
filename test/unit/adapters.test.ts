import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { adapter } from '$src/adapters/adapter';
import { initialValues, randomValues } from '$src/adapters/values';
import { methodFields, methodNames, methods, type MethodName, type MethodOptions } from '$src/adapters/index';
import { factorization } from '$src/adapters/lokr';
import type { Method } from '$src/adapters/method';
import { gradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { innerProduct } from '$src/algebra/ops';
import { texOf } from '$src/algebra/tex';
import { spectrumOf } from '$src/algebra/spectrum';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { defaultsOf, type Field } from '$src/schema/field';
import { expectGradients } from './finiteDifferences';

const make = (method: MethodName, options: Partial<MethodOptions>, tied = false) =>
	adapter(method, { ...defaultsOf(methodFields), ...options }, { tied });
const square = (n: number, rank: number): Partial<MethodOptions> => ({ out: n, in: n, rank });

describe('golden parameter counts', () => {
	test.each<[MethodName, Partial<MethodOptions>, number]>([
		['full', square(1024, 1), 1048576],
		['lora', square(1024, 1), 2048],
		['lora', square(1024, 8), 16384],
		['lora', { out: 3072, in: 768, rank: 8 }, 30720],
		['lora', { out: 11008, in: 4096, rank: 8 }, 120832],
		['loha', square(1024, 8), 32768],
		['loha', { out: 3072, in: 768, rank: 8 }, 61440],
		['loha', { out: 11008, in: 4096, rank: 8 }, 241664],
		['loha', square(256, 16), 16384],
		['lokr', square(1024, 8), 1536],
		['lokr', square(1024, 15), 1984],
		['lokr', square(1024, 16), 2048],
		['lokr', square(1024, 64), 2048],
		['lokr', { ...square(1024, 4), decomposeBoth: true }, 512],
		['lokr', { ...square(1024, 8), factor: 8 }, 2112],
		['lokr', { ...square(1024, 8), factor: 4 }, 4112],
		['lokr', square(768, 8), 1088],
		['lokr', square(768, 16), 1600],
		['lokr', { out: 3072, in: 768, rank: 8 }, 1920],
		['lokr', { out: 3072, in: 768, rank: 31 }, 4128],
		['lokr', { out: 3072, in: 768, rank: 32 }, 3200],
		['lokr', { out: 11008, in: 4096, rank: 8 }, 7040],
		['lokr', square(127, 8), 2033],
		['lokr', square(625, 12), 1225],
		['lokr', square(625, 13), 1250],
		['hira', square(1024, 8), 16384],
		['hira', { out: 11008, in: 4096, rank: 8 }, 120832],
		['dora', square(1024, 8), 17408],
		['dora', { out: 11008, in: 4096, rank: 8 }, 131840]
	])('of %s with %o are %i', (method, options, expected) => {
		expect(make(method, options).parameters).toBe(expected);
	});

	test('of 24 modules of 768², r = 16, and a head of 77,669 are those of PEFT’s own docs', () => {
		expect(24 * make('lora', square(768, 16)).parameters + 77669).toBe(667493);
		expect(24 * make('lokr', square(768, 16)).parameters + 77669).toBe(116069);
	});

	test('of LoKr on 4096→11008 have a first block of 86×64', () => {
		expect(make('lokr', { out: 11008, in: 4096, rank: 8 }).factors[0]?.shape).toEqual([86, 64]);
	});
});

describe('scales', () => {
	test('are α/r, 1 where α is not given, and α/√r with rsLoRA', () => {
		expect(make('lora', { rank: 64, alpha: 16 }).scale).toBe(0.25);
		expect(make('lora', { rank: 64, alpha: 16, rslora: true }).scale).toBe(2);
		expect(make('lora', { rank: 64 }).scale).toBe(1);
		expect(make('lokr', { ...square(1024, 16), alpha: 8 }).scale).toBe(0.5);
		expect(make('lokr', { ...square(1024, 64), alpha: 8 }).scale).toBe(0.125);
		expect(make('full', { alpha: 8 }).scale).toBe(1);
	});
});

test.each<[number, number, [number, number]]>([
	[1024, -1, [32, 32]],
	[768, -1, [24, 32]],
	[127, -1, [1, 127]],
	[250, -1, [10, 25]],
	[250, 4, [2, 125]],
	[360, 4, [4, 90]],
	[512, 16, [16, 32]],
	[360, -1, [18, 20]],
	[360, 16, [15, 24]],
	[128, 64, [64, 2]]
])('factorization(%i, %i) is %o', (dimension, factor, expected) => {
	expect(factorization(dimension, factor)).toEqual(expected);
});

/** Another legal value of a field. */
function other(field: Field, value: string | number | boolean): string | number | boolean {
	if (field.kind === 'choice') return field.choices.find((choice) => choice !== value) ?? value;
	return typeof value === 'number' ? value + 5 : !value;
}

describe('every method', () => {
	test('means by an option of one name what every other method means by it', () => {
		for (const { options } of Object.values<Method>(methods)) {
			for (const [name, field] of Object.entries(options)) {
				const known = methodFields[name as keyof typeof methodFields];
				expect({ ...known, about: '' }).toEqual({ ...field, about: '' });
				expect(known.about.startsWith(field.about)).toBe(true);
				expect(known.about).toContain('[');
			}
		}
	});

	const anyOptions = fc.record({
		method: fc.constantFrom(...methodNames),
		out: fc.integer({ min: 1, max: 24 }),
		in: fc.integer({ min: 1, max: 24 }),
		rank: fc.integer({ min: 1, max: 8 }),
		rank2: fc.integer({ min: 0, max: 5 }),
		factor: fc.constantFrom(-1, 2, 4),
		decomposeBoth: fc.boolean(),
		seed: fc.nat(1e6)
	});

	test('is changed by each of its own options, and by no other', () => {
		const base: MethodOptions = { ...defaultsOf(methodFields), out: 64, in: 48, rank: 3, alpha: 2 };
		const { method: _method, ...of } = methodFields;
		const others = Object.entries(of)
			.filter(([name]) => name !== 'out' && name !== 'in')
			.map(([name, field]) => [name, other(field, base[name as keyof MethodOptions])] as const);
		const known = (method: MethodName, options: Partial<MethodOptions>) => {
			const { factors, scale, delta } = make(method, { ...base, ...options });
			return JSON.stringify([factors, scale, texOf(delta)]);
		};
		for (const method of methodNames) {
			for (const [name, value] of others) {
				const changes = known(method, { [name]: value }) !== known(method, {});
				expect({ method, name, changes }).toEqual({
					method,
					name,
					changes: Object.hasOwn(methods[method].options, name)
				});
			}
		}
	});

	test('starts at ΔW = 0 and then moves: the factors that start at zero, and those that follow W0, but none that is drawn', () => {
		fc.assert(
			fc.property(anyOptions, ({ method, seed, ...options }) => {
				const made = make(method, options);
				const w0 = new Random(seed, 'W0').normal(made.delta.shape);
				const start = initialValues(made, seed, 'default', () => w0);
				// A magnitude is a norm, rounded to float32 once.
				const isRounded = made.factors.some(({ start: of }) => typeof of === 'function');
				const most = isRounded ? 2 ** -24 * Math.max(...w0.data.map(Math.abs)) * 1.001 : 0;
				expect(Math.max(...evaluate(made.delta, start).data.map(Math.abs))).toBeLessThanOrEqual(most);
				const g = leaf('G', made.delta.shape);
				const environment = new Map([...start, ['G', new Random(seed, 'G').normal(g.shape)]]);
				const moving = gradients(innerProduct(g, made.delta), made.leaves).map((gradient, i) => {
					const moves = evaluate(gradient, environment).data.some((x) => x !== 0);
					const { name = '', start: how = 'zeros' } = made.factors[i] ?? {};
					// One that starts at a number may, or may have to wait for another.
					if (typeof how !== 'number') expect({ name, moves }).toEqual({ name, moves: how !== 'kaiming' });
					return moves;
				});
				expect(moving).toContain(true);
			}),
			{ seed: 1 }
		);
	});

	test.each(methodNames)('has gradients that finite differences agree with: %s', (method) => {
		const small = anyOptions.map((options) => ({
			...options,
			out: (options.out % 6) + 2,
			in: (options.in % 6) + 2,
			rank: (options.rank % 3) + 1
		}));
		fc.assert(
			fc.property(small, ({ method: _, seed, ...options }) => {
				const made = make(method, options);
				const g = leaf('G', made.delta.shape);
				const values = randomValues(made, seed, 0).set('G', new Random(seed, 'G').normal(g.shape));
				expectGradients(innerProduct(g, made.delta), made, values);
			}),
			{ seed: 1, numRuns: 20 }
		);
	});

	test('has a measured rank of at most its bound, and exactly its bound for almost all factors', () => {
		fc.assert(
			fc.property(anyOptions, ({ method, seed, ...options }) => {
				const made = make(method, options);
				const values = randomValues(made, seed, 0);
				const { rank } = spectrumOf(made.delta, values);
				expect(rank).toBe(measureRank(evaluate(made.delta, values)).rank);
				expect(rank).toBe(made.rankBound);
			}),
			{ seed: 2, numRuns: 200 }
		);
	});
});

test('LoHa with tied left factors has rank r(r+1)/2, bound and measurement', () => {
	for (const [rank, expected] of [
		[1, 1],
		[2, 3],
		[3, 6],
		[4, 10],
		[5, 15],
		[6, 21],
		[7, 28]
	] as const) {
		const made = make('loha', { ...square(40, rank) }, true);
		expect(made.rankBound).toBe(expected);
		expect(spectrumOf(made.delta, randomValues(made, 3, 0)).rank).toBe(expected);
	}
});

test.each<[number, number, number, number, number]>([
	[100, 100, 10, 10, 100],
	[100, 100, 9, 9, 81],
	[100, 100, 9, 11, 99],
	[100, 100, 5, 5, 25],
	[60, 40, 6, 6, 36],
	[60, 40, 7, 7, 40]
])('LoHa on %i×%i with r1, r2 = %i, %i has rank %i', (out, columns, rank, rank2, expected) => {
	const made = make('loha', { out, in: columns, rank, rank2 });
	expect(made.rankBound).toBe(expected);
	expect(spectrumOf(made.delta, randomValues(made, 1, 0)).rank).toBe(expected);
});
