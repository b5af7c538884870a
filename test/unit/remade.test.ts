/** Adapters cut and joined in the parts that libraries keep them in, and what two adapters share: against formed matrices. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { openPath } from '$src/cli/disk';
import type { AdapterModule } from '$src/files/adapter';
import { checkpointModules } from '$src/files/checkpoints';
import { compareModules } from '$src/files/compared';
import { measureModule } from '$src/files/measured';
import { findAdapters, openAdapter } from '$src/files/open';
import { remade } from '$src/files/remade';
import { madeParts } from '$src/files/thinParts';
import { principalAngles } from '$src/math/angles';
import { difference, product, scaled, timesTransposed, transposed } from '$src/math/dense';
import { leadingOf } from '$src/math/leading';
import { denseOf, dense, kron, product as productOf, type Made } from '$src/math/made';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { tallOf, tensorOf } from '$src/math/tall';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import { truncated } from '$src/math/thin';
import { peftFolder } from './adapterFiles';
import { answerOf } from './terminal';

const fixtures = join(import.meta.dirname, '../fixtures');
const folder = mkdtempSync(join(tmpdir(), 'rankscope-'));
afterAll(() => rmSync(folder, { recursive: true }));

const modulesAt = async (path: string): Promise<readonly AdapterModule[]> => {
	const found = (await findAdapters(await openPath(path), path)).at(-1);
	if (!found) throw new Error('no adapter');
	return (await openAdapter(found)).adapter.modules;
};
/** s·ΔW of each expert or group, formed. */
const formedParts = async (module: AdapterModule): Promise<readonly Tensor[]> =>
	(await madeParts(module)).map(({ made, scale }) => scaled(scale, denseOf(made)));
const norm = (parts: readonly Tensor[]): number => Math.hypot(...parts.map(frobeniusNorm));
const off = (a: readonly Tensor[], b: readonly Tensor[]): number =>
	Math.hypot(...a.map((x, i) => frobeniusNorm(difference(x, b[i] ?? x))));

interface Saved {
	readonly modules: readonly { readonly name: string; readonly rank: number; readonly error: number }[];
	readonly warnings: readonly string[];
	readonly readBack: number;
}

describe.each([
	'lora-parameters-3d',
	'lora-parameters-3d-transposed',
	'lora-moe-all-linear',
	'lora-conv2d-grouped'
])('%s, kept in experts or groups', (name) => {
	const path = join(fixtures, 'peft21', name);

	test('is cut part by part to the best of a rank, and read back in the same parts', async () => {
		const to = join(folder, `${name}-cut`);
		const answer = (await answerOf(['resize', path, '--to', to, '--rank', '1'])) as unknown as Saved;
		const [before, after] = [await modulesAt(path), await modulesAt(to)];
		expect(after.map((module) => module.name)).toEqual(before.map((module) => module.name));
		expect(after.map(({ layout }) => layout.shape)).toEqual(before.map(({ layout }) => layout.shape));
		expect(answer.modules).toHaveLength(before.length);
		for (const [i, module] of before.entries()) {
			const [x, y] = [await formedParts(module), await formedParts(after[i] ?? module)];
			expect(y).toHaveLength(x.length);
			const tail = Math.hypot(...x.map((part) => Math.hypot(...svd(part).singularValues.subarray(1))));
			const told = answer.modules.find((one) => one.name === module.name);
			expect(told?.error).toBeCloseTo(tail / norm(x), 9);
			expect(off(x, y) / norm(x)).toBeCloseTo(tail / norm(x), 5);
		}
	});

	test('has at a checkpoint the rank, norm and stable rank that are measured of it when it is opened', async () => {
		const found = (await findAdapters(await openPath(path), path)).at(-1);
		if (!found) throw new Error('no adapter');
		const { adapter } = await openAdapter(found);
		for await (const { name: module, values } of checkpointModules([adapter, adapter])) {
			const opened = adapter.modules.find((one) => one.name === module);
			if (!opened) throw new Error(`no module ${module}`);
			const { rank, frobenius, stableRank, rankAt } = await measureModule(opened, [0.99]);
			for (const value of values) {
				expect(value).toMatchObject({ rank, frobenius, stableRank, rankAt99: rankAt.get(0.99) });
				expect((value?.withLast ?? NaN) / frobenius ** 2).toBeCloseTo(1, 12);
			}
		}
	});

	test('joined with itself at weights 1 and −1 is zero, and at ½ and ½ is itself', async () => {
		const [nothing, same] = [join(folder, `${name}-zero`), join(folder, `${name}-same`)];
		await answerOf(['merge', path, path, '--weights', '1,-1', '--to', nothing]);
		await answerOf(['merge', path, path, '--weights', '0.5,0.5', '--to', same]);
		const [before, zero, again] = [await modulesAt(path), await modulesAt(nothing), await modulesAt(same)];
		for (const [i, module] of before.entries()) {
			const x = await formedParts(module);
			expect(norm(await formedParts(zero[i] ?? module)) / norm(x)).toBeLessThan(1e-6);
			expect(off(x, await formedParts(again[i] ?? module)) / norm(x)).toBeLessThan(1e-6);
		}
	});
});

test.each([1, 2, 3])(
	'a convolution in groups that is cut to rank %i has at least one a group, and what is more than asked for is said',
	async (rank) => {
		const path = join(fixtures, 'peft21/lora-conv2d-grouped');
		const to = join(folder, `least-${rank}`);
		const answer = (await answerOf(['resize', path, '--to', to, '--rank', String(rank)])) as unknown as Saved;
		const [before] = await modulesAt(path);
		expect(before?.layout.groups).toBe(2);
		expect(answer.modules.map((one) => one.rank)).toEqual([2]);
		const said = answer.warnings.filter((one) => one.includes('no smaller rank is possible'));
		expect(said).toHaveLength(rank < 2 ? 1 : 0);
		if (rank < 2) expect(said[0]).toContain('of rank 2, not 1');
	}
);

test('the parameters of experts stand in the configuration as PEFT finds them, and not among the modules', async () => {
	const to = join(folder, 'named-experts');
	await answerOf(['resize', join(fixtures, 'peft21/lora-parameters-3d'), '--to', to, '--rank', '1']);
	const config = JSON.parse(readFileSync(join(to, 'adapter_config.json'), 'utf8')) as Record<
		string,
		string[]
	>;
	expect(config['target_parameters']?.every((name) => /experts\.(gate_up|down)_proj$/.test(name))).toBe(true);
	expect(config['target_parameters']).toHaveLength(2);
	expect(config['target_modules']?.some((name) => name.includes('experts'))).toBe(false);
});

const normal = (name: string, rows: number, columns: number, seed = 1): Tensor =>
	new Random(seed, name).normal([rows, columns]);
const pair = (name: string, m: number, n: number, r: number, seed = 1): Made =>
	productOf(
		tallOf(normal(`${name}p`, m, r, seed).data, m, r),
		tallOf(normal(`${name}q`, n, r, seed).data, n, r)
	);

test('the leading directions of a Kronecker product are those of the formed matrix, to any rank', () => {
	fc.assert(
		fc.property(fc.nat(1000), fc.integer({ min: 1, max: 20 }), (seed, k) => {
			const made = kron(dense(normal('a', 4, 3, seed)), pair('b', 5, 6, 2, seed));
			const leading = leadingOf(made, () => k);
			const whole = svd(denseOf(made));
			const kept = Math.min(k, leading.all.length);
			leading.all.forEach((s, i) => expect(s).toBeCloseTo(whole.singularValues[i] ?? NaN, 9));
			const { p, q } = truncated(leading, kept);
			const error = frobeniusNorm(difference(denseOf(made), timesTransposed(tensorOf(p), tensorOf(q))));
			expect(error).toBeCloseTo(Math.hypot(...whole.singularValues.subarray(kept)), 8);
			const gram = product(transposed(tensorOf(leading.u)), tensorOf(leading.u));
			gram.data.forEach((x, i) => expect(x).toBeCloseTo(i % (kept + 1) === 0 ? 1 : 0, 9));
		}),
		{ numRuns: 30 }
	);
});

test('principal angles keep their digits where they are tiny and where they are right', () => {
	const angles = [1e-9, 0.3, Math.PI / 2];
	const x = tallOf(Float64Array.from([1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]), 6, 3);
	const y = tallOf(
		Float64Array.from({ length: 18 }, (_, at) => {
			const [i, j] = [Math.floor(at / 3), at % 3];
			const angle = angles[j] ?? 0;
			return i === j ? Math.cos(angle) : i === j + 3 ? Math.sin(angle) : 0;
		}),
		6,
		3
	);
	const found = principalAngles(x, y, 3);
	angles.forEach((angle, i) => expect(Math.abs((found[i] ?? NaN) / angle - 1)).toBeLessThan(1e-9));
});

const single = async (a: number[][], b: number[][]): Promise<AdapterModule> => {
	const files = peftFolder(
		{ r: a.length, lora_alpha: a.length },
		{ 'q.lora_A.weight': a, 'q.lora_B.weight': b }
	);
	const [found] = await findAdapters(files, 'here');
	const [module] = found ? (await openAdapter(found)).adapter.modules : [];
	if (!module) throw new Error('no module');
	return module;
};

test('what is common to two adapters is their share within each other’s directions; the rest is new', async () => {
	// ΔW₁ = e₁e₁ᵀ, ΔW₂ = 3·e₁e₁ᵀ + 4·e₂e₂ᵀ.
	const one = await single([[1, 0, 0]], [[1], [0], [0]]);
	const other = await single(
		[
			[3, 0, 0],
			[0, 4, 0]
		],
		[
			[1, 0],
			[0, 1],
			[0, 0]
		]
	);
	const compared = await compareModules(one, other);
	expect(compared?.common[0]).toBeCloseTo(1, 12);
	expect(compared?.common[1]).toBeCloseTo(9 / 25, 12);
	expect(compared?.cosine).toBeCloseTo(3 / 5, 12);
	// The leading direction of the second is e₂, at a right angle to e₁.
	expect(compared?.angles.left).toEqual([expect.closeTo(Math.PI / 2, 12)]);
});

test('two Kronecker products of full blocks are compared and cut without thin factors', async () => {
	const blocks = (seed: number): Made =>
		kron(dense(normal('a', 40, 40, seed)), dense(normal('b', 40, 40, seed)));
	const module = (made: Made): AdapterModule => ({
		name: 'q',
		layout: {
			method: 'lokr',
			shape: [1600, 1600],
			rank: null,
			rankBound: 1600,
			counted: [],
			groups: 1,
			make: () => made
		},
		parameters: 3200,
		bytes: 12800,
		dtypes: ['F32'],
		hasMagnitude: false,
		configName: 'q',
		loadMagnitude: () => Promise.resolve(null),
		load: () => Promise.resolve({ made, scale: -0.5, from: 'alpha/r', notes: [] })
	});
	const [a, b] = [module(blocks(1)), module(blocks(1))];
	const compared = await compareModules(a, b);
	expect(compared?.cosine).toBeCloseTo(1, 9);
	expect(compared?.distance).toBe(0);
	const adapter = {
		file: 'a',
		dialect: 'peft',
		parameters: 3200,
		modules: [a],
		others: [],
		metadata: new Map(),
		notes: []
	} as const;
	const { written, modules } = await remade([{ adapter, weight: 1 }], { keep: { rank: 4 } });
	const [part] = written[0]?.parts ?? [];
	const left = svd(normal('a', 40, 40, 1)).singularValues;
	const right = svd(normal('b', 40, 40, 1)).singularValues;
	const values = [...left].flatMap((s) => [...right].map((t) => 0.5 * s * t)).sort((x, y) => y - x);
	expect(modules[0]?.error).toBeCloseTo(Math.hypot(...values.slice(4)) / Math.hypot(...values), 9);
	// U·σ·Vᵀ with the sign of s: the leading value is ⟨u, −s·M v⟩.
	const [u, v] = [svd(normal('a', 40, 40, 1)), svd(normal('b', 40, 40, 1))];
	const at = (t: Tensor, i: number): number => t.data[i * 40] ?? NaN;
	const corner = (part?.p.data ?? []).slice(0, 1)[0] ?? NaN;
	expect(Math.abs(corner)).toBeCloseTo(Math.sqrt(values[0] ?? NaN) * Math.abs(at(u.u, 0) * at(v.u, 0)), 9);
	const all = await remade([{ adapter, weight: 1 }], { keep: 'all' });
	expect(all.notes.map(({ kind }) => kind)).toEqual(['not-written']);
});
