/** What the benchmark runs in: the peers installed, the page bundled and served, and a Chromium that opens it. */
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { browserFlags, findBrowser } from '../scripts/find-browser.mjs';
import { root } from '../scripts/install.mjs';

const here = import.meta.dirname;
export const cache = join(root, 'node_modules', '.cache', 'rankscope-bench');
/** tfjs fetches its Wasm from there. */
const wasm = join(here, 'node_modules', '@tensorflow', 'tfjs-backend-wasm', 'dist');

/** Installs what Rankscope is compared with, and nothing of it into the project. */
export function installPeers() {
	const [installed, lock] = [
		join(here, 'node_modules', '.package-lock.json'),
		join(here, 'package-lock.json')
	];
	if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: here,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32'
	});
	if (status !== 0)
		throw new Error(`npm ci in bench/ failed with exit code ${status}; its messages are above`);
}

/** @returns {Promise<string>} the folder of the bundled page */
export async function bundlePage() {
	const folder = join(cache, 'page');
	await build({
		root: join(here, 'page'),
		configFile: false,
		logLevel: 'warn',
		resolve: { alias: { $src: join(root, 'src') } },
		worker: { format: 'es' },
		// Minified, jax-js's workers miss functions that it hands them as text.
		build: { target: 'esnext', minify: false, outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 5000 }
	});
	return folder;
}

/** @type {Readonly<Record<string, string>>} */
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/**
 * Serves the page, isolated from other origins: Wasm with threads needs that, and gets it.
 * @param {string} folder
 */
export async function serve(folder) {
	const server = createServer((request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
		const name = path === '/' ? 'index.html' : path;
		const file = name.startsWith('/tfjs-wasm/')
			? join(wasm, name.slice('/tfjs-wasm/'.length))
			: join(folder, name);
		if (!existsSync(file)) return void response.writeHead(404).end();
		response.writeHead(200, {
			'content-type': types[extname(file)] ?? 'application/octet-stream',
			'cross-origin-opener-policy': 'same-origin',
			'cross-origin-embedder-policy': 'require-corp'
		});
		createReadStream(file).pipe(response);
	});
	await new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/**
 * Opens the page in a browser of its own, with a profile that has compiled nothing yet.
 * @param {string} address
 */
export async function openPage(address) {
	const browser = await chromium.launch({
		executablePath: await findBrowser(),
		args: [...browserFlags, '--js-flags=--expose-gc', '--enable-precise-memory-info']
	});
	const page = await browser.newPage();
	page.on('console', (message) => {
		if (message.type() === 'error') process.stderr.write(`page: ${message.text()}\n`);
	});
	page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
	await page.goto(address);
	await page.waitForFunction(() => 'bench' in globalThis);
	return { browser, page, version: browser.version() };
}
