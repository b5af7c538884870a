/** The text faces that ship hold every character that the project's own texts need of them. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import subsetFont from 'subset-font';
import { expect, test } from 'vitest';
import { hangulIn, LATIN, rangesOf } from '$src/components/style/characters.js';
import { root } from '../../scripts/install.mjs';

const place = join(root, 'src/components/style/faces');
const bytes = (file: string): Buffer => readFileSync(join(place, `${file}.woff2`));
const held = readFileSync(join(place, 'korean.txt'), 'utf8').trim();

test('the Korean face has every syllable of the project’s own texts; if not: node scripts/make-faces.mjs', () => {
	expect([...hangulIn(root)].filter((syllable) => !held.includes(syllable))).toEqual([]);
});

test.each(['korean', 'korean-bold'])('%s is not smaller without what it is said to hold', async (file) => {
	// A file that lacks half of it would come out as large as with the half alone.
	const all = await subsetFont(bytes(file), held, { targetFormat: 'woff2' });
	const half = await subsetFont(bytes(file), held.slice(0, held.length / 2), { targetFormat: 'woff2' });
	expect(half.length).toBeLessThan(0.7 * all.length);
});

test('the face of prose has ASCII and the signs of English, in a few kilobytes a style', () => {
	for (const file of ['text', 'text-italic', 'text-bold'])
		expect(statSync(join(place, `${file}.woff2`)).size).toBeLessThan(16_000);
	const css = readFileSync(join(place, 'faces.css'), 'utf8').replaceAll(/\s/g, '');
	expect(css.toLowerCase().split(rangesOf(LATIN).toLowerCase()).length - 1).toBe(3);
});

test('ranges of codes are written as style sheets want them', () => {
	expect(rangesOf('cabé')).toBe('U+61-63,U+e9');
	expect(rangesOf([0x10, 0x11, 0x13])).toBe('U+10-11,U+13');
});
