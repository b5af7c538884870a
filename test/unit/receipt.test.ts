import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { defaultsOf, expectedOf, formatQuery, parseQuery } from '$src/schema/field';
import { formatReceipt, parseReceipt, runSchema, type Run } from '$src/receipt/run';
import { misfitOf, parseTask } from '$src/receipt/task';

const anyRun: fc.Arbitrary<Run> = fc.record({
	method: fc.constantFrom(...runSchema.method.choices),
	out: fc.integer({ min: 1, max: 512 }),
	in: fc.integer({ min: 1, max: 512 }),
	rank: fc.integer({ min: 1, max: 64 }),
	rank2: fc.integer({ min: 0, max: 64 }),
	alpha: fc.double({ min: 0, max: 100, noNaN: true }).map((x) => x + 0),
	factor: fc.integer({ min: -1, max: 16 }),
	decomposeBoth: fc.boolean(),
	rslora: fc.boolean(),
	init: fc.constantFrom(...runSchema.init.choices),
	task: fc.constantFrom(
		'identity',
		'gaussian',
		'low-rank:8',
		'kron:2x4',
		'block:8',
		'hadamard:4',
		'regression:2'
	),
	steps: fc.integer({ min: 1, max: 5000 }),
	lr: fc.double({ min: 0, max: 10, noNaN: true }).map((x) => x + 0),
	optimizer: fc.constantFrom(...runSchema.optimizer.choices),
	schedule: fc.constantFrom(...runSchema.schedule.choices),
	seed: fc.integer({ min: 0, max: 4294967295 }),
	backend: fc.constantFrom(...runSchema.backend.choices)
});

describe('a receipt', () => {
	test('that is written and read again is the same, for every legal run', () => {
		fc.assert(
			fc.property(anyRun, (run) => {
				const digest = '0123456789abcdef';
				const { receipt, problems } = parseReceipt(
					`https://example.org/en/lora/?${formatReceipt({ run, version: 1, digest })}`
				);
				expect(problems).toEqual([]);
				expect(receipt).toEqual({ run, version: 1, digest });
			}),
			{ seed: 1 }
		);
	});

	test('leaves defaults out and always has the seed', () => {
		expect(formatReceipt({ run: defaultsOf(runSchema), version: 1, digest: null })).toBe('seed=1&v=1');
	});

	test('made of any text whatever gives legal values and never throws', () => {
		fc.assert(
			fc.property(
				fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(runSchema)), fc.string()), fc.string()),
				(fields) => {
					const { values } = parseReceipt(new URLSearchParams(fields).toString());
					const again = parseQuery(runSchema, formatQuery(runSchema, values));
					expect(again).toEqual({ values, problems: [] });
				}
			),
			{ seed: 2 }
		);
	});

	test('with bad values says what was expected, what came and what is used instead', () => {
		const { values, problems } = parseReceipt(
			'?rank=0&lr=fast&task=low-rank:0&method=dora&seed=-1&surprise=1&v=x&digest=12'
		);
		expect(values).toMatchObject({ rank: 1, lr: 0.01, task: 'identity', method: 'lora', seed: 0 });
		expect(problems).toContainEqual({
			field: 'rank',
			expected: 'an integer from 1 to 1024',
			got: '0',
			used: '1'
		});
		expect(problems.map((p) => p.field).sort()).toEqual([
			'digest',
			'lr',
			'method',
			'rank',
			'seed',
			'surprise',
			'task',
			'v'
		]);
		expect(problems.find((p) => p.field === 'method')?.expected).toBe(expectedOf(runSchema.method));
	});
});

describe('a task', () => {
	test('is read from its name', () => {
		expect(parseTask('kron:2x4')).toEqual({ kind: 'kron', a: 2, c: 4 });
		expect(parseTask('low-rank:8')).toEqual({ kind: 'low-rank', k: 8 });
		expect(() => parseTask('kron:2')).toThrow(/expected identity, gaussian/);
	});

	test('that does not fit the shape says what would', () => {
		expect(misfitOf(parseTask('kron:5x2'), 24, 24)).toMatch(/a divisor of out = 24, got 5; try 4$/);
		expect(misfitOf(parseTask('block:7'), 64, 64)).toMatch(/divides out = 64 and in = 64, got 7; try 8$/);
		expect(misfitOf(parseTask('low-rank:9'), 8, 64)).toMatch(/at most 8, got 9; try 8$/);
		expect(misfitOf(parseTask('block:8'), 64, 32)).toBeNull();
	});
});
