/**
 * The WebGPU backend: small steps fused, many of them in one dispatch of one workgroup; large ones wide, a dispatch
 * a phase over the whole GPU. One readback a chunk. Pipelines are kept by their source, which knows no sizes, so a
 * rank slider never recompiles.
 */
import { BackendError, type Backend, type Runner, type Snapshot } from '../backend';
import { checkCount, diverged, statesIn, takeSnapshot } from '../memory';
import type { Program } from '../program';
import { compile } from '../schedule/compile';
import type { Schedule } from '../schedule/schedule';
import { ALIGNMENT, allocate, LARGEST_BATCH, outOfMemory, type Buffers } from './buffers';
import { fusedCode, GRID_WIDTH, HEADER, wideCode, type Code } from './code';
import { oneLine, openDevice, type Device } from './device';

/** Steps of the first submit, and the time each should take: well under every watchdog. */
const [FIRST_BATCH, BATCH_MS] = [8, 12];
/** The first submit does not know the GPU yet: no more than a slow one does in a fraction of a second. */
const FIRST_OPERATIONS = 2e9;
/** Most steps of a fused dispatch. */
const LARGEST_FUSED = 4096;
/**
 * Scalar operations of a step up to which one workgroup runs it: where launching phases costs more than computing.
 * A rule by counting, not by timing, so that a receipt always runs the same code.
 */
export const MOST_FUSED = 2e6;

/**
 * @param mostFused operations of a step up to which it runs fused; for tests and benchmarks
 * @throws BackendError 'no-webgpu', 'no-adapter' or 'device-refused'
 */
export async function webgpuBackend(gpu: GPU | undefined, mostFused = MOST_FUSED): Promise<Backend> {
	const opened = await openDevice(gpu);
	const pipelines = new Map<string, Promise<GPUComputePipeline>>();
	let disposed = false;
	return {
		name: 'webgpu',
		adapter: opened.name,
		prepare: (program) => prepare(program, opened, pipelines, mostFused),
		usable: () => !disposed && opened.isSound(),
		dispose: () => {
			disposed = true;
			opened.device.destroy();
		}
	};
}

async function prepare(
	program: Program,
	opened: Device,
	pipelines: Map<string, Promise<GPUComputePipeline>>,
	mostFused: number
): Promise<Runner> {
	const { device, whileSound } = opened;
	const schedule = compile(program);
	const bytes = 4 * schedule.arena;
	const most = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
	if (bytes > most) {
		throw new BackendError(
			'out-of-memory',
			`webgpu: expected at most ${Math.floor(most / 2 ** 20)} MiB, got a run that needs ${Math.ceil(bytes / 2 ** 20)} MiB; use a smaller layer`
		);
	}
	const fused = schedule.operations <= mostFused;
	const phases = fused
		? [fusedCode(schedule.phases, HEADER, schedule.arena, opened.threads)]
		: allWide(schedule);
	const layout = layoutsOf(device);
	const ready = phases.map(({ source }) => {
		const known = pipelines.get(source) ?? compilePipeline(device, source, layout.pipeline);
		pipelines.set(source, known);
		return known;
	});
	const buffers = allocate(
		device,
		program,
		schedule,
		phases.flatMap((p) => p.parameters)
	);
	try {
		const [refused, ...compiled] = await whileSound(Promise.all([buffers.refused, ...ready]));
		if (refused !== null)
			throw new BackendError('out-of-memory', outOfMemory(schedule.arena, oneLine(refused)));
		return new WebgpuRunner(program, schedule, opened, fused, phases, compiled, buffers, layout);
	} catch (error) {
		buffers.destroy();
		throw error;
	}
}

function allWide({ phases, arena }: Schedule): Code[] {
	let first = HEADER;
	return phases.map((phase) => {
		const code = wideCode(phase, first, arena);
		first += code.parameters.length;
		return code;
	});
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
		entries: [
			{ binding: 0, visibility, buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: 16 } }
		]
	});
	return { arena, step, pipeline: device.createPipelineLayout({ bindGroupLayouts: [arena, step] }) };
}

/** @throws BackendError 'shader-error' with the compiler's own words */
async function compilePipeline(
	device: GPUDevice,
	source: string,
	layout: GPUPipelineLayout
): Promise<GPUComputePipeline> {
	device.pushErrorScope('validation');
	const module = device.createShaderModule({ code: source });
	const invalid = device.popErrorScope();
	const info = await module.getCompilationInfo();
	const error = info.messages.find((m) => m.type === 'error');
	const message = error ? `${error.message} (line ${error.lineNum})` : (await invalid)?.message;
	if (message !== undefined)
		throw new BackendError(
			'shader-error',
			`webgpu: expected a shader that compiles, got ${oneLine(message)}`
		);
	try {
		return await device.createComputePipelineAsync({ layout, compute: { module, entryPoint: 'main' } });
	} catch (reason) {
		const why = reason instanceof Error ? reason.message : String(reason);
		throw new BackendError('shader-error', `webgpu: expected a pipeline, got ${oneLine(why)}`);
	}
}

class WebgpuRunner implements Runner {
	readonly sources: readonly string[];
	readonly #device: GPUDevice;
	readonly #groups: readonly [GPUBindGroup, GPUBindGroup];
	#step = 0;
	#batch: number;

	constructor(
		readonly program: Program,
		readonly schedule: Schedule,
		readonly opened: Device,
		readonly fused: boolean,
		readonly phases: readonly Code[],
		readonly pipelines: readonly GPUComputePipeline[],
		readonly buffers: Buffers,
		layout: Layouts
	) {
		const { device } = opened;
		this.#device = device;
		this.sources = phases.map((p) => p.source);
		this.#batch = Math.max(1, Math.min(FIRST_BATCH, Math.floor(FIRST_OPERATIONS / schedule.operations)));
		this.#groups = [
			device.createBindGroup({
				layout: layout.arena,
				entries: [
					{ binding: 0, resource: { buffer: buffers.arena } },
					{ binding: 1, resource: { buffer: buffers.parameters } }
				]
			}),
			device.createBindGroup({
				layout: layout.step,
				entries: [{ binding: 0, resource: { buffer: buffers.within, size: 16 } }]
			})
		];
	}

	get step(): number {
		return this.#step;
	}

	/** Of a fused run as its steps are grouped now: the more a dispatch may take, the fewer. */
	get dispatchesPerStep(): number {
		return this.fused ? 1 / this.#batch : this.phases.length;
	}

	async run(count: number): Promise<Float32Array> {
		checkCount(count, this.#step, this.program);
		if (count === 0) return new Float32Array();
		const from = this.#step;
		const end = from + count;
		while (this.#step < end) {
			const size = Math.min(this.#batch, end - this.#step);
			const before = performance.now();
			this.#submit(size);
			await this.#soundly(this.#device.queue.onSubmittedWorkDone());
			this.#step += size;
			const elapsed = performance.now() - before;
			const wanted = Math.round((size * BATCH_MS) / Math.max(elapsed, 0.1));
			const most = this.fused ? LARGEST_FUSED : LARGEST_BATCH;
			this.#batch = Math.max(1, Math.min(most, 2 * this.#batch, wanted));
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
		for (const [{ offset }, values] of statesIn(snapshot, this.program, this.schedule)) {
			this.#device.queue.writeBuffer(this.buffers.arena, 4 * offset, Float32Array.from(values));
		}
		await this.#soundly(this.#device.queue.onSubmittedWorkDone());
		this.#step = snapshot.step;
	}

	dispose(): void {
		this.buffers.destroy();
	}

	#submit(steps: number): void {
		this.#device.queue.writeBuffer(this.buffers.parameters, 0, Uint32Array.of(this.#step, steps));
		const encoder = this.#device.createCommandEncoder();
		const pass = encoder.beginComputePass();
		pass.setBindGroup(0, this.#groups[0]);
		for (let k = 0; k < (this.fused ? 1 : steps); k++) {
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
		const staging = this.#device.createBuffer({
			size: 4 * length,
			usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST
		});
		try {
			const encoder = this.#device.createCommandEncoder();
			encoder.copyBufferToBuffer(this.buffers.arena, 4 * first, staging, 0, 4 * length);
			this.#device.queue.submit([encoder.finish()]);
			await this.#soundly(staging.mapAsync(GPUMapMode.READ));
			return new Float32Array(staging.getMappedRange()).slice();
		} finally {
			staging.destroy();
		}
	}

	/** Waits for GPU work; what is reported is what went wrong with the device, not what follows from it. */
	async #soundly<T>(work: Promise<T>): Promise<T> {
		const { whileSound } = this.opened;
		try {
			return await whileSound(work);
		} catch (error) {
			if (error instanceof BackendError) throw error;
			// A rejected map usually means that the cause is about to be told.
			await whileSound(new Promise((resolve) => setTimeout(resolve, 100)));
			throw new BackendError(
				'device-lost',
				`webgpu: expected the GPU to answer, got ${oneLine(String(error))}`
			);
		}
	}
}
