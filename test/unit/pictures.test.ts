import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { decodeImage, fittedSize, grayOf, ImageError, requirePicture } from '$src/files/images';
import { Random } from '$src/math/random';
import { singularValues } from '$src/math/svd';
import { frobeniusNorm, largestDifference, tensor, type Tensor } from '$src/math/tensor';
import {
	Approximation,
	breakEven,
	decompose,
	leastErrors,
	numbersIn,
	shuffled
} from '$lessons/low-rank/decomposition';
import type { DecompositionAnswer, DecompositionRequest } from '$lessons/low-rank/decomposition.worker';
import { PictureStudy } from '$lessons/low-rank/study.svelte';
import { fakeWorkers } from './fakeWorker';

const drawn = (rows: number, columns: number, seed: number): Tensor =>
	new Random(seed, 'picture').normal([rows, columns]);
const size = fc.integer({ min: 1, max: 20 });
const seed = fc.integer({ min: 0, max: 4294967295 });

describe('a picture taken apart', () => {
	test('comes back from all its terms', () => {
		fc.assert(
			fc.property(size, size, seed, (rows, columns, s) => {
				const picture = drawn(rows, columns, s);
				const { scaledLeft, right, spectrum } = decompose(picture);
				const p = spectrum.length;
				const again = picture.data.map((_, at) => {
					const [i, j] = [Math.floor(at / columns), at % columns];
					let sum = 0;
					for (let k = 0; k < p; k++) sum += (scaledLeft[i * p + k] ?? NaN) * (right[k * columns + j] ?? NaN);
					return sum;
				});
				const difference = largestDifference(picture, tensor([rows, columns], again));
				expect(difference).toBeLessThan(1e-12 * frobeniusNorm(picture));
			}),
			{ numRuns: 50, seed: 1 }
		);
	});

	test('has at every rank, reached on any way, the error that Eckart–Young gives and no smaller one', () => {
		fc.assert(
			fc.property(
				size,
				size,
				seed,
				fc.array(fc.integer({ min: 0, max: 25 }), { maxLength: 12 }),
				(m, n, s, way) => {
					const parts = decompose(drawn(m, n, s));
					const approximation = new Approximation(parts);
					const least = leastErrors(parts.spectrum);
					for (const k of way) {
						const { error, picture } = approximation.at(k);
						expect(Math.abs(error - (least[Math.min(k, Math.min(m, n))] ?? NaN))).toBeLessThan(1e-12);
						const beyond = singularValues(picture)[k] ?? 0;
						expect(beyond).toBeLessThan(1e-11 * (parts.spectrum[0] ?? 1));
					}
				}
			),
			{ numRuns: 60, seed: 2 }
		);
	});

	test('gives a picture of its own for each k: a later one does not change an earlier', () => {
		const approximation = new Approximation(decompose(drawn(9, 7, 3)));
		const first = approximation.at(2).picture;
		const before = first.data.slice();
		approximation.at(5);
		expect(first.data).toEqual(before);
	});

	test('that is black all over has no error and rank 0 at every k', () => {
		const black = { shape: [8, 9], data: new Float64Array(72) };
		const approximation = new Approximation(decompose(black));
		for (const k of [0, 1, 8]) expect(approximation.at(k).error).toBe(0);
		expect(leastErrors(approximation.of.spectrum).every((error) => error === 0)).toBe(true);
	});
});

describe('the noise of a picture', () => {
	test('has the same pixels in an order of the seed', () => {
		fc.assert(
			fc.property(size, size, seed, (rows, columns, s) => {
				const picture = drawn(rows, columns, 1);
				const noise = shuffled(picture, s);
				expect([...noise.data].sort()).toEqual([...picture.data].sort());
				expect(shuffled(picture, s).data).toEqual(noise.data);
			}),
			{ numRuns: 50, seed: 3 }
		);
		const picture = drawn(12, 12, 1);
		expect(shuffled(picture, 1).data).not.toEqual(shuffled(picture, 2).data);
	});

	test('puts every pixel in every place equally often', () => {
		const picture = tensor([2, 2], [0, 1, 2, 3]);
		const counts = new Map<string, number>();
		const draws = 4800;
		for (let s = 0; s < draws; s++) {
			const order = shuffled(picture, s).data.join('');
			counts.set(order, (counts.get(order) ?? 0) + 1);
		}
		expect(counts.size).toBe(24);
		// χ² with 23 degrees of freedom: 49.7 is exceeded once in a thousand.
		const expected = draws / 24;
		const chi = [...counts.values()].reduce((sum, x) => sum + (x - expected) ** 2 / expected, 0);
		expect(chi).toBeLessThan(49.7);
	});
});

describe('numbers', () => {
	test('of the factors are fewer than those of the picture exactly below the break-even', () => {
		fc.assert(
			fc.property(size, size, size, (m, n, k) => {
				const { factors, picture } = numbersIn(m, n, k);
				if (factors !== picture) expect(factors < picture).toBe(k < breakEven(m, n));
				else expect(k).toBeCloseTo(breakEven(m, n), 9);
			})
		);
		expect(numbersIn(192, 256, 16)).toEqual({ factors: 7168, picture: 49152 });
	});
});

describe('a file that is no picture', () => {
	test('is refused with what was expected, what came and what to do', async () => {
		const refused = (file: { size: number; type: string }): string => {
			try {
				requirePicture(file);
				return '';
			} catch (error) {
				return error instanceof ImageError ? error.message : 'another error';
			}
		};
		expect(refused({ size: 20_000_001, type: 'image/png' })).toBe(
			'image: expected a file of at most 20 MB, got 20.1 MB; use a smaller picture'
		);
		expect(refused({ size: 10, type: 'text/csv' })).toBe(
			'image: expected a picture such as PNG, JPEG or WebP, got text/csv; choose another file'
		);
		expect(refused({ size: 0, type: 'image/png' })).toContain('got an empty file');
		expect(refused({ size: 10, type: 'image/png' })).toBe('');
		// Node has no createImageBitmap: as in a browser that cannot read the file.
		await expect(decodeImage(new Blob(['no picture'], { type: 'image/png' }))).rejects.toThrow(
			'image: expected a picture that this browser can read, got image/png; save it as PNG or JPEG and try again'
		);
	});

	test('nor is one taken that is too thin once it fits', () => {
		expect(() => fittedSize(10_000, 100)).toThrow('got 10000 × 100; use a larger or less elongated one');
		expect(() => fittedSize(0, 0)).toThrow(ImageError);
	});
});

describe('a picture that is taken', () => {
	test('fits into 256, keeps its shape to a pixel, and is never enlarged', () => {
		fc.assert(
			fc.property(fc.integer({ min: 64, max: 9000 }), fc.integer({ min: 64, max: 2000 }), (width, height) => {
				fc.pre(Math.min(width, height) / Math.max(width, height) > 0.05);
				const fitted = fittedSize(width, height);
				expect(Math.max(fitted.width, fitted.height)).toBe(Math.min(256, Math.max(width, height)));
				const share = Math.max(fitted.width, fitted.height) / Math.max(width, height);
				expect(Math.abs(fitted.width - width * share)).toBeLessThanOrEqual(0.5);
				expect(Math.abs(fitted.height - height * share)).toBeLessThanOrEqual(0.5);
			})
		);
	});

	test('turns gray by luma, over white where it is transparent, and gray bytes stay what they are', () => {
		const gray = grayOf(
			[255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 7, 7, 7, 255, 0, 0, 0, 0, 0, 0, 0, 51],
			3,
			2
		);
		expect(gray.shape).toEqual([2, 3]);
		expect([...gray.data]).toEqual([0.2126, 0.7152, 0.0722, 7 / 255, 1, 0.8]);
	});
});

/** A study whose worker and pictures do what the test says. */
function made() {
	const workers = fakeWorkers<DecompositionRequest, DecompositionAnswer>();
	const { last } = workers;
	const loads: string[] = [];
	const study = new PictureStudy({
		connect: workers.connect,
		limits: { start: 50, silence: 50, stop: 50 },
		load: (picture) => {
			loads.push(picture);
			return Promise.resolve(drawn(8, 9, picture.length));
		}
	});
	const request = (): DecompositionRequest => {
		const asked = last().asked.at(-1);
		if (!asked) throw new Error('no request');
		return asked;
	};
	const both = (): void => {
		const { picture, seed: s, noiseOnly } = request();
		if (!noiseOnly) last().tell({ of: 'picture', parts: decompose(picture) });
		last().tell({ of: 'noise', parts: decompose(shuffled(picture, s)) });
		last().end();
	};
	return { study, workers: workers.made, loads, both, last, request };
}

describe('the study of a picture', () => {
	test('asks a worker for the parts, and for those of the noise alone when only the seed is new', async () => {
		const { study, both, request, loads } = made();
		await study.show('photo', 1);
		expect(study.picture).toBeNull();
		expect(request().noiseOnly).toBe(false);
		both();
		expect(study.picture?.of.picture.shape).toEqual([8, 9]);
		const first = study.noise;
		await study.show('photo', 2);
		expect(study.noise).toBeNull();
		expect(request()).toMatchObject({ seed: 2, noiseOnly: true });
		both();
		expect(study.noise).not.toBe(first);
		expect(loads).toEqual(['photo']);
	});

	test('keeps what is known: going back asks nobody', async () => {
		const { study, both, workers } = made();
		await study.show('photo', 1);
		both();
		await study.show('digits', 1);
		both();
		const asked = workers.flatMap(({ asked: all }) => all).length;
		await study.show('photo', 1);
		expect(study.picture).not.toBeNull();
		expect(study.noise).not.toBeNull();
		expect(workers.flatMap(({ asked: all }) => all)).toHaveLength(asked);
	});

	test('lets a new request replace the one that is running, and drops its late answers', async () => {
		const { study, workers, both, last } = made();
		await study.show('photo', 1);
		const old = last();
		await study.show('digits', 1);
		expect(old.terminated).toBe(true);
		expect(workers).toHaveLength(2);
		const [request] = old.asked;
		if (!request) throw new Error('no request');
		old.tell({ of: 'picture', parts: decompose(request.picture) });
		expect(study.picture).toBeNull();
		both();
		expect(study.picture?.of.picture).toEqual(drawn(8, 9, 'digits'.length));
	});

	test('says what failed, and tries again when it is told to', async () => {
		const { study, last, both } = made();
		await study.show('photo', 1);
		last().dies('blocked');
		expect(study.failure).toEqual({ kind: 'worker', message: 'blocked' });
		study.retry('photo', 1);
		await Promise.resolve();
		await Promise.resolve();
		expect(study.failure).toBeNull();
		both();
		expect(study.noise).not.toBeNull();
	});

	test('fails by name when its worker says nothing for too long', async () => {
		const { study, last } = made();
		await study.show('photo', 1);
		await expect.poll(() => study.failure?.kind).toBe('worker');
		expect(last().terminated).toBe(true);
	});

	test("takes the reader's picture in place of the lesson's, and gives it back", async () => {
		const { study, both, request, loads } = made();
		const pixels = drawn(10, 12, 77);
		study.useOwn({ name: 'mine.png', pixels });
		await study.show('photo', 1);
		expect(request().picture).toBe(pixels);
		both();
		expect(study.picture?.of.picture.shape).toEqual([10, 12]);
		study.useOwn({ name: 'another.png', pixels: drawn(9, 9, 5) });
		await study.show('photo', 1);
		both();
		expect(study.picture?.of.picture.shape).toEqual([9, 9]);
		expect(loads).toEqual([]);
		study.useOwn(null);
		await study.show('photo', 1);
		both();
		expect(study.picture?.of.picture.shape).toEqual([8, 9]);
	});
});
