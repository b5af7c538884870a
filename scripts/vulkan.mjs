/**
 * Under Linux, Dawn finds GPUs through Vulkan drivers. Where none is installed, Chromium's software GPU serves:
 * slow, but the same WebGPU. A choice that the user made is never changed.
 */
import { existsSync, readdirSync } from 'node:fs';

const folders = ['/etc/vulkan/icd.d', '/usr/share/vulkan/icd.d', '/usr/local/share/vulkan/icd.d'];
const software = [
	'/usr/lib/chromium/vk_swiftshader_icd.json',
	'/usr/lib/chromium-browser/vk_swiftshader_icd.json'
];

/** @param {string} folder */
const filesIn = (folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** Drivers may be installed where no GPU is; Mesa's own software GPU may then be too old for WebGPU. */
const hasHardware = () =>
	filesIn('/dev/dri').some((name) => name.startsWith('renderD')) ||
	['/dev/nvidia0', '/dev/nvidiactl', '/dev/dxg'].some((path) => existsSync(path));

/** @returns {Record<string, string>} what to add to the environment */
export function vulkanEnvironment() {
	if (process.platform !== 'linux' || process.env['VK_DRIVER_FILES'] || process.env['VK_ICD_FILENAMES'])
		return {};
	const driven = folders.some((folder) => filesIn(folder).some((name) => name.endsWith('.json')));
	if (driven && hasHardware()) return {};
	const driver = software.find((path) => existsSync(path));
	return driver ? { VK_DRIVER_FILES: driver } : {};
}
