/**
 * The numbers that a shader reads from `p`: sizes, strides and offsets. They are data beside the text, so that the
 * text depends on the structure of the statements alone and one pipeline serves every rank and every shape.
 */
import type { Letter, Read, Statement } from '../schedule/schedule';

/** Numbers for p and the text that reads them back. */
export class Numbers {
	readonly values: number[] = [];
	/**
	 * @param first index in p of the first of them
	 * @param base WGSL name of what is added to it, where several programs share the text
	 * @param unrolled terms of a sum that stand one after the other in the text
	 */
	constructor(
		readonly first: number,
		readonly base: string | null = null,
		readonly unrolled = 1
	) {}
	/** @returns WGSL that reads this number */
	add(value: number): string {
		this.values.push(value);
		return `p[${this.base === null ? '' : `${this.base} + `}${this.first + this.values.length - 1}u]`;
	}
}

/** Numbers that a stretch of code reads once, under names of its own. */
export class Named {
	readonly lines: string[] = [];
	constructor(readonly numbers: Numbers) {}
	add(value: number): string {
		const name = `s${this.lines.length}`;
		this.lines.push(`let ${name} = ${this.numbers.add(value)};`);
		return name;
	}
}

/** Stride of each letter in an array of exactly these axes, row-major. */
export function flatStrides(out: readonly Letter[]): ReadonlyMap<string, number> {
	let stride = 1;
	const strides = new Map<string, number>();
	for (const { name, size } of [...out].reverse()) {
		strides.set(name, stride);
		stride *= size;
	}
	return strides;
}

/**
 * Is element t of the statement made from element t of what it reads, or from a sum that begins there and goes on a
 * whole array further each time? Anything shorter would be flat by chance, where a rank is 1.
 */
export function isFlat({ strides, picked }: Read, { out, reduced }: Statement): boolean {
	if (picked) return false;
	const flat = flatStrides(out);
	const count = out.reduce((n, l) => n * l.size, 1);
	const inner = new Set(reduced.map((l) => l.name));
	const fixed = strides.filter(({ letter }) => !inner.has(letter));
	return (
		fixed.length === out.length &&
		fixed.every(({ letter, stride }) => flat.get(letter) === stride) &&
		strides.every(({ letter, stride }) => !inner.has(letter) || stride >= count)
	);
}
