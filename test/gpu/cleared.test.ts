/** A few runs, for both ways of treating fresh workgroup memory: cleared by Dawn as in a browser, and left as it is. */
import { expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import { runOf } from '../unit/backendSuite';
import { relativeDifference } from '../unit/oracle';

test.each([
	['lora', 'gaussian'],
	['lora', 'regression:2'],
	['loha', 'gaussian'],
	['lokr', 'kron:4x3']
] as const)('%s on %s trains to the CPU’s losses, within 1e-5 after 30 steps', async (method, task) => {
	const features = (process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== '');
	const { program } = experiment(runOf({ method, task, steps: 30, out: 12, in: 12, rank: 2 }));
	const backend = await webgpuBackend(await nodeGpu(features));
	const [a, b] = [await backend.prepare(program), await cpuBackend().prepare(program)];
	expect(relativeDifference(await a.run(30), await b.run(30))).toBeLessThan(1e-5);
	backend.dispose();
});
