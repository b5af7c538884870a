/**
 * Powers of two that bring numbers near 1 and back. Nothing is rounded on the way (but what falls among the subnormal
 * numbers, far below rounding), so results are the same bits at every scale, and no square overflows or vanishes.
 */

const FLOAT = new Float64Array(1);
const WORDS = new Uint32Array(FLOAT.buffer);
/** Where the exponent stands depends on the machine's byte order. */
const HIGH = ((): 0 | 1 => {
	FLOAT[0] = 1;
	return WORDS[1] === 0 ? 0 : 1;
})();

/** Beside numbers near 1 nothing that is computed sees less than this; products of a few such still are no subnormal numbers. */
export const NEGLIGIBLE = 2 ** -900;

/** The e with 2^e ≤ |x| < 2^(e+1). @param x finite and not 0 */
export function exponentOf(x: number): number {
	FLOAT[0] = x;
	const biased = ((WORDS[HIGH] ?? 0) >>> 20) & 0x7ff;
	// Subnormal numbers have no exponent of their own.
	return biased === 0 ? exponentOf(x * 2 ** 54) - 54 : biased - 1023;
}

/** Two factors of 2^e, which itself may be no float64. */
const factorsOf = (e: number): readonly [number, number] => [
	2 ** Math.trunc(e / 2),
	2 ** (e - Math.trunc(e / 2))
];

/** x·2^e. */
export function timesPowerOfTwo(x: number, e: number): number {
	const [a, b] = factorsOf(e);
	return x * a * b;
}

export interface Scaled {
	/** The numbers divided by 2^exponent: the largest magnitude is in [1, 2), or all are 0. */
	readonly data: Float64Array;
	readonly exponent: number;
}

/** Largest magnitude; not finite where one of the numbers is not. */
function largestOf(numbers: Float64Array): number {
	let largest = 0;
	for (let i = 0; i < numbers.length; i++) {
		const size = Math.abs(numbers[i] ?? NaN);
		if (!(size < Infinity)) return NaN;
		if (size > largest) largest = size;
	}
	return largest;
}

/** @throws RangeError naming `what` and the element that is not finite */
export function scaledToOne(numbers: Float64Array, what: string): Scaled {
	const largest = largestOf(numbers);
	if (Number.isNaN(largest)) {
		const bad = numbers.findIndex((x) => !Number.isFinite(x));
		throw new RangeError(
			`${what}: expected finite numbers, got ${numbers[bad]} at element ${bad}; check the data`
		);
	}
	if (largest === 0) return { data: numbers, exponent: 0 };
	const exponent = exponentOf(largest);
	const [a, b] = factorsOf(-exponent);
	return { data: exponent === 0 ? numbers : numbers.map((x) => x * a * b), exponent };
}

/** √Σx²; NaN where one of them is not finite, and Infinity where the result is no float64. */
export function norm(numbers: Float64Array): number {
	const largest = largestOf(numbers);
	if (!(largest > 0)) return largest;
	const exponent = exponentOf(largest);
	const [a, b] = factorsOf(-exponent);
	let sum = 0;
	for (const x of numbers) sum += (x * a * b) ** 2;
	return timesPowerOfTwo(Math.sqrt(sum), exponent);
}
