/** The GPU memory of one run: the arena of all tensors, the sizes and strides, the steps of a submit. */
import { BackendError } from '../backend';
import { writeInitial } from '../memory';
import type { Program } from '../program';
import type { Schedule } from '../schedule/schedule';
import { SMALL_ARENA } from './code';

/** Most steps of one submit. */
export const LARGEST_BATCH = 256;
/** Dynamic offsets are multiples of this (WebGPU's default minUniformBufferOffsetAlignment). */
export const ALIGNMENT = 256;

export interface Buffers {
	readonly arena: GPUBuffer;
	/** p[0] is the first step of the submit, p[1] their number, the rest belongs to the phases. */
	readonly parameters: GPUBuffer;
	/** 0, 1, 2 … one every ALIGNMENT bytes: which step of the submit a dispatch is. */
	readonly within: GPUBuffer;
	/** Resolves with why the memory cannot be had, or null. */
	readonly refused: Promise<string | null>;
	destroy(): void;
}

/** @throws BackendError 'out-of-memory' if not even the page has room for the arena's first values */
export function allocate(
	device: GPUDevice,
	program: Program,
	schedule: Schedule,
	numbers: readonly number[]
): Buffers {
	const { STORAGE, COPY_SRC, COPY_DST, UNIFORM } = GPUBufferUsage;
	device.pushErrorScope('out-of-memory');
	try {
		const arena = initialArena(device, Math.max(schedule.arena, SMALL_ARENA), STORAGE | COPY_SRC | COPY_DST);
		writeInitial(new Float32Array(arena.getMappedRange()), program, schedule);
		arena.unmap();
		const parameters = filled(device, Uint32Array.from([0, 0, ...numbers]), STORAGE | COPY_DST);
		const steps = new Uint32Array((ALIGNMENT / 4) * LARGEST_BATCH);
		for (let k = 0; k < LARGEST_BATCH; k++) steps[(ALIGNMENT / 4) * k] = k;
		const within = filled(device, steps, UNIFORM | COPY_DST);
		return {
			arena,
			parameters,
			within,
			refused: device.popErrorScope().then((error) => error?.message ?? null),
			destroy: () => {
				for (const buffer of [arena, parameters, within]) buffer.destroy();
			}
		};
	} catch (error) {
		void device.popErrorScope().catch(() => null);
		throw error;
	}
}

function initialArena(device: GPUDevice, length: number, usage: number): GPUBuffer {
	try {
		return device.createBuffer({ size: 4 * length, usage, mappedAtCreation: true });
	} catch (error) {
		// A buffer that is mapped at once needs room in the page too: a RangeError where there is none.
		throw new BackendError(
			'out-of-memory',
			outOfMemory(length, error instanceof Error ? error.message : String(error))
		);
	}
}

function filled(device: GPUDevice, values: Uint32Array<ArrayBuffer>, usage: number): GPUBuffer {
	const buffer = device.createBuffer({ size: values.byteLength, usage });
	device.queue.writeBuffer(buffer, 0, values);
	return buffer;
}

/** @param length float32 numbers that were asked for */
export const outOfMemory = (length: number, why: string): string =>
	`webgpu: expected ${Math.ceil(length / 2 ** 18)} MiB of GPU memory, got none (${why}); use a smaller layer`;
