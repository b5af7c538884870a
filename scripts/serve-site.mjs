/** Serves a built site as a static host does, with gzip, on a free port: for what measures it. Not `npm start`. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { createGzip } from 'node:zlib';

/** @type {Record<string, string>} */
const types = {
	'.html': 'text/html; charset=utf-8',
	'.js': 'text/javascript',
	'.css': 'text/css',
	'.json': 'application/json',
	'.svg': 'image/svg+xml',
	'.png': 'image/png',
	'.woff2': 'font/woff2'
};
const packed = new Set(['.png', '.woff2']);

/** @param {string} folder @returns {Promise<{ address: string, close: () => void }>} address without a last slash */
export async function serveSite(folder) {
	const server = createServer((request, response) => {
		const path = normalize(decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname));
		let file = join(folder, path);
		if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
		if (!existsSync(file)) return void response.writeHead(404).end();
		const type = extname(file);
		response.setHeader('content-type', types[type] ?? 'application/octet-stream');
		if (packed.has(type)) return void createReadStream(file).pipe(response);
		response.setHeader('content-encoding', 'gzip');
		createReadStream(file)
			.pipe(createGzip({ level: 9 }))
			.pipe(response);
	});
	await new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => resolve(undefined));
	});
	const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
	return { address: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
