/**
 * Numbers as they are held: float64, float32 where they are no longer than that, and 16-bit codes as files have them, which
 * become numbers when somebody asks for them.
 */
import { workspace } from './kernels/instance';
import type { Kind } from './kernels/unpack';

export type Floats = Float32Array | Float64Array;

/** float16 or bfloat16. */
export class Codes {
	#floats: Float32Array | undefined;

	constructor(
		readonly kind: Exclude<Kind, 'single'>,
		readonly codes: Uint16Array
	) {}

	get floats(): Float32Array {
		return (this.#floats ??= this.kind === 'half' ? halvesOf(this.codes) : brainOf(this.codes));
	}
}

export type Stored = Floats | Codes;

export const floatsOf = (stored: Stored): Floats => (stored instanceof Codes ? stored.floats : stored);
export function float64(stored: Stored): Float64Array {
	const floats = floatsOf(stored);
	return floats instanceof Float64Array ? floats : Float64Array.from(floats);
}

/** The index of the first NaN or infinity, or −1. */
export function firstNotFinite(stored: Stored): number {
	if (!(stored instanceof Float64Array) && !hasFullExponent(stored)) return -1;
	const floats = floatsOf(stored);
	for (let i = 0; i < floats.length; i++) if (!Number.isFinite(floats[i])) return i;
	return -1;
}

/** In 32 bits, of one number or of two, all one below where they stand: the exponent, its last bit, and the bit above it. */
const EXPONENTS: Readonly<Record<Kind, readonly [mask: number, one: number, above: number]>> = {
	half: [0x3e003e00, 0x02000200, 0x40004000],
	brain: [0x3fc03fc0, 0x00400040, 0x40004000],
	single: [0x3fc00000, 0x00400000, 0x40000000]
};

/** An exponent of all ones is that of infinities and NaN alone: with one more it runs over into the bit above. */
function hasFullExponent(stored: Float32Array | Codes): boolean {
	const [kind, given] =
		stored instanceof Codes ? ([stored.kind, stored.codes] as const) : (['single', stored] as const);
	const [mask, one, above] = EXPONENTS[kind];
	const { buffer, byteOffset, byteLength } = byteAligned(given);
	const words = new Int32Array(buffer, byteOffset, byteLength >> 2);
	let over = 0;
	for (let i = 0; i < words.length; i++) over |= (((words[i] ?? 0) >> 1) & mask) + one;
	// Two bytes behind the last four.
	const rest = byteLength % 4 === 2 ? (given[given.length - 1] ?? 0) : 0;
	return ((over | (((rest >> 1) & mask) + one)) & above) !== 0;
}

const byteAligned = <T extends Float32Array | Uint16Array>(numbers: T): T =>
	numbers.byteOffset % 4 === 0 ? numbers : (numbers.slice() as T);

/** bfloat16 is the upper half of a float32. */
function brainOf(codes: Uint16Array): Float32Array {
	const words = new Uint32Array(codes.length);
	for (let i = 0; i < codes.length; i++) words[i] = (codes[i] ?? 0) << 16;
	return new Float32Array(words.buffer);
}

function halvesOf(codes: Uint16Array): Float32Array {
	const count = 4 * Math.ceil(codes.length / 4);
	if (count === 0) return new Float32Array();
	// Codes behind the numbers: 8 + 16 bytes for four of them.
	const space = workspace((3 * count) / 4, [['widen']]);
	if (!space) return Float32Array.from(codes, halfOf);
	const { buffer } = space.numbers;
	const from = 4 * count;
	new Uint16Array(buffer, from, codes.length).set(codes);
	space.kernel('widen')(from, 0, count);
	return new Float32Array(buffer, 0, codes.length).slice();
}

/** One float16 by IEEE's rules. */
export function halfOf(code: number): number {
	const [exponent, fraction] = [(code >> 10) & 31, code & 1023];
	const sign = code & 0x8000 ? -1 : 1;
	if (exponent === 31) return fraction > 0 ? NaN : sign * Infinity;
	return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
