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
import { median } from '../page/rounds';
import { workOf } from '../page/work';

const { values: options } = parseArgs({
	options: {
		profile: { type: 'boolean', default: true },
		size: { type: 'string', default: '128,512' },
		workgroups: { type: 'string', default: '' },
		items: { type: 'string', default: '' },
		rounds: { type: 'string', default: '5' }
	}
});
const rounds = Number(options.rounds);
const opened = await openDevice(await nodeGpu());
const { device } = opened;
const { spread } = opened.shape;
const tried = {
	workgroups: Number(options.workgroups || spread.workgroups),
	items: Number(options.items || spread.items)
};
const pipelines = new Pipelines(device);

/** Milliseconds of one of many repetitions in a submit. */
async function timeOf(record: (pass: GPUComputePassEncoder) => void): Promise<number> {
	const once = async (count: number): Promise<number> => {
		const encoder = device.createCommandEncoder();
		const pass = encoder.beginComputePass();
		for (let k = 0; k < count; k++) record(pass);
		pass.end();
		const before = performance.now();
		device.queue.submit([encoder.finish()]);
		await device.queue.onSubmittedWorkDone();
		return performance.now() - before;
	};
	await once(2);
	const count = Math.max(2, Math.min(400, Math.round(60 / Math.max(0.05, (await once(4)) / 4))));
	const found: number[] = [];
	for (let round = 0; round < rounds; round++) found.push((await once(count)) / count);
	return median(found);
}

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

/** A kernel that does one thing, `work` times a thread, on 4 lanes. */
async function ceiling(body: string, perThread: number): Promise<number> {
	const [threads, groups] = [64, 64];
	const module = device.createShaderModule({
		code: `@group(0) @binding(0) var<storage, read_write> a: array<vec4f>;
@compute @workgroup_size(${threads}) fn main(@builtin(global_invocation_id) id: vec3u) {
	var s0 = a[id.x]; var s1 = s0 + 1.0; var s2 = s0 + 2.0; var s3 = s0 + 3.0;
	let f = a[id.x + 1u];
	for (var k = 0u; k < ${perThread}u; k++) { ${body} }
	a[id.x] = s0 + s1 + s2 + s3;
}`
	});
	const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
	const buffer = device.createBuffer({ size: 16 * (threads * groups + 2048), usage: GPUBufferUsage.STORAGE });
	const group = device.createBindGroup({
		layout: pipeline.getBindGroupLayout(0),
		entries: [{ binding: 0, resource: { buffer } }]
	});
	const ms = await timeOf((pass) => {
		pass.setPipeline(pipeline);
		pass.setBindGroup(0, group);
		pass.dispatchWorkgroups(groups);
	});
	buffer.destroy();
	return (threads * groups * perThread * 16) / (ms * 1e6);
}

const lines: string[] = [];
// 16 multiply-adds are 32 operations; 16 numbers loaded, four lanes of four.
const peak =
	2 *
	(await ceiling('s0 = fma(s0, f, f); s1 = fma(s1, f, f); s2 = fma(s2, f, f); s3 = fma(s3, f, f);', 2000));
const loads = await ceiling(
	'let j = (id.x * 7u + k) & 2047u; s0 += a[j]; s1 += a[j + 1u]; s2 += a[j + 2u]; s3 += a[j + 3u];',
	500
);
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
			const code = wideCode(phase, first, arena.length, tried);
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
			const ms = await timeOf((pass) => {
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
const idle = await timeOf((pass) => {
	pass.setPipeline(empty);
	pass.dispatchWorkgroups(8);
});
lines.push('', `an empty dispatch of 8 workgroups: ${(1000 * idle).toFixed(1)} µs`);
process.stdout.write(`${lines.join('\n')}\n`);
process.exit(0);
