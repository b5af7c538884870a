import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check } from '$src/algebra/equation';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { gelu, relu } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { weightsOf } from '$lessons/before-lora/attention';
import { Clock } from '$lessons/before-lora/clock.svelte';
import { equationsFor } from '$lessons/before-lora/equations';
import { environmentFor } from '$lessons/before-lora/matrices';
import {
	criticalPath,
	overhead,
	productsInAll,
	productsInChain,
	timetable,
	ways,
	type Block
} from '$lessons/before-lora/model';
import { attentionProgram, networkProgram, type NetworkSizes } from '$lessons/before-lora/networks';
import { parameters, type BeforeLoraValues } from '$lessons/before-lora/parameters';
import { measure, planOf, type Timings, type TimingRequest } from '$lessons/before-lora/timing';
import { fakeWorkers } from './fakeWorker';
import { relativeDifference, runOracle } from './oracle';

const defaults: BeforeLoraValues = defaultsOf(parameters);

describe('the equations of the lesson before-lora', () => {
	test('would not hold were a formula wrong: the bend forgotten, or the shares of attention exchanged', () => {
		for (const bend of ['relu', 'gelu'] as const) {
			const values = { ...defaults, bend };
			const environment = environmentFor(values);
			const { even, split } = equationsFor(values);
			expect(check(even, environment).holds).toBe(true);
			expect(check({ ...even, sides: [...even.sides].reverse() }, environment).holds).toBe(true);
			const other = equationsFor({ ...values, bend: bend === 'relu' ? 'gelu' : 'relu' }).even;
			const [left] = even.sides;
			const [, right] = other.sides;
			if (!left || !right) throw new Error('sides');
			expect(check({ ...even, sides: [left, right] }, environment).holds).toBe(false);
			const louder = new Map([...environment, ...environmentFor({ ...values, loud: 2 })]);
			expect(check(split, louder).holds).toBe(true);
			const [whole] = split.sides;
			const [, sum] = split.sides;
			if (sum?.kind !== 'apply' || !whole) throw new Error('a sum');
			const [first] = sum.args;
			if (!first) throw new Error('a term');
			expect(check({ ...split, sides: [whole, first] }, louder).holds).toBe(false);
		}
	});

	test('say that a sequence written twice moves the answer with a prefix, and not without one', () => {
		for (const loud of [0, 1, 3]) {
			const values = { ...defaults, loud };
			const environment = environmentFor(values);
			const equations = equationsFor(values);
			expect(check(equations['twice-without'], environment).holds).toBe(true);
			expect(check(equations['twice-with'], environment).holds).toBe(true);
		}
		// Where attention is not on the sequence twice but on the prefix as well, the answer is another one.
		const { 'twice-without': without } = equationsFor(defaults);
		const { split } = equationsFor(defaults);
		const [withPrefix] = split.sides;
		const [, plain] = without.sides;
		if (!withPrefix || !plain) throw new Error('two sides');
		expect(check({ ...without, sides: [withPrefix, plain] }, environmentFor(defaults)).holds).toBe(false);
	});

	test('leave a bias nothing to do: at 0 the adapter gives 0, with either bend', () => {
		const x = leaf('x', [1, 1]);
		for (const bend of [relu, gelu])
			expect(evaluate(bend(x), new Map([['x', tensor([1, 1], Float64Array.of(0))]])).data[0]).toBe(0);
	});

	test('have the exception of one length: without queries and prefix values, T/(p + T) of the old answer is left', () => {
		const { tokens, prefix } = defaults;
		const { split, 'twice-without': without } = equationsFor(defaults);
		const [withPrefix, old] = [split.sides[0], without.sides[1]];
		if (withPrefix?.kind !== 'apply' || old?.kind !== 'apply') throw new Error('two expressions');
		/** What is left of the old answer, number by number, where these leaves are zero. */
		const left = (zeroed: Record<string, number>): number[] => {
			const environment = new Map(environmentFor(defaults));
			for (const [name, rows] of Object.entries(zeroed))
				environment.set(name, tensor([rows, 8], new Float64Array(8 * rows)));
			const before = evaluate(old, environment).data;
			return Array.from(evaluate(withPrefix, environment).data, (x, i) => x / (before[i] ?? NaN));
		};
		const share = tokens / (prefix + tokens);
		for (const part of left({ Q: tokens, Vp: prefix })) expect(part).toBeCloseTo(share, 12);
		// Keys of the sequence at zero are not enough: those of the prefix are trained, and each token scores them.
		const parts = left({ K: tokens, Vp: prefix });
		expect(Math.max(...parts) - Math.min(...parts)).toBeGreaterThan(0.1);
		for (const language of ['en', 'ko'])
			expect(readFileSync(`lessons/before-lora/${language}.md`, 'utf8')).toContain('$W_q = 0$');
	});

	test('say that the adapter is no matrix, and would not say so of one without its bend', () => {
		const { 'adapter-even': claim } = equationsFor(defaults);
		const environment = environmentFor(defaults);
		expect(check(claim, environment).holds).toBe(true);
		expect(check(claim, new Map([...environment, ['U', tensor([8, 2], new Float64Array(16))]])).holds).toBe(
			false
		);
	});
});

const anyBlock = fc.record({
	width: fc.constantFrom(32, 64, 128, 256),
	rank: fc.integer({ min: 1, max: 16 }),
	batch: fc.integer({ min: 1, max: 32 }),
	start: fc.integer({ min: 0, max: 7 }).map((k) => 10 ** k)
});

describe('the model of a block', () => {
	test('has the overhead of the derivation: that of three products in a row over one', () => {
		fc.assert(
			fc.property(anyBlock, (block: Block) => {
				const ratio = criticalPath('adapter', block) / criticalPath('merged', block);
				expect(ratio - 1).toBeCloseTo(overhead(block), 9);
				expect(overhead(block)).toBeGreaterThan((2 * block.rank) / block.width);
				expect(overhead(block)).toBeLessThan(2);
				expect(overhead({ ...block, batch: 2 * block.batch })).toBeLessThan(overhead(block));
			})
		);
	});

	test('lets the arms of unmerged LoRA run side by side, and nothing begin before what it needs', () => {
		fc.assert(
			fc.property(anyBlock, (block: Block) => {
				expect(criticalPath('unmerged', block)).toBeLessThan(criticalPath('adapter', block));
				expect(criticalPath('unmerged', block)).toBeGreaterThanOrEqual(criticalPath('merged', block));
				const [w, d, u] = timetable('adapter', block);
				expect(d?.begin).toBe(w?.end);
				expect(u?.begin).toBe(d?.end);
			})
		);
		expect(ways.map(productsInChain)).toEqual([1, 2, 3]);
		expect(ways.map(productsInAll)).toEqual([1, 3, 3]);
	});

	test('costs 200% more where only starting counts, and 2r/d more where it does not', () => {
		const block: Block = { width: 64, rank: 8, batch: 1, start: 1e12 };
		expect(overhead(block)).toBeCloseTo(2, 6);
		expect(overhead({ ...block, start: 0 })).toBeCloseTo(0.25, 12);
	});
});

const sizes: NetworkSizes = { width: 32, rank: 3, depth: 2, batch: 5, bend: 'gelu', seed: 4 };

describe('the networks that are timed', () => {
	test.each(ways)('of %s compute in float32 what their expressions mean, within 1e-5', async (way) => {
		for (const bend of ['relu', 'gelu'] as const) {
			const program = networkProgram(way, { ...sizes, bend }, 4);
			const runner = await cpuBackend().prepare(program);
			await runner.run(1);
			const found = (await runner.read()).states.get('result') ?? [];
			const expected = runOracle(program, 1).states.get('result')?.data ?? [];
			expect(Math.max(...expected)).toBeGreaterThan(0.1);
			expect(relativeDifference(found, expected)).toBeLessThan(1e-5);
		}
	});

	test('give the same output merged and unmerged, and another one with the adapter', () => {
		const outputOf = (way: (typeof ways)[number]): Float64Array =>
			runOracle(networkProgram(way, sizes, 1), 1).states.get('result')?.data ?? new Float64Array();
		const [merged, unmerged, adapter] = ways.map(outputOf);
		if (!merged || !unmerged || !adapter) throw new Error('three outputs');
		expect(relativeDifference(unmerged, merged)).toBeLessThan(1e-5);
		expect(relativeDifference(adapter, merged)).toBeGreaterThan(0.1);
	});

	test('of merged LoRA has the numbers of the frozen network and no others', () => {
		const count = (way: (typeof ways)[number]): number =>
			networkProgram(way, sizes, 1).inputs.reduce((sum, { values }) => sum + values.length, 0);
		const frozen = sizes.batch * sizes.width + sizes.depth * sizes.width ** 2;
		expect(count('merged')).toBe(frozen);
		for (const way of ['unmerged', 'adapter'] as const)
			expect(count(way)).toBe(frozen + sizes.depth * 2 * sizes.rank * sizes.width);
	});

	test('of attention compute softmax(QKᵀ)V with p more keys', async () => {
		const program = attentionProgram({ tokens: 6, prefix: 3, head: 8, seed: 2 }, 2);
		const runner = await cpuBackend().prepare(program);
		await runner.run(1);
		const found = (await runner.read()).states.get('result') ?? [];
		expect(relativeDifference(found, runOracle(program, 1).states.get('result')?.data ?? [])).toBeLessThan(
			1e-5
		);
		const keys = program.inputs.find(({ leaf }) => leaf.name === 'K');
		expect(keys?.leaf.shape).toEqual([9, 8]);
	});
});

describe('the measurement', () => {
	const request: TimingRequest = {
		kind: 'networks',
		sizes: { width: 32, rank: 2, depth: 1, bend: 'relu', seed: 1 },
		rounds: 3
	};

	test('times every batch and every depth in three ways, a sample a round, with quartiles around each median', async () => {
		const heard: Timings[] = [];
		const timings = await measure(
			{ ...request, sizes: { ...request.sizes, width: 32 } },
			() => performance.now(),
			(known) => heard.push(known)
		);
		expect(heard.map(({ round }) => round)).toEqual([1, 2]);
		expect(timings.round).toBe(3);
		expect(timings.cells.map(({ series, at }) => `${series} ${at}`)).toEqual([
			...[1, 2, 4, 8, 16, 32].map((b) => `batch ${b}`),
			...[1, 2, 4, 8].map((l) => `depth ${l}`)
		]);
		for (const { timed } of timings.cells) {
			expect(timed.map(({ name }) => name)).toEqual([...ways]);
			for (const { time } of timed) {
				expect(time.median).toBeGreaterThan(0);
				expect(time.lower).toBeLessThanOrEqual(time.median);
				expect(time.upper).toBeGreaterThanOrEqual(time.median);
			}
			expect(timed[0]?.overhead).toEqual({ median: 0, lower: 0, upper: 0 });
		}
	}, 60_000);

	test('of attention compares each length with itself without a prefix', () => {
		const plan = planOf({
			kind: 'attention',
			sizes: { prefix: 4, head: 8, seed: 1 },
			tokens: [8, 16],
			rounds: 2
		});
		expect(plan.map(({ at }) => at)).toEqual([8, 16]);
		expect(plan.map(({ programs }) => programs.map(({ name }) => name))).toEqual([
			['plain', 'prefix'],
			['plain', 'prefix']
		]);
	});

	const known: Timings = { cells: [], round: 1, rounds: 3, resolution: 5 };

	test('goes from idle over measuring to done, keeps what is known when it is stopped, and says how it failed', () => {
		const { connect, last } = fakeWorkers<TimingRequest, Timings>();
		const clock = new Clock(connect);
		expect(clock.phase).toBe('idle');
		clock.start(request);
		expect(clock.phase).toBe('measuring');
		last().tell(known);
		clock.stop();
		expect([clock.phase, clock.timings, last().terminated]).toEqual(['stopped', known, true]);
		clock.start(request);
		expect(clock.timings).toBeNull();
		last().tell(known);
		last().end();
		expect([clock.phase, clock.timings]).toEqual(['done', known]);
		clock.start(request);
		last().throws('no vectors');
		expect([clock.phase, clock.failure]).toEqual(['failed', 'no vectors']);
		const refused = new Clock(() => {
			throw new Error('workers are blocked');
		});
		refused.start(request);
		expect([refused.phase, refused.failure]).toEqual(['failed', 'workers are blocked']);
	});

	test('fails by name when its worker says nothing for too long', async () => {
		const { connect, last } = fakeWorkers<TimingRequest, Timings>();
		const clock = new Clock(connect, { start: 20, silence: 20, stop: 20 });
		clock.start(request);
		last().tell(known);
		await expect.poll(() => clock.phase).toBe('failed');
		expect(clock.failure).toContain('a sign of life');
		expect([clock.timings, last().terminated]).toEqual([known, true]);
	});

	test('is void for another network, and stays for the same one', () => {
		const { connect, last } = fakeWorkers<TimingRequest, Timings>();
		const clock = new Clock(connect);
		clock.start(request);
		last().tell(known);
		last().end();
		clock.expect({ ...request });
		expect(clock.phase).toBe('done');
		clock.expect({ ...request, sizes: { ...request.sizes, depth: 2 } });
		expect([clock.phase, clock.timings]).toEqual(['idle', null]);
	});
});

describe('the weights of attention', () => {
	test('add up to 1 in each row, and the prefix has about a quarter of them as the page opens', () => {
		const { onPrefix, onSequence, mean, least, most } = weightsOf(defaults);
		for (let i = 0; i < defaults.tokens; i++) {
			let sum = 0;
			for (let j = 0; j < defaults.prefix; j++) sum += onPrefix.data[i * defaults.prefix + j] ?? NaN;
			for (let j = 0; j < defaults.tokens; j++) sum += onSequence.data[i * defaults.tokens + j] ?? NaN;
			expect(sum).toBeCloseTo(1, 12);
		}
		expect(mean).toBeGreaterThan(0.18);
		expect(mean).toBeLessThan(0.32);
		expect(least).toBeLessThan(mean);
		expect(most).toBeGreaterThan(mean);
	});

	test('are those of the derivation: their mean on the prefix is λ', () => {
		const { lambda } = equationsFor(defaults);
		const [side] = lambda.sides;
		if (side?.kind !== 'apply') throw new Error('an expression');
		const { data } = evaluate(side, environmentFor(defaults));
		const mean = data.reduce((sum, x) => sum + x, 0) / data.length;
		expect(mean).toBeCloseTo(weightsOf(defaults).mean, 12);
	});

	test('part when the keys of the prefix grow louder, and are the same for each prefix token when they are silent', () => {
		const spread = (loud: number): number => {
			const { least, most } = weightsOf({ ...defaults, loud });
			return most - least;
		};
		expect(spread(3)).toBeGreaterThan(spread(1));
		const { onPrefix } = weightsOf({ ...defaults, loud: 0 });
		const [one, two] = onPrefix.data;
		expect(one).toBe(two);
	});
});
