/**
 * Where the time of a WebGPU step goes: each phase of the wide form alone, repeated in one submit, beside what the
 * device makes of nothing but multiply-adds, of nothing but loads, and of empty dispatches. `node bench/node.mjs
 * --profile`. Phases are timed apart, so their sum is a little more than a step.
 */
import { parseArgs } from 'node:util';
import type { Phase, Statement } from '$src/compute/schedule/schedule';
import { compile } from '$src/compute/schedule/compile';
import { ArenaBuilder } from '$src/compute/webgpu/arena';
import { allocate } from '$src/compute/webgpu/buffers';
import { GRID_WIDTH, HEADER, wideCode } from '$src/compute/webgpu/code';
import { openDevice } from '$src/compute/webgpu/device';
import { nodeGpu } from '$src/compute/webgpu/node';
import { Pipelines } from '$src/compute/webgpu/pipelines';
import { splitLongSums } from '$src/compute/webgpu/split';
import { workOf } from '../page/work';
import { arithmeticRate, loadRate, timeOf } from './ceiling';

const { values: options } = parseArgs({
	options: {
		profile: { type: 'boolean', default: true },
		size: { type: 'string', default: '128,512' },
		workgroups: { type: 'string', default: '' },
		elements: { type: 'string', default: '' },
		rounds: { type: 'string', default: '5' }
	}
});
const rounds = Number(options.rounds);
const opened = await openDevice(await nodeGpu());
const { device } = opened;
const { spread } = opened.shape;
const tried = {
	workgroups: Number(options.workgroups || spread.workgroups),
	elements: Number(options.elements || spread.elements)
};
const pipelines = new Pipelines(device);

/** Multiplications and additions of sums count one each; other operations of a body are left out. */
const operationsOf = ({ kernels }: Phase): number => {
	const of = (count: number, { reduced, reads }: Statement): number =>
		count *
		reduced.reduce((n, { size }) => n * size, 1) *
		Math.max(1, reads.length - 1 + Number(reduced.length > 0));
	return kernels.reduce(
		(sum, { count, statements }) => sum + statements.reduce((n, s) => n + of(count, s), 0),
		0
	);
};

const lines: string[] = [];
const wholeGpu = { threads: 64, groups: opened.shape.spread.workgroups > 64 ? 4096 : 64 };
const peak = await arithmeticRate(device, rounds, { ...wholeGpu, work: 2000 });
const loads = await loadRate(device, rounds, { ...wholeGpu, work: 500 });
lines.push(
	`${opened.name}: ${peak.toFixed(1)}e9 operations a second at most (multiply-adds in registers), ${loads.toFixed(2)}e9 numbers loaded a second`
);

for (const size of options.size.split(',').map(Number)) {
	for (const method of [
		{ method: 'lora', r1: 8, r2: 0 },
		{ method: 'loha', r1: 4, r2: 4 },
		{ method: 'loha', r1: 8, r2: 8 },
		{ method: 'lokr', r1: 0, r2: 0 }
	] as const) {
		const { program, name } = workOf({ ...method, size, loss: 'data', seed: 1 }, 1000);
		const builder = new ArenaBuilder();
		builder.add({ program, schedule: splitLongSums(compile(program)) });
		const arena = builder.build();
		const [cell] = arena.cells;
		if (!cell) throw new Error('profile: an arena without its program');
		let first = HEADER;
		const codes = cell.schedule.phases.map((phase) => {
			const code = wideCode(phase, first, arena.length, tried, opened.shape);
			first += code.parameters.length;
			return code;
		});
		const parameters = codes.flatMap((c) => c.parameters);
		const buffers = allocate(device, arena, [0, 1, parameters.length, ...parameters]);
		const group = pipelines.bind(buffers.arena, buffers.numbers);
		lines.push('', `${name}: ${(cell.schedule.operations / 1e6).toFixed(2)}e6 operations a step`);
		let total = 0;
		for (const [i, code] of codes.entries()) {
			const pipeline = await pipelines.get(code.source);
			const ms = await timeOf(device, rounds, (pass) => {
				pass.setBindGroup(0, group);
				pass.setBindGroup(1, pipelines.within, [0]);
				pass.setPipeline(pipeline);
				pass.dispatchWorkgroups(
					Math.min(code.workgroups, GRID_WIDTH),
					Math.ceil(code.workgroups / GRID_WIDTH)
				);
			});
			total += ms;
			const phase = cell.schedule.phases[i];
			const operations = phase ? operationsOf(phase) : 0;
			const names =
				phase?.kernels.flatMap(({ statements }) => statements.at(-1)?.name ?? []).join(', ') ?? '';
			lines.push(
				`  phase ${i + 1}: ${ms.toFixed(3)} ms, ${(operations / 1e6).toFixed(2)}e6 operations, ${(operations / ms / 1e6).toFixed(2)}e9 a second (${((operations / ms / 1e6 / peak) * 100).toFixed(0)} % of the most), ${code.workgroups} workgroups: ${names}`
			);
		}
		lines.push(`  together ${total.toFixed(3)} ms, ${(1000 / total).toFixed(0)} steps a second`);
		buffers.destroy();
	}
}
const empty = await device.createComputePipelineAsync({
	layout: 'auto',
	compute: { module: device.createShaderModule({ code: '@compute @workgroup_size(64) fn main() {}' }) }
});
const idle = await timeOf(device, rounds, (pass) => {
	pass.setPipeline(empty);
	pass.dispatchWorkgroups(8);
});
lines.push('', `an empty dispatch of 8 workgroups: ${(1000 * idle).toFixed(1)} µs`);
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(0);
