/** Products in tiles and long sums in parts: of any size the right numbers, by one text, in both forms the same bits. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import fc from 'fast-check';
import { apply, leaf, type Expression } from '$src/algebra/expression';
import { add, hadamard, matmul, transpose } from '$src/algebra/ops';
import { product } from '$src/algebra/scalar';
import type { Backend } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { isSoftware } from '$src/compute/webgpu/device';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import { runOf, valueProgram } from '../unit/backendSuite';
import { relativeDifference, runOracle } from '../unit/oracle';

let fused: Backend;
let wide: Backend;
/** As GPUs that are no program have it. */
let unrolled: Backend;
/** Is the GPU a software GPU? */
let isProgram: boolean;

beforeAll(async () => {
	const gpu = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
	if (!gpu) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
	const adapter = await gpu.requestAdapter();
	isProgram = adapter !== null && isSoftware(adapter);
	[fused, wide, unrolled] = [
		await webgpuBackend(gpu, { mostFused: Infinity }),
		await webgpuBackend(gpu, { mostFused: 0 }),
		await webgpuBackend(gpu, { mostFused: Infinity, unrolled: 4 })
	];
});

afterAll(() => {
	fused.dispose();
	wide.dispose();
	unrolled.dispose();
});

const numbers = (n: number, seed: number): number[] =>
	Array.from({ length: n }, (_, i) => Math.sin(12.9898 * (i + 1) + seed));

/** The value of an expression of leaves in every form, which must have the same bits; and the text. */
async function valueOf(
	expression: Expression,
	values: ReadonlyMap<string, readonly number[]>
): Promise<{ error: number; sources: readonly string[]; hasTallTiles: boolean }> {
	const program = valueProgram(expression, values);
	const results: Float32Array[] = [];
	let sources: readonly string[] = [];
	let hasTallTiles = false;
	for (const backend of [unrolled, wide, fused]) {
		const runner = await backend.prepare(program);
		await runner.run(1);
		results.push((await runner.read()).states.get('result') ?? new Float32Array());
		({ sources } = runner);
		if (backend === wide) hasTallTiles = sources.some((source) => source.includes('c0row7'));
		runner.dispose();
	}
	expect(results[0]).toEqual(results[1]);
	const expected = runOracle(program, 1).states.get('result')?.data ?? [];
	return { error: relativeDifference(results[0] ?? [], expected), sources, hasTallTiles };
}

const size = fc.integer({ min: 1, max: 14 });

test('two products of one kernel, and maps of them that read other matrices along and across, are right for every size', async () => {
	const texts = new Set<string>();
	await fc.assert(
		fc.asyncProperty(size, size, size, size, async (m, n, k, r) => {
			const [a, b] = [leaf('a', [m, k]), leaf('b', [k, n])];
			const [c, d] = [leaf('c', [m, r]), leaf('d', [n, r])];
			const [along, across] = [leaf('along', [m, n]), leaf('across', [n, m])];
			const both = hadamard(matmul(a, b), matmul(c, transpose(d)));
			const whole = add(add(both, along), transpose(across));
			const leaves = [a, b, c, d, along, across];
			const values = new Map(
				leaves.map((l, i) => [l.name, numbers((l.shape[0] ?? 1) * (l.shape[1] ?? 1), i)] as const)
			);
			const { error, sources } = await valueOf(whole, values);
			expect(error).toBeLessThan(1e-5);
			for (const source of sources) texts.add(source);
		}),
		{ numRuns: 60, seed: 31 }
	);
	expect(texts.size).toBe(1);
	// Both products in the same tile.
	expect([...texts][0]).toMatch(/c0row3[^}]*c1row3/s);
});

test('products over several letters, whose factors share a letter of the result, are right for every size', async () => {
	await fc.assert(
		fc.asyncProperty(size, size, size, size, async (n, i, j, k) => {
			const [x, y] = [leaf('x', [n, i, k]), leaf('y', [n, k, j])];
			const batched = apply({ name: 'batched', notation: 'nik,nkj->nij', body: product(2) }, [x, y]);
			const gram = apply({ name: 'gram', notation: 'nik,nkj->ij', body: product(2) }, [x, y]);
			const values = new Map([
				['x', numbers(n * i * k, 1)],
				['y', numbers(n * k * j, 2)]
			]);
			for (const whole of [batched, gram]) {
				const { error, hasTallTiles } = await valueOf(whole, values);
				expect(error).toBeLessThan(1e-5);
				// On a software GPU, where there are rows enough to fill them.
				expect(hasTallTiles).toBe(isProgram && i > 4);
			}
		}),
		{ numRuns: 30, seed: 32 }
	);
});

test.each([512, 521, 520, 1000, 4096])('a sum of %i terms is right within 1e-5', async (k) => {
	const [a, b] = [leaf('a', [5, k]), leaf('b', [k, 3])];
	const values = new Map([
		['a', numbers(5 * k, 1)],
		['b', numbers(k * 3, 2)]
	]);
	expect((await valueOf(matmul(a, b), values)).error).toBeLessThan(1e-5);
	const rows = apply({ name: 'squares', notation: 'ij->i', body: product(1) }, [a]);
	expect((await valueOf(rows, new Map([...values].slice(0, 1)))).error).toBeLessThan(1e-5);
});

test.each([
	{ method: 'lokr', task: 'regression:2', rank: 64, factor: 8 },
	{ method: 'lora', task: 'regression:2', in: 512 },
	{ method: 'loha', task: 'gaussian', in: 1024, out: 8 }
] as const)(
	'with sums of 512 terms and more, $method on $task trains to the CPU’s losses within 3e-5',
	async (run) => {
		const { program } = experiment(runOf({ out: 64, in: 64, steps: 20, ...run }));
		const [a, b, c] = [
			await fused.prepare(program),
			await wide.prepare(program),
			await cpuBackend().prepare(program)
		];
		const losses = await a.run(20);
		expect(await b.run(20)).toEqual(losses);
		expect(await b.read()).toEqual(await a.read());
		const d = await unrolled.prepare(program);
		expect(await d.run(20)).toEqual(losses);
		expect(await d.read()).toEqual(await a.read());
		expect(relativeDifference(losses, await c.run(20))).toBeLessThan(3e-5);
	}
);
