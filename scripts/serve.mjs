/**
 * The built site as a static host serves it: files, folders with their slash, 404.html for the rest, and the headers
 * of build/_headers. No server of ours can do more than that, so that what works here works anywhere.
 *
 *   node scripts/serve.mjs [--port N]
 *
 * serve() is for whoever starts it within a program: `npm start`, tests, scripts that open pages.
 */
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from './install.mjs';

/** @type {Record<string, string>} */
const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript; charset=utf-8',
	'.css': 'text/css; charset=utf-8',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.txt': 'text/plain; charset=utf-8',
	'.wasm': 'application/wasm',
	'.woff2': 'font/woff2'
};

/** @param {string} path @returns {boolean} */
const isFile = (path) => existsSync(path) && statSync(path).isFile();

/**
 * Rules of a _headers file, as Netlify and Cloudflare read it: a path, whose * stands for anything, and under it
 * its headers, indented.
 * @param {string} text
 * @returns {(path: string) => [string, string][]} the headers of a path
 */
export function headerRules(text) {
	/** @type {{ pattern: RegExp, headers: [string, string][] }[]} */
	const rules = [];
	for (const line of text.split('\n')) {
		const [, name, value] = /^\s+([\w-]+):\s*(.*)$/.exec(line) ?? [];
		if (name !== undefined && value !== undefined) rules.at(-1)?.headers.push([name, value]);
		else if (line.startsWith('/')) {
			const parts = line.trim().split('*');
			const pattern = parts.map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, '\\$&')).join('.*');
			rules.push({ pattern: new RegExp(`^${pattern}$`), headers: [] });
		}
	}
	return (path) => rules.filter(({ pattern }) => pattern.test(path)).flatMap(({ headers }) => headers);
}

/**
 * @param {string} folder @param {string} path of an address, decoded
 * @returns {{ status: number, file?: string, location?: string }}
 */
export function answerTo(folder, path) {
	const missing = { status: 404, file: join(folder, '404.html') };
	// A name that starts with a dot or is for the host alone is not served; neither is what leads out of the folder.
	if (path.split('/').some((part) => part.startsWith('.')) || path.includes('\0') || path === '/_headers')
		return missing;
	const place = join(folder, path);
	if (path.endsWith('/')) {
		const file = join(place, 'index.html');
		return isFile(file) ? { status: 200, file } : missing;
	}
	if (isFile(place)) return { status: 200, file: place };
	return isFile(join(place, 'index.html')) ? { status: 301, location: `${path}/` } : missing;
}

/**
 * @param {{ port: number, host?: string, folder?: string, under?: string }} options port: 0 for any that is free;
 * under: the folder of the host in which the site lies, such as /notes; default none
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} address of the first page
 * @throws {Error} with code EADDRINUSE where the port is taken
 */
export async function serve({ port, host = '127.0.0.1', folder = join(root, 'build'), under = '' }) {
	const rules = join(folder, '_headers');
	const headersOf = headerRules(isFile(rules) ? readFileSync(rules, 'utf8') : '');
	const server = createServer((request, response) => {
		const { pathname, search } = new URL(request.url ?? '/', `http://${host}`);
		let path = '/.';
		try {
			if (pathname.startsWith(`${under}/`)) path = decodeURIComponent(pathname.slice(under.length));
		} catch {
			// Not well encoded: an address that no page has.
		}
		const { status, file, location } = answerTo(folder, path);
		for (const [name, value] of headersOf(path)) response.setHeader(name, value);
		if (location !== undefined)
			return void response.writeHead(status, { location: under + encodeURI(location) + search }).end();
		if (file === undefined || !isFile(file)) return void response.writeHead(status).end();
		response.writeHead(status, {
			'content-type': types[extname(file)] ?? 'application/octet-stream',
			'content-length': statSync(file).size
		});
		if (request.method === 'HEAD') return void response.end();
		createReadStream(file).pipe(response);
	});
	await new Promise((resolve, reject) => {
		server.once('error', reject).listen(port, host, () => resolve(undefined));
	});
	const { port: taken } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return {
		address: `http://${host}:${taken}${under}/`,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
	const { address } = await serve({ port: Number(values.port) });
	console.log(`build/ is at ${address}`);
}
