/** Bytes of a WebAssembly module while they are written. */

/** LEB128, as the format has all its integers. */
export function unsigned(value: number): number[] {
	const bytes: number[] = [];
	let rest = value;
	do {
		const low = rest % 128;
		rest = Math.floor(rest / 128);
		bytes.push(rest > 0 ? low + 128 : low);
	} while (rest > 0);
	return bytes;
}

export function signed(value: number): number[] {
	const bytes: number[] = [];
	let rest = value | 0;
	for (;;) {
		const low = rest & 0x7f;
		rest >>= 7;
		if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) return [...bytes, low];
		bytes.push(low | 0x80);
	}
}

/** Bytes that grow; arrays of numbers would cost more than all the rest of making a module. */
export class Bytes {
	#data = new Uint8Array(1024);
	#length = 0;

	push(...values: readonly number[]): void {
		this.#reserve(values.length);
		for (const value of values) this.#data[this.#length++] = value;
	}
	append(values: Uint8Array): void {
		this.#reserve(values.length);
		this.#data.set(values, this.#length);
		this.#length += values.length;
	}
	get all(): Uint8Array {
		return this.#data.subarray(0, this.#length);
	}
	#reserve(count: number): void {
		if (this.#length + count <= this.#data.length) return;
		const larger = new Uint8Array(2 * (this.#length + count));
		larger.set(this.all);
		this.#data = larger;
	}
}
