/** A fingerprint of float32 values, bit for bit: two runs with the same digest ended with the same numbers. Not cryptographic. */

const PRIME = 0x01000193;

/** @returns 16 hexadecimal digits over the bit patterns of all arrays, in order */
export function digestOf(arrays: readonly Float32Array[]): string {
	let [low, high] = [0x811c9dc5, 0x9e3779b9];
	for (const values of arrays) {
		// Little-endian everywhere that JavaScript engines run.
		const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
		for (const word of words) {
			low = Math.imul(low ^ word, PRIME);
			low ^= low >>> 15;
			high = Math.imul(high ^ (word >>> 16) ^ (word << 16), PRIME) + low;
			high ^= high >>> 13;
		}
		high = Math.imul(high ^ values.length, PRIME);
	}
	const hex = (word: number): string => (word >>> 0).toString(16).padStart(8, '0');
	return hex(high) + hex(low);
}
