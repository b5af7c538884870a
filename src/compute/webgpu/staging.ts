/**
 * What is read back from the GPU, through one buffer that is kept: a new one for each readback would let the memory
 * of a long run grow. One readback at a time.
 */

/** A stretch of an arena: numbers, not bytes. */
export interface Range {
	readonly arena: GPUBuffer;
	readonly first: number;
	readonly length: number;
}

const SMALLEST = 4096;

export class Staging {
	#buffer: GPUBuffer | undefined;

	constructor(readonly device: GPUDevice) {}

	/** Encodes the copies. @returns what asks for them, once the encoder's work is submitted */
	copy(encoder: GPUCommandEncoder, ranges: readonly Range[]): () => Promise<undefined> {
		const bytes = 4 * lengthOf(ranges);
		const buffer = this.#ofSize(bytes);
		let at = 0;
		for (const { arena, first, length } of ranges) {
			encoder.copyBufferToBuffer(arena, 4 * first, buffer, at, 4 * length);
			at += 4 * length;
		}
		return () => buffer.mapAsync(GPUMapMode.READ, 0, bytes);
	}

	/** The numbers of each range, once they are mapped. */
	take(ranges: readonly Range[]): Float32Array[] {
		if (!this.#buffer) return [];
		const all = new Float32Array(this.#buffer.getMappedRange(0, 4 * lengthOf(ranges)));
		let at = 0;
		const copies = ranges.map(({ length }) => all.slice(at, (at += length)));
		this.#buffer.unmap();
		return copies;
	}

	dispose(): void {
		this.#buffer?.destroy();
		this.#buffer = undefined;
	}

	#ofSize(bytes: number): GPUBuffer {
		if (this.#buffer && this.#buffer.size >= bytes) return this.#buffer;
		this.#buffer?.destroy();
		const { MAP_READ, COPY_DST } = GPUBufferUsage;
		const size = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(bytes)));
		this.#buffer = this.device.createBuffer({ size, usage: MAP_READ | COPY_DST });
		return this.#buffer;
	}
}

const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { length }) => sum + length, 0);
