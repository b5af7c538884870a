/**
 * Pictures as matrices: a file of the reader's or a picture of the site → gray values in float64, in the browser.
 * Nothing leaves the machine. Gray is the luma of Rec. 709 on the stored (gamma-coded) values, no measure of light.
 */
import type { Tensor } from '$src/math/tensor';

/** Files that are larger are refused before they are decoded. */
export const MOST_BYTES = 20e6;
/** Rows and columns at most: larger pictures are shrunk, which keeps their shape. */
export const LONGEST_SIDE = 256;
const SHORTEST_SIDE = 8;

export type ImageProblem = 'unreachable' | 'too-large' | 'not-an-image' | 'too-thin' | 'unreadable';

/** What was expected, what came, and what to do about it; `problem` is for texts in another language. */
export class ImageError extends Error {
	override readonly name = 'ImageError';
	constructor(
		readonly problem: ImageProblem,
		/** What came: a number of bytes, a type, a size. */
		readonly got: string,
		expected: string,
		remedy: string
	) {
		super(`image: expected ${expected}, got ${got}; ${remedy}`);
	}
}

export interface GrayImage {
	/** [rows, columns], 0 black … 1 white. */
	readonly pixels: Tensor;
	/** Columns and rows of the picture as it came. */
	readonly original: { readonly width: number; readonly height: number };
}

/** The size at which the longest side fits; never larger than the picture. @throws ImageError if a side is left too thin */
export function fittedSize(
	width: number,
	height: number,
	longest = LONGEST_SIDE
): { width: number; height: number } {
	const share = Math.min(1, longest / Math.max(width, height));
	const fitted = { width: Math.round(width * share), height: Math.round(height * share) };
	if (!(Math.min(fitted.width, fitted.height) >= SHORTEST_SIDE)) {
		throw new ImageError(
			'too-thin',
			`${width} × ${height}`,
			`a picture of at least ${SHORTEST_SIDE} pixels a side once its longest is ${longest}`,
			'use a larger or less elongated one'
		);
	}
	return fitted;
}

/** Luma of RGBA bytes, as a canvas gives them, over white. @param rgba 4·width·height bytes */
export function grayOf(rgba: ArrayLike<number>, width: number, height: number): Tensor {
	const data = new Float64Array(width * height);
	for (let i = 0; i < data.length; i++) {
		const [r, g, b, a] = [0, 1, 2, 3].map((c) => (rgba[4 * i + c] ?? 0) / 255) as [
			number,
			number,
			number,
			number
		];
		// Equal channels give their value itself, not a sum that rounds.
		const luma = r === g && g === b ? r : 0.2126 * r + 0.7152 * g + 0.0722 * b;
		data[i] = a === 1 ? luma : a * luma + 1 - a;
	}
	return { shape: [height, width], data };
}

/** @throws ImageError if this cannot be a picture, before anything is decoded */
export function requirePicture({ size, type }: { readonly size: number; readonly type: string }): void {
	if (size > MOST_BYTES) {
		// Rounded up: what is just too large is not said to be as large as is allowed.
		const megabytes = Math.ceil(size / 1e5) / 10;
		throw new ImageError('too-large', `${megabytes} MB`, 'a file of at most 20 MB', 'use a smaller picture');
	}
	if (size === 0 || (type !== '' && !type.startsWith('image/'))) {
		const got = size === 0 ? 'an empty file' : type;
		throw new ImageError('not-an-image', got, 'a picture such as PNG, JPEG or WebP', 'choose another file');
	}
}

/** @throws ImageError naming what is wrong with the file */
export async function decodeImage(file: Blob): Promise<GrayImage> {
	requirePicture(file);
	let bitmap: ImageBitmap;
	try {
		bitmap = await createImageBitmap(file, { premultiplyAlpha: 'none', colorSpaceConversion: 'none' });
	} catch {
		throw new ImageError(
			'unreadable',
			file.type || 'a file of unknown type',
			'a picture that this browser can read',
			'save it as PNG or JPEG and try again'
		);
	}
	try {
		const original = { width: bitmap.width, height: bitmap.height };
		const { width, height } = fittedSize(original.width, original.height);
		const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
		if (!context) {
			throw new ImageError('unreadable', 'no canvas', 'a 2-D canvas of this browser', 'reload the page');
		}
		context.imageSmoothingQuality = 'high';
		context.drawImage(bitmap, 0, 0, width, height);
		return { pixels: grayOf(context.getImageData(0, 0, width, height).data, width, height), original };
	} finally {
		bitmap.close();
	}
}

/** A picture of the site. @throws ImageError if it is not there */
export async function fetchImage(address: string): Promise<GrayImage> {
	const unreachable = (got: string): ImageError =>
		new ImageError('unreachable', got, `a picture at ${address}`, 'check the connection and reload the page');
	let response: Response;
	try {
		response = await fetch(address);
	} catch (error) {
		throw unreachable(error instanceof Error ? error.message : String(error));
	}
	if (!response.ok) throw unreachable(`status ${response.status}`);
	return decodeImage(await response.blob());
}
