/**
 * The WebGPU backend: one dispatch a phase, many steps a submit, one readback a chunk. Pipelines are kept by
 * their source, which knows no sizes, so a rank slider never recompiles.
 */
import { BackendError, type Backend, type Runner, type Snapshot } from '../backend';
import { diverged, takeSnapshot, writeInitial } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import type { Schedule } from '../schedule/schedule';
import { GRID_WIDTH, phaseCode, type PhaseCode } from './code';
import { oneLine, openDevice, type Device } from './device';

/** Steps of one submit, and the time it should take: well under every watchdog. */
const [FIRST_BATCH, LARGEST_BATCH, BATCH_MS] = [8, 256, 12];
/** Dynamic offsets are multiples of this (WebGPU's default minUniformBufferOffsetAlignment). */
const ALIGNMENT = 256;

/** @throws BackendError 'no-webgpu', 'no-adapter' or 'device-refused' */
export async function webgpuBackend(gpu: GPU | undefined): Promise<Backend> {
	const opened = await openDevice(gpu);
	const pipelines = new Map<string, Promise<GPUComputePipeline>>();
	return {
		name: 'webgpu',
		adapter: opened.name,
		prepare: (program) => prepare(program, opened, pipelines),
		dispose: () => opened.device.destroy()
	};
}

async function prepare(
	program: Program,
	opened: Device,
	pipelines: Map<string, Promise<GPUComputePipeline>>
): Promise<Runner> {
	const { device, lost } = opened;
	const schedule = compile(program);
	const bytes = 4 * schedule.arena;
	const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
	if (bytes > most) {
		throw new BackendError('out-of-memory', `webgpu: expected at most ${Math.floor(most / 2 ** 20)} MiB, got a run that needs ${Math.ceil(bytes / 2 ** 20)} MiB; use a smaller layer`);
	}
	let first = 1;
	const phases = schedule.phases.map((phase) => {
		const code = phaseCode(phase, first);
		first += code.parameters.length;
		return code;
	});
	const layout = layoutsOf(device);
	const ready = phases.map(({ source }) => {
		const known = pipelines.get(source) ?? compilePipeline(device, source, layout.pipeline);
		pipelines.set(source, known);
		return known;
	});
	device.pushErrorScope('out-of-memory');
	const runner = new WebgpuRunner(program, schedule, opened, phases, layout);
	const scope = device.popErrorScope();
	const [failure, ...compiled] = await Promise.race([Promise.all([scope, ...ready]), lost]);
	if (failure) {
		throw new BackendError('out-of-memory', `webgpu: expected ${Math.ceil(bytes / 2 ** 20)} MiB of GPU memory, got none (${oneLine(failure.message)}); use a smaller layer`);
	}
	runner.pipelines = compiled;
	return runner;
}

interface Layouts {
	readonly arena: GPUBindGroupLayout;
	readonly step: GPUBindGroupLayout;
	readonly pipeline: GPUPipelineLayout;
}

function layoutsOf(device: GPUDevice): Layouts {
	const visibility = GPUShaderStage.COMPUTE;
	const arena = device.createBindGroupLayout({
		entries: [
			{ binding: 0, visibility, buffer: { type: 'storage' } },
			{ binding: 1, visibility, buffer: { type: 'read-only-storage' } }
		]
	});
	const step = device.createBindGroupLayout({
		entries: [{ binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: 16 } }]
	});
	return { arena, step, pipeline: device.createPipelineLayout({ bindGroupLayouts: [arena, step] }) };
}

/** @throws BackendError 'shader-error' with the compiler's own words */
async function compilePipeline(device: GPUDevice, source: string, layout: GPUPipelineLayout): Promise<GPUComputePipeline> {
	device.pushErrorScope('validation');
	const module = device.createShaderModule({ code: source });
	const invalid = device.popErrorScope();
	const info = await module.getCompilationInfo();
	const error = info.messages.find((m) => m.type === 'error');
	const message = error ? `${error.message} (line ${error.lineNum})` : (await invalid)?.message;
	if (message !== undefined) throw new BackendError('shader-error', `webgpu: expected a shader that compiles, got ${oneLine(message)}`);
	try {
		return await device.createComputePipelineAsync({ layout, compute: { module, entryPoint: 'main' } });
	} catch (reason) {
		const why = reason instanceof Error ? reason.message : String(reason);
		throw new BackendError('shader-error', `webgpu: expected a pipeline, got ${oneLine(why)}`);
	}
}

class WebgpuRunner implements Runner {
	readonly dispatchesPerStep: number;
	readonly sources: readonly string[];
	pipelines: readonly GPUComputePipeline[] = [];
	readonly #device: GPUDevice;
	readonly #arena: GPUBuffer;
	readonly #parameters: GPUBuffer;
	readonly #within: GPUBuffer;
	readonly #groups: readonly [GPUBindGroup, GPUBindGroup];
	#step = 0;
	#batch = FIRST_BATCH;

	constructor(
		program: Program,
		readonly schedule: Schedule,
		readonly opened: Device,
		readonly phases: readonly PhaseCode[],
		layout: Layouts
	) {
		const { device } = opened;
		this.#device = device;
		this.dispatchesPerStep = phases.length;
		this.sources = phases.map((p) => p.source);
		const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
		this.#arena = device.createBuffer({ size: 4 * schedule.arena, usage: STORAGE | COPY_SRC | COPY_DST, mappedAtCreation: true });
		writeInitial(new Float32Array(this.#arena.getMappedRange()), program, schedule);
		this.#arena.unmap();
		const parameters = Uint32Array.from([0, ...phases.flatMap((p) => p.parameters)]);
		this.#parameters = device.createBuffer({ size: parameters.byteLength, usage: STORAGE | COPY_DST });
		device.queue.writeBuffer(this.#parameters, 0, parameters);
		this.#within = device.createBuffer({ size: ALIGNMENT * LARGEST_BATCH, usage: UNIFORM | COPY_DST });
		const within = new Uint32Array((ALIGNMENT / 4) * LARGEST_BATCH);
		for (let k = 0; k < LARGEST_BATCH; k++) within[(ALIGNMENT / 4) * k] = k;
		device.queue.writeBuffer(this.#within, 0, within);
		this.#groups = [
			device.createBindGroup({
				layout: layout.arena,
				entries: [
					{ binding: 0, resource: { buffer: this.#arena } },
					{ binding: 1, resource: { buffer: this.#parameters } }
				]
			}),
			device.createBindGroup({ layout: layout.step, entries: [{ binding: 0, resource: { buffer: this.#within, size: 16 } }] })
		];
	}

	get step(): number {
		return this.#step;
	}

	async run(count: number): Promise<Float32Array> {
		const from = this.#step;
		const end = from + count;
		while (this.#step < end) {
			const size = Math.min(this.#batch, end - this.#step);
			const before = performance.now();
			this.#submit(size);
			this.#step += size;
			await this.#orLost(this.#device.queue.onSubmittedWorkDone());
			const elapsed = performance.now() - before;
			const wanted = Math.round((size * BATCH_MS) / Math.max(elapsed, 0.1));
			this.#batch = Math.max(1, Math.min(LARGEST_BATCH, 2 * this.#batch, wanted));
		}
		const { offset } = this.schedule.losses;
		const losses = await this.#readBack(offset + from, count);
		diverged(losses, from);
		return losses;
	}

	async read(names?: readonly string[]): Promise<Snapshot> {
		// States lie at the start of the arena.
		const states = this.schedule.slots.filter((s) => s.kind === 'state');
		const length = states.reduce((sum, s) => sum + s.length, 0);
		return takeSnapshot(await this.#readBack(0, length), this.#step, this.schedule, names);
	}

	async restore(snapshot: Snapshot): Promise<void> {
		for (const { kind, name, offset } of this.schedule.slots) {
			const values = snapshot.states.get(name);
			if (kind === 'state' && values) this.#device.queue.writeBuffer(this.#arena, 4 * offset, Float32Array.from(values));
		}
		this.#step = snapshot.step;
		await this.#orLost(this.#device.queue.onSubmittedWorkDone());
	}

	dispose(): void {
		for (const buffer of [this.#arena, this.#parameters, this.#within]) buffer.destroy();
	}

	#submit(steps: number): void {
		this.#device.queue.writeBuffer(this.#parameters, 0, Uint32Array.of(this.#step));
		const encoder = this.#device.createCommandEncoder();
		const pass = encoder.beginComputePass();
		pass.setBindGroup(0, this.#groups[0]);
		for (let k = 0; k < steps; k++) {
			pass.setBindGroup(1, this.#groups[1], [ALIGNMENT * k]);
			this.phases.forEach(({ workgroups }, i) => {
				const pipeline = this.pipelines[i];
				if (!pipeline) throw new Error('webgpu: a phase without a pipeline');
				pass.setPipeline(pipeline);
				pass.dispatchWorkgroups(Math.min(workgroups, GRID_WIDTH), Math.ceil(workgroups / GRID_WIDTH));
			});
		}
		pass.end();
		this.#device.queue.submit([encoder.finish()]);
	}

	async #readBack(first: number, length: number): Promise<Float32Array> {
		const staging = this.#device.createBuffer({ size: 4 * length, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST });
		try {
			const encoder = this.#device.createCommandEncoder();
			encoder.copyBufferToBuffer(this.#arena, 4 * first, staging, 0, 4 * length);
			this.#device.queue.submit([encoder.finish()]);
			await this.#orLost(staging.mapAsync(GPUMapMode.READ));
			return new Float32Array(staging.getMappedRange()).slice();
		} finally {
			staging.destroy();
		}
	}

	/** Waits for GPU work, or for the device to be lost: whatever is first, a lost device is what is reported. */
	async #orLost<T>(work: Promise<T>): Promise<T> {
		const { lost } = this.opened;
		try {
			return await Promise.race([work, lost]);
		} catch (error) {
			if (error instanceof BackendError) throw error;
			// A rejected map usually means that the loss is about to be told.
			const told = new Promise((resolve) => setTimeout(resolve, 100));
			await Promise.race([lost, told]);
			throw new BackendError('device-lost', `webgpu: expected the GPU to answer, got ${oneLine(String(error))}`);
		}
	}
}
