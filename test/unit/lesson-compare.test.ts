import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { adapter } from '$src/adapters/adapter';
import { check, type Equation, type Side } from '$src/algebra/equation';
import { number, scale } from '$src/algebra/ops';
import { selectBackend } from '$src/compute/select';
import { floorOf } from '$src/experiments/floor';
import { train } from '$src/experiments/train';
import { halves } from '$src/adapters/loha';
import type { Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { methodOptions, type Run } from '$src/receipt/run';
import { parseTask } from '$src/models/index';
import { adapterOf, contestants, nearestBlocks, optionsOf, runOf } from '$lessons/compare/contestants';
import { equationsFor, type EquationId } from '$lessons/compare/equations';
import { sceneOf } from '$lessons/compare/floors';
import lesson from '$lessons/compare/lesson';
import { environmentFor, liveFactors } from '$lessons/compare/matrices';
import { parameters, tasks, type CompareValues } from '$lessons/compare/parameters';
import { orderOf, placesOf, ranked, rankings, TIE, outcomeOf } from '$lessons/compare/ranking';
import { paretoFront } from '$lessons/compare/scale';
import { expectToHold } from './lessonSuite';

const defaults: CompareValues = defaultsOf(parameters);
const gaussian: CompareValues = { ...defaults, task: 'gaussian' };
const numberIn = (values: readonly Tensor[], i: number): number => values[i]?.data[0] ?? NaN;

/** The same side, 0.1 percent larger. */
const enlarged = (side: Side): Side =>
	side.kind === 'measure'
		? { ...side, evaluate: (args) => 1.001 * side.evaluate(args) }
		: scale(number(1.001), side);

describe('the equations of the lesson compare', () => {
	const environment = environmentFor(gaussian);
	const entries: (readonly [string, Equation])[] = Object.entries(equationsFor(gaussian));

	test('fail where one side is a thousandth too large, or an inequality is turned round', () => {
		for (const [id, right] of entries) {
			expect(check(right, environment).holds, id).toBe(true);
			right.relations.forEach((relation, i) => {
				const wrong: Equation =
					relation === '='
						? { ...right, sides: right.sides.map((side, at) => (at === i ? enlarged(side) : side)) }
						: { ...right, relations: right.relations.map((r) => (r === '≤' ? '≥' : '≤')) };
				// LoHa's factors reach their bound almost always: turned round, rank = bound holds too.
				if (id !== 'rank-loha') expect(check(wrong, environment).holds, id).toBe(false);
			});
		}
	});

	test('fail where a formula is wrong: other blocks in R(T), another rank in the floor, no scale', () => {
		const right = equationsFor(gaussian);
		const other = equationsFor({ ...gaussian, blocks: '4x4', rank: 9 });
		const mix = (id: EquationId, at: number): Equation => ({
			...right[id],
			sides: right[id].sides.map((side, i) => (i === at ? (other[id].sides[i] ?? side) : side))
		});
		expect(check(mix('lokr-attains', 1), environment).holds).toBe(false);
		expect(check(mix('lora-attains', 1), environment).holds).toBe(false);
		expect(check(mix('gain', 1), environment).holds).toBe(false);
		expect(check(mix('equal-bound', 1), environment).holds).toBe(false);
		const noScale = new Map([...environment, ['scale', { shape: [], data: Float64Array.of(1) }]]);
		expect(check(right.planted, noScale).holds).toBe(false);
	});

	test('have the floors that training is measured against', () => {
		for (const task of tasks) {
			for (const [rank, blocks] of [
				[8, 'auto'],
				[5, '8x8'],
				[16, '4x4']
			] as const) {
				const values: CompareValues = { ...defaults, task, rank, blocks };
				const { target } = sceneOf(task, values.seed);
				const equations = equationsFor(values);
				const matrices = environmentFor(values);
				const floor = (method: 'lora' | 'loha' | 'lokr'): number =>
					floorOf(adapter(method, methodOptions(runOf(method, values))), parseTask(task), target) ?? NaN;
				const most = (id: EquationId): number => numberIn(check(equations[id], matrices).values, 1);
				expect(1 - most('met-by-lora')).toBeCloseTo(floor('lora'), 10);
				expect(1 - most('met-by-loha')).toBeCloseTo(floor('loha'), 10);
				expect(1 - most('met-by-lokr')).toBeCloseTo(floor('lokr'), 10);
			}
		}
	});

	test('hold on the factors that a race has trained, and no error passes its floor', async () => {
		for (const [task, rank] of [
			['identity', 8],
			['low-rank:8', 8],
			['hadamard:4', 5]
		] as const) {
			const values: CompareValues = { ...defaults, task, rank, steps: 100, backend: 'cpu' };
			const trained: Partial<Record<(typeof contestants)[number], Readonly<Record<string, Float32Array>>>> =
				{};
			for (const method of contestants) {
				const result = await train(runOf(method, values), {
					select: (wanted) => selectBackend(wanted, undefined),
					signal: new AbortController().signal,
					onEvent: () => undefined,
					progressEvery: Infinity
				});
				expect(result.error).toBeGreaterThanOrEqual((result.floor ?? 0) * (1 - 1e-9));
				trained[method] = result.factors;
			}
			const live = liveFactors(values, trained);
			expect([...live.keys()]).toEqual(['B', 'A', 'X1', 'Y1', 'X2', 'Y2', 'kronA', 'kronB']);
			expectToHold(lesson, values, new Map([...environmentFor(values), ...live]));
		}
	}, 60_000);

	test.each([
		['identity', (hira: number, lora: number) => hira < lora - 0.1],
		['block:8', (hira: number, lora: number) => hira < lora - 0.01],
		['gaussian', (hira: number, lora: number) => hira > lora - 0.01],
		['low-rank:8', (hira: number, lora: number) => hira > 0.45 && lora < 1e-6]
	] as const)('what is said of HiRA beside LoRA is so: %s', async (task, holds) => {
		const [hira = NaN, lora = NaN] = await Promise.all(
			(['hira', 'lora'] as const).map(async (method) => {
				const run = runOf(method, { ...defaults, task, rank: 8, steps: 600, backend: 'cpu' });
				const { error } = await train(run, {
					select: (wanted) => selectBackend(wanted, undefined),
					signal: new AbortController().signal,
					onEvent: () => undefined,
					progressEvery: Infinity
				});
				return error;
			})
		);
		expect(holds(hira, lora), `HiRA ${hira}, LoRA ${lora}`).toBe(true);
	});

	test('take no factors that diverged, nor those of another rank', () => {
		const factors = { B: new Float32Array(64 * 8).fill(1), A: new Float32Array(64 * 8).fill(1) };
		expect([...liveFactors(defaults, { lora: factors }).keys()]).toEqual(['B', 'A']);
		expect(liveFactors({ ...defaults, rank: 7 }, { lora: factors }).size).toBe(0);
		factors.A[3] = NaN;
		expect(liveFactors(defaults, { lora: factors }).size).toBe(0);
	});
});

describe('who is compared', () => {
	const counts = (size: Parameters<typeof adapterOf>[1]) =>
		contestants.map((method) => adapterOf(method, size).parameters);
	const bounds = (size: Parameters<typeof adapterOf>[1]) =>
		contestants.map((method) => adapterOf(method, size).rankBound);

	test('has the golden counts and bounds', () => {
		const race = { out: 64, in: 64, rank: 8, equal: 'parameters', blocks: 'auto' } as const;
		expect(counts(race)).toEqual([1024, 1024, 1028, 1024, 4096]);
		expect(bounds(race)).toEqual([8, 16, 64, 64, 64]);
		const big = { out: 1024, in: 1024, rank: 8, equal: 'rank', blocks: 'auto' } as const;
		expect(counts(big)).toEqual([16384, 32768, 1536, 16384, 1048576]);
		expect(bounds(big)).toEqual([8, 64, 256, 1024, 1024]);
		// Two full blocks √d × √d: 2d numbers, rank up to d.
		expect(counts({ ...big, rank: 16 })[2]).toBe(2048);
		expect(bounds({ ...big, rank: 16 })[2]).toBe(1024);
		expect(counts({ ...big, in: 4096, out: 11008 })[2]).toBe(7040);
	});

	test('gives LoHa exactly as many numbers as LoRA at equal parameters, for every layer and r', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 400 }),
				fc.integer({ min: 1, max: 400 }),
				fc.integer({ min: 2, max: 32 }),
				(out, columns, rank) => {
					const size = { out, in: columns, rank, equal: 'parameters', blocks: 'auto' } as const;
					expect(adapterOf('loha', size).parameters).toBe(adapterOf('lora', size).parameters);
					const [r1, r2] = halves(rank);
					expect(r1 * r2).toBe(Math.floor((rank * rank) / 4));
				}
			)
		);
	});

	test('gives LoKr the full blocks that are nearest to the budget, in ratio', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 2, max: 300 }),
				fc.integer({ min: 2, max: 300 }),
				fc.integer({ min: 2, max: 9000 }),
				(out, columns, budget) => {
					const count = (options: Partial<Run>): number =>
						adapter('lokr', { ...optionsOf('lokr', { ...defaults, out, in: columns }), ...options })
							.parameters;
					const distance = (n: number): number => Math.abs(Math.log(n / budget));
					const chosen = count(nearestBlocks(out, columns, budget));
					for (let factor = 2; factor <= Math.sqrt(Math.max(out, columns)); factor++) {
						const other = count({ factor, rank: Math.max(out, columns), rank2: 0 });
						expect(distance(chosen)).toBeLessThanOrEqual(distance(other) + 1e-9);
					}
				}
			)
		);
	});
});

describe('the floors of the plot', () => {
	test('are those of theory on the identity', () => {
		const { floors } = sceneOf('identity', 1);
		floors.lora.forEach(({ error, bound }, i) => {
			expect(bound).toBe(i + 1);
			expect(error).toBeCloseTo(1 - (i + 1) / 64, 12);
		});
		for (const { error, bound } of floors.loha) expect(error).toBeCloseTo(Math.max(0, 1 - bound / 64), 12);
		expect(floors.lokr.map(({ parameters: n }) => n)).toEqual([128, 272, 1028]);
		for (const { error } of floors.lokr) expect(error).toBeLessThan(1e-12);
	});

	test('say which structure fits: rank 8 is LoRA’s, 8×8 ⊗ 8×8 is one block shape’s', () => {
		const rank8 = sceneOf('low-rank:8', 1).floors;
		expect(rank8.lora[7]?.error).toBeLessThan(1e-12);
		expect(rank8.lora[6]?.error).toBeGreaterThan(1e-3);
		for (const { error } of rank8.lokr) expect(error).toBeGreaterThan(0.5);
		const kron = sceneOf('kron:8x8', 1).floors.lokr.map(({ error }) => error > 0.1);
		expect(kron).toEqual([false, true, true]);
	});
});

test('a planted target has an exact LoHa with as many numbers as LoRA of rank 8; no other target is planted', () => {
	for (const seed of [1, 2, 3]) {
		const { exact } = sceneOf('hadamard:4', seed);
		expect(exact?.parameters).toBe(1024);
		expect(exact?.error).toBeLessThan(1e-24);
	}
	expect(sceneOf('gaussian', 1).exact).toBeNull();
});

describe('a ranking', () => {
	const anyErrors = fc
		.tuple(...ranked.map(() => fc.double({ min: 0, max: 1.2, noNaN: true })))
		.map(([lora = 0, loha = 0, lokr = 0]) => ({ lora, loha, lokr }));

	test('misses exactly the pairs whose order it has wrong by more than a tie', () => {
		fc.assert(
			fc.property(fc.constantFrom(...rankings), anyErrors, (ranking, errors) => {
				const order = orderOf(ranking);
				const wrong = order.flatMap((a, i) => order.slice(i + 1).filter((b) => errors[a] - errors[b] > TIE));
				const { misses, pairs } = outcomeOf(ranking, errors);
				expect(pairs).toBe(3);
				expect(misses).toHaveLength(wrong.length);
				misses.slice(1).forEach(({ by }, i) => expect(by).toBeLessThanOrEqual(misses[i]?.by ?? 0));
			})
		);
	});

	test('is right for somebody, whatever the errors, and places are in the order of the errors', () => {
		fc.assert(
			fc.property(anyErrors, (errors) => {
				expect(rankings.some((ranking) => outcomeOf(ranking, errors).misses.length === 0)).toBe(true);
				const places = placesOf(errors);
				expect(places.flat().toSorted()).toEqual([...ranked].toSorted());
				const flat = places.flat().map((method) => errors[method]);
				expect(flat).toEqual(flat.toSorted((a, b) => a - b));
			})
		);
	});

	test('puts a method that failed last', () => {
		const errors = { lora: NaN, loha: 0.5, lokr: 0.2 };
		expect(placesOf(errors)).toEqual([['lokr'], ['loha'], ['lora']]);
		expect(outcomeOf('lokr-loha-lora', errors).misses).toEqual([]);
	});
});

test('the Pareto front keeps what nothing beats, and only that', () => {
	const anyPoints = fc.array(
		fc.record({ parameters: fc.integer({ min: 1, max: 9 }), cost: fc.integer({ min: 0, max: 9 }) })
	);
	fc.assert(
		fc.property(anyPoints, (points) => {
			const front = paretoFront(points);
			const beats = (a: (typeof points)[number], b: (typeof points)[number]): boolean =>
				a.parameters <= b.parameters && a.cost <= b.cost && (a.parameters < b.parameters || a.cost < b.cost);
			for (const point of points) {
				const beaten = points.some((other) => beats(other, point));
				const kept = front.some((p) => p.parameters === point.parameters && p.cost === point.cost);
				expect(kept).toBe(!beaten);
			}
		})
	);
});
