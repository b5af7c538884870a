import { expect, test } from 'vitest';
import type { Backend, BackendName } from '$src/compute/backend';
import { BackendError } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { selectBackend, type Selected } from '$src/compute/select';
import { keepBackend } from '$src/experiments/keep';
import type { TrainEvent } from '$src/experiments/protocol';
import { train } from '$src/experiments/train';
import { runOf } from './backendSuite';

/** A GPU backend that computes on the CPU, and counts how often it was opened. */
function fakeGpu(change: Partial<Backend> = {}) {
	const opened: { disposed: boolean }[] = [];
	const select = async (wanted: BackendName | 'auto'): Promise<Selected> => {
		if (wanted === 'cpu') return Promise.resolve({ backend: cpuBackend(), refused: [] });
		const device = { disposed: false };
		opened.push(device);
		const backend: Backend = {
			...cpuBackend(),
			name: 'webgpu',
			usable: () => !device.disposed,
			dispose: () => {
				device.disposed = true;
			},
			...change
		};
		return Promise.resolve({ backend, refused: [] });
	};
	return { opened, select };
}

const trained = async (
	select: (wanted: BackendName | 'auto') => Promise<Selected>
): Promise<TrainEvent[]> => {
	const events: TrainEvent[] = [];
	const run = runOf({ method: 'lora', task: 'identity', steps: 20, out: 8, in: 8, rank: 2, backend: 'auto' });
	await train(run, {
		select,
		signal: new AbortController().signal,
		onEvent: (event) => events.push(event),
		progressEvery: Infinity
	});
	return events;
};

test('a GPU backend outlives its run and serves the next one', async () => {
	const { opened, select } = fakeGpu();
	const keeper = keepBackend(select);
	await trained(keeper.select);
	await trained(keeper.select);
	expect(opened).toEqual([{ disposed: false }]);
});

test('a backend that was lost between two runs is replaced', async () => {
	const { opened, select } = fakeGpu();
	const keeper = keepBackend(select);
	await trained(keeper.select);
	keeper.lose();
	const events = await trained(keeper.select);
	expect(opened).toEqual([{ disposed: true }, { disposed: false }]);
	expect(events.at(-1)?.kind).toBe('done');
});

test('a run that a GPU refuses to prepare trains on the CPU and says why', async () => {
	const { opened, select } = fakeGpu({
		prepare: () => Promise.reject(new BackendError('out-of-memory', 'webgpu: too little'))
	});
	const [started, ...rest] = await trained(select);
	expect(started).toMatchObject({
		kind: 'started',
		backend: { name: 'cpu' },
		refused: [{ name: 'webgpu', reason: 'out-of-memory', message: 'webgpu: too little' }]
	});
	expect(rest.at(-1)?.kind).toBe('done');
	expect(opened).toEqual([{ disposed: true }]);
});

test('whatever keeps WebGPU from loading, auto trains on the CPU and webgpu by name does not', async () => {
	// A GPU object that is no GPU: the failure is none that the backend has a name for.
	const broken = {
		requestAdapter: () => ({ limits: {}, requestDevice: () => Promise.resolve({}) })
	} as unknown as GPU;
	const { backend, refused } = await selectBackend('auto', broken);
	expect(backend.name).toBe('cpu');
	expect(refused).toHaveLength(1);
	await expect(selectBackend('webgpu', broken)).rejects.toThrow();
});

test('a run that diverges names the step at which it did', async () => {
	const run = runOf({
		method: 'full',
		task: 'gaussian',
		steps: 400,
		lr: 10,
		optimizer: 'sgd',
		schedule: 'constant',
		backend: 'cpu'
	});
	const failed = train(run, {
		select: (wanted) => selectBackend(wanted, undefined),
		signal: new AbortController().signal,
		onEvent: () => undefined,
		progressEvery: Infinity
	});
	const error: unknown = await failed.catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(BackendError);
	expect(error).toMatchObject({ reason: 'diverged' });
	expect(error instanceof BackendError && (error.step ?? 0) > 5).toBe(true);
});
