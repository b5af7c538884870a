/**
 * Runs dispatches for many steps in submits of about BATCH_MS, one under way at a time, and reads numbers back. It
 * knows neither programs nor what its numbers mean.
 */
import { BackendError } from '../backend';
import { write, type Buffers } from './buffers';
import { byName, oneLine, type Device } from './device';
import { ALIGNMENT, LARGEST_BATCH, type Pipelines } from './pipelines';
import { Staging, type Range } from './staging';

/** Steps of the first submit, and the time each should take: well under every watchdog. */
const [FIRST_BATCH, BATCH_MS] = [8, 12];
/** The first submit does not know the GPU yet: no more than a slow one does in a fraction of a second. */
const FIRST_OPERATIONS = 2e9;
/** Most steps of a fused dispatch. */
const LARGEST_FUSED = 4096;

/** Dispatches over one arena. */
export interface Work {
	readonly buffers: Buffers;
	/** One dispatch makes all steps of a submit; else all of them are repeated for each step. */
	readonly fused: boolean;
	readonly dispatches: readonly {
		readonly pipeline: GPUComputePipeline;
		readonly x: number;
		readonly y: number;
	}[];
}

export class Engine {
	/** Steps done so far. */
	step = 0;
	#batch: number;
	readonly #most: number;
	readonly #device: GPUDevice;
	readonly #work: readonly (Work & { readonly group: GPUBindGroup })[];
	readonly #staging: Staging;

	/** @param operations scalar operations of a step of all work */
	constructor(
		readonly opened: Device,
		readonly pipelines: Pipelines,
		work: readonly Work[],
		operations: number
	) {
		this.#device = opened.device;
		this.#staging = new Staging(opened.device);
		this.#work = work.map((w) => ({ ...w, group: pipelines.bind(w.buffers.arena, w.buffers.numbers) }));
		this.#batch = Math.max(1, Math.min(FIRST_BATCH, Math.floor(FIRST_OPERATIONS / operations)));
		this.#most = work.every((w) => w.fused) ? LARGEST_FUSED : LARGEST_BATCH;
	}

	/** As steps are grouped now: the more a submit may take, the fewer. */
	get dispatchesPerStep(): number {
		return this.#work.reduce(
			(n, { fused, dispatches }) => n + dispatches.length / (fused ? this.#batch : 1),
			0
		);
	}

	/** Makes `count` more steps, then reads; the last submit reads too. */
	run(count: number, ranges: readonly Range[]): Promise<Float32Array[]> {
		return byName(() => this.#run(count, ranges));
	}

	async #run(count: number, ranges: readonly Range[]): Promise<Float32Array[]> {
		const end = this.step + count;
		for (;;) {
			const size = Math.min(this.#batch, end - this.step);
			const before = performance.now();
			const encoder = this.#device.createCommandEncoder();
			this.#encode(encoder, size);
			const isLast = this.step + size === end;
			const read = isLast ? await this.#readBack(encoder, ranges) : await this.#submit(encoder);
			this.step += size;
			const elapsed = performance.now() - before;
			const wanted = Math.round((size * BATCH_MS) / Math.max(elapsed, 0.1));
			this.#batch = Math.max(1, Math.min(this.#most, 2 * this.#batch, wanted));
			if (isLast) return read;
		}
	}

	read(ranges: readonly Range[]): Promise<Float32Array[]> {
		return byName(() => this.#readBack(this.#device.createCommandEncoder(), ranges));
	}

	/** @param offset numbers, not bytes */
	write(
		arena: GPUBuffer,
		contents: readonly (readonly [offset: number, values: Float32Array])[]
	): Promise<void> {
		return byName(async () => {
			for (const [offset, values] of contents) write(this.#device, arena, offset, values);
			await this.#soundly(this.#device.queue.onSubmittedWorkDone());
		});
	}

	dispose(): void {
		for (const { buffers } of this.#work) buffers.destroy();
		this.#staging.dispose();
	}

	#encode(encoder: GPUCommandEncoder, steps: number): void {
		const pass = encoder.beginComputePass();
		for (const { buffers, group, fused, dispatches } of this.#work) {
			this.#device.queue.writeBuffer(buffers.numbers, 0, Uint32Array.of(this.step, steps));
			pass.setBindGroup(0, group);
			for (let k = 0; k < (fused ? 1 : steps); k++) {
				pass.setBindGroup(1, this.pipelines.within, [ALIGNMENT * k]);
				for (const { pipeline, x, y } of dispatches) {
					pass.setPipeline(pipeline);
					pass.dispatchWorkgroups(x, y);
				}
			}
		}
		pass.end();
	}

	async #submit(encoder: GPUCommandEncoder): Promise<Float32Array[]> {
		this.#device.queue.submit([encoder.finish()]);
		await this.#soundly(this.#device.queue.onSubmittedWorkDone());
		return [];
	}

	async #readBack(encoder: GPUCommandEncoder, ranges: readonly Range[]): Promise<Float32Array[]> {
		const mapped = this.#staging.copy(encoder, ranges);
		this.#device.queue.submit([encoder.finish()]);
		await this.#soundly(mapped());
		return this.#staging.take(ranges);
	}

	/** Waits for GPU work; what is reported is what went wrong with the device, not what follows from it. */
	async #soundly<T>(work: Promise<T>): Promise<T> {
		const { whileSound } = this.opened;
		try {
			return await whileSound(work, 'work');
		} catch (error) {
			if (error instanceof BackendError) throw error;
			// A rejected map usually means that the cause is about to be told.
			await whileSound(new Promise((resolve) => setTimeout(resolve, 100)), 'work');
			throw new BackendError(
				'device-lost',
				`webgpu: expected the GPU to answer, got ${oneLine(String(error))}`
			);
		}
	}
}
