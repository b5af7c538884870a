/** What is built can be delivered: links lead, formulas have their signs in the small fonts, and little speaks at once. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { USUAL } from '$src/components/tex/fonts.js';
import { addresses, allOf, pageAt } from './page';

test.each(addresses)('every link leads to a file, in the one form that addresses have: %s', (address) => {
	const links = allOf(pageAt(address), 'a[href]')
		.map((link) => link.getAttribute('href')?.replace(/[?#].*$/, '') ?? '')
		.filter((href) => href !== '' && !/^https?:/.test(href));
	expect(links.length).toBeGreaterThan(5);
	const wrong = links.filter((href) => {
		const place = join('build', address, href);
		return !existsSync(href.endsWith('/') ? join(place, 'index.html') : /\.\w+$/.test(href) ? place : '-');
	});
	expect(wrong).toEqual([]);
});

test.each(addresses)(
	'every sign of every formula is in the small fonts, which are there before anything is printed: %s',
	(address) => {
		// Korean words in a formula are in the page's own font: these fonts have none, and are not asked.
		const small = new Set(USUAL);
		const signs = new Set(allOf(pageAt(address), '.katex-html').flatMap((f) => [...(f.textContent ?? '')]));
		expect([...signs].filter((sign) => !small.has(sign) && !/[\s\p{Script=Hangul}]/u.test(sign))).toEqual([]);
	}
);

test.each(addresses)('a figure has one voice at most, and no name has signs of TeX: %s', (address) => {
	const page = pageAt(address);
	for (const figure of allOf(page, 'figure[data-figure]')) {
		const voices = allOf(figure, '[role="status"], [aria-live="polite"], output').filter(
			(element) => element.getAttribute('aria-live') !== 'off'
		);
		expect(voices.length, figure.id).toBeLessThanOrEqual(1);
	}
	for (const named of allOf(page, '[aria-label]'))
		expect(named.getAttribute('aria-label')).toMatch(/^[^\\_^{}$]+$/);
});

test('the licences name what pages are made of', () => {
	const text = readFileSync('build/licences.txt', 'utf8');
	for (const name of [
		'Rankscope',
		'svelte',
		'mathjs',
		'katex',
		'Fonts of KaTeX',
		'@observablehq/plot',
		'lean-qr'
	])
		expect(text).toMatch(new RegExp(`^${name} \\d[\\w.]* \\(.+\\)$`, 'm'));
});

/** Sheets of the built site by the mark of the component that they are of. */
const sheetsByMark = (): Map<string, Set<string>> => {
	const folder = join('build', '_app/immutable/assets');
	const sheets = new Map<string, Set<string>>();
	for (const file of readdirSync(folder).filter((name) => name.endsWith('.css')))
		for (const [mark] of readFileSync(join(folder, file), 'utf8').matchAll(/svelte-[a-z0-9]+/g))
			sheets.set(mark, (sheets.get(mark) ?? new Set()).add(file));
	return sheets;
};

test.each(addresses)(
	'what a page shows as it opens has its styles, or it would be laid out twice: %s',
	(address) => {
		const sheets = sheetsByMark();
		const html = readFileSync(join('build', address, 'index.html'), 'utf8');
		const linked = [...html.matchAll(/<link href="[^"]*\/([^"/]+\.css)"/g)].map(([, file = '']) => file);
		expect(linked.length).toBeGreaterThan(0);
		const marks = new Set(
			[...html.matchAll(/\bclass="([^"]*)"/g)].flatMap(
				([, names = '']) => names.match(/svelte-[a-z0-9]+/g) ?? []
			)
		);
		const bare = [...marks].filter((mark) => {
			const files = sheets.get(mark);
			return files !== undefined && !linked.some((file) => files.has(file));
		});
		expect(bare).toEqual([]);
	}
);
