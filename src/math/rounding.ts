/**
 * Numbers rounded to what a format of fewer bits can hold: to the nearest, ties to the even one, as IEEE 754 adds and
 * stores them. It knows values alone, no codes: those of files are read in floats.ts.
 */

/** Bits of the fraction, and the smallest exponent of a number that has them all. */
const formats = {
	float32: { fraction: 23, least: -126, largest: (2 - 2 ** -23) * 2 ** 127 },
	float16: { fraction: 10, least: -14, largest: 65504 },
	bfloat16: { fraction: 7, least: -126, largest: (2 - 2 ** -7) * 2 ** 127 }
} as const;

export type NumberFormat = keyof typeof formats;
export const numberFormats = Object.keys(formats) as readonly NumberFormat[];

/** Half of the distance from 1 to the next number: the largest relative error of a rounding that keeps all bits. */
export const unitRoundoff = (format: NumberFormat): number => 2 ** -(formats[format].fraction + 1);

/** x to a whole number, ties to even; |x| < 2^52. */
function toEven(x: number): number {
	const down = Math.floor(x);
	const rest = x - down;
	if (rest !== 0.5) return rest < 0.5 ? down : down + 1;
	return down % 2 === 0 ? down : down + 1;
}

/** @returns the number of the format that is nearest to x; infinity beyond the largest, NaN of NaN */
export function rounded(format: NumberFormat, x: number): number {
	if (x === 0 || !Number.isFinite(x)) return x;
	if (format === 'float32') return Math.fround(x);
	const { fraction, least, largest } = formats[format];
	const size = Math.abs(x);
	// log2 may be off by one next to a power of two: then the distance is that of the neighbour, which is corrected.
	let exponent = Math.floor(Math.log2(size));
	if (2 ** exponent > size) exponent -= 1;
	else if (2 ** (exponent + 1) <= size) exponent += 1;
	const distance = 2 ** (Math.max(exponent, least) - fraction);
	const found = toEven(size / distance) * distance;
	return Math.sign(x) * (found > largest ? Infinity : found);
}
