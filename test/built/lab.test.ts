/** What the build makes of the lab: a file that runs nothing but what its policy names, and ways that lead to notebooks. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { notebookOfQuery } from '$src/lab/page/arriving';
import { parseNotebook } from '$src/lab/notebook';
import { allOf, pageAt } from './page';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the one file allows its own script and style by their hashes, and no connection; nothing in it names another place', () => {
	const html = readFileSync('build/lab-file.html', 'utf8');
	const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
	const [, style = ''] = /<style data-app>([^]*?)<\/style>/.exec(html) ?? [];
	const [, script = ''] = /<script data-app>([^]*?)<\/script>/.exec(html) ?? [];
	expect(script.length).toBeGreaterThan(100_000);
	expect(policy).toContain("default-src 'none'");
	expect(policy).toContain(`script-src ${hashOf(script)} 'wasm-unsafe-eval'`);
	expect(policy).toContain(`style-src ${hashOf(style)}`);
	expect(policy).not.toMatch(/connect-src|'self'|https?:|\*|'unsafe-eval'|script-src[^;]*'unsafe-inline'/);
	const around = html.replace(script, '').replace(style, '');
	expect(around.match(/<script/g)?.length).toBe(2);
	expect(around).not.toMatch(/<link|<iframe|<img[^>]+src=/);
	expect(style).not.toMatch(/url\((?!["']?data:)/);
});

test.each(['lora', 'loha', 'lokr'])(
	'from the lesson on %s its run and its method lead to a notebook',
	(id) => {
		for (const language of ['en', 'ko'] as const) {
			const page = pageAt(`/${language}/${id}/`);
			const links = [...allOf(page, 'a[data-to-lab]'), ...allOf(page, 'a[data-as-notebook]')];
			expect(links.length).toBeGreaterThanOrEqual(2);
			for (const link of links) {
				const [path = '', query = ''] = (link.getAttribute('href') ?? '').split('?');
				expect(path).toMatch(/\/lab\/$/);
				const text = notebookOfQuery(new URLSearchParams(query.replaceAll('&amp;', '&')), language);
				expect(text).toContain(`train(${id}, `);
				expect(parseNotebook(text ?? '').problems).toEqual([]);
			}
		}
	}
);
