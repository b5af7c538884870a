/** GPUs that never answer, refuse, or throw what nobody expects; with a GPU of the test's own, no driver is needed. */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { BackendError, type Backend, type BackendName, type Runner } from '$src/compute/backend';
import { Calibration } from '$src/compute/calibrate';
import { cpuBackend } from '$src/compute/cpu/backend';
import { selectBackend, type Selected } from '$src/compute/select';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { openDevice } from '$src/compute/webgpu/device';
import { experiment } from '$src/experiments/experiment';
import { keepBackend } from '$src/experiments/keep';
import type { TrainEvent } from '$src/experiments/protocol';
import { train } from '$src/experiments/train';
import { runOf } from './backendSuite';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
const SHORT = { open: 20, compile: 20, work: 20 };
const LONG = { open: 1e5, compile: 1e5, work: 1e5 };

/** As much of a device as opening one touches. */
function fakeDevice(change: Partial<GPUDevice> = {}) {
	const destroy = vi.fn();
	const device = {
		lost: never(),
		addEventListener: () => undefined,
		destroy,
		createBindGroupLayout: () => ({}),
		createPipelineLayout: () => ({}),
		...change
	} as unknown as GPUDevice;
	return { device, destroy };
}
const fakeGpu = (requestDevice: () => Promise<GPUDevice>): GPU => {
	const adapter = { limits: { maxBufferSize: 1, maxStorageBufferBindingSize: 1 }, requestDevice };
	return { requestAdapter: () => Promise.resolve(adapter) } as unknown as GPU;
};
const silent = { requestAdapter: never } as unknown as GPU;
const reasonOf = (work: Promise<unknown>): Promise<unknown> =>
	work.then(
		() => 'an answer',
		(error: unknown) => (error instanceof BackendError ? error.reason : error)
	);

afterEach(() => vi.unstubAllGlobals());

describe('a GPU that never answers', () => {
	test('when it is asked for an adapter is given up by name', async () => {
		expect(await reasonOf(openDevice(silent, SHORT))).toBe('no-answer');
	});

	test('when it is asked for a device is given up by name, and a device that comes late is let go', async () => {
		const { device, destroy } = fakeDevice();
		let come: (device: GPUDevice) => void = () => undefined;
		const late = new Promise<GPUDevice>((resolve) => (come = resolve));
		expect(
			await reasonOf(
				openDevice(
					fakeGpu(() => late),
					SHORT
				)
			)
		).toBe('no-answer');
		expect(destroy).not.toHaveBeenCalled();
		come(device);
		await expect.poll(() => destroy.mock.calls.length).toBe(1);
	});

	test.each(['compile', 'work'] as const)(
		'while it is at its %s is given up, with everything else that waits for it',
		async (awaited) => {
			const { device } = fakeDevice();
			const limits = { ...LONG, [awaited]: 20 };
			const { whileSound, isSound } = await openDevice(
				fakeGpu(() => Promise.resolve(device)),
				limits
			);
			expect(await whileSound(Promise.resolve(3), awaited)).toBe(3);
			const other = whileSound(never(), awaited === 'work' ? 'compile' : 'work');
			expect(await reasonOf(whileSound(never(), awaited))).toBe('no-answer');
			expect(await reasonOf(other)).toBe('no-answer');
			expect(isSound()).toBe(false);
			expect(await reasonOf(whileSound(Promise.resolve(3), awaited))).toBe('no-answer');
		}
	);

	test('leaves the choice of ours to the CPU, and fails by name where it was chosen', async () => {
		const found = await selectBackend('auto', silent, SHORT);
		expect([found.backend.name, found.refused.map(({ reason }) => reason)]).toEqual(['cpu', ['no-answer']]);
		expect(await reasonOf(selectBackend('webgpu', silent, SHORT))).toBe('no-answer');
	});

	test('is waited for once: from then on the CPU runs at once, until WebGPU is asked for by name', async () => {
		const asked: string[] = [];
		let answers = false;
		const keeper = keepBackend((wanted) => {
			asked.push(wanted);
			const gpu: Backend = { ...cpuBackend(), name: 'webgpu' };
			if (answers) return Promise.resolve({ backend: gpu, refused: [] });
			const refused = [{ name: 'webgpu', reason: 'no-answer', message: 'silent' }] as const;
			return Promise.resolve({ backend: cpuBackend(), refused });
		});
		await keeper.select('auto');
		const { backend, refused } = await keeper.select('auto');
		expect([asked.length, backend.name, refused[0]?.reason]).toEqual([1, 'cpu', 'no-answer']);
		answers = true;
		await keeper.select('webgpu');
		expect((await keeper.select('auto')).backend.name).toBe('webgpu');
	});

	test('while it is measured leaves the run to the CPU', async () => {
		const { program } = experiment(runOf({ method: 'lora', task: 'identity', steps: 20 }));
		const runner = (run: Runner['run']): Runner => ({
			...{ step: 0, dispatchesPerStep: 0, sources: [], run },
			...{ read: never, restore: never, dispose: () => undefined }
		});
		const gpu: Backend = { ...cpuBackend(), name: 'webgpu', prepare: () => Promise.resolve(runner(never)) };
		const work = { programs: () => [program], threads: 1 };
		const choice = await new Calibration('here').choose(cpuBackend(), gpu, work);
		expect(choice).toEqual({ name: 'cpu', measured: null });
	});

	test('in mid-run hands over to the CPU at the last checkpoint, and the result is the one of the CPU alone', async () => {
		const run = runOf({ method: 'lora', task: 'identity', steps: 60, out: 8, in: 8, rank: 2 });
		const events: TrainEvent[] = [];
		const select = (wanted: BackendName | 'auto'): Promise<Selected> =>
			Promise.resolve({ backend: wanted === 'cpu' ? cpuBackend() : dying(30), refused: [] });
		const options = { select, signal: new AbortController().signal, progressEvery: 1 };
		const onEvent = (event: TrainEvent): void => void events.push(event);
		const handed = await train({ ...run, backend: 'auto' }, { ...options, onEvent });
		const alone = await train({ ...run, backend: 'cpu' }, { ...options, onEvent: () => undefined });
		expect(events.find(({ kind }) => kind === 'resumed')).toMatchObject({ reason: 'no-answer' });
		expect([handed.resumed, handed.backend.name]).toEqual([true, 'cpu']);
		expect(handed.factors).toEqual(alone.factors);
		expect(handed.losses).toEqual(alone.losses);
	});

	/** A GPU, computed by the CPU, that answers no more after so many steps. */
	function dying(steps: number): Backend {
		const cpu = cpuBackend();
		const prepare: Backend['prepare'] = async (program) => {
			const runner = await cpu.prepare(program);
			const run: Runner['run'] = (count) =>
				runner.step + count <= steps
					? runner.run(count)
					: Promise.reject(new BackendError('no-answer', 'webgpu: no answer'));
			return {
				get step() {
					return runner.step;
				},
				...{ dispatchesPerStep: 1, sources: [], run },
				read: (names) => runner.read(names),
				restore: (snapshot) => runner.restore(snapshot),
				dispose: () => runner.dispose()
			};
		};
		return { ...cpu, name: 'webgpu', prepare };
	}
});

describe('what a GPU throws by itself', () => {
	const stubs = { GPUShaderStage: { COMPUTE: 1 }, GPUBufferUsage: { UNIFORM: 1, COPY_DST: 2 } };

	test.each([
		['a buffer that it refuses', new RangeError('createBuffer failed'), 'out-of-memory'],
		['anything else', new TypeError('not a buffer'), 'gpu-error']
	] as const)(
		'%s has a reason for which the CPU helps, and is no impossible run',
		async (_what, thrown, reason) => {
			for (const [name, value] of Object.entries(stubs)) vi.stubGlobal(name, value);
			const createBuffer = (): never => {
				throw thrown;
			};
			const gpu = fakeGpu(() => Promise.resolve(fakeDevice({ createBuffer }).device));
			expect(await reasonOf(webgpuBackend(gpu))).toBe(reason);
			expect((await selectBackend('auto', gpu)).refused[0]).toMatchObject({ reason });
		}
	);
});
