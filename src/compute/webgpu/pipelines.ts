/** Compiled shaders of one device, kept by their source; the layouts that all of them share. */
import { BackendError } from '../backend';
import { oneLine } from './device';

/** Most steps of one submit of the wide form. */
export const LARGEST_BATCH = 256;
/** Dynamic offsets are multiples of this (WebGPU's default minUniformBufferOffsetAlignment). */
export const ALIGNMENT = 256;

export class Pipelines {
	readonly #device: GPUDevice;
	readonly #arena: GPUBindGroupLayout;
	readonly #layout: GPUPipelineLayout;
	readonly #known = new Map<string, Promise<GPUComputePipeline>>();
	/** Group 1: which step of the submit a dispatch is, by its dynamic offset. */
	readonly within: GPUBindGroup;

	constructor(device: GPUDevice) {
		this.#device = device;
		const visibility = GPUShaderStage.COMPUTE;
		this.#arena = device.createBindGroupLayout({
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
		this.#layout = device.createPipelineLayout({ bindGroupLayouts: [this.#arena, step] });
		// 0, 1, 2 … one every ALIGNMENT bytes.
		const steps = new Uint32Array((ALIGNMENT / 4) * LARGEST_BATCH);
		for (let k = 0; k < LARGEST_BATCH; k++) steps[(ALIGNMENT / 4) * k] = k;
		const { UNIFORM, COPY_DST } = GPUBufferUsage;
		const buffer = device.createBuffer({ size: steps.byteLength, usage: UNIFORM | COPY_DST });
		device.queue.writeBuffer(buffer, 0, steps);
		this.within = device.createBindGroup({
			layout: step,
			entries: [{ binding: 0, resource: { buffer, size: 16 } }]
		});
	}

	/** Group 0. */
	bind(arena: GPUBuffer, numbers: GPUBuffer): GPUBindGroup {
		return this.#device.createBindGroup({
			layout: this.#arena,
			entries: [
				{ binding: 0, resource: { buffer: arena } },
				{ binding: 1, resource: { buffer: numbers } }
			]
		});
	}

	/** @throws BackendError 'shader-error' with the compiler's own words */
	get(source: string): Promise<GPUComputePipeline> {
		const known = this.#known.get(source) ?? this.#compile(source);
		this.#known.set(source, known);
		return known;
	}

	async #compile(source: string): Promise<GPUComputePipeline> {
		const device = this.#device;
		device.pushErrorScope('validation');
		const module = device.createShaderModule({ code: source });
		const invalid = device.popErrorScope();
		const info = await module.getCompilationInfo();
		const error = info.messages.find((m) => m.type === 'error');
		const message = error ? `${error.message} (line ${error.lineNum})` : (await invalid)?.message;
		if (message !== undefined) throw shaderError(`a shader that compiles, got ${oneLine(message)}`);
		try {
			return await device.createComputePipelineAsync({
				layout: this.#layout,
				compute: { module, entryPoint: 'main' }
			});
		} catch (reason) {
			const why = reason instanceof Error ? reason.message : String(reason);
			throw shaderError(`a pipeline, got ${oneLine(why)}`);
		}
	}
}

const shaderError = (what: string): BackendError =>
	new BackendError('shader-error', `webgpu: expected ${what}`);
