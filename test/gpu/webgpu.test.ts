import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { methodNames } from '$src/adapters/index';
import { cpuBackend } from '$src/compute/cpu/backend';
import { selectBackend } from '$src/compute/select';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import type { TrainEvent } from '$src/experiments/protocol';
import { train } from '$src/experiments/train';
import { backendSuite, runOf } from '../unit/backendSuite';
import { relativeDifference } from '../unit/oracle';

let gpu: GPU;

beforeAll(async () => {
	const found = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
	if (!found) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
	gpu = found;
});

afterEach(() => vi.restoreAllMocks());

backendSuite('the WebGPU backend, steps fused', () => webgpuBackend(gpu, { mostFused: Infinity }), 25);
backendSuite('the WebGPU backend, a dispatch a phase', () => webgpuBackend(gpu, { mostFused: 0 }), 25);

/** A GPU whose adapter does something else. */
const gpuWith = (requestAdapter: GPU['requestAdapter']): GPU =>
	Object.assign(Object.create(gpu) as GPU, { requestAdapter });

describe('CPU and WebGPU', () => {
	test.each(methodNames)(
		'train %s to the same losses within 3e-5 after 200 steps of Adam',
		async (method) => {
			// Adam divides by √v: near convergence it amplifies float32 roundings.
			const { program } = experiment(
				runOf({ method, task: 'gaussian', steps: 200, out: 24, in: 20, rank: 4 })
			);
			const backend = await webgpuBackend(gpu);
			const [a, b] = [await backend.prepare(program), await cpuBackend().prepare(program)];
			expect(relativeDifference(await a.run(200), await b.run(200))).toBeLessThan(3e-5);
			backend.dispose();
		},
		60000
	);

	test('a LoRA step of a large layer costs 3 dispatches on a matrix target and 4 on data', async () => {
		const backend = await webgpuBackend(gpu, { mostFused: 0 });
		const cost = async (task: string): Promise<number> =>
			(await backend.prepare(experiment(runOf({ method: 'lora', task })).program)).dispatchesPerStep;
		expect(await cost('gaussian')).toBe(3);
		expect(await cost('regression:2')).toBe(4);
		backend.dispose();
	});

	test('200 steps of a small layer cost five dispatches where the GPU is quick: 8 steps, then twice as many each time', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 200 })).program
		);
		const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
		// How many steps a dispatch takes follows the time that the last one took: here none took long.
		let now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.1));
		await runner.run(200);
		expect(dispatch).toHaveBeenCalledTimes(5);
		expect(runner.dispatchesPerStep).toBeLessThan(1 / 64);
		backend.dispose();
	});

	test('a dispatch that takes long is followed by one of fewer steps, and by one step at least', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 20 })).program
		);
		let now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => (now += 1000));
		const dispatch = vi.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups');
		await runner.run(20);
		expect(dispatch).toHaveBeenCalledTimes(1 + 12);
		expect(runner.dispatchesPerStep).toBe(1);
		backend.dispose();
	});

	test.each(['lora', 'loha', 'lokr', 'full'] as const)(
		'of %s the fused form and the wide one compute the same bits, on a matrix target and on data',
		async (method) => {
			const [fused, wide] = [
				await webgpuBackend(gpu, { mostFused: Infinity }),
				await webgpuBackend(gpu, { mostFused: 0 })
			];
			for (const task of ['gaussian', 'regression:2']) {
				const { program } = experiment(runOf({ method, task, out: 24, in: 20, rank: 4, steps: 60 }));
				const [a, b] = [await fused.prepare(program), await wide.prepare(program)];
				expect(await a.run(60)).toEqual(await b.run(60));
				expect(await a.read()).toEqual(await b.read());
			}
			fused.dispose();
			wide.dispose();
		}
	);

	test('a chunk of 64 steps reads back once', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 64 })).program
		);
		const map = vi.spyOn(GPUBuffer.prototype, 'mapAsync');
		await runner.run(64);
		expect(map).toHaveBeenCalledTimes(1);
		backend.dispose();
	});

	test('a run of one batch is one submit, its readback included; a longer one adds a submit a batch', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 400 })).program
		);
		const submit = vi.spyOn(GPUQueue.prototype, 'submit');
		const wait = vi.spyOn(GPUQueue.prototype, 'onSubmittedWorkDone');
		let now = 0;
		vi.spyOn(performance, 'now').mockImplementation(() => (now += 0.1));
		await runner.run(8);
		expect(submit).toHaveBeenCalledTimes(1);
		expect(wait).toHaveBeenCalledTimes(0);
		submit.mockClear();
		// 16, 32 and 64 steps.
		await runner.run(112);
		expect(submit).toHaveBeenCalledTimes(3);
		expect(wait).toHaveBeenCalledTimes(2);
		backend.dispose();
	});

	test('however long it trains, no buffer is made after the first readbacks', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 10000 })).program
		);
		await runner.run(100);
		await runner.read();
		const create = vi.spyOn(GPUDevice.prototype, 'createBuffer');
		while (runner.step < 10000) {
			await runner.run(100);
			await runner.read();
		}
		expect(create).not.toHaveBeenCalled();
		backend.dispose();
	});

	test('another rank, shape or number of steps compiles nothing again', async () => {
		const backend = await webgpuBackend(gpu);
		const compile = vi.spyOn(GPUDevice.prototype, 'createComputePipelineAsync');
		for (const run of [{ rank: 3 }, { rank: 1 }, { rank: 9, out: 40, in: 24 }, { rank: 4, steps: 2000 }]) {
			const { program } = experiment(runOf({ method: 'loha', task: 'gaussian', ...run }));
			(await backend.prepare(program)).dispose();
		}
		expect(compile).toHaveBeenCalledTimes(1);
		backend.dispose();
	});
});

describe('what can go wrong with WebGPU has a name', () => {
	test('no adapter', async () => {
		await expect(webgpuBackend(gpuWith(() => Promise.resolve(null)))).rejects.toMatchObject({
			reason: 'no-adapter'
		});
		const { backend, refused } = await selectBackend(
			'auto',
			gpuWith(() => Promise.resolve(null))
		);
		expect(backend.name).toBe('cpu');
		expect(refused).toMatchObject([{ name: 'webgpu', reason: 'no-adapter' }]);
	});

	test('a refused device', async () => {
		const refusing = gpuWith(async (options) => {
			const adapter = await gpu.requestAdapter(options);
			if (!adapter) throw new Error('no adapter');
			return Object.assign(Object.create(adapter) as GPUAdapter, {
				limits: adapter.limits,
				info: adapter.info,
				requestDevice: () => Promise.reject(new Error('the driver said no'))
			});
		});
		const failure = webgpuBackend(refusing);
		await expect(failure).rejects.toMatchObject({ reason: 'device-refused' });
		await expect(failure).rejects.toThrow(/the driver said no/);
	});

	test('a shader that does not compile', async () => {
		const backend = await webgpuBackend(gpu);
		const original = GPUDevice.prototype.createShaderModule;
		vi.spyOn(GPUDevice.prototype, 'createShaderModule').mockImplementation(function (this: GPUDevice) {
			return original.call(this, { code: 'fn main( {' });
		});
		const { program } = experiment(runOf({ method: 'lora', task: 'gaussian' }));
		await expect(backend.prepare(program)).rejects.toMatchObject({ reason: 'shader-error' });
		backend.dispose();
	});

	test('more memory than the adapter allows', async () => {
		const backend = await webgpuBackend(gpu);
		const { program } = experiment(runOf({ method: 'lora', task: 'gaussian' }));
		const huge = { ...program, steps: 2 ** 30, tables: [] };
		await expect(backend.prepare({ ...huge, updates: [] })).rejects.toMatchObject({
			reason: 'out-of-memory'
		});
		backend.dispose();
	});

	test('commands that the GPU refuses while training, at once and ever after', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 100 })).program
		);
		await runner.run(10);
		const original = GPUComputePassEncoder.prototype.dispatchWorkgroups;
		const dispatch = vi
			.spyOn(GPUComputePassEncoder.prototype, 'dispatchWorkgroups')
			.mockImplementation(function (this: GPUComputePassEncoder) {
				// More than any device allows.
				original.call(this, 2 ** 30);
			});
		await expect(runner.run(10)).rejects.toMatchObject({ reason: 'shader-error' });
		dispatch.mockRestore();
		await expect(runner.run(10)).rejects.toMatchObject({ reason: 'shader-error' });
		expect(runner.step).toBe(10);
		backend.dispose();
	});

	test('a page without room for the first values', async () => {
		const backend = await webgpuBackend(gpu);
		vi.spyOn(GPUDevice.prototype, 'createBuffer').mockImplementation(() => {
			throw new RangeError(
				'createBuffer failed, size is too large for the implementation when mappedAtCreation == true'
			);
		});
		const { program } = experiment(runOf({ method: 'lora', task: 'gaussian' }));
		await expect(backend.prepare(program)).rejects.toMatchObject({ reason: 'out-of-memory' });
		backend.dispose();
	});

	test('a device lost while training rejects, and never trains on', async () => {
		const backend = await webgpuBackend(gpu);
		const runner = await backend.prepare(
			experiment(runOf({ method: 'lora', task: 'gaussian', steps: 5000 })).program
		);
		await runner.run(10);
		const running = runner.run(4000);
		backend.dispose();
		await expect(running).rejects.toMatchObject({ reason: 'device-lost' });
		await expect(runner.run(1)).rejects.toMatchObject({ reason: 'device-lost' });
	});

	test('a device lost while training with backend auto goes on from the checkpoint on the CPU, to the end', async () => {
		const events: TrainEvent[] = [];
		const run = runOf({ method: 'lora', task: 'gaussian', steps: 600, rank: 3 });
		let lose = (): void => undefined;
		const result = await train(run, {
			select: (wanted) => selectBackend(wanted, gpu),
			signal: new AbortController().signal,
			progressEvery: 20,
			onEvent: (event) => {
				events.push(event);
				// The first checkpoint is there: now the device goes.
				if (event.kind === 'progress') lose();
			},
			onBackend: (backend) => {
				lose = backend.name === 'webgpu' ? () => backend.dispose() : () => undefined;
			}
		});
		const resumed = events.find((e) => e.kind === 'resumed');
		expect(resumed).toMatchObject({ reason: 'device-lost', backend: { name: 'cpu' } });
		expect(resumed?.kind === 'resumed' && resumed.fromStep).toBeGreaterThan(0);
		expect(result).toMatchObject({ step: 600, resumed: true, backend: { name: 'cpu' } });
		expect(result.receipt).not.toContain('digest');
		// The same optimum as an undisturbed run: the checkpoint was not corrupt.
		const whole = await train(run, {
			select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
			signal: new AbortController().signal,
			progressEvery: Infinity,
			onEvent: () => undefined
		});
		expect(Math.abs(result.error - whole.error)).toBeLessThan(1e-3);
	});

	test('a device lost while training with backend webgpu is an error: nothing falls back unasked', async () => {
		let lose = (): void => undefined;
		const failing = train(runOf({ method: 'lora', task: 'gaussian', steps: 5000, backend: 'webgpu' }), {
			select: (wanted) => selectBackend(wanted, gpu),
			signal: new AbortController().signal,
			progressEvery: 20,
			onEvent: (event) => {
				if (event.kind === 'progress') lose();
			},
			onBackend: (backend) => {
				lose = () => backend.dispose();
			}
		});
		await expect(failing).rejects.toMatchObject({ reason: 'device-lost' });
	});
});
