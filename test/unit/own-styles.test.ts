import { expect, test } from 'vitest';
import { withOwnStyles, withShownStyles } from '$src/markdown/ownStyles.js';

const manifest = {
	'.svelte-kit/generated/client-optimized/nodes/0.js': { css: ['assets/site.css'], imports: ['slider'] },
	'lessons/lora/en.md': { css: ['assets/lora.css'], imports: ['slider', 'spectrum'] },
	'lessons/loha/en.md': { imports: ['loha figures', 'spectrum'] },
	'lessons/loha/lesson.ts': {},
	slider: { css: ['assets/slider.css'] },
	spectrum: { css: ['assets/spectrum.css'], imports: ['slider'] },
	'loha figures': { css: ['assets/loha.css'], imports: ['loha figures', 'board'] },
	board: { css: ['assets/board.css'] }
};
const sheets = ['site', 'slider', 'lora', 'spectrum', 'loha', 'board', 'unknown'];
const page = sheets
	.map((name) => `\t\t<link href="../../_app/assets/${name}.css" rel="stylesheet">\n`)
	.join('');
const linked = (html: string): string[] =>
	[...html.matchAll(/assets\/(\w+)\.css/g)].map(([, name]) => name ?? '');

test('a lesson keeps the sheets of the site, its own and those that it shares, and those that nobody knows', () => {
	expect(linked(withOwnStyles(page, 'lora', manifest))).toEqual([
		'site',
		'slider',
		'lora',
		'spectrum',
		'unknown'
	]);
	expect(linked(withOwnStyles(page, 'loha', manifest))).toEqual([
		...['site', 'slider', 'spectrum', 'loha', 'board', 'unknown']
	]);
});

test('a sheet of what a page shows is linked, once, after the others', () => {
	const sheets = new Map([
		['board.css', '.a.svelte-1aa{}.b.svelte-2bb{}'],
		['lora.css', '.c.svelte-3cc{}'],
		['site.css', '.d.svelte-4dd{}'],
		['other.css', '.e.svelte-5ee{}']
	]);
	const link = '<link href="../_app/site.css" rel="stylesheet">';
	const body = '<p class="a svelte-1aa"></p><b class="svelte-2bb"></b><i class="svelte-4dd svelte-6none">';
	expect(withShownStyles(`${link}${body}`, sheets)).toBe(
		`${link}<link href="../_app/board.css" rel="stylesheet">${body}`
	);
	expect(withShownStyles(link, sheets)).toBe(link);
});

test('the rest of the page stays as it is', () => {
	const html = `<head>${page}</head><body>a lesson</body>`;
	expect(withOwnStyles(html, 'lora', manifest)).toMatch(/^<head>[^]*<\/head><body>a lesson<\/body>$/);
});
