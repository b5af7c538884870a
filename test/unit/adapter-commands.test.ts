/** Adapters compared, cut, joined, watched and saved: through the factors, and what is saved is read again by other code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Files } from '$src/files/source';
import { denseOf } from '$src/math/made';
import { svd } from '$src/math/svd';
import { difference, scaled, sum } from '$src/math/dense';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import { findAdapters, openAdapter } from '$src/files/open';
import { openPath } from '$src/cli/disk';
import { peftFolder, tensorsFile, filesOf } from './adapterFiles';
import { answerOf, call } from './terminal';

const fixtures = join(import.meta.dirname, '../fixtures');
const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** ΔW of every module, formed: the oracle for what goes through factors. */
async function deltas(files: Files): Promise<ReadonlyMap<string, Tensor>> {
	const found = (await findAdapters(files, 'here')).at(-1);
	if (!found) throw new Error('no adapter');
	const { adapter } = await openAdapter(found);
	const result = new Map<string, Tensor>();
	for (const module of adapter.modules) {
		const { made, scale } = await module.load();
		result.set(module.name, scaled(scale, denseOf(made)));
	}
	return result;
}
const of = (all: ReadonlyMap<string, Tensor>, name: string): Tensor => {
	const found = all.get(name);
	if (!found) throw new Error(`no ${name}`);
	return found;
};
const pair = (a: number[], b: number[], alpha = 1): Files =>
	peftFolder({ r: 1, lora_alpha: alpha }, { 'q.lora_A.weight': [a], 'q.lora_B.weight': b.map((x) => [x]) });

interface Compared {
	readonly modules: readonly {
		readonly name: string;
		readonly cosine: number | null;
		readonly distance: number;
		readonly overlap: readonly [number, number];
	}[];
}
const compare = async (a: Files | string, b: Files | string): Promise<Compared> => {
	const folders = { ...(typeof a === 'string' ? {} : { a }), ...(typeof b === 'string' ? {} : { b }) };
	const words = ['compare-adapters', typeof a === 'string' ? a : 'a', typeof b === 'string' ? b : 'b'];
	return (await answerOf(words, {}, folders)) as unknown as Compared;
};

describe('two adapters', () => {
	test('are compared by ΔW, not by their factors: other factors of one ΔW are the same', async () => {
		const { modules } = await compare(pair([1, 2], [3, 4]), pair([-2, -4], [-3, -4], 0.5));
		expect(modules[0]?.cosine).toBeCloseTo(1, 12);
		expect(modules[0]?.distance).toBeLessThan(1e-12);
		expect(modules[0]?.overlap).toEqual([1, expect.closeTo(1, 12)]);
	});

	test('that share nothing have cosine 0 and no directions in common', async () => {
		const { modules } = await compare(pair([1, 0], [1, 0]), pair([0, 1], [0, 1]));
		expect([modules[0]?.cosine, modules[0]?.overlap[1]]).toEqual([0, 0]);
		expect(modules[0]?.distance).toBeCloseTo(Math.SQRT2, 12);
	});

	test.each(['peft/lora', 'peft/loha', 'peft/lokr'])(
		'%s and its LoRA of rank 2: as the formed matrices say',
		async (name) => {
			const to = join(folder, `compared-${name.replace('/', '-')}`);
			await answerOf(['resize', join(fixtures, name), '--to', to, '--rank', '2']);
			const { modules } = await compare(join(fixtures, name), to);
			const [before, after] = [
				await deltas(await openPath(join(fixtures, name))),
				await deltas(await openPath(to))
			];
			expect(modules.length).toBe(before.size);
			for (const { name, cosine, distance } of modules) {
				const [x, y] = [of(before, name), of(after, name)];
				const inner = x.data.reduce((total, a, i) => total + a * (y.data[i] ?? NaN), 0);
				expect(cosine).toBeCloseTo(inner / (frobeniusNorm(x) * frobeniusNorm(y)), 9);
				expect(distance).toBeCloseTo(frobeniusNorm(difference(x, y)), 9);
			}
		}
	);

	test('of two models have nothing to compare, and that is said', async () => {
		const other = peftFolder({ r: 1 }, { 'k.lora_A.weight': [[1]], 'k.lora_B.weight': [[1]] });
		const { code, stderr } = await call(['compare-adapters', 'a', 'b'], {}, undefined, {
			a: pair([1], [1]),
			b: other
		});
		expect([code, stderr.join()]).toEqual([
			2,
			expect.stringMatching(/modules of the same names, got q and k/)
		]);
	});
});

interface Saved {
	readonly files: readonly string[];
	readonly readBack: number;
	readonly modules: readonly { readonly name: string; readonly rank: number; readonly error: number }[];
	readonly warnings: readonly string[];
}
const saved = async (words: string[], folders?: Readonly<Record<string, Files>>): Promise<Saved> =>
	(await answerOf(words, {}, folders)) as unknown as Saved;

/** An independent look at a safetensors file: names and shapes in the order in which they lie. */
function namesIn(path: string): readonly (readonly [string, string, readonly number[]])[] {
	const bytes = readFileSync(path);
	const length = Number(bytes.readBigUInt64LE(0));
	expect((8 + length) % 8).toBe(0);
	const header = JSON.parse(bytes.subarray(8, 8 + length).toString('utf8')) as Record<
		string,
		{ dtype: string; shape: number[]; data_offsets: [number, number] }
	>;
	expect(header['__metadata__']).toEqual({ format: 'pt' });
	return Object.entries(header)
		.filter(([name]) => name !== '__metadata__')
		.sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
		.map(([name, { dtype, shape }]) => [name, dtype, shape] as const);
}

describe('resize', () => {
	test.each([
		'peft/loha',
		'peft/lokr',
		'peft21/lora-conv2d',
		'peft21/loha-conv2d-effective',
		'peft21/lora-embedding'
	])('%s to rank 2 is the best of rank 2: the tail of the spectrum is its error', async (name) => {
		const to = join(folder, `resized-${name.replace('/', '-')}`);
		const answer = await saved(['resize', join(fixtures, name), '--to', to, '--rank', '2']);
		const [before, after] = [
			await deltas(await openPath(join(fixtures, name))),
			await deltas(await openPath(to))
		];
		expect(answer.readBack).toBeLessThan(1e-5);
		expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
		for (const module of answer.modules) {
			const [x, y] = [of(before, module.name), of(after, module.name)];
			const values = svd(x).singularValues;
			const tail = Math.hypot(...values.subarray(2)) / Math.hypot(...values);
			const left = frobeniusNorm(difference(x, { ...y, shape: x.shape })) / frobeniusNorm(x);
			expect(module.error).toBeCloseTo(tail, 9);
			expect(left).toBeCloseTo(tail, 6);
		}
	});

	test('by a share of the energy takes the smallest rank of each module, and writes patterns that PEFT reads', async () => {
		const to = join(folder, 'by-energy');
		const answer = await saved(['resize', join(fixtures, 'peft/loha'), '--to', to, '--energy', '0.9']);
		const before = await deltas(await openPath(join(fixtures, 'peft/loha')));
		for (const { name, rank, error } of answer.modules) {
			const squares = [...svd(of(before, name)).singularValues].map((x) => x * x);
			const all = squares.reduce((total, x) => total + x, 0);
			const held = (k: number): number => squares.slice(0, k).reduce((total, x) => total + x, 0) / all;
			expect(held(rank)).toBeGreaterThanOrEqual(0.9 - 1e-12);
			expect(held(rank - 1)).toBeLessThan(0.9);
			expect(error).toBeLessThanOrEqual(Math.sqrt(0.1) + 1e-12);
		}
	});

	test('any α at any rank: the factors shrink, ΔW stays', async () => {
		const [one, other] = [join(folder, 'alpha-r'), join(folder, 'alpha-32')];
		const words = ['resize', join(fixtures, 'peft/lora'), '--rank', '4', '--to'];
		await saved([...words, one]);
		await saved([...words, other, '--lora-alpha', '32']);
		const [x, y] = [await deltas(await openPath(one)), await deltas(await openPath(other))];
		for (const [name, delta] of x)
			expect(frobeniusNorm(difference(delta, of(y, name))) / frobeniusNorm(delta)).toBeLessThan(1e-6);
		expect(readFileSync(join(other, 'adapter_config.json'), 'utf8')).toContain('32');
	});

	test('names, kinds and shapes are as PEFT writes them', async () => {
		const to = join(folder, 'names');
		await saved(['resize', 'x', '--to', to, '--rank', '1'], { x: pair([1, 2], [3, 4, 5]) });
		expect(namesIn(join(to, 'adapter_model.safetensors'))).toEqual([
			['base_model.model.q.lora_A.weight', 'F32', [1, 2]],
			['base_model.model.q.lora_B.weight', 'F32', [3, 1]]
		]);
		const config = JSON.parse(readFileSync(join(to, 'adapter_config.json'), 'utf8')) as object;
		expect(config).toMatchObject({ peft_type: 'LORA', r: 1, lora_alpha: 1, target_modules: ['q'] });
	});

	test('wants a rank or a share, and a folder', async () => {
		for (const words of [
			['resize', 'x', '--to', folder],
			['resize', 'x', '--rank', '2'],
			['resize', 'x', '--to', folder, '--rank', '2', '--energy', '0.5']
		])
			expect((await call(words, {}, undefined, { x: pair([1], [1]) })).code).toBe(2);
	});
});

describe('merge', () => {
	test('is the weighted sum itself, negative weights too: e1e1ᵀ minus e2e2ᵀ is diag(1, −1)', async () => {
		const to = join(folder, 'merged');
		const folders = { a: pair([1, 0], [1, 0]), b: pair([0, 1], [0, 1]) };
		const answer = await saved(['merge', 'a', 'b', '--weights', '1,-1', '--to', to], folders);
		expect(answer.modules).toEqual([{ name: 'q', rank: 2, error: 0, optimal: true }]);
		const delta = of(await deltas(await openPath(to)), 'q');
		[1, 0, 0, -1].forEach((x, i) => expect(delta.data[i]).toBeCloseTo(x, 6));
	});

	test('of adapters of other ranks and methods is exact, and cut where a rank is given', async () => {
		const [all, cut] = [join(folder, 'sum'), join(folder, 'sum-cut')];
		const paths = ['peft/lora', 'peft/loha'].map((name) => join(fixtures, name));
		const words = ['merge', ...paths, '--weights', '0.7,-0.3', '--to'];
		await saved([...words, all]);
		const answer = await saved([...words, cut, '--rank', '3']);
		const [x = new Map<string, Tensor>(), y = new Map<string, Tensor>()] = await Promise.all(
			paths.map(async (path) => deltas(await openPath(path)))
		);
		const [whole, part] = [await deltas(await openPath(all)), await deltas(await openPath(cut))];
		for (const { name, rank, error } of answer.modules) {
			const meant = sum(scaled(0.7, of(x, name)), scaled(-0.3, of(y, name)));
			expect(frobeniusNorm(difference(of(whole, name), meant)) / frobeniusNorm(meant)).toBeLessThan(1e-6);
			const values = svd(meant).singularValues;
			expect(rank).toBe(3);
			expect(error).toBeCloseTo(Math.hypot(...values.subarray(3)) / Math.hypot(...values), 6);
			expect(frobeniusNorm(difference(of(part, name), meant)) / frobeniusNorm(meant)).toBeCloseTo(error, 5);
		}
	});

	test('wants one weight an adapter', async () => {
		const outcome = await call(['merge', 'a', '--weights', '1,2', '--to', folder], {}, undefined, {
			a: pair([1], [1])
		});
		expect([outcome.code, outcome.stderr.join()]).toEqual([2, expect.stringMatching(/expected 1 weights/)]);
	});
});

describe('export', () => {
	test.each(['lora', 'loha', 'lokr'])(
		'saves a trained %s as PEFT saves it, and reads back the same ΔW',
		async (method) => {
			const to = join(folder, `exported-${method}`);
			const receipt = `method=${method}&out=12&in=8&rank=2&alpha=4&task=gaussian&steps=5&seed=3&backend=cpu`;
			const answer = await answerOf(['export', receipt, '--to', to]);
			expect(answer).toMatchObject({
				files: ['adapter_config.json', 'adapter_model.safetensors'],
				readBack: { same: true }
			});
			const inspected = await answerOf(['inspect', to]);
			expect(inspected).toMatchObject({ dialect: 'peft', warnings: [] });
			expect(JSON.stringify(inspected)).toContain(`"method":"${method}"`);
		}
	);

	test('saves a trained DoRA with its base weights beside, and inspect finds the ΔW that was trained on them', async () => {
		const to = join(folder, 'exported-dora');
		const receipt =
			'method=dora&out=12&in=8&rank=2&alpha=4&task=gaussian&steps=60&seed=3&lr=0.02&backend=cpu';
		expect(await answerOf(['export', receipt, '--to', to])).toMatchObject({
			files: ['adapter_config.json', 'adapter_model.safetensors', 'base.safetensors'],
			readBack: { same: true }
		});
		const [trained, inspected] = await Promise.all([
			answerOf(['train', ...receipt.split('&').map((pair) => `--${pair}`)]),
			answerOf(['inspect', to, '--base', join(to, 'base.safetensors')])
		]);
		const { singularValues } = trained as { readonly singularValues: readonly number[] };
		const { modules } = inspected as {
			readonly modules: readonly { readonly merged?: { readonly singularValues: readonly number[] } }[];
		};
		expect(singularValues[0]).toBeGreaterThan(0);
		const found = modules[0]?.merged?.singularValues ?? [];
		singularValues.forEach((x, i) => expect(found[i]).toBeCloseTo(x, 9));
	});

	test('a method that PEFT does not save as factors, and a receipt that is none, are refused', async () => {
		expect((await call(['export', 'method=full&task=identity', '--to', folder])).code).toBe(2);
		expect((await call(['export', 'method=nothing', '--to', folder])).code).toBe(2);
	});
});

test('watch writes a line for each checkpoint that is there, with its direction against the one before', async () => {
	const config = JSON.stringify({ peft_type: 'LORA', r: 1, lora_alpha: 1 });
	const weights = (a: readonly number[]) =>
		tensorsFile({
			'base_model.model.q.lora_A.weight': [a],
			'base_model.model.q.lora_B.weight': [[1], [0]]
		});
	const runs = filesOf({
		'checkpoint-10/adapter_config.json': config,
		'checkpoint-10/adapter_model.safetensors': weights([2, 0]),
		'checkpoint-20/adapter_config.json': config,
		'checkpoint-20/adapter_model.safetensors': weights([3, 4])
	});
	const { code, stdout } = await call(['watch', 'runs', '--looks', '1'], {}, undefined, { runs });
	expect(code).toBe(0);
	expect(stdout.map((line) => (JSON.parse(line) as { step: number }).step)).toEqual([10, 20]);
	const [first, second] = stdout.map((line) => JSON.parse(line) as { modules: readonly unknown[] });
	expect(first?.modules).toMatchObject([{ name: 'q', rank: 1, frobenius: 2, cosine: null }]);
	expect(second?.modules).toMatchObject([
		{ name: 'q', rank: 1, frobenius: 5, cosine: expect.closeTo(0.6, 12) as number }
	]);
});
