/** Whatever is bundled has its licence in licences.txt, by name and by text; what has none stops the build. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../scripts/install.mjs';
import { apart, licenceOf, notice, packageOf } from '../../scripts/licences.mjs';

const modules = join(root, 'node_modules');

test.each([
	[join(modules, 'd3-array/src/max.js'), 'd3-array'],
	[join(modules, '@observablehq/plot/src/index.js?v=1'), '@observablehq/plot'],
	[join(modules, 'a/node_modules/@b/c/index.js'), 'a/node_modules/@b/c'],
	[`\0${join(modules, 'complex.js/a.js')}?commonjs-module`, 'complex.js'],
	['\0vite/preload-helper.js', 'vite']
])('%s is of a package', (id, name) => {
	expect(packageOf(id)).toBe(join(modules, name));
});

test.each([join(root, 'src/math/svd.ts'), join(modules, '.cache/fonts/x.woff2'), '\0virtual:ours'])(
	'%s is ours',
	(id) => {
		expect(packageOf(id)).toBeNull();
	}
);

describe('a package', () => {
	const folder = mkdtempSync(join(tmpdir(), 'package-'));
	const make = (name: string, fields: object, files: Record<string, string>): string => {
		const place = join(folder, name);
		mkdirSync(place);
		writeFileSync(join(place, 'package.json'), JSON.stringify({ name, version: '1.0.0', ...fields }));
		for (const [file, text] of Object.entries(files)) writeFileSync(join(place, file), text);
		return place;
	};
	afterAll(() => rmSync(folder, { recursive: true }));

	test('has all that it says about its terms in the notice: licence and notice', () => {
		const entry = licenceOf(
			make('both', { license: 'Apache-2.0' }, { 'LICENCE.md': 'terms', NOTICE: 'and' })
		);
		expect(entry).toEqual({ name: 'both', version: '1.0.0', licence: 'Apache-2.0', text: 'terms\n\nand' });
		expect(notice([entry])).toContain('both 1.0.0 (Apache-2.0)');
	});

	test('without the text, or without the name, of a licence is refused', () => {
		const textless = make('textless', { license: 'MIT' }, { 'README.md': 'MIT' });
		const nameless = make('nameless', {}, { LICENSE: 'terms' });
		for (const place of [textless, nameless])
			expect(() => licenceOf(place)).toThrow(/expected the name and the text/);
	});
});

test('the notice begins with this project and its own terms', () => {
	expect(notice([])).toMatch(/^Rankscope \d+\.\d+\.\d+ \(MIT\)\n=+\n\n[^]*Permission is hereby granted/);
});

test('the fonts of mathematics have the terms that their own files name, not those of the program beside them', () => {
	const [fonts] = apart();
	expect(fonts?.licence).toBe('OFL-1.1');
	expect(fonts?.text).toMatch(/Design Science[^]*SIL OPEN FONT LICENSE[^]*Reserved Font Name/);
});
