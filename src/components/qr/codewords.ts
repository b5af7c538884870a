/** Text → the codewords of a QR code, in the order in which they are laid: byte mode, UTF-8 (ISO/IEC 18004, 7.4 to 7.6). */
import { correctionOf } from './reedSolomon';
import { capacityOf, LARGEST, sizeOf, type Size } from './size';

/** Byte mode. */
const MODE = 0b0100;
/** Fill what is left of the data, in turn. */
const PADDING = [0xec, 0x11];

/** @returns the smallest size that holds so many bytes, or null where none does */
function smallestFor(bytes: number): Size | null {
	for (let version = 1; version <= LARGEST; version++) {
		const size = sizeOf(version);
		if (capacityOf(size) >= bytes) return size;
	}
	return null;
}

/** Mode, length, text, end and padding. */
export function dataOf(bytes: Uint8Array, { dataCodewords, countBits }: Size): number[] {
	const bits: number[] = [];
	const append = (value: number, length: number): void => {
		for (let bit = length - 1; bit >= 0; bit--) bits.push((value >> bit) & 1);
	};
	append(MODE, 4);
	append(bytes.length, countBits);
	for (const byte of bytes) append(byte, 8);
	append(0, Math.min(4, 8 * dataCodewords - bits.length));
	append(0, (8 - (bits.length % 8)) % 8);
	const data = Array.from({ length: bits.length / 8 }, (_, i) =>
		bits.slice(8 * i, 8 * i + 8).reduce((byte, bit) => 2 * byte + bit, 0)
	);
	while (data.length < dataCodewords) data.push(...PADDING.slice(0, dataCodewords - data.length));
	return data;
}

/** Cuts the data into blocks, corrects each, and deals them out in turn. */
export function interleaved(data: readonly number[], size: Size): number[] {
	const short = Math.floor(size.dataCodewords / size.blocks);
	/** The last blocks are one longer. */
	const longBlocks = size.dataCodewords % size.blocks;
	let at = 0;
	const pieces = Array.from({ length: size.blocks }, (_, i) => {
		const length = short + (i >= size.blocks - longBlocks ? 1 : 0);
		at += length;
		return data.slice(at - length, at);
	});
	const corrections = pieces.map((piece) => correctionOf(piece, size.correction));
	const deal = (rows: readonly (readonly number[])[], length: number): number[] =>
		Array.from({ length }, (_, i) => rows.flatMap((row) => row.slice(i, i + 1))).flat();
	return [...deal(pieces, short + 1), ...deal(corrections, size.correction)];
}

/** @returns size and codewords, or null where the text is too long for the largest size */
export function codewordsOf(
	text: string
): { readonly size: Size; readonly codewords: readonly number[] } | null {
	const bytes = new TextEncoder().encode(text);
	const size = smallestFor(bytes.length);
	return size && { size, codewords: interleaved(dataOf(bytes, size), size) };
}
