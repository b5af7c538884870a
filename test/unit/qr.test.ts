/** QR codes of links, read back by a reader that shares no code with what draws them. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modulesOf } from '$src/components/qr/modules';
import { readQr } from './qrReader';

const read = (text: string): string | null => {
	const modules = modulesOf(text);
	return modules && readQr(modules);
};

test('a link of any length up to 666 bytes is read back', () => {
	const link = 'https://example.org/en/lora/?seed=1&'.repeat(20);
	for (const length of [1, 26, 62, 180, 412, 666])
		expect(read(link.slice(0, length))).toBe(link.slice(0, length));
});

test('any text is read back, Hangul too', () => {
	const text = fc.oneof(
		fc.string({ minLength: 1, maxLength: 120 }),
		fc.string({ unit: fc.constantFrom('가', '랭', 'é', '?', '&', '=', '1'), minLength: 1, maxLength: 80 })
	);
	fc.assert(
		fc.property(text, (written) => read(written) === written),
		{ numRuns: 40, seed: 8 }
	);
});

test('a text of 667 bytes is too long, however few characters it has', () => {
	expect(modulesOf('x'.repeat(666))?.length).toBeLessThanOrEqual(97);
	expect(modulesOf('x'.repeat(667))).toBeNull();
	expect(modulesOf('랭'.repeat(223))).toBeNull();
});
