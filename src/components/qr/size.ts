/** Sizes of QR codes with error correction M, which repairs about 15 %: ISO/IEC 18004, tables 1, 7, 9 and E.1. */

/** Version 20 has 97 × 97 modules; larger ones are hard to read from a wall. */
export const LARGEST = 20;

/** By version, from 1: error correction codewords of a block, and blocks. */
const correction = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

export interface Size {
	readonly version: number;
	/** Modules along an edge. */
	readonly modules: number;
	/** Data and correction, in bytes. */
	readonly codewords: number;
	readonly dataCodewords: number;
	readonly blocks: number;
	/** Of each block. */
	readonly correction: number;
	/** Bits of the field that says how many bytes follow. */
	readonly countBits: 8 | 16;
}

/** Rows, and columns, in which alignment patterns have their middle. */
export function alignments(version: number): number[] {
	if (version === 1) return [];
	const count = Math.floor(version / 7) + 2;
	const last = 4 * version + 10;
	const step = Math.ceil((last - 6) / (count - 1) / 2) * 2;
	return [6, ...Array.from({ length: count - 1 }, (_, i) => last - (count - 2 - i) * step)];
}

/** Modules that carry codewords: all but finders, timing, alignment, format and version. */
function carrying(version: number): number {
	const modules = 4 * version + 17;
	const count = alignments(version).length;
	// Of the count² crossings three are finders; those on a timing line share 5 modules with it.
	const aligned = count === 0 ? 0 : 25 * (count * count - 3) - 10 * (count - 2);
	return modules * modules - 3 * 64 - 2 * (modules - 16) - aligned - 31 - (version >= 7 ? 36 : 0);
}

export function sizeOf(version: number): Size {
	const [each = 0, count = 0] = [correction[version - 1], blocks[version - 1]];
	const codewords = Math.floor(carrying(version) / 8);
	return {
		version,
		modules: 4 * version + 17,
		codewords,
		dataCodewords: codewords - each * count,
		blocks: count,
		correction: each,
		countBits: version < 10 ? 8 : 16
	};
}

/** Bytes of text that fit. */
export const capacityOf = ({ dataCodewords, countBits }: Size): number =>
	Math.floor((8 * dataCodewords - 4 - countBits) / 8);
