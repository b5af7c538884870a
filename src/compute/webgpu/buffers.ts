/** The GPU memory of programs that run side by side: the arena of all tensors, and the sizes and strides. */
import { BackendError } from '../backend';
import type { Arena } from './arena';
import { lengthOf } from './code';
import { oneLine } from './device';

export interface Buffers {
	readonly arena: GPUBuffer;
	/** p[0] is the first step of the submit, p[1] their number, the rest belongs to the code. */
	readonly numbers: GPUBuffer;
	/** Resolves with why the memory cannot be had, or null. */
	readonly refused: Promise<string | null>;
	destroy(): void;
}

/** Bytes that a buffer of these limits may have and a shader may see. */
export const mostBytes = ({ maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits): number =>
	Math.min(maxBufferSize, maxStorageBufferBindingSize);

/** @throws BackendError 'out-of-memory' if not even the page has room for them */
export function allocate(
	device: GPUDevice,
	{ contents, length }: Arena,
	numbers: readonly number[]
): Buffers {
	const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
	device.pushErrorScope('out-of-memory');
	try {
		const arena = device.createBuffer({ size: 4 * lengthOf(length), usage: STORAGE | COPY_SRC | COPY_DST });
		const data = Uint32Array.from(numbers);
		const parameters = device.createBuffer({ size: data.byteLength, usage: STORAGE | COPY_DST });
		for (const { offset, values } of contents) write(device, arena, offset, values);
		device.queue.writeBuffer(parameters, 0, data);
		return {
			arena,
			numbers: parameters,
			refused: device.popErrorScope().then((error) => error?.message ?? null),
			destroy: () => {
				arena.destroy();
				parameters.destroy();
			}
		};
	} catch (error) {
		void device.popErrorScope().catch(() => null);
		throw outOfMemory(length, error instanceof Error ? error.message : String(error));
	}
}

/** @param length float32 numbers that were asked for */
export const outOfMemory = (length: number, why: string): BackendError =>
	new BackendError(
		'out-of-memory',
		`webgpu: expected ${Math.ceil(length / 2 ** 18)} MiB of GPU memory, got none (${oneLine(why)}); use a smaller layer`
	);

/** @throws BackendError 'out-of-memory' if the device can never hold these many numbers */
export function checkLength(length: number, limits: GPUSupportedLimits): void {
	const most = mostBytes(limits);
	if (4 * length <= most) return;
	throw new BackendError(
		'out-of-memory',
		`webgpu: expected at most ${Math.floor(most / 2 ** 20)} MiB, got a run that needs ${Math.ceil(length / 2 ** 18)} MiB; use a smaller layer`
	);
}

/** @param offset numbers, not bytes */
export function write(device: GPUDevice, arena: GPUBuffer, offset: number, values: Float32Array): void {
	device.queue.writeBuffer(arena, 4 * offset, values.buffer, values.byteOffset, values.byteLength);
}
