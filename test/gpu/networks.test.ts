/** The small real networks on WebGPU: as on the CPU, and the same bits however steps are grouped. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { loadBase } from '$src/experiments/base';
import { experiment } from '$src/experiments/experiment';
import { firstTask } from '$src/models/index';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { relativeDifference } from '../unit/oracle';

const STEPS = 6;

// Modules near the end of the decoder: fewer gradients, and a software GPU takes long to compile them.
test.each([
	['mlp', 'all'],
	['transformer', 'layers.1.up'],
	['transformer', 'layers.1.q,layers.1.v,layers.1.down,head']
] as const)(
	'%s with LoRA on %s trains to the losses of the CPU within 1e-5, with the same bits in one chunk or three',
	async (name, modules) => {
		const task = firstTask(name);
		await loadBase(task, (file) => readFile(join(import.meta.dirname, '../../static/models', file)));
		const { program } = experiment({
			...defaultsOf(runSchema),
			...{ task, rank: 2, steps: STEPS, lr: 0.01, batch: 4, modules }
		});
		const gpu = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
		if (!gpu) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
		const backend = await webgpuBackend(gpu);
		const [whole, parts, cpu] = [
			await backend.prepare(program),
			await backend.prepare(program),
			await cpuBackend().prepare(program)
		];
		const losses = await whole.run(STEPS);
		expect(relativeDifference(losses, await cpu.run(STEPS))).toBeLessThan(1e-5);
		const grouped = [await parts.run(1), await parts.run(2), await parts.run(STEPS - 3)];
		expect(grouped.flatMap((part) => [...part])).toEqual([...losses]);
		for (const runner of [whole, parts, cpu]) runner.dispose();
		backend.dispose();
	},
	240_000
);
