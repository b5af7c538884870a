/**
 * `npm start`: installs what is missing, builds when sources are newer than the site, serves it, prints the
 * address and opens it. Options: --port N (default 4173, the next free one if taken), --no-open.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages, newest, root } from './install.mjs';
import { serve } from './serve.mjs';

const usage = 'npm start -- [--port N] [--no-open]';
/** @returns {{ port: number, open: boolean }} */
function options() {
	try {
		const { values } = parseArgs({ options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } } });
		const port = Number(values.port ?? 4173);
		if (!Number.isInteger(port) || port < 1 || port > 65535) {
			throw new RangeError(`start --port: expected an integer from 1 to 65535, got ${values.port}`);
		}
		return { port, open: values['no-open'] !== true };
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : error}; usage: ${usage}`);
		process.exit(2);
	}
}

const { port, open } = options();
installPackages();

const site = join(root, 'build', 'index.html');
const sources = [
	'src',
	'lessons',
	'licences',
	'static',
	'scripts',
	'svelte.config.js',
	'vite.config.ts',
	'package-lock.json'
];
if (!existsSync(site) || statSync(site).mtimeMs < newest(sources)) {
	console.log('building the site …');
	const { status } = spawnSync('npx', ['--no-install', 'vite', 'build', '--logLevel=warn'], {
		cwd: root,
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (status !== 0) {
		console.error('the site could not be built; the reason is above');
		process.exit(1);
	}
}

/** @param {number} from the first port to try @returns {Promise<string>} the address */
async function serveFrom(from) {
	try {
		return (await serve({ port: from })).address;
	} catch (error) {
		const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		if (!taken || from >= 65535) throw error;
		return serveFrom(from + 1);
	}
}
const address = await serveFrom(port);
console.log(`Rankscope is at ${address}\nCtrl-C ends it.`);

const hasScreen =
	process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);
if (open && hasScreen && !process.env['CI']) {
	/** @type {Partial<Record<NodeJS.Platform, [string, string[]]>>} */
	const openers = { darwin: ['open', [address]], win32: ['cmd', ['/c', 'start', '', address]] };
	const [command, words] = openers[process.platform] ?? ['xdg-open', [address]];
	// Without an opener the address above is enough.
	spawn(command, words, { stdio: 'ignore', detached: true })
		.on('error', () => undefined)
		.unref();
}
