/** How Node waits for a software GPU: one rest in a turn of the event loop, however many wait, and none when nobody does. */
import { expect, test, vi } from 'vitest';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { isSoftware } from '$src/compute/webgpu/device';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import { runOf } from '../unit/backendSuite';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a turn of the event loop rests once at most while several wait, and not at all behind them', async () => {
	const gpu = await nodeGpu();
	const adapter = await gpu?.requestAdapter();
	if (!gpu || !adapter) throw new Error('this test needs the package webgpu and a Vulkan driver');
	const backend = await webgpuBackend(gpu);
	const { program } = experiment(runOf({ method: 'loha', task: 'gaussian', steps: 400 }));
	const runners = [await backend.prepare(program), await backend.prepare(program)];
	await turn();
	const rest = vi.spyOn(Atomics, 'wait');
	let [turns, isOver] = [0, false];
	const counted = (async () => {
		while (!isOver) {
			await turn();
			turns++;
		}
	})();
	// Waits end and begin within one turn, over and over.
	for (let i = 0; i < 20; i++) await Promise.all(runners.map((runner) => runner.run(20)));
	isOver = true;
	await counted;
	const rests = rest.mock.calls.length;
	if (isSoftware(adapter)) expect(rests).toBeGreaterThan(0);
	else expect(rests).toBe(0);
	expect(rests).toBeLessThanOrEqual(turns + 1);
	await turn();
	await turn();
	expect(rest.mock.calls.length - rests).toBeLessThanOrEqual(1);
	const after = rest.mock.calls.length;
	for (let i = 0; i < 10; i++) await turn();
	expect(rest.mock.calls.length).toBe(after);
	rest.mockRestore();
	for (const runner of runners) runner.dispose();
	backend.dispose();
});
