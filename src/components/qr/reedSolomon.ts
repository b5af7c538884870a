/** Reed–Solomon codewords of a QR code: over GF(256) with x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5). */

/** Product in GF(256) of two bytes. */
export function multiply(a: number, b: number): number {
	let product = 0;
	for (let bit = 7; bit >= 0; bit--) {
		product = (product << 1) ^ ((product >> 7) * 0x11d);
		product ^= ((b >> bit) & 1) * a;
	}
	return product;
}

/** Coefficients of (x − 1)(x − 2)(x − 4)…, the highest first and its 1 left out. @param degree how many factors */
function generator(degree: number): number[] {
	const coefficients = [...new Array<number>(degree - 1).fill(0), 1];
	let root = 1;
	for (let i = 0; i < degree; i++) {
		for (let j = 0; j < degree; j++)
			coefficients[j] = multiply(coefficients[j] ?? 0, root) ^ (coefficients[j + 1] ?? 0);
		root = multiply(root, 2);
	}
	return coefficients;
}

/** @param data bytes of a block @param count how many codewords to add @returns them */
export function correctionOf(data: readonly number[], count: number): number[] {
	const divisor = generator(count);
	const remainder = new Array<number>(count).fill(0);
	for (const byte of data) {
		const factor = byte ^ (remainder.shift() ?? 0);
		remainder.push(0);
		for (const [i, coefficient] of divisor.entries())
			remainder[i] = (remainder[i] ?? 0) ^ multiply(coefficient, factor);
	}
	return remainder;
}
