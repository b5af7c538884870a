/** A typed adapter trains on the GPU as on the CPU: nothing is written for it on either. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { methodIn, type TypedAdapter, type TypedFactor } from '$src/adapters/typed';
import type { Backend } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { experiment } from '$src/experiments/experiment';
import { runOf } from '../unit/backendSuite';

let backend: Backend;

beforeAll(async () => {
	const found = await nodeGpu((process.env['DAWN_FEATURES'] ?? '').split(' ').filter((f) => f !== ''));
	if (!found) throw new Error('these tests need the package webgpu and a Vulkan driver; set VK_DRIVER_FILES');
	backend = await webgpuBackend(found, { mostFused: Infinity });
});
afterAll(() => backend.dispose());

const factor = (
	name: string,
	shape: TypedFactor['shape'],
	start: TypedFactor['start'] = 'kaiming'
): TypedFactor => ({ name, shape, start, frozen: start === 'W0' });

const adapters: readonly TypedAdapter[] = [
	{
		name: 'hybrid',
		formula: '(A*B) .* (C*D) + kron(E, F)',
		numbers: [],
		factors: [
			factor('A', [16, 3]),
			factor('B', [3, 12]),
			factor('C', [16, 3]),
			factor('D', [3, 12], 'zeros'),
			factor('E', [4, 3], 'zeros'),
			factor('F', [4, 4])
		]
	},
	{
		name: 'magnitude',
		formula: 'diag(m ./ rowNorms(W0 + B*A)) * (W0 + B*A) - W0',
		numbers: [],
		factors: [
			factor('m', [16], 'rowNorms'),
			factor('B', [16, 2], 'zeros'),
			factor('A', [2, 12]),
			factor('W0', [16, 12], 'W0')
		]
	},
	{
		name: 'three',
		formula: "A * diag(d) * (B .* B) * C'",
		numbers: [],
		factors: [
			factor('A', [16, 4]),
			factor('d', [4], 0.5),
			factor('B', [4, 4], 'normal'),
			factor('C', [12, 4], 'zeros')
		]
	}
];

test.each(adapters.map((typed) => [typed.name, typed] as const))('%s', async (_name, typed) => {
	const run = runOf({ method: 'full', task: 'gaussian', out: 16, in: 12, steps: 40, lr: 0.02 });
	const { program } = experiment(run, { typed: methodIn(typed) });
	const losses = async (on: Backend): Promise<Float32Array> => {
		const runner = await on.prepare(program);
		const found = await runner.run(40);
		runner.dispose();
		return found;
	};
	const [gpu, cpu] = [await losses(backend), await losses(cpuBackend())];
	expect(cpu.at(-1)).toBeLessThan(cpu[0] ?? 0);
	cpu.forEach((loss, n) => expect((gpu[n] ?? NaN) / loss).toBeCloseTo(1, 3));
});
