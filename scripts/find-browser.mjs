/**
 * Finds a Chromium for the tests, or installs one: CHROME_PATH, Playwright's own, those on PATH, the usual
 * places; else Playwright's download; else Debian's package. It picks nothing that does not start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';

/** Without --enable-unsafe-webgpu a headless Chromium on Linux has no adapter: that is how the tests without a GPU run. */
export const quietFlags = [
	'--no-sandbox',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];
export const browserFlags = [...quietFlags, '--enable-unsafe-webgpu'];

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const usualPlaces = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/** @param {string} path */
const starts = (path) =>
	existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;

function installed() {
	const onPath = (process.env['PATH'] ?? '')
		.split(delimiter)
		.flatMap((folder) => names.map((name) => join(folder, name)));
	const places = [process.env['CHROME_PATH'] ?? '', chromium.executablePath(), ...onPath, ...usualPlaces];
	return places.find((path) => path !== '' && starts(path));
}

/** @param {string} command @param {string[]} args */
const attempt = (command, args) =>
	spawnSync(command, args, { stdio: ['ignore', 2, 2], timeout: 600_000, shell: process.platform === 'win32' })
		.status === 0;

/** @returns {Promise<string>} path of a browser that starts */
export async function findBrowser() {
	const there = installed();
	if (there) return there;
	console.error('no Chromium found; installing one for the tests');
	if (attempt('npx', ['playwright', 'install', 'chromium'])) {
		const own = installed();
		if (own) return own;
	}
	if (process.getuid?.() === 0 && attempt('apt-get', ['update'])) {
		attempt('apt-get', [
			'install',
			'-y',
			'--no-install-recommends',
			'chromium',
			'fonts-noto-cjk',
			'libvulkan1'
		]);
		const packaged = installed();
		if (packaged) return packaged;
	}
	throw new Error(
		'the browser tests need Chromium, and it could not be installed here; install Chromium or Chrome, or set CHROME_PATH to one'
	);
}
