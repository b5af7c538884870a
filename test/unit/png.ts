/** The pictures of the site without a browser: 8-bit gray PNG files, not interlaced, as values from 0 to 1. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { tensor, type Tensor } from '$src/math/tensor';

/** The byte that a filter of PNG adds, from the bytes to the left, above, and left above. */
function predicted(filter: number, left: number, above: number, corner: number): number {
	const gaps = [left, above, corner].map((x) => Math.abs(left + above - corner - x));
	const [a = 0, b = 0, c = 0] = gaps;
	const paeth = a <= b && a <= c ? left : b <= c ? above : corner;
	return [0, left, above, (left + above) >> 1, paeth][filter] ?? NaN;
}

export function grayPng(path: string): Tensor {
	const file = readFileSync(path);
	const parts: Buffer[] = [];
	for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
		if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
			parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
	}
	const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
	const raw = inflateSync(Buffer.concat(parts));
	const gray = new Uint8Array(width * height);
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const known = (dx: number, dy: number): number =>
				x >= dx && y >= dy ? (gray[(y - dy) * width + x - dx] ?? 0) : 0;
			const row = y * (width + 1);
			gray[y * width + x] =
				(raw[row + 1 + x] ?? 0) + predicted(raw[row] ?? 0, known(1, 0), known(0, 1), known(1, 1));
		}
	}
	return tensor(
		[height, width],
		Array.from(gray, (v) => v / 255)
	);
}
