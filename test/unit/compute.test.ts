import { describe, expect, test } from 'vitest';
import { methodNames } from '$src/adapters/index';
import { leaf } from '$src/algebra/expression';
import { add, squaredNorm } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Program } from '$src/compute/program';
import { compile } from '$src/compute/schedule/compile';
import type { Schedule } from '$src/compute/schedule/schedule';
import { selectBackend } from '$src/compute/select';
import { fusedCode, HEADER, wideCode } from '$src/compute/webgpu/code';
import { experiment } from '$src/experiments/experiment';
import type { Run } from '$src/receipt/run';
import { backendSuite, runOf } from './backendSuite';

const scheduleOf = (run: Partial<Run>): Schedule => compile(experiment(runOf(run)).program);

backendSuite('the CPU backend', () => Promise.resolve(cpuBackend()), 150);

describe('the schedule', () => {
	test('of a LoRA step has three phases on a matrix target and four on data', () => {
		expect(scheduleOf({ method: 'lora', task: 'gaussian' }).phases).toHaveLength(3);
		expect(scheduleOf({ method: 'lora', task: 'regression:2' }).phases).toHaveLength(4);
	});

	test('never forms the rows × columns matrix of a LoRA regression', () => {
		const { slots } = scheduleOf({ method: 'lora', task: 'regression:2', out: 96, in: 80, rank: 3 });
		const formed = slots.filter((s) => s.kind === 'formed');
		expect(formed.length).toBeGreaterThan(0);
		expect(Math.max(...formed.map((s) => s.length))).toBeLessThan(96 * 80);
	});

	test('writes a state only after every other thread has read its old value', () => {
		for (const method of methodNames) {
			for (const task of ['gaussian', 'regression:2']) {
				const { phases } = scheduleOf({ method, task });
				const kernels = phases.flatMap((phase, p) => phase.kernels.map((kernel) => ({ kernel, p })));
				for (const writer of kernels) {
					for (const { target } of writer.kernel.statements) {
						if (target?.kind !== 'state') continue;
						const readers = kernels.filter(
							({ kernel }) =>
								kernel !== writer.kernel &&
								kernel.statements.some((s) => s.reads.some((r) => r.from === target))
						);
						// m and v are read again, as new values, where θ is written later.
						const isMoment = /^[mv]\(/.test(target.name);
						for (const reader of readers) {
							if (isMoment) expect(reader.p).toBeGreaterThan(writer.p);
							else expect(reader.p).toBeLessThan(writer.p);
						}
					}
				}
			}
		}
	});

	test.each(['lora', 'loha'] as const)(
		'of %s gives the same shader text for each rank and shape, so that a slider never recompiles',
		(method) => {
			// On data a method takes another form where that is cheaper: these ranks are small enough for one.
			for (const task of method === 'lora' ? ['gaussian', 'regression:2'] : ['gaussian']) {
				const sources = (rank: number, out: number): string[] => {
					const { phases } = scheduleOf({ method, task, rank, out });
					return [...phases.map((phase) => wideCode(phase, HEADER)), fusedCode(phases, HEADER)].map(
						({ source }) => source
					);
				};
				expect(sources(1, 24)).toEqual(sources(4, 24));
				expect(sources(2, 24)).toEqual(sources(3, 40));
			}
		}
	);

	test('names a leaf that nobody gave', () => {
		const [x, z] = [leaf('x', [2, 2]), leaf('z', [2, 2])];
		const program: Program = {
			states: [{ leaf: x, initial: new Float32Array(4) }],
			inputs: [],
			tables: [],
			updates: [{ state: x, next: add(x, z) }],
			loss: squaredNorm(x),
			steps: 1
		};
		expect(() => compile(program)).toThrow(/called z, got none/);
	});
});

describe('choosing a backend', () => {
	test('without WebGPU takes the CPU and says why', async () => {
		const { backend, refused } = await selectBackend('auto', undefined);
		expect(backend.name).toBe('cpu');
		expect(refused).toMatchObject([{ name: 'webgpu', reason: 'no-webgpu' }]);
	});

	test('that was asked for by name never falls back', async () => {
		await expect(selectBackend('webgpu', undefined)).rejects.toMatchObject({ reason: 'no-webgpu' });
	});
});
