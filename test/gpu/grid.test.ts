/** Grids: several programs in one dispatch, each as if it were alone. */
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Backend, GridRunner, States } from '$src/compute/backend';
import type { Program } from '$src/compute/program';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import type { Run } from '$src/receipt/run';
import { runOf } from '../unit/backendSuite';

let gpu: GPU;
let backend: Backend;

beforeAll(async () => {
	const found = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
	if (!found) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
	gpu = found;
	backend = await webgpuBackend(gpu, { mostFused: Infinity });
});

afterAll(() => backend.dispose());
afterEach(() => vi.restoreAllMocks());

const programOf = (run: Partial<Run>): Program => experiment(runOf({ steps: 30, ...run })).program;

/** LoHa with each pair of ranks from 1 to 4. */
const ragged = (run: Partial<Run> = {}): Program[] =>
	[1, 2, 3, 4].flatMap((rank) =>
		[1, 2, 3, 4].map((rank2) => programOf({ method: 'loha', task: 'gaussian', ...run, rank, rank2 }))
	);

function gridOf(programs: readonly Program[], on = backend): Promise<GridRunner> {
	if (!on.prepareGrid) throw new Error('the WebGPU backend makes grids');
	return on.prepareGrid(programs);
}

/** What each program does when it is alone. */
async function alone(
	programs: readonly Program[],
	steps: number
): Promise<{ losses: Float32Array; end: States }[]> {
	const results: { losses: Float32Array; end: States }[] = [];
	for (const program of programs) {
		const runner = await backend.prepare(program);
		results.push({ losses: await runner.run(steps), end: await runner.read() });
		runner.dispose();
	}
	return results;
}

test.each<[string, Program[], number]>([
	['LoHa with ranks 1 … 4 × 1 … 4 on a matrix', ragged(), 1],
	[
		'LoHa with ranks 1 … 4 × 1 … 4 on data, each in the form that costs least',
		ragged({ task: 'regression:2' }),
		2
	],
	[
		'methods, shapes and optimizers side by side',
		[
			programOf({ method: 'lora', task: 'gaussian', rank: 2 }),
			programOf({ method: 'lokr', task: 'kron:4x3', rank: 1 }),
			programOf({ method: 'lora', task: 'gaussian', rank: 5, out: 9, in: 21, seed: 3 }),
			programOf({ method: 'full', task: 'regression:2', optimizer: 'sgd', lr: 0.1 }),
			programOf({ method: 'lora', task: 'low-rank:2', lr: 0.003, schedule: 'cosine' })
		],
		3
	]
])('a grid gives each program the bits that it has alone: %s', async (_, programs, texts) => {
	const grid = await gridOf(programs);
	expect(new Set(grid.sources).size).toBeLessThanOrEqual(texts);
	const [first, second] = [await grid.run(13), await grid.run(17)];
	const ends = await grid.read();
	expect(grid.step).toBe(30);
	(await alone(programs, 30)).forEach(({ losses, end }, i) => {
		expect([...(first[i] ?? []), ...(second[i] ?? [])]).toEqual([...losses]);
		expect(ends[i]).toEqual(end);
	});
	grid.dispose();
});

test('a program that diverges keeps its losses, and the others keep their bits', async () => {
	const calm = programOf({ method: 'lora', task: 'gaussian', optimizer: 'sgd', lr: 0.01 });
	const wild = programOf({ method: 'lora', task: 'gaussian', optimizer: 'sgd', lr: 10 });
	const grid = await gridOf([calm, wild, calm]);
	const losses = await grid.run(30);
	const ends = await grid.read();
	expect(losses[1]?.some((loss) => !Number.isFinite(loss))).toBe(true);
	expect(losses[1]?.[0]).toBe(losses[0]?.[0]);
	expect([...(ends[1]?.states.get('A') ?? [])].every((x) => Number.isFinite(x))).toBe(false);
	const [undisturbed] = await alone([calm], 30);
	for (const i of [0, 2]) {
		expect(losses[i]).toEqual(undisturbed?.losses);
		expect(ends[i]).toEqual(undisturbed?.end);
	}
	grid.dispose();
});

test('programs of one text take one dispatch and one submit for many steps, and one readback a run', async () => {
	const grid = await gridOf(ragged({ out: 8, in: 8 }));
	// How many steps a submit takes follows the time that the last one took: here none took long.
	let now = 0;
	vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.1));
	await grid.run(1);
	const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
	const submit = vi.spyOn(GPUQueue.prototype, 'submit');
	const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
	await grid.run(16);
	expect(dispatch).toHaveBeenCalledTimes(1);
	expect(dispatch).toHaveBeenCalledWith(16, 1);
	expect(submit).toHaveBeenCalledTimes(1);
	expect(map).toHaveBeenCalledTimes(1);
	grid.dispose();
});

test('equal inputs and tables lie in memory once: their bytes are sent once', async () => {
	const programs = ragged({ out: 32, in: 32 });
	const sent = vi.spyOn(GPUQueue.prototype, 'writeBuffer');
	const grid = await gridOf(programs);
	const bytes = 4 * 32 * 32;
	expect(sent.mock.calls.filter(([, , , , size]) => size === bytes)).toHaveLength(1);
	grid.dispose();
});

test('a grid that does not fit into one buffer is split, with the same bits', async () => {
	// Each program keeps 100,000 losses of its own: ten of them fill 4 MiB.
	const programs = ragged({ steps: 100000, out: 4, in: 4 });
	const limited = await webgpuBackend(allowing(4 * 2 ** 20), { mostFused: Infinity });
	const [whole, split] = [await gridOf(programs), await gridOf(programs, limited)];
	const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
	const expected = await whole.run(1);
	expect(dispatch.mock.calls).toEqual([[16, 1]]);
	dispatch.mockClear();
	expect(await split.run(1)).toEqual(expected);
	expect(dispatch.mock.calls.length).toBeGreaterThan(1);
	expect(dispatch.mock.calls.reduce((cells, [x]) => cells + x, 0)).toBe(16);
	expect(await split.read()).toEqual(await whole.read());
	limited.dispose();
	whole.dispose();
});

/** A GPU whose devices say that a buffer holds no more bytes than these. */
const allowing = (bytes: number): GPU =>
	Object.assign(Object.create(gpu) as GPU, {
		requestAdapter: async (): Promise<GPUAdapter> => {
			const adapter = await gpu.requestAdapter();
			if (!adapter) throw new Error('these tests need a GPU');
			return Object.assign(Object.create(adapter) as GPUAdapter, {
				limits: adapter.limits,
				info: adapter.info,
				requestDevice: async (options: GPUDeviceDescriptor) => {
					const device = await adapter.requestDevice(options);
					const limits = { maxBufferSize: bytes, maxStorageBufferBindingSize: bytes };
					return Object.defineProperty(device, 'limits', { value: limits });
				}
			});
		}
	});
