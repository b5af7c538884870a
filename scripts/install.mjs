/** Installs the packages if they are missing or older than the lock file. Everything it says goes to stderr. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** @returns {boolean} whether anything had to be installed */
export function installPackages() {
	const installed = join(root, 'node_modules', '.package-lock.json');
	if (
		existsSync(installed) &&
		statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
	)
		return false;
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: root,
		stdio: ['ignore', 2, 2],
		shell: process.platform === 'win32'
	});
	if (status !== 0) throw new Error(`npm ci failed with exit code ${status}; its messages are above`);
	return true;
}

/**
 * When the newest file below these places was changed, in milliseconds.
 * @param {string[]} places relative to the project's folder
 * @returns {number}
 */
export function newest(places) {
	let time = 0;
	for (const place of places) {
		const path = join(root, place);
		if (!existsSync(path)) continue;
		const found = statSync(path);
		time = Math.max(time, found.mtimeMs);
		if (found.isDirectory()) {
			time = Math.max(time, newest(readdirSync(path).map((name) => join(place, name))));
		}
	}
	return time;
}
