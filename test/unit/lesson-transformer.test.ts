/** The lesson transformer: what its figures are told, against what must be so. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { check } from '$src/algebra/equation';
import { loadBase } from '$src/experiments/base';
import { compose } from '$src/experiments/compose';
import { updatesOf } from '$src/experiments/networks';
import { peftFolder, trainedModules, whyNotSaved } from '$src/experiments/peftFolder';
import { baseWeights, mergedDora } from '$src/files/dora';
import { bytesSource } from '$src/files/source';
import { initialValues } from '$src/adapters/values';
import { modulesIn } from '$src/files/saved';
import { halfOf } from '$src/math/floats';
import { denseOf } from '$src/math/made';
import { product, scaled, timesTransposed, transposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { numberFormats, rounded, unitRoundoff } from '$src/math/rounding';
import { svd } from '$src/math/svd';
import { largestDifference, tensor, type Tensor } from '$src/math/tensor';
import { dialects, textOf, WORDS, wrongIn } from '$src/models/grammar';
import { baseOf } from '$src/models/base';
import { chosen } from '$src/models/network';
import { transformerNetwork } from '$src/models/transformer';
import { defaultsOf, parseField } from '$src/schema/field';
import { headOf, largestChange, sumsOf } from '$lessons/transformer/attention';
import { answers, lossesOf, SAID, TEXTS, type Factors } from '$lessons/transformer/decoder';
import {
	byChance,
	largestCosines,
	meanLargestCosine,
	overlaps,
	placesBeside
} from '$lessons/transformer/directions';
import { equationsFor } from '$lessons/transformer/equations';
import lesson from '$lessons/transformer/lesson';
import { environmentFor } from '$lessons/transformer/matrices';
import { roundingOf } from '$lessons/transformer/merging';
import {
	groupNames,
	groups,
	moduleNames,
	parameters,
	runOf,
	shareOf,
	withGroup,
	type TransformerValues
} from '$lessons/transformer/parameters';
import { pairsOf, unequal, verdictOf } from '$lessons/transformer/ranks';
import { refusalOf } from '$lessons/transformer/saving';
import type { Run } from '$src/receipt/run';

const defaults: TransformerValues = defaultsOf(parameters);

beforeAll(async () => {
	await loadBase('transformer-south', (name) =>
		readFile(join(import.meta.dirname, '../../static/models', name))
	);
});

const places = (text: string): number[] => text.split(' ').map((word) => WORDS.indexOf(word));
const wrongWords = (dialect: 'north' | 'south', text: string): string[] =>
	text.split(' ').filter((_, i) => wrongIn(dialect, places(text))[i]);

/** Factors that no training has made, of a size that changes what the decoder says. */
function drawn(more: Partial<Run> = {}): Factors {
	const run: Run = { ...runOf(defaults), ...more };
	const factors = Object.fromEntries(
		compose(run).parts.flatMap(({ adapter, module }) =>
			[...initialValues(adapter, run.seed, 'random', module.w0)].map(([name, { data }]) => [
				name,
				Float32Array.from(data, (x) => 0.3 * x)
			])
		)
	);
	return { run, factors };
}

describe('what a dialect could not have said', () => {
	test('is nothing of its own texts', () => {
		for (const dialect of dialects)
			for (let i = 0; i < 200; i++)
				expect(wrongIn(dialect, textOf(dialect, `own/${i}`, 30).words)).not.toContain(true);
	});

	test('is, in the south, the verb before its object and the full stop that comes without one', () => {
		expect(wrongWords('south', '. a fox sees some old crow .')).toEqual(['sees', '.']);
		expect(wrongWords('north', '. a fox sees some old crow .')).toEqual([]);
		expect(wrongWords('south', '. a fox some old crow sees . a lamp')).toEqual([]);
		expect(wrongWords('north', '. a fox some old crow sees .')).toEqual(['some', 'old', 'crow', '.']);
	});

	test('is a verb that does not agree with the subject, whatever the object is', () => {
		expect(wrongWords('south', '. some fox a crow sees .')).toEqual(['sees', '.']);
		expect(wrongWords('south', '. a fox some crow see .')).toEqual(['see', '.']);
		expect(wrongWords('south', '. a fox some crow see sees .')).toEqual(['see']);
	});

	test('is a second adjective, an article too many, and a noun without one', () => {
		expect(wrongWords('south', '. a old red fox')).toEqual(['red']);
		expect(wrongWords('south', '. a a fox')).toEqual(['a']);
		expect(wrongWords('south', '. fox')).toEqual(['fox']);
		expect(wrongWords('south', '. .')).toEqual(['.']);
	});
});

describe('rounding to a format', () => {
	test('finds the nearest number of float16, and of two as near the even one', () => {
		const halves = Array.from({ length: 0x7c00 }, (_, code) => halfOf(code));
		for (let code = 0; code < halves.length - 1; code += 37) {
			const [low = 0, high = 0] = [halves[code], halves[code + 1]];
			const middle = (low + high) / 2;
			expect(rounded('float16', low)).toBe(low);
			expect(rounded('float16', middle)).toBe(code % 2 === 0 ? low : high);
			expect(rounded('float16', -(low + 0.26 * (high - low)))).toBe(-low);
			expect(rounded('float16', low + 0.51 * (high - low))).toBe(high);
		}
		expect([rounded('float16', 65519), rounded('float16', 65520)]).toEqual([65504, Infinity]);
	});

	test('keeps the upper half of a float32 in bfloat16, rounded', () => {
		const view = new DataView(new ArrayBuffer(4));
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 0x7f00 }), fc.boolean(), (code, isNegative) => {
				view.setUint32(0, ((isNegative ? 0x8000 : 0) + code) * 65536);
				const value = view.getFloat32(0);
				expect(rounded('bfloat16', value)).toBe(value);
				// A quarter of the way to the next is still this one; three quarters are the next.
				view.setUint32(0, view.getUint32(0) + 0x4000);
				expect(rounded('bfloat16', view.getFloat32(0))).toBe(value);
			}),
			{ numRuns: 500, seed: 2 }
		);
	});

	test('is off by the unit roundoff at most, and by no more the second time', () => {
		fc.assert(
			fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (x) => {
				for (const format of numberFormats) {
					const once = rounded(format, x);
					expect(Math.abs(once - x) / x).toBeLessThanOrEqual(unitRoundoff(format) * (1 + 1e-9));
					expect(rounded(format, once)).toBe(once);
				}
			}),
			{ numRuns: 300, seed: 3 }
		);
	});
});

describe('the choice of modules', () => {
	test('says what it means: a group that is turned on is in, one that is turned off is out, others stay', () => {
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.constantFrom(...moduleNames), { minLength: 1 }),
				fc.constantFrom(...groupNames),
				fc.boolean(),
				(names, group, isIn) => {
					const next = withGroup(names.join(','), group, isIn);
					if (next === null) return;
					expect('problem' in parseField('modules', parameters.modules, next)).toBe(false);
					expect(shareOf(group, next)).toBe(isIn ? 'all' : 'none');
					for (const other of groupNames.filter((one) => one !== group))
						expect(shareOf(other, next)).toBe(shareOf(other, names.join(',')));
				}
			),
			{ numRuns: 200, seed: 5 }
		);
	});

	test('is never empty, and has the short names where they fit', () => {
		expect(withGroup('q', 'q', false)).toBeNull();
		expect(withGroup('q,k,v,o,up', 'ff', true)).toBe('all-linear');
		expect(withGroup('all-linear', 'embed', true)).toBe('embed,q,k,v,o,up,down');
		expect(chosen(transformerNetwork, withGroup('embed', 'q', true) ?? '')).toEqual([
			'embed',
			'layers.0.q',
			'layers.1.q'
		]);
	});

	test('can be all of them by boxes alone: each matrix is in one group', () => {
		expect(groupNames.flatMap((group) => chosen(transformerNetwork, groups[group].join(','))).sort()).toEqual(
			[...moduleNames].sort()
		);
		expect(withGroup('all-linear', 'head', true)).toBe('q,k,v,o,up,down,head');
		expect(withGroup('all', 'head', false)).toBe('embed,q,k,v,o,up,down');
		expect(withGroup('embed,q,k,v,o,up,down', 'head', true)).toBe('all');
	});

	test('refuses names that the decoder has not', () => {
		for (const bad of ['z', 'q,', 'layers.2.q', 'Q', ''])
			expect('problem' in parseField('modules', parameters.modules, bad), bad).toBe(true);
	});

	test('costs what the equation counts, whatever is chosen', () => {
		for (const modules of ['q', 'q,v', 'all-linear', 'all', 'embed,layers.1.up'])
			for (const rank of [1, 4, 33]) {
				const values = { ...defaults, modules, rank };
				const { count } = equationsFor(values);
				expect(check(count, environmentFor(values)).holds).toBe(true);
				const [left] = count.sides;
				if (left?.kind !== 'measure') throw new Error('expected a measure');
				expect(left.evaluate([])).toBe(compose(runOf(values)).parameters);
			}
	});
});

describe('the equations', () => {
	test('would not hold were a formula wrong: a weight left out, half of φ, another number of parameters', () => {
		const values = { ...defaults, weightA: 0.5, weightB: 0.75 };
		const environment = environmentFor(values);
		const wrong = new Map(environment).set('wb', tensor([], [0.7]));
		const { adapters, overlap, count } = equationsFor(values);
		expect(check(adapters, wrong).holds).toBe(true);
		const [left, right] = adapters.sides;
		const other = equationsFor(values).merge.sides[2];
		if (!left || !right || !other) throw new Error('expected sides');
		expect(check({ ...adapters, sides: [left, other] }, environment).holds).toBe(false);
		const [phi] = overlap.sides;
		const [one] = equationsFor(values).between.sides.slice(2);
		if (!phi || !one) throw new Error('expected sides');
		expect(check({ ...overlap, sides: [phi, one], relations: ['='] }, environment).holds).toBe(false);
		const more = equationsFor({ ...values, rank: values.rank + 1 }).count.sides[1];
		const [counted] = count.sides;
		if (!more || !counted) throw new Error('expected sides');
		expect(check({ ...count, sides: [counted, more] }, environment).holds).toBe(false);
	});

	test('hold on corners of the real weights, too', () => {
		const { corner } = answers.directions({ trained: drawn(), other: null, module: 'layers.0.v' });
		const environment = new Map(lesson.environment(defaults)).set('W0', corner.W0).set('dW', corner.dW);
		for (const id of ['merge', 'unmerge'] as const)
			expect(check(equationsFor(defaults)[id], environment).holds, id).toBe(true);
	});
});

describe('directions', () => {
	const orthonormal = (name: string, n: number, k: number): Tensor =>
		svd(new Random(4, name).normal([n, k])).u;

	test('have φ from 0 to 1, and 1 where one space lies in the other', () => {
		const [u, v] = [orthonormal('u', 12, 5), orthonormal('v', 12, 6)];
		const phi = overlaps(u, v, [5, 6]);
		expect(Math.min(...phi.data)).toBeGreaterThanOrEqual(0);
		expect(Math.max(...phi.data)).toBeLessThanOrEqual(1);
		const turned = product(u, orthonormal('turn', 5, 5));
		expect(overlaps(u, turned, [5, 5]).data.at(-1)).toBeCloseTo(1, 12);
		expect(overlaps(u, u, [2, 5]).data.at(-1)).toBeCloseTo(1, 12);
	});

	test('of random spaces have φ = max(i, j)/n in the mean', () => {
		const draws = 400;
		let sum = 0;
		for (let d = 0; d < draws; d++)
			sum += overlaps(orthonormal(`a${d}`, 16, 2), orthonormal(`b${d}`, 16, 4), [2, 4]).data.at(-1) ?? NaN;
		expect(sum / draws).toBeCloseTo(byChance(2, 4, 16), 1);
		expect(Math.abs(sum / draws - byChance(2, 4, 16))).toBeLessThan(0.02);
	});

	test('are all old ones where nothing is added, and a large update of rank one puts its own in front', () => {
		const w0 = baseOf('transformer', 'layers.0.v');
		const base = svd(w0);
		for (const cosine of largestCosines(base, base, 8)) expect(cosine).toBeCloseTo(1, 9);
		const b = orthonormal('b', 32, 1);
		const tuned = svd({
			shape: w0.shape,
			data: w0.data.map(
				(x, i) => x + (scaled(1e6, timesTransposed(b, orthonormal('a', 32, 1))).data[i] ?? NaN)
			)
		});
		const [first = NaN] = largestCosines(tuned, base, 1);
		expect(first).toBeCloseTo(Math.max(...product(transposed(b), base.u).data.map(Math.abs)), 4);
		expect(first).toBeGreaterThanOrEqual(1 / Math.sqrt(32));
	});

	test('drawn at random have the largest cosine that the integral says, on a whole basis and on part of one', () => {
		for (const [n, k] of [
			[1, 1],
			[32, 32],
			[64, 32],
			[23, 23]
		] as const) {
			const draws = 4000;
			let sum = 0;
			for (let d = 0; d < draws; d++) {
				const z = new Random(7, `${n}/${k}/${d}`).normal([n]).data;
				sum += Math.max(...z.subarray(0, k).map(Math.abs)) / Math.hypot(...z);
			}
			expect(Math.abs(sum / draws - meanLargestCosine(n, k)), `${n}, ${k}`).toBeLessThan(0.005);
		}
	});

	test('are written with as many digits as show on which side of the threshold they are', () => {
		expect(placesBeside(0.42, 0.6)).toBe(2);
		expect(placesBeside(0.5961, 0.6)).toBe(3);
		expect(placesBeside(0.6004, 0.6)).toBe(4);
		expect(placesBeside(0.6, 0.6)).toBe(2);
	});

	test('of a module without ΔW are none', () => {
		const found = answers.directions({ trained: drawn({ modules: 'q' }), other: null, module: 'layers.0.v' });
		expect(found.rank).toBe(0);
		expect(found.base.shape[0]).toBe(0);
	});
});

describe('the decoder', () => {
	test('loses what the problem measures, and speaks northern before it is trained', () => {
		const { spoken, losses } = answers.speech({ trained: null, seed: 1 });
		if (!losses) throw new Error('expected losses');
		expect(spoken.map(({ words }) => words.length)).toEqual(Array.from({ length: TEXTS }, () => SAID + 1));
		expect(losses.north).toBeLessThan(losses.bestNorth + 0.1);
		expect(losses.south).toBeGreaterThan(4);
		const wrong = (of: 'north' | 'south'): number =>
			spoken.flatMap(({ words }) => wrongIn(of, words)).filter(Boolean).length;
		expect(wrong('north')).toBeLessThanOrEqual(1);
		expect(wrong('south')).toBeGreaterThanOrEqual(4);
		expect(spoken.flatMap((text) => text.wrong).filter(Boolean)).toHaveLength(wrong('south'));
	});

	test('attends with shares that sum to 1, before and after', () => {
		const { before, after } = answers.attention({
			trained: drawn(),
			words: places('a fox some crow sees'),
			block: 2
		});
		if (!after) throw new Error('expected an answer');
		for (let head = 0; head < 4; head++)
			for (const one of [before, after])
				for (const sum of sumsOf(headOf(one, head))) expect(sum).toBeCloseTo(1, 12);
		const change = largestChange(headOf(before, 0), headOf(after, 0));
		expect(Math.abs(change.after - change.before)).toBeCloseTo(
			largestDifference(headOf(before, 0), headOf(after, 0)),
			12
		);
	});

	test('mixes: at weight 0 it is the base', () => {
		const one = drawn({ modules: 'q,v' });
		expect(answers.mixture({ parts: [[0, one]] })).toEqual(lossesOf(new Map()));
	});

	test('is spoilt by merging the more, the fewer bits there are, and not at all by nothing', () => {
		const { run, factors } = drawn({ modules: 'q,v' });
		const found = roundingOf(updatesOf(run, factors), 4);
		const [single, half, brain] = found;
		if (!single || !half || !brain) throw new Error('expected three formats');
		expect(single.scores).toBeLessThan(half.scores);
		expect(half.scores).toBeLessThan(brain.scores);
		expect(single.left).toBeLessThan(half.left);
		expect(half.left).toBeLessThan(brain.left);
		for (const { same, of } of found) expect(same).toBeLessThan(of);
		const zero = new Map([['layers.0.q', tensor([32, 32], new Float64Array(1024))]]);
		for (const { scores, left, same, of } of roundingOf(zero, 2))
			expect([scores, left, same]).toEqual([0, 0, of]);
	});
});

describe('saving for PEFT', () => {
	test('writes what other readers find: every module by its name, the embedding transposed under its own', async () => {
		const { run, factors } = drawn({ modules: 'embed,all-linear', rank: 3 });
		const { files, error } = await peftFolder(run, trainedModules(run, factors));
		expect(error).toBeLessThan(1e-9);
		const read = await modulesIn(files);
		const updates = updatesOf(run, factors);
		expect([...read.keys()].toSorted()).toEqual([...updates.keys()].toSorted());
		for (const [name, delta] of updates) {
			const module = await read.get(name)?.load();
			if (!module) throw new Error(`expected ${name}`);
			const got = scaled(module.scale, denseOf(module.made));
			expect(largestDifference({ ...got, shape: delta.shape }, delta), name).toBeLessThan(1e-9);
		}
		const config: unknown = JSON.parse(new TextDecoder().decode(files.get('adapter_config.json')));
		expect(config).toMatchObject({
			peft_type: 'LORA',
			r: 3,
			lora_alpha: 3,
			target_modules: [...updates.keys()]
		});
		const header = new TextDecoder().decode(files.get('adapter_model.safetensors')?.subarray(8, 4000));
		expect(header).toContain('"base_model.model.embed.lora_embedding_A":{"dtype":"F32","shape":[3,23]');
		expect(header).toContain('"base_model.model.embed.lora_embedding_B":{"dtype":"F32","shape":[32,3]');
	});

	test('holds DoRA on matrices with the weights beneath them, and says why not on an embedding', async () => {
		const { run, factors } = drawn({ method: 'dora', rank: 2, modules: 'q,v' });
		const modules = trainedModules(run, factors);
		const { files, error } = await peftFolder(run, modules);
		expect(error).toBeLessThan(1e-9);
		const base = await baseWeights(
			new Map([['base.safetensors', bytesSource(files.get('base.safetensors') ?? new Uint8Array(), 'base')]])
		);
		const updates = updatesOf(run, factors);
		const read = await modulesIn(files);
		expect([...read.keys()].toSorted()).toEqual([...updates.keys()].toSorted());
		for (const [name, delta] of updates) {
			const module = read.get(name);
			const weight = module && base(module);
			const merged = weight && (await mergedDora(module, weight));
			if (!merged) throw new Error(`expected ${name} with its base weight`);
			expect(largestDifference(merged.delta, delta), name).toBeLessThan(1e-9);
		}
		const embedded = drawn({ method: 'dora', modules: 'embed' });
		expect(whyNotSaved(embedded.run, trainedModules(embedded.run, embedded.factors))).toMatch(
			/length for each column/
		);
	});

	test('is refused, with the reason that a reader is told, where PEFT has no place for it alone', () => {
		const of = (more: Partial<Run>) => refusalOf({ ...runOf(defaults), ...more });
		expect(of({ method: 'dora' })).toBeNull();
		expect(of({ method: 'lora', modules: 'all' })).toBeNull();
		expect(of({ method: 'dora', modules: 'embed,q' })).toBe('embedding');
		expect(of({ method: 'loha', modules: 'embed' })).toBe('embedding');
		expect(of({ method: 'loha', rank: 2, rank2: 3 })).toBe('settings');
		expect([of({ method: 'hira' }), of({ method: 'full', modules: 'embed' })]).toEqual(['method', 'method']);
	});

	test('holds LoHa and LoKr on matrices, and says why not an embedding, HiRA or all of ΔW', async () => {
		for (const method of ['loha', 'lokr'] as const) {
			const { run, factors } = drawn({ method, rank: 2 });
			expect((await peftFolder(run, trainedModules(run, factors))).error).toBeLessThan(1e-9);
		}
		const embedded = drawn({ method: 'loha', modules: 'embed' });
		expect(whyNotSaved(embedded.run, trainedModules(embedded.run, embedded.factors))).toMatch(/embedding/);
		const full = drawn({ method: 'full' });
		expect(whyNotSaved(full.run, trainedModules(full.run, full.factors))).toMatch(/PEFT saves as factors/);
	});
});

describe('adapters at equal numbers', () => {
	test('are judged by how often the one has the lower loss, and by the largest difference', () => {
		const verdict = verdictOf([
			[1.2, 1.25],
			[1.3, 1.1],
			[1, 1]
		]);
		expect(verdict.won).toBe(1);
		expect(verdict.largest).toBeCloseTo(0.2, 12);
		const pairs = pairsOf(runOf(defaults));
		const shares = pairs.map(
			([a, b]) => Math.abs(a.parameters - b.parameters) / Math.min(a.parameters, b.parameters)
		);
		expect(unequal(pairs)).toBeCloseTo(Math.max(...shares), 12);
		expect(unequal(pairs)).toBeGreaterThan(0);
	});

	test('differ by half of what a rank costs at most, and come cheapest first', () => {
		const pairs = pairsOf(runOf(defaults));
		for (const [all, attention] of pairs) {
			const price = attention.parameters / attention.run.rank;
			expect(Math.abs(all.parameters - attention.parameters)).toBeLessThanOrEqual(price / 2);
			expect([all.run.modules, attention.run.modules]).toEqual(['all-linear', 'q,k,v,o']);
		}
		const budgets = pairs.map(([all]) => all.parameters);
		expect(budgets).toEqual(budgets.toSorted((a, b) => a - b));
	});
});
