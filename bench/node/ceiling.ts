/** What a device can do at most: the time of commands repeated in one submit, and rates of a kernel that does one thing. */
import { median } from '../page/rounds';

/** Milliseconds of one of many repetitions in a submit. */
export async function timeOf(
	device: GPUDevice,
	rounds: number,
	record: (pass: GPUComputePassEncoder) => void
): Promise<number> {
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

/** 16 multiply-adds, 32 operations, in four chains of four lanes. */
const ARITHMETIC = 's0 = fma(s0, f, f); s1 = fma(s1, f, f); s2 = fma(s2, f, f); s3 = fma(s3, f, f);';
/** 16 numbers loaded, four lanes of four. */
const LOADS =
	'let j = (id.x * 7u + k) & 2047u; s0 += a[j]; s1 += a[j + 1u]; s2 += a[j + 2u]; s3 += a[j + 3u];';

interface Kernel {
	readonly threads: number;
	readonly groups: number;
	/** Rounds of a thread. */
	readonly work: number;
}

/** Billions of numbers a second that `body` handles, 16 a round. */
async function rate(
	device: GPUDevice,
	rounds: number,
	body: string,
	{ threads, groups, work }: Kernel
): Promise<number> {
	const module = device.createShaderModule({
		code: `@group(0) @binding(0) var<storage, read_write> a: array<vec4f>;
@compute @workgroup_size(${threads}) fn main(@builtin(global_invocation_id) id: vec3u) {
	var s0 = a[id.x]; var s1 = s0 + 1.0; var s2 = s0 + 2.0; var s3 = s0 + 3.0;
	let f = a[id.x + 1u];
	for (var k = 0u; k < ${work}u; k++) { ${body} }
	a[id.x] = s0 + s1 + s2 + s3;
}`
	});
	const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
	const buffer = device.createBuffer({ size: 16 * (threads * groups + 2048), usage: GPUBufferUsage.STORAGE });
	const group = device.createBindGroup({
		layout: pipeline.getBindGroupLayout(0),
		entries: [{ binding: 0, resource: { buffer } }]
	});
	const ms = await timeOf(device, rounds, (pass) => {
		pass.setPipeline(pipeline);
		pass.setBindGroup(0, group);
		pass.dispatchWorkgroups(groups);
	});
	buffer.destroy();
	return (threads * groups * work * 16) / (ms * 1e6);
}

/** Billions of operations a second in registers, a multiply-add counted as two. */
export const arithmeticRate = async (device: GPUDevice, rounds: number, kernel: Kernel): Promise<number> =>
	2 * (await rate(device, rounds, ARITHMETIC, kernel));

/** Billions of numbers loaded a second, near each other. */
export const loadRate = (device: GPUDevice, rounds: number, kernel: Kernel): Promise<number> =>
	rate(device, rounds, LOADS, kernel);
