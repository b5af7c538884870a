/** The server of `npm start` and of the browser tests does what a static host does, and no more. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headerRules, serve } from '../../scripts/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const write = (path: string, text: string): void => {
	mkdirSync(join(folder, path, '..'), { recursive: true });
	writeFileSync(join(folder, path), text);
};
write('index.html', 'home');
write('en/lora/index.html', 'lora');
write('404.html', 'none');
write('_app/a.js', 'export {};');
write('.nojekyll', '');
write('_headers', '/*\n  X-All: 1\n/_app/*\n  Cache-Control: immutable\n');

describe.each(['', '/notes'])('a site in the folder "%s" of its host', (under) => {
	let host: Awaited<ReturnType<typeof serve>>;
	beforeAll(async () => {
		host = await serve({ port: 0, folder, under });
	});
	afterAll(() => host.close());
	const get = (path: string): Promise<Response> => fetch(new URL(path, host.address), { redirect: 'manual' });

	test('opens a folder at its address with the slash, and is sent there without it, settings and all', async () => {
		const page = await get('en/lora/');
		expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
			200,
			'text/html; charset=utf-8',
			'lora'
		]);
		const sent = await get('en/lora?rank=3');
		expect([sent.status, sent.headers.get('location')]).toEqual([301, `${under}/en/lora/?rank=3`]);
	});

	test.each([
		'nothing',
		'en/nothing/',
		'en/lora/deeper/still',
		'en',
		'.nojekyll',
		'_headers',
		'%2e%2e/x',
		'%ff'
	])('answers %s, which is no page, with 404.html and its status', async (path) => {
		const page = await get(path);
		expect([page.status, await page.text()]).toEqual([404, 'none']);
	});

	test('sends the headers that the site asks for, by path', async () => {
		const page = await get('');
		expect([page.headers.get('x-all'), page.headers.get('cache-control')]).toEqual(['1', null]);
		expect((await get('_app/a.js')).headers.get('cache-control')).toBe('immutable');
	});
});

afterAll(() => rmSync(folder, { recursive: true }));

test('what stands before the first path of a _headers file belongs to no path', () => {
	expect(headerRules('# a remark\n  X: 1\n/a\n  Y: 2')('/a')).toEqual([['Y', '2']]);
});
