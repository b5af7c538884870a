import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { methodNames } from '$src/adapters/index';
import { commands } from '$src/cli/commands/index';
import { optionName } from '$src/cli/parse';
import { timesTransposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { answerOf, call, words, type Outcome } from './terminal';

/** Operation, expected, got, remedy, in one line. */
const FOUR_PARTS = /^\S.*: expected \S.*, got \S.*; \S.*$/;

function expectUsageError({ code, stdout, stderr }: Outcome, what: string): void {
	expect({ what, code, stdout, lines: stderr.length }).toEqual({ what, code: 2, stdout: [], lines: 1 });
	expect(stderr[0]).toMatch(FOUR_PARTS);
	expect(stderr[0]).not.toContain('\n');
}

const csvOf = (rows: readonly (readonly number[])[]): string => rows.map((row) => row.join(',')).join('\n');

describe('count', () => {
	test.each<[Record<string, string | number | boolean>, number]>([
		[{ method: 'lora', out: 1024, in: 1024, rank: 1 }, 2048],
		[{ method: 'lora', out: 3072, in: 768, rank: 8 }, 30720],
		[{ method: 'loha', out: 1024, in: 1024, rank: 8 }, 32768],
		[{ method: 'lokr', out: 1024, in: 1024, rank: 8 }, 1536],
		[{ method: 'lokr', out: 1024, in: 1024, rank: 4, decomposeBoth: true }, 512],
		[{ method: 'lokr', out: 1024, in: 1024, rank: 8, factor: 4 }, 4112],
		[{ method: 'full', out: 1024, in: 1024 }, 1048576]
	])('of %o answers %i parameters', async (options, expected) => {
		expect(await answerOf(['count', ...words(options)])).toMatchObject({ parameters: expected });
	});

	test('takes α and rsLoRA into the scale: 16/64 and 16/√64', async () => {
		const options = words({ method: 'lora', out: 64, in: 64, rank: 64, alpha: 16 });
		expect(await answerOf(['count', ...options])).toMatchObject({ scale: 0.25 });
		expect(await answerOf(['count', ...options, '--rslora'])).toMatchObject({ scale: 2 });
	});

	test.each<[string, number, number, number, number]>([
		['the head of a vocabulary of 128,256', 128256, 4096, 16, 2_117_632],
		['a 70B model', 28672, 8192, 16, 589_824],
		['the largest layer', 2 ** 24, 2 ** 24, 1024, 2 ** 35]
	])('takes the sizes of real models, exactly: %s', async (_name, out, columns, rank, parameters) => {
		const answer = await answerOf(['count', ...words({ method: 'lora', out, in: columns, rank })]);
		expect(answer).toMatchObject({ parameters, fullParameters: out * columns, rankBound: rank });
		expect(Number.isSafeInteger(answer['fullParameters'])).toBe(true);
		const optimum = words({ target: rank, out, in: columns });
		expect(await answerOf(['optimum', ...optimum])).toMatchObject({ rankBound: rank });
	});

	test('has a word of excess where the adapter has more numbers than the layer, and only there', async () => {
		const said = async (rank: number): Promise<readonly string[]> =>
			(await call(['count', ...words({ method: 'lora', out: 320, in: 320, rank })])).stderr;
		expect(await said(160)).toEqual([]);
		expect(await said(384)).toEqual([expect.stringContaining('245760 numbers, the layer itself 102400')]);
	});

	test('says which options its method does not read, and only those', async () => {
		const said = async (method: string): Promise<readonly string[]> =>
			(await call(['count', ...words({ method, out: 24, in: 16, rank: 3, rank2: 2 })])).stderr;
		expect(await said('loha')).toEqual([]);
		expect(await said('lora')).toEqual([expect.stringMatching(/lora has no option --rank2/)]);
		expect(await said('full')).toHaveLength(2);
	});

	test('answers as many parameters as its factors hold, and no rank beyond the shape', async () => {
		const options = fc.record({
			method: fc.constantFrom('full', 'lora', 'loha', 'lokr'),
			out: fc.integer({ min: 1, max: 4096 }),
			in: fc.integer({ min: 1, max: 4096 }),
			rank: fc.integer({ min: 1, max: 64 }),
			rank2: fc.integer({ min: 0, max: 64 }),
			factor: fc.integer({ min: -1, max: 64 }),
			decomposeBoth: fc.boolean()
		});
		await fc.assert(
			fc.asyncProperty(options, async (given) => {
				const answer = await answerOf(['count', ...words(given)]);
				const factors = answer['factors'] as { name: string; shape: [number, number] }[];
				expect(answer['parameters']).toBe(factors.reduce((sum, { shape: [m, n] }) => sum + m * n, 0));
				expect(answer['rankBound']).toBeGreaterThan(0);
				expect(answer['rankBound']).toBeLessThanOrEqual(Math.min(given.out, given.in));
				expect(factors.every(({ name }) => name.length > 0)).toBe(true);
			})
		);
	});
});

describe('rank', () => {
	test('of LoHa with r1 = r2 = 10 on 100×100 is 100 in every draw: appendix A.2 of FedPara', async () => {
		const options = words({ method: 'loha', out: 100, in: 100, rank: 10, draws: 20, seed: 3 });
		expect(await answerOf(['rank', ...options])).toMatchObject({
			bound: 100,
			histogram: { '100': 20 },
			seed: 3
		});
	});

	test('of LoHa with one left factor for both products is r(r+1)/2', async () => {
		const options = words({ method: 'loha', out: 30, in: 30, rank: 4, draws: 5, tied: true });
		expect(await answerOf(['rank', ...options])).toMatchObject({ bound: 10, histogram: { '10': 5 } });
	});

	test('counts every draw once, never above the bound, and the same for the same seed', async () => {
		const options = fc.record({
			method: fc.constantFrom('lora', 'loha', 'lokr'),
			out: fc.integer({ min: 2, max: 12 }),
			in: fc.integer({ min: 2, max: 12 }),
			rank: fc.integer({ min: 1, max: 4 }),
			draws: fc.integer({ min: 1, max: 4 }),
			seed: fc.integer({ min: 0, max: 1e9 })
		});
		await fc.assert(
			fc.asyncProperty(options, async (given) => {
				const line = ['rank', ...words(given)];
				const answer = await answerOf(line);
				const histogram = Object.entries(answer['histogram'] as Record<string, number>);
				expect(histogram.reduce((sum, [, n]) => sum + n, 0)).toBe(given.draws);
				for (const [rank] of histogram) expect(Number(rank)).toBeLessThanOrEqual(Number(answer['bound']));
				expect(await answerOf(line)).toEqual(answer);
			}),
			{ numRuns: 30 }
		);
	});
});

describe('rank and train', () => {
	test.each(['rank', 'train'])('share one limit of memory, which %s states', async (name) => {
		for (const out of [4097, 16384]) {
			const line = [name, ...words({ method: 'full', out, in: 4096 })];
			const outcome = await call(name === 'train' ? [...line, '--task', 'identity'] : line);
			expectUsageError(outcome, name);
			expect(outcome.stderr[0]).toContain('out·in of at most 16777216');
		}
	});

	test('rank that is stopped answers with the draws that it made', async () => {
		const stop = new AbortController();
		setTimeout(() => stop.abort(), 150);
		const line = ['rank', ...words({ method: 'lora', out: 8, in: 8, rank: 2, draws: 100_000 })];
		const { code, stdout, stderr } = await call(line, {}, stop.signal);
		const answer = JSON.parse(stdout[0] ?? '') as { draws: number; histogram: Record<string, number> };
		expect(code).toBe(0);
		expect(answer.draws).toBeGreaterThan(0);
		expect(answer.draws).toBeLessThan(100_000);
		expect(answer.histogram).toEqual({ '2': answer.draws });
		expect(stderr).toEqual([`rank: stopped after ${answer.draws} of 100000 draws`]);
	});
});

describe('optimum', () => {
	test.each<[Record<string, number>, object]>([
		[
			{ target: 3, out: 8, in: 8 },
			{
				minimumSum: 4,
				parameters: 64,
				pairs: [
					[1, 3],
					[2, 2],
					[3, 1]
				]
			}
		],
		[
			{ target: 128, out: 768, in: 768 },
			{ minimumSum: 23, parameters: 23 * 1536 }
		],
		[
			{ R: 16, out: 256, in: 256 },
			{ minimumSum: 32, parameters: 16384, pairs: [[16, 16]], lowerBound: 16384 }
		],
		[
			{ R: 10, out: 100, in: 100 },
			{ target: 100, parameters: 4000, loraRankBound: 20, fullRankR: 10 }
		]
	])('of %o answers %o', async (options, expected) => {
		const line = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
		expect(await answerOf(['optimum', ...line])).toMatchObject(expected);
	});

	test('says on stderr, and answers still, where no matrix of the shape has that rank', async () => {
		const { code, stdout, stderr } = await call(['optimum', ...words({ target: 100, out: 9, in: 30 })]);
		expect({ code, documents: stdout.length, lines: stderr.length }).toEqual({
			code: 0,
			documents: 1,
			lines: 1
		});
		expect(JSON.parse(stdout[0] ?? '')).toMatchObject({ minimumSum: 20, rankBound: 9 });
	});

	test.each([
		[['--out', '8', '--in', '8']],
		[['--target', '4', '--R', '2', '--out', '8', '--in', '8']],
		[['--target', '4', '--R', '1', '--out', '8', '--in', '8']],
		[['--target', '0', '--out', '8', '--in', '8']],
		[['--R', '2.5', '--out', '8', '--in', '8']],
		[['--target', '4', '--out', '8']]
	])('refuses %j', async (line) => expectUsageError(await call(['optimum', ...line]), line.join(' ')));
});

/** A product of two normal factors, 64 × 64. */
function matrixOfRank(rank: number): number[][] {
	const normal = (name: string) => new Random(11, name).normal([64, rank]);
	const { data } = timesTransposed(normal('left'), normal('right'));
	return Array.from({ length: 64 }, (_, i) => [...data.subarray(64 * i, 64 * i + 64)]);
}

describe('approximate', () => {
	test('of diag(4,3,2,1) at rank 2 errs by √5 and 2', async () => {
		const files = { 'm.csv': '4,0,0,0\n0,3,0,0\n0,0,2,0\n0,0,0,1\n' };
		const answer = await answerOf(['approximate', '--matrix', 'm.csv', '--rank', '2'], files);
		expect(answer).toMatchObject({ rank: 2, parameters: 16 });
		(answer['singularValues'] as number[]).forEach((s, i) => expect(s).toBeCloseTo(4 - i, 12));
		expect(answer['frobeniusError']).toBeCloseTo(Math.sqrt(5), 12);
		expect(answer['spectralError']).toBeCloseTo(2, 12);
	});

	test('has the errors that Eckart and Young give from the spectrum', async () => {
		const matrix = fc.integer({ min: 1, max: 6 }).chain((width) =>
			fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: width, maxLength: width }), {
				minLength: 1,
				maxLength: 6
			})
		);
		await fc.assert(
			fc.asyncProperty(matrix, fc.nat(), async (rows, wish) => {
				const rank = wish % (Math.min(rows.length, rows[0]?.length ?? 0) + 1);
				const line = ['approximate', '--matrix', 'm.csv', '--rank', String(rank)];
				const answer = await answerOf(line, { 'm.csv': csvOf(rows) });
				const rest = (answer['singularValues'] as number[]).slice(rank);
				expect(answer['frobeniusError']).toBeCloseTo(Math.hypot(...rest), 8);
				expect(answer['spectralError']).toBeCloseTo(rest[0] ?? 0, 8);
			})
		);
	});

	test('at rank 11 of the Hilbert matrix errs by its twelfth singular value, and measures both ranks', async () => {
		const hilbert = csvOf(
			Array.from({ length: 12 }, (_, i) => Array.from({ length: 12 }, (_, j) => 1 / (i + j + 1)))
		);
		const answer = await answerOf(['approximate', '--matrix', 'm.csv', '--rank', '11'], { 'm.csv': hilbert });
		expect(answer).toMatchObject({ k: 11, rank: 11, matrixRank: 11 });
		expect(answer['frobeniusError']).toBe(answer['spectralError']);
		expect(Math.abs(Number(answer['frobeniusError']) - 1.0675e-16)).toBeLessThan(0.1 * Number.EPSILON);
	});

	// kohya-ss/sd-scripts#1610, huggingface/peft#817: entries of the factors were cut after the SVD, and an error stayed.
	test('leaves nothing of a matrix of rank 8 at K 8, and its tail at K 4', async () => {
		const rows = matrixOfRank(8);
		const cut = async (rank: number) =>
			answerOf(['approximate', '--matrix', 'm.csv', '--rank', String(rank)], { 'm.csv': csvOf(rows) });
		const [at8, at4] = [await cut(8), await cut(4)];
		const values = at8['singularValues'] as number[];
		const largest = values[0] ?? NaN;
		expect(at8).toMatchObject({ rank: 8, matrixRank: 8 });
		expect(Number(at8['frobeniusError'])).toBeLessThan(1e-12 * largest);
		expect(at4['frobeniusError']).toBeCloseTo(Math.hypot(...values.slice(4)), 8);
		expect(Number(at4['frobeniusError'])).toBeGreaterThan(0.1 * largest);
	});

	// numpy-discussion, 2012: a deficient matrix was called full in 8 % of draws.
	test('measures rank 9 where one column of ten is the sum of two others, whatever is drawn', async () => {
		await fc.assert(
			fc.asyncProperty(fc.integer(), async (seed) => {
				const { data } = new Random(seed, 'deficient').normal([40, 10]);
				const rows = Array.from({ length: 40 }, (_, i) => {
					const row = [...data.subarray(10 * i, 10 * i + 10)];
					return [(row[1] ?? NaN) + (row[2] ?? NaN), ...row.slice(1)];
				});
				const answer = await answerOf(['approximate', '--matrix', 'm.csv', '--rank', '10'], {
					'm.csv': csvOf(rows)
				});
				expect(answer).toMatchObject({ matrixRank: 9 });
			}),
			{ numRuns: 100 }
		);
	});

	test('of a zero matrix has rank 0, whatever is asked for', async () => {
		const answer = await answerOf(['approximate', '--matrix', 'm.csv', '--rank', '2'], {
			'm.csv': '0,0\n0,0'
		});
		expect(answer).toMatchObject({ k: 2, rank: 0, matrixRank: 0, frobeniusError: 0, spectralError: 0 });
		expect(answer['singularValues']).toEqual([0, 0]);
	});

	test.each([1e160, 1e-160, 1e-300])(
		'and nearest-kron have the same relative errors at %d',
		async (scale) => {
			const rows = [
				[4, 1, 0, 0],
				[0, 3, 0, 1],
				[0, 0, 2, 0],
				[1, 0, 0, 1]
			];
			const at = async (by: number) => {
				const files = { 'm.csv': csvOf(rows.map((row) => row.map((x) => x * by))) };
				const kept = await answerOf(['approximate', '--matrix', 'm.csv', '--rank', '2'], files);
				const near = await answerOf(['nearest-kron', '--matrix', 'm.csv', '--blocks', '2x2'], files);
				return [
					Number(kept['frobeniusError']) / by,
					Number(kept['spectralError']) / by,
					Number(near['error']) / by,
					Number(near['relativeError'])
				];
			};
			const [here, there] = await Promise.all([at(1), at(scale)]);
			expect(here.every((error) => error > 0.1)).toBe(true);
			here.forEach((error, i) => expect((there[i] ?? NaN) / error).toBeCloseTo(1, 12));
		}
	);

	test('refuses an answer that float64 cannot hold, and says null nowhere', async () => {
		const files = {
			'm.csv': csvOf([
				[1.7e308, 1.7e308],
				[1.7e308, 1.7e308]
			])
		};
		const outcome = await call(['approximate', '--matrix', 'm.csv', '--rank', '1'], files);
		expectUsageError(outcome, 'overflow');
		expect(outcome.stderr[0]).toMatch(/got Infinity for .*; scale the numbers down/);
	});

	test('refuses an SVD that would take minutes', async () => {
		const files = { 'm.csv': `${'1,'.repeat(1100)}1\n`.repeat(1100) };
		expectUsageError(await call(['approximate', '--matrix', 'm.csv', '--rank', '1'], files), 'large');
	});

	test.each([
		['decimal commas', '1,5;2,5'],
		['a hexadecimal number', '0x10,1'],
		['words', 'a,b\n1,2'],
		['rows of unequal length', '1,2\n3'],
		['nothing', '# only a remark\n'],
		['an empty cell', '1,,3'],
		['an infinite number', '1,Infinity']
	])('refuses a file that holds %s', async (what, content) => {
		expectUsageError(
			await call(['approximate', '--matrix', 'm.csv', '--rank', '1'], { 'm.csv': content }),
			what
		);
	});
});

describe('train', () => {
	const small = { method: 'lora', out: 16, in: 16, rank: 2, steps: 300, lr: 0.03, backend: 'cpu' };

	test('reaches the floor of the identity, and never goes below it', async () => {
		const answer = await answerOf(['train', ...words({ ...small, task: 'identity', schedule: 'cosine' })]);
		expect(answer).toMatchObject({ parameters: 64, rankBound: 2, rank: 2, floor: 0.875, steps: 300 });
		expect(answer['error']).toBeCloseTo(0.875, 4);
		expect(answer['losses']).toHaveLength(300);
		expect(answer['backend']).toMatchObject({ name: 'cpu' });
		expect(answer['stepsPerSecond']).toBeGreaterThan(0);
		expect(answer['receipt']).toMatch(/(^|&)seed=\d+(&|$)/);
	});

	test.each(['identity', 'gaussian', 'low-rank:2', 'kron:4x4', 'block:4', 'hadamard:2', 'regression:2'])(
		'on %s gives a receipt that replays to the same bits',
		async (task) => {
			const answer = await answerOf(['train', ...words({ ...small, task, steps: 40, seed: 7 })]);
			const again = await answerOf(['replay', String(answer['receipt'])]);
			expect(again).toMatchObject({ identical: true, error: answer['error'], losses: answer['losses'] });
		}
	);

	test.each(methodNames)('of %s gives a receipt that replays', async (method) => {
		const line = words({ ...small, method, task: 'gaussian', steps: 40, optimizer: 'sgd' });
		const answer = await answerOf(['train', ...line]);
		expect(await answerOf(['replay', `?${String(answer['receipt'])}`])).toMatchObject({ identical: true });
	});

	test('stopped half-way still answers, and its receipt does not claim bits', async () => {
		const { code, stdout } = await call(
			['train', ...words({ ...small, task: 'identity' })],
			{},
			AbortSignal.abort()
		);
		expect(code).toBe(0);
		expect(JSON.parse(stdout[0] ?? '')).toMatchObject({
			receipt: expect.not.stringContaining('digest') as unknown
		});
	});

	test.each([
		{ task: 'kron:5x4' },
		{ task: 'block:3' },
		{ task: 'low-rank:17' },
		{ task: 'regression:17' },
		{ task: 'identity', out: 16384, in: 16384 }
	])('refuses what does not fit together: %o', async (options) => {
		expectUsageError(await call(['train', ...words({ ...small, ...options })]), JSON.stringify(options));
	});
});

describe('replay', () => {
	test('says so where the bits are other ones', async () => {
		const receipt = 'out=8&in=8&rank=1&steps=3&seed=1&backend=cpu&v=1&digest=0123456789abcdef';
		expect(await answerOf(['replay', receipt])).toMatchObject({
			identical: false,
			expectedDigest: '0123456789abcdef'
		});
	});

	test.each(['', 'nonsense', 'seed=1', 'seed=x&digest=0123456789abcdef', 'steps=1&digest=short'])(
		'refuses the receipt "%s"',
		async (receipt) => expectUsageError(await call(['replay', receipt]), receipt)
	);
});

describe('every command', () => {
	test.each(commands.map((c) => [c.name, c] as const))('%s explains each of its options', async (name, c) => {
		const { code, stdout, stderr } = await call([name, '--help']);
		expect(code).toBe(0);
		for (const field of Object.keys(c.schema)) expect(stderr.join('\n')).toContain(optionName(field));
		expect(JSON.parse(stdout[0] ?? '')).toMatchObject({ name });
	});

	test('answers or says in one line what it expected, whatever it is given', async () => {
		const word = fc.oneof(
			fc.constantFrom('--out', '--in', '--rank', '--method', '--seed', '--draws', '--matrix', '--tied'),
			fc.constantFrom('lora', 'lokr', '8', '-1', '0', '1e9', '2.5', 'NaN', '', '--', '-x', '--rank=3', '=')
		);
		const line = fc.tuple(
			fc.constantFrom('count', 'rank', 'approximate', 'replay', 'nonsense'),
			fc.array(word, { maxLength: 8 })
		);
		await fc.assert(
			fc.asyncProperty(line, async ([name, rest]) => {
				const outcome = await call([name, ...rest]);
				if (outcome.code === 0) expect(outcome.stdout).toHaveLength(1);
				else expectUsageError(outcome, [name, ...rest].join(' '));
			}),
			{ numRuns: 400 }
		);
	});

	test.each(
		commands.flatMap((c) =>
			Object.entries(c.schema)
				.filter(([, field]) => field.kind !== 'text')
				.map(([field]) => [c, optionName(field)] as const)
		)
	)('refuses an illegal value: $name %s', async (c, option) => {
		expectUsageError(await call([c.name, `${option}=no such thing`]), option);
	});

	test('is named in the overview', async () => {
		const { stderr } = await call(['--help']);
		for (const { name } of commands) expect(stderr.join('\n')).toContain(`  ${name} `);
	});
});

describe('the script', () => {
	const script = join(import.meta.dirname, '../../scripts/rankscope.mjs');
	const run = (line: readonly string[]) =>
		spawnSync(process.execPath, [script, ...line], { encoding: 'utf8' });

	test('prints one JSON document and nothing else on stdout', () => {
		const { status, stdout } = run(['count', '--method', 'lora', '--out', '64', '--in', '64', '--rank', '8']);
		expect(status).toBe(0);
		expect(JSON.parse(stdout)).toMatchObject({ parameters: 1024, rankBound: 8 });
		expect(stdout.trim().split('\n')).toHaveLength(1);
	});

	test('prints nothing on stdout and one line on stderr where the input is bad', () => {
		const { status, stdout, stderr } = run(['count', '--method', 'lora', '--out', '0', '--in', '64']);
		expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
		expect(stderr.trimEnd()).toMatch(FOUR_PARTS);
	});
});
