/** The QR encoder against the standard's own examples and tables, and against a reader that shares no code with it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataOf } from '$src/components/qr/codewords';
import { encode, formatBits, versionBits } from '$src/components/qr/encode';
import { correctionOf } from '$src/components/qr/reedSolomon';
import { capacityOf, sizeOf } from '$src/components/qr/size';
import { formats, readQr, versions } from './qrReader';

test('corrects the data of the standard’s example (ISO/IEC 18004, annex I: 01234567, version 1-M)', () => {
	const data = [16, 32, 12, 86, 97, 128, 236, 17, 236, 17, 236, 17, 236, 17, 236, 17];
	expect(correctionOf(data, 10)).toEqual([165, 36, 212, 193, 237, 54, 199, 135, 44, 85]);
});

test('writes format and version as the standard’s tables have them', () => {
	for (const [mask, bits] of formats.entries())
		expect(formatBits(mask).toString(2).padStart(15, '0')).toBe(bits);
	for (const [i, bits] of versions.entries())
		expect(
			versionBits(7 + i)
				.toString(2)
				.padStart(18, '0')
		).toBe(bits);
});

test('holds as many bytes at each version as the standard says (table 7, M)', () => {
	const published = [
		...[14, 26, 42, 62, 84, 106, 122, 152, 180, 213],
		...[251, 287, 331, 362, 412, 450, 504, 560, 624, 666]
	];
	expect(published.map((_, i) => capacityOf(sizeOf(i + 1)))).toEqual(published);
});

test('fills what is left with the two padding bytes in turn', () => {
	const data = dataOf(new TextEncoder().encode('a'), sizeOf(1));
	// Mode 0100, length 1, the letter a, four bits of end.
	expect(data.slice(0, 3)).toEqual([0b0100_0000, 0b0001_0110, 0b0001_0000]);
	expect(data.slice(3)).toEqual([
		0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec
	]);
});

describe('a reader of its own', () => {
	test.each(Array.from({ length: 20 }, (_, i) => i + 1))(
		'reads version %i, filled to the last byte',
		(version) => {
			const text = 'https://example.org/en/lora/?seed=1&'.repeat(20).slice(0, capacityOf(sizeOf(version)));
			const modules = encode(text);
			expect(modules && readQr(modules)).toMatchObject({ version, text });
		}
	);

	test('reads any text, Hangul too', () => {
		const text = fc.oneof(
			fc.string({ maxLength: 120 }),
			fc.string({ unit: fc.constantFrom('가', '랭', 'é', '?', '&', '=', '1'), maxLength: 80 })
		);
		fc.assert(
			fc.property(text, (written) => {
				const modules = encode(written);
				return modules !== null && readQr(modules).text === written;
			}),
			{ numRuns: 60, seed: 8 }
		);
	});

	test('notices a module that is wrong', () => {
		const modules = encode('https://example.org/')?.map((row) => [...row]) ?? [];
		const row = modules[12];
		if (row) row[20] = !row[20];
		expect(() => readQr(modules)).toThrow(/syndrome/);
	});
});

test('a text of 667 bytes is too long, one of 666 is not', () => {
	expect(encode('x'.repeat(666))?.length).toBe(97);
	expect(encode('x'.repeat(667))).toBeNull();
});
