import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { defaultsOf, expectedOf, formatQuery, parseQuery } from '$src/schema/field';
import {
	formatReceipt,
	isReceipt,
	parseReceipt,
	promisedDigest,
	RECEIPT_VERSION
} from '$src/receipt/receipt';
import { canonical, fieldsOf, runSchema, type Run } from '$src/receipt/run';
import { parseTask } from '$src/models/index';
import { misfitOf } from '$src/models/task';
import { anyState } from './lessonSuite';

const tasks = ['identity', 'gaussian', 'low-rank:8', 'kron:2x4', 'block:8', 'hadamard:4', 'regression:2'];
const anyNumber = (max: number) => fc.double({ min: 0, max, noNaN: true }).map((x) => x + 0);
const anyRun: fc.Arbitrary<Run> = fc
	.record({ task: fc.constantFrom(...tasks), alpha: anyNumber(100), lr: anyNumber(10) })
	.chain((some) => anyState(runSchema).map((run) => ({ ...run, ...some })));

describe('a receipt', () => {
	test('that is written and read again is the same run, for every legal one', () => {
		fc.assert(
			fc.property(anyRun, (run) => {
				const digest = '0123456789abcdef';
				const written = formatReceipt(run, digest);
				const read = parseReceipt(`https://example.org/en/lora/?${written}#figure-adapter`);
				expect(read).toEqual({ run: canonical(run), version: RECEIPT_VERSION, digest, problems: [] });
				expect(formatReceipt(read.run, digest)).toBe(written);
				expect(isReceipt(new URLSearchParams(written))).toBe(true);
			}),
			{ seed: 1 }
		);
	});

	test('says every field that its run reads, whether it is the default or not, and no other', () => {
		fc.assert(
			fc.property(anyRun, (run) => {
				const names = [...new URLSearchParams(formatReceipt(run)).keys()];
				expect(names).toEqual([...Object.keys(fieldsOf(run)), 'v']);
			}),
			{ seed: 3 }
		);
		expect(formatReceipt({ ...defaultsOf(runSchema), method: 'full', rank: 5 })).toBe(
			'method=full&out=64&in=64&init=default&task=identity&steps=1000&lr=0.01&optimizer=adam&schedule=constant&seed=1&backend=auto&v=4'
		);
	});

	test('is the same for two runs that differ in what they do not read, or in how they say it', () => {
		const loha: Run = { ...defaultsOf(runSchema), method: 'loha', rank: 4 };
		expect(formatReceipt({ ...loha, rank2: 4, factor: 7 })).toBe(formatReceipt(loha));
		expect(formatReceipt({ ...loha, rank2: 3 })).not.toBe(formatReceipt(loha));
		const lora: Run = { ...loha, method: 'lora' };
		expect(formatReceipt({ ...lora, rank2: 3, decomposeBoth: true })).toBe(formatReceipt(lora));
	});

	test.each([1, 2])('of version %i still opens: what it leaves out is what was the default', (version) => {
		const { run, problems, ...rest } = parseReceipt(
			`?steps=2000&schedule=cosine&rank2=3&seed=5&backend=cpu&v=${version}&digest=541c45a6be236336`
		);
		expect(problems).toEqual([]);
		expect(rest).toEqual({ version, digest: '541c45a6be236336' });
		expect(run).toEqual({
			...defaultsOf(runSchema),
			...{ steps: 2000, schedule: 'cosine', seed: 5, backend: 'cpu' }
		});
	});

	test('of today that is not whole says what is missing, and what is not of its method', () => {
		const whole = new URLSearchParams(formatReceipt(defaultsOf(runSchema)));
		whole.delete('rank');
		whole.set('factor', '4');
		const { problems } = parseReceipt(whole.toString());
		expect(problems.map(({ field, got }) => [field, got])).toEqual([
			['factor', '4'],
			['rank', '']
		]);
	});

	test('promises bits where its version has them still: those of networks are others since version 4', () => {
		const promised = (task: string, version: number): string | null =>
			promisedDigest({ run: { ...defaultsOf(runSchema), task }, version, digest: '0123456789abcdef' });
		expect([1, 2, 3, 4].map((version) => promised('gaussian', version) !== null)).toEqual([
			...[false, true, true, true]
		]);
		expect([2, 3, 4].map((version) => promised('transformer-south', version) !== null)).toEqual([
			...[false, false, true]
		]);
	});

	test('of a version that is not known yet says so', () => {
		const [problem] = parseReceipt(`seed=1&v=${RECEIPT_VERSION + 1}`).problems;
		expect(problem).toMatchObject({ field: 'v', expected: 'a version from 1 to 4', got: '5' });
	});

	test('made of any text whatever gives legal values and never throws', () => {
		const names = fc.oneof(fc.constantFrom(...Object.keys(runSchema), 'v', 'digest'), fc.string());
		fc.assert(
			fc.property(fc.dictionary(names, fc.string()), (fields) => {
				const { run } = parseReceipt(new URLSearchParams(fields).toString());
				const again = parseQuery(runSchema, formatQuery(runSchema, run));
				expect(again).toEqual({ values: run, problems: [] });
			}),
			{ seed: 2 }
		);
	});

	test('with bad values says what was expected, what came and what is used instead', () => {
		const { run, problems } = parseReceipt(
			'?rank=0&lr=fast&task=low-rank:0&method=vera&seed=-1&surprise=1&digest=12'
		);
		expect(run).toMatchObject({ rank: 1, lr: 0.01, task: 'identity', method: 'lora', seed: 0 });
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
			'task'
		]);
		expect(problems.find((p) => p.field === 'method')?.expected).toBe(expectedOf(runSchema.method));
	});
});

describe('a task', () => {
	test('is read from its name', () => {
		expect(parseTask('kron:2x4')).toMatchObject({ kind: { name: 'kron' }, sizes: [2, 4] });
		expect(parseTask('low-rank:8')).toMatchObject({ kind: { name: 'low-rank' }, sizes: [8] });
		expect(() => parseTask('kron:2')).toThrow(/expected identity, gaussian/);
	});

	test('that does not fit the shape says what would', () => {
		expect(misfitOf(parseTask('kron:5x2'), 24, 24)).toMatch(/a divisor of out = 24, got 5; try 4$/);
		expect(misfitOf(parseTask('block:7'), 64, 64)).toMatch(/divides out = 64 and in = 64, got 7; try 8$/);
		expect(misfitOf(parseTask('low-rank:9'), 8, 64)).toMatch(/at most 8, got 9; try 8$/);
		expect(misfitOf(parseTask('block:8'), 64, 32)).toBeNull();
	});
});
