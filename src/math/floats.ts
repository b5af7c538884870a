/** Numbers as they are held: float32 where they are no longer than that, which is half the memory. */
import { workspace } from './kernels/instance';

export type Floats = Float32Array | Float64Array;

export const float64 = (numbers: Floats): Float64Array =>
	numbers instanceof Float64Array ? numbers : Float64Array.from(numbers);

/** The index of the first NaN or infinity, or −1. */
export function firstNotFinite(numbers: Floats): number {
	if (numbers instanceof Float32Array && !hasFullExponent(numbers)) return -1;
	for (let i = 0; i < numbers.length; i++) if (!Number.isFinite(numbers[i])) return i;
	return -1;
}

/** An exponent of all ones is that of infinities and NaN alone: one more runs over into the sign. */
function hasFullExponent({ buffer, byteOffset, length }: Float32Array): boolean {
	const words = new Int32Array(buffer, byteOffset, length);
	let over = 0;
	for (let i = 0; i < words.length; i++) over |= ((words[i] ?? 0) & 0x7f800000) + 0x00800000;
	return over < 0;
}

/** float16 codes as numbers, or null where there is no WebAssembly. */
export function widened(codes: Uint16Array): Float32Array | null {
	const count = 4 * Math.ceil(codes.length / 4);
	if (count === 0) return new Float32Array();
	// Codes behind the numbers: 8 + 16 bytes for four of them.
	const space = workspace((3 * count) / 4, [['widen']]);
	if (!space) return null;
	const { buffer } = space.numbers;
	const from = 4 * count;
	new Uint16Array(buffer, from, codes.length).set(codes);
	space.kernels[0]?.(from, 0, count);
	return new Float32Array(buffer, 0, codes.length).slice();
}
