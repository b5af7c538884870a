/** Numbers as files have them, and the bytes around them: every float16, what is not finite, and reading ahead. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoderOf } from '$src/files/numberKinds';
import { bytesSource, readingAhead, type ByteSource } from '$src/files/source';
import { Codes, firstNotFinite, floatsOf, halfOf, type Stored } from '$src/math/floats';

/** IEEE 754-2019, 3.4. */
function half(code: number): number {
	const [sign, exponent, fraction] = [code >> 15 ? -1 : 1, (code >> 10) & 31, code & 1023];
	if (exponent === 31) return fraction ? NaN : sign * Infinity;
	return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const read = (dtype: string, bytes: Uint8Array): Stored =>
	floatsOf(decoderOf(dtype)?.(bytes) ?? new Float64Array());

describe('16 bits', () => {
	const codes = Uint16Array.from({ length: 65_536 }, (_, i) => i);

	test('as float16 are read exactly, every one of them', () => {
		const expected = Float32Array.from(codes, half);
		expect(read('F16', new Uint8Array(codes.buffer))).toEqual(expected);
		expect(Float32Array.from(codes, halfOf)).toEqual(expected);
	});

	test('as bfloat16 are the upper half of a float32, every one of them', () => {
		const view = new DataView(new ArrayBuffer(4));
		const expected = Float32Array.from(codes, (code) => {
			view.setUint16(0, code);
			return view.getFloat32(0);
		});
		expect(read('BF16', new Uint8Array(codes.buffer))).toEqual(expected);
	});

	test('tell whether one of them is no finite number, every one of them', () => {
		for (const dtype of ['F16', 'BF16']) {
			const all = floatsOf(read(dtype, new Uint8Array(codes.buffer)));
			for (let code = 0; code < 65_536; code += 1) {
				const kind = dtype === 'F16' ? 'half' : 'brain';
				const found = firstNotFinite(new Codes(kind, codes.subarray(code, code + 1)));
				if ((found === -1) !== Number.isFinite(all[code])) throw new Error(`${dtype} ${code}: got ${found}`);
			}
		}
		expect(firstNotFinite(new Codes('half', codes))).toBe(0x7c00);
		expect(firstNotFinite(new Codes('brain', codes))).toBe(0x7f80);
	});

	test('are read in any number, from any place', () => {
		for (let count = 0; count < 10; count++) {
			const bytes = new Uint8Array(codes.buffer).slice(2 * 15_000 - 1, 2 * (15_000 + count));
			expect(read('F16', bytes.subarray(1))).toEqual(
				Float32Array.from(codes.subarray(15_000, 15_000 + count), half)
			);
		}
	});
});

describe('the first number that is not finite', () => {
	test('is found wherever it stands', () => {
		const bad = fc.constantFrom(NaN, Infinity, -Infinity);
		const good = fc.constantFrom(0, -0, 1, -1e-45, 3.4e38, -3.4e38, 1e-310);
		fc.assert(
			fc.property(fc.array(good, { maxLength: 20 }), bad, fc.array(good, { maxLength: 20 }), (a, x, b) => {
				for (const Kind of [Float32Array, Float64Array]) {
					expect(firstNotFinite(Kind.from([...a, x, ...b]))).toBe(a.length);
					expect(firstNotFinite(Kind.from([...a, ...b]))).toBe(-1);
				}
			}),
			{ numRuns: 100, seed: 1 }
		);
	});
});

describe('a source that reads ahead', () => {
	const bytes = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);
	/** A source that counts how often it is asked, and for how much. */
	function counted(): { readonly source: ByteSource; readonly looks: number[] } {
		const looks: number[] = [];
		const inner = bytesSource(bytes, 'a file');
		const read: ByteSource['read'] = (from, to) => {
			looks.push(to - from);
			return inner.read(from, to);
		};
		return { source: { ...inner, read }, looks };
	}

	test('gives the bytes that are there, whatever is asked for in whatever order', async () => {
		const place = fc.tuple(fc.nat(6000), fc.nat(900));
		await fc.assert(
			fc.asyncProperty(fc.array(place, { maxLength: 12 }), async (places) => {
				const source = readingAhead(counted().source);
				for (const [from, count] of places)
					expect([...(await source.read(from, from + count))]).toEqual([
						...bytes.subarray(from, from + count)
					]);
			}),
			{ numRuns: 100, seed: 1 }
		);
	});

	test('is asked a few times for pieces one behind the other, and never for more than twice what they are', async () => {
		const { source, looks } = counted();
		const ahead = readingAhead(source);
		for (let from = 0; from < 5000; from += 50) await ahead.read(from, from + 50);
		expect(looks.length).toBeLessThan(10);
		expect(looks.reduce((sum, x) => sum + x, 0)).toBe(5000);
		looks.length = 0;
		for (let from = 4900; from >= 0; from -= 100) await ahead.read(from, from + 50);
		expect(Math.max(...looks)).toBe(50);
	});
});
