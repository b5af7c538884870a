import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '$src/algebra/equation';
import { number } from '$src/algebra/ops';
import { scalar } from '$src/math/tensor';
import { inBytes } from '$src/components/numbers/numbers';
import { defaultsOf, type Schema, type Values } from '$src/schema/field';
import { equationsFor } from '$lessons/peft/equations';
import lesson from '$lessons/peft/lesson';
import { environmentFor } from '$lessons/peft/matrices';
import {
	activationBytes,
	adapterMemory,
	frozenBytes,
	fullMemory,
	GIBIBYTE,
	gpusFor,
	parts,
	schemes,
	stateOf,
	totalOf,
	trainedBytes
} from '$lessons/peft/memory';
import { chronicle, methodIds, methods, submitted } from '$lessons/peft/methods';
import {
	activationsOf,
	fullOf,
	loraOf,
	numbersOf,
	parameters,
	predictedFor,
	trainedOf,
	writtenState,
	type PeftValues
} from '$lessons/peft/parameters';
import { mapTexts } from '$lessons/peft/map.texts';
import { matricesOf, outputsOf, sizeOf, trainedNumbers, usualShape } from '$lessons/peft/shape';
import { anyState, expectToHold } from './lessonSuite';

const defaults: PeftValues = defaultsOf(parameters);
const states = anyState(parameters);
const lora = (change: Partial<PeftValues>): number => totalOf(loraOf({ ...defaults, ...change }, 0));

describe('the memory of 60 billion numbers', () => {
	test('is 960 GB with float32 Adam and in mixed precision alike, 894.1 GiB; the article counts 720 GB, 670.6 GiB', () => {
		expect(totalOf(fullMemory(60e9, 'fp32'))).toBe(960e9);
		expect(totalOf(fullMemory(60e9, 'mixed'))).toBe(960e9);
		expect((960e9 / GIBIBYTE).toFixed(1)).toBe('894.1');
		const { weights, gradients, moments } = fullMemory(60e9, 'fp32');
		expect(weights + gradients + moments / 2).toBe(720e9);
		expect((720e9 / GIBIBYTE).toFixed(1)).toBe('670.6');
		expect(gpusFor(960e9)).toBe(12);
	});

	test('is 120 GB of frozen weights and about 1 GB, as the page opens: 8 times less, for 816 times fewer trained numbers', () => {
		const { weights, ...rest } = loraOf(defaults, 0);
		expect(weights).toBe(120e9);
		expect(totalOf({ weights: 0, ...rest })).toBe(16 * trainedOf(defaults));
		expect(16 * trainedOf(defaults)).toBeGreaterThan(0.9e9);
		expect(16 * trainedOf(defaults)).toBeLessThan(1.3e9);
		expect(Math.round(960e9 / lora({}))).toBe(8);
		expect(Math.round(60e9 / trainedOf(defaults))).toBe(816);
		expect(trainedOf(defaults) / 60e9).toBeCloseTo(0.001, 3);
	});

	test('loses about 1 GB of 121 when r goes from 16 to 1', () => {
		expect(inBytes(lora({}), 'en', 'GB')).toBe('121 GB');
		expect(inBytes(lora({}) - lora({ rank: 1 }), 'en', 'GB')).toBe('1.1 GB');
	});

	test('needs 31 GB for weights in 4.127 bits, and 65 billion need 33.5 GB of a 48 GB card', () => {
		expect((8 * frozenBytes('mixed', 'nf4')).toFixed(3)).toBe('4.127');
		expect(Math.round((60e9 * frozenBytes('mixed', 'nf4')) / 1e9)).toBe(31);
		expect(((65e9 * frozenBytes('mixed', 'nf4')) / 1e9).toFixed(1)).toBe('33.5');
		expect(Math.floor(stateOf(trainedBytes.mixed) / frozenBytes('mixed', 'nf4'))).toBe(31);
	});

	test('is 112 GB for 7 billion numbers, and a little over 14 GB with LoRA', () => {
		const seven = { ...defaults, billions: 7, ...usualShape(7) };
		expect(totalOf(fullOf(seven, 0))).toBe(112e9);
		expect(totalOf(loraOf(seven, 0))).toBeGreaterThan(14e9);
		expect(totalOf(loraOf(seven, 0))).toBeLessThan(14.5e9);
	});
});

describe('the parts of the bars', () => {
	test('add up to bytes a number times numbers, in every precision', () => {
		fc.assert(
			fc.property(states, (values) => {
				const k = stateOf(trainedBytes[values.scheme]);
				const full = fullOf(values);
				const sum = parts.reduce((total, part) => total + full[part], 0);
				expect(sum).toBe(totalOf(full));
				expect(totalOf(fullOf(values, 0))).toBe(k * numbersOf(values));
				const f = frozenBytes(values.scheme, values.frozen);
				const formula = f * numbersOf(values) + k * trainedOf(values);
				expect(Math.abs(totalOf(loraOf(values, 0)) / formula - 1)).toBeLessThan(1e-12);
			})
		);
	});

	test('never fall below the frozen weights, and activations are the same in both bars', () => {
		fc.assert(
			fc.property(states, (values) => {
				const frozen = numbersOf(values) * frozenBytes(values.scheme, values.frozen);
				expect(totalOf(loraOf(values, 0))).toBeGreaterThan(frozen);
				expect(loraOf(values).activations).toBe(fullOf(values).activations);
			})
		);
	});

	test('of the adapter grow with r, and the ratio stays below k / f', () => {
		fc.assert(
			fc.property(states, fc.integer({ min: 1, max: 255 }), (values, rank) => {
				const at = (r: number): number => totalOf(loraOf({ ...values, rank: r }, 0));
				expect(at(rank + 1)).toBeGreaterThan(at(rank));
				const limit = stateOf(trainedBytes[values.scheme]) / frozenBytes(values.scheme, values.frozen);
				expect(totalOf(fullOf(values, 0)) / at(rank)).toBeLessThan(limit);
			})
		);
	});

	test('bring the ratio to 8, 4 and 4 as the trained share goes to zero', () => {
		const limits = schemes.map((scheme) => {
			const ratio = totalOf(fullMemory(1e12, scheme)) / totalOf(adapterMemory(1e12, 1, scheme, 'same'));
			return Number(ratio.toFixed(6));
		});
		expect(limits).toEqual([8, 4, 4]);
	});
});

describe('activations', () => {
	const shape = { layers: 1, hidden: 4096 };
	const batch = { sequence: 1024, batch: 2 };
	const sbh = 1024 * 2 * 4096;
	const perHidden = (32 * 1024) / 4096;

	test('of one layer are sbh(34 + 5as/h) bytes in 16 bits, 34 without the table, 2 for its input alone', () => {
		expect(activationBytes(shape, batch, 'mixed', 'none')).toBe(sbh * (34 + 5 * perHidden));
		expect(activationBytes(shape, batch, 'mixed', 'selective')).toBe(sbh * 34);
		expect(activationBytes(shape, batch, 'mixed', 'full')).toBe(sbh * 2);
		expect(activationBytes(shape, batch, 'fp32', 'none')).toBe(sbh * (66 + 9 * perHidden));
	});

	test('grow with the square of the text, once the table outgrows the rest', () => {
		const at = (sequence: number): number => activationBytes(shape, { sequence, batch: 1 }, 'mixed', 'none');
		expect(at(2048) / at(1024)).toBeGreaterThan(2);
		expect(at(2048) / at(1024)).toBeLessThan(4);
	});
});

describe('the shape of a model', () => {
	test('has as many numbers as its matrices have entries', () => {
		const { layers, hidden } = usualShape(60);
		const entries = matricesOf('all').reduce((sum, [m, n]) => sum + m * hidden * n * hidden, 0);
		expect(layers * entries).toBe(sizeOf({ layers, hidden }));
	});

	test('is near N for every N that can be set', () => {
		for (let billions = 1; billions <= parameters.billions.max; billions++) {
			const shape = usualShape(billions);
			expect(Math.abs(sizeOf(shape) / (billions * 1e9) - 1)).toBeLessThan(0.12);
			expect(shape.hidden).toBeLessThanOrEqual(parameters.hidden.max);
		}
	});

	test('gives LoRA r(m + n) numbers a matrix, 8Lrh or 18Lrh in all, and LoHa twice as many', () => {
		const shape = { layers: 3, hidden: 256 };
		expect(trainedNumbers(shape, 5, 'attention')).toBe(8 * 3 * 5 * 256);
		expect(trainedNumbers(shape, 5, 'all')).toBe(18 * 3 * 5 * 256);
		expect(trainedNumbers(shape, 5, 'all', 'loha')).toBe(36 * 3 * 5 * 256);
	});
});

describe('the equations of the lesson peft', () => {
	test('would not hold with a side of their own made larger: every equation can fail', () => {
		const environment = environmentFor(defaults);
		for (const [id, right] of Object.entries(equationsFor(defaults))) {
			const failing = right.sides.filter((_, i) => {
				const value = check(right, environment).values[i]?.data[0] ?? NaN;
				const sides = right.sides.with(i, number(1.01 * value + 1));
				return !check({ ...right, sides }, environment).holds;
			});
			expect({ id, failing: failing.length > 0 }).toEqual({ id, failing: true });
		}
	});

	test.each([
		['article', 'fp32', 720e9],
		['full', 'full', 720e9],
		['frozen', 'peft', 960e9 / 512],
		['floor', 'peft', 960e9 / 512],
		['gibibytes', 'gibibytes', 960],
		['count', 'P', 2048],
		['activations', 'act', 0]
	] as const)('%s fails with a mistake that is often made: %s = %d', (id, name, wrong) => {
		const environment = new Map([...environmentFor(defaults), [name, scalar(wrong)]]);
		expect(check(equationsFor(defaults)[id], environment).holds).toBe(false);
	});

	test('hold where LoRA trains more numbers than the model has', () => {
		const values = {
			...defaults,
			billions: 1,
			layers: 200,
			hidden: 20480,
			rank: 256,
			targets: 'all' as const
		};
		expect(trainedOf(values)).toBeGreaterThan(numbersOf(values));
		expectToHold(lesson, values as Values<Schema>);
	});
});

describe('the map of methods', () => {
	const setting = {
		shape: { layers: 2, hidden: 8 },
		rank: 3,
		targets: 'attention' as const,
		numbers: 1000
	};
	const countOf = (id: (typeof methodIds)[number]): number | undefined => methods[id].count?.(setting);

	test('counts what the papers count, on a model of two layers of width 8', () => {
		expect(countOf('full')).toBe(1000);
		expect(countOf('adapter')).toBe(2 * 2 * (2 * 3 * 8 + 8 + 3));
		expect(countOf('prefix')).toBe(2 * 2 * 3 * 8);
		expect(countOf('prompt')).toBe(3 * 8);
		expect(countOf('bitfit')).toBe(2 * 11 * 8);
		expect(countOf('ia3')).toBe(2 * 6 * 8);
		expect(countOf('lora')).toBe(2 * 4 * 3 * 16);
		expect(countOf('loha')).toBe(2 * (countOf('lora') ?? NaN));
		expect(countOf('qlora')).toBe(countOf('lora'));
		expect(countOf('dora')).toBe((countOf('lora') ?? NaN) + 2 * 4 * 8);
		expect(countOf('p-tuning')).toBeUndefined();
	});

	test('gives DoRA one length for each output of a matrix, as PEFT does: m of m × n, not n', () => {
		// Of a layer: four squares, h → 4h and 4h → h. With the MLP's first matrix alone m and n would differ.
		expect(matricesOf('all').map(([out]) => out)).toEqual([1, 1, 1, 1, 4, 1]);
		expect(outputsOf({ layers: 3, hidden: 16 }, 'all')).toBe(3 * 16 * 9);
		expect(methods.dora.formula).toBe('r(m + n) + m');
		expect(mapTexts.en.words.dora.note).toMatch(/m lengths, one for each output/);
		expect(mapTexts.ko.words.dora.note).toMatch(/출력마다 하나씩 m개/);
	});

	test('dates FedPara two months after LoRA, and Adapter before all others', () => {
		expect(submitted('2106.09685')).toEqual({ year: 2021, month: 6 });
		expect(submitted('2108.06098')).toEqual({ year: 2021, month: 8 });
		expect(chronicle[0]?.id).toBe('adapter');
		expect(chronicle).toHaveLength(methodIds.length - 1);
	});
});

test('activations of the opening state are those of 512 tokens at once', () => {
	expect(inBytes(activationsOf(defaults), 'en', 'GB')).toBe('15.9 GB');
});

describe('a prediction of memory', () => {
	const begun = { ...defaultsOf(parameters), guess: 13, shown: true };
	const made = writtenState(begun);

	test('is reported for the settings that it was made for, whatever is set afterwards', () => {
		fc.assert(
			fc.property(anyState(parameters), (later) => {
				const then = predictedFor({ ...later, shown: true, made });
				if (!then) throw new Error('expected a prediction');
				expect(loraOf(then)).toEqual(loraOf(begun));
				expect(fullOf(then)).toEqual(fullOf(begun));
				expect(writtenState(then)).toBe(made);
			}),
			{ numRuns: 100, seed: 14 }
		);
	});

	test('is none before it is made, nor where an address says no such settings', () => {
		expect(predictedFor({ ...begun, shown: false, made })).toBeNull();
		for (const wrong of [
			'',
			'60',
			made.replace('60', '600'),
			made.replace('mixed', 'constructor'),
			`${made}.1`
		])
			expect(predictedFor({ ...begun, made: wrong })).toBeNull();
	});

	test('can be written for every state, and the address takes it', () => {
		fc.assert(
			fc.property(anyState(parameters), (values) => {
				expect(writtenState(values)).toMatch(parameters.made.pattern);
			}),
			{ numRuns: 100, seed: 14 }
		);
	});
});
