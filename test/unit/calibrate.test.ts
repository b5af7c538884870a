import { describe, expect, test, vi } from 'vitest';
import { BackendError, type Backend, type Runner } from '$src/compute/backend';
import { Calibration, type Work } from '$src/compute/calibrate';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Program } from '$src/compute/program';
import { calibrated } from '$src/experiments/calibrated';
import { experiment } from '$src/experiments/experiment';
import { runOf } from './backendSuite';

const program = experiment(runOf({ method: 'lora', task: 'gaussian', steps: 100000 })).program;
const large = experiment(runOf({ method: 'lora', task: 'gaussian', steps: 100000, out: 64, in: 64 })).program;
const work = (p: Program = program, threads = 1): Work => ({ programs: () => [p], threads });

/** A backend whose steps take so many milliseconds each. */
function paced(name: 'cpu' | 'webgpu', stepMs: number, readyAfterMs = 0): Backend & { prepared: number } {
	const backend = {
		...cpuBackend(),
		name,
		adapter: `${name} of ${stepMs} ms`,
		prepared: 0,
		prepare: async (): Promise<Runner> => {
			backend.prepared += 1;
			if (readyAfterMs > 0) await new Promise((resolve) => setTimeout(resolve, readyAfterMs));
			return {
				step: 0,
				dispatchesPerStep: 0,
				sources: [],
				run: async (count) => {
					await new Promise((resolve) => setTimeout(resolve, Math.max(1, stepMs * count)));
					return new Float32Array(count);
				},
				read: () => Promise.resolve({ step: 0, states: new Map() }),
				restore: () => Promise.resolve(),
				dispose: () => undefined
			};
		}
	};
	return backend;
}

describe('the choice of a backend', () => {
	test('goes to the one that made more steps a second, and says how many', async () => {
		const calibration = new Calibration('here');
		const slow = await calibration.choose(paced('cpu', 0.05), paced('webgpu', 8), work());
		expect(slow.name).toBe('cpu');
		expect(slow.measured?.cpu).toBeGreaterThan(4 * (slow.measured?.webgpu ?? Infinity));
		const fast = await calibration.choose(paced('cpu', 8), paced('webgpu', 0.05), work());
		expect(fast.name).toBe('webgpu');
	});

	test('is measured once for each size, and kept from visit to visit', async () => {
		const [cpu, gpu] = [paced('cpu', 0.05), paced('webgpu', 8)];
		const calibration = new Calibration('here');
		const first = await calibration.choose(cpu, gpu, work());
		expect(await calibration.choose(cpu, gpu, work())).toEqual(first);
		expect([cpu.prepared, gpu.prepared]).toEqual([1, 1]);
		await calibration.choose(cpu, gpu, work(large));
		expect([cpu.prepared, gpu.prepared]).toEqual([2, 2]);
		const again = new Calibration('here', calibration.write());
		expect(await again.choose(cpu, gpu, work())).toEqual(first);
		expect([cpu.prepared, gpu.prepared]).toEqual([2, 2]);
	});

	test.each([
		['another browser’s', (written: string) => written.replace('here', 'there')],
		['another version’s', (written: string) => written.replace('"version":2', '"version":1')],
		[
			'what is a week old',
			(written: string) => written.replace(/"at":\d+/, `"at":${Date.now() - 7 * 86_400_000}`)
		],
		[
			'what is from the future',
			(written: string) => written.replace(/"at":\d+/, `"at":${Date.now() + 60_000}`)
		],
		['what is no JSON', () => '{"version":2,'],
		['rates that are no numbers', (written: string) => written.replace(/"cpu":[\d.]+/, '"cpu":"many"')],
		['something else', () => '[1, 2, 3]']
	])('measures anew rather than trust %s', async (_, change) => {
		const [cpu, gpu] = [paced('cpu', 0.05), paced('webgpu', 8)];
		const calibration = new Calibration('here');
		await calibration.choose(cpu, gpu, work());
		const again = new Calibration('here', change(calibration.write()));
		expect((await again.choose(cpu, gpu, work())).name).toBe('cpu');
		expect(cpu.prepared).toBe(2);
	});

	test('does not wait for shaders: the CPU runs, nothing is remembered, and the next run measures', async () => {
		vi.useFakeTimers();
		try {
			const [cpu, gpu] = [paced('cpu', 1), paced('webgpu', 0.01, 60_000)];
			const calibration = new Calibration('here');
			const choosing = calibration.choose(cpu, gpu, work());
			await vi.advanceTimersByTimeAsync(1500);
			expect(await choosing).toEqual({ name: 'cpu', measured: null });
			expect(cpu.prepared).toBe(0);
			void calibration.choose(cpu, gpu, work());
			await vi.advanceTimersByTimeAsync(10);
			expect(gpu.prepared).toBe(2);
		} finally {
			vi.useRealTimers();
		}
	});
});

describe('a grid', () => {
	test('waits no tenth of a second for shaders: its first cells are to come at once', async () => {
		vi.useFakeTimers();
		try {
			const gpu = paced('webgpu', 0.01, 60_000);
			const grid: Work = { programs: () => [program, program], threads: 2 };
			const choosing = new Calibration('here').choose(paced('cpu', 1), gpu, grid);
			await vi.advanceTimersByTimeAsync(110);
			expect(await Promise.race([choosing, Promise.resolve('waits')])).toEqual({
				name: 'cpu',
				measured: null
			});
		} finally {
			vi.useRealTimers();
		}
	});
});

describe('a backend that is selected by measurement', () => {
	const select = (gpu: Backend, told = vi.fn()) => ({
		told,
		of: calibrated(
			(wanted) => Promise.resolve({ backend: wanted === 'cpu' ? cpuBackend() : gpu, refused: [] }),
			() => new Calibration('here'),
			told
		)
	});

	test('is measured only where the reader left the choice to us', async () => {
		const gpu = paced('webgpu', 8);
		const { of, told } = select(gpu);
		expect((await of('webgpu', work())).backend).toBe(gpu);
		expect((await of('cpu', work())).backend.name).toBe('cpu');
		expect(gpu.prepared).toBe(0);
		const auto = await of('auto', work());
		expect(auto.backend.name).toBe('cpu');
		expect(auto.choice?.measured?.webgpu).toBeGreaterThan(0);
		expect(told).toHaveBeenCalledTimes(1);
	});

	test('that fails while it is measured is refused by name, and the CPU stands in', async () => {
		const failing = {
			...paced('webgpu', 1),
			prepare: () => Promise.reject(new BackendError('shader-error', 'webgpu: no'))
		};
		expect(await select(failing).of('auto', work())).toMatchObject({
			backend: { name: 'cpu' },
			refused: [{ name: 'webgpu', reason: 'shader-error', message: 'webgpu: no' }]
		});
	});
});
