/** Sweeps on a GPU: all cells at once, the same numbers as on the CPU, and what happens when the GPU is lost on the way. */
import { beforeAll, expect, test } from 'vitest';
import type { Backend } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import type { Cell, SweepEvent } from '$src/experiments/protocol';
import { sweep, type Sweep } from '$src/experiments/sweep';
import type { Run } from '$src/receipt/run';
import { runOf } from '../unit/backendSuite';

let gpu: GPU;

beforeAll(async () => {
	const found = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
	if (!found) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
	gpu = found;
});

const run = runOf({ method: 'loha', task: 'gaussian', steps: 60, out: 12, in: 10, lr: 0.02 });

async function swept(
	wanted: Partial<Run>,
	options: { onEvent?: (event: SweepEvent, backend: Backend) => void; signal?: AbortSignal } = {}
): Promise<Sweep & { events: SweepEvent[] }> {
	const events: SweepEvent[] = [];
	const backend = await webgpuBackend(gpu);
	const answer = await sweep({ ...run, ...wanted }, [1, 2, 3], [1, 2], {
		select: (name) => Promise.resolve({ backend: name === 'cpu' ? cpuBackend() : backend, refused: [] }),
		signal: options.signal ?? new AbortController().signal,
		onEvent: (event) => {
			events.push(event);
			options.onEvent?.(event, backend);
		}
	});
	backend.dispose();
	return { ...answer, events };
}

test('a sweep on WebGPU trains all cells at once and ends where the CPU ends, within 1e-4', async () => {
	const [onGpu, onCpu] = [await swept({ backend: 'webgpu' }), await swept({ backend: 'cpu' })];
	expect(onGpu.backend?.name).toBe('webgpu');
	expect(onGpu.events.find((e) => e.kind === 'sweeping')).toMatchObject({ together: 6 });
	expect(onGpu.cells).toHaveLength(6);
	onGpu.cells.forEach((cell, i) => {
		const other = onCpu.cells[i];
		expect([cell.r1, cell.r2, cell.rank]).toEqual([other?.r1, other?.r2, other?.rank]);
		expect(Math.abs(cell.error - (other?.error ?? NaN))).toBeLessThan(1e-4);
		expect(cell.step).toBe(60);
	});
});

test('cells of a grid are told on their way, and a stop keeps them as far as they are', async () => {
	const stop = new AbortController();
	const told: Cell[] = [];
	const places = (): number => new Set(told.map(({ r1, r2 }) => `${r1},${r2}`)).size;
	const { cells } = await swept(
		{ backend: 'webgpu', steps: 100000 },
		{
			signal: stop.signal,
			onEvent: (event) => {
				if (event.kind !== 'cell') return;
				told.push(event.cell);
				expect(event.done).toBe(0);
				// They take turns: how many at a time is a matter of the machine.
				if (places() === 6) stop.abort();
			}
		}
	);
	expect(cells).toHaveLength(0);
	expect(places()).toBe(6);
	expect(told.every(({ step, error }) => step > 0 && step < 100000 && error > 0)).toBe(true);
});

test('a GPU that is lost while it sweeps hands the cells to the CPU where the choice was ours, and is an error where it was not', async () => {
	const lose = (event: SweepEvent, backend: Backend): void => {
		if (event.kind === 'cell' && event.cell.step < 3000) backend.dispose();
	};
	const { cells, events, backend } = await swept({ backend: 'auto', steps: 3000 }, { onEvent: lose });
	expect(backend?.name).toBe('cpu');
	expect(cells).toHaveLength(6);
	expect(events.filter((e) => e.kind === 'sweeping').at(-1)).toMatchObject({
		backend: { name: 'cpu' },
		refused: [{ name: 'webgpu', reason: 'device-lost' }]
	});
	await expect(swept({ backend: 'webgpu', steps: 3000 }, { onEvent: lose })).rejects.toMatchObject({
		reason: 'device-lost'
	});
});
