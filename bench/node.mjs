/**
 * Rankscope's WebGPU backend on a machine with a GPU and no browser: steps a second of the works of bench/run.mjs, and
 * of 1 to 132 adapters side by side, through the package webgpu. Prints tables, or JSON. It compares with nobody.
 *
 *   node bench/node.mjs [--size 64,128] [--adapters 1,2,4] [--rounds 5] [--chunk 300] [--json]
 *                       [--dawn enable-dawn-features=disable_workgroup_init]
 *
 * --profile [--size 128,512]: where the time of a step goes, phase by phase, instead.
 * --dawn hands Dawn flags of its own, several with semicolons between. VK_DRIVER_FILES chooses among Vulkan drivers.
 */
import { spawn } from 'node:child_process';
import { bundle, bundleAt } from '../scripts/bundle.mjs';
import { installPackages } from '../scripts/install.mjs';
import { vulkanEnvironment } from '../scripts/vulkan.mjs';

installPackages();
const file = bundleAt('rankscope-bench/node');
await bundle(process.argv.includes('--profile') ? 'bench/node/profile.ts' : 'bench/node/main.ts', file);
const child = spawn(process.execPath, [file, ...process.argv.slice(2)], {
	stdio: 'inherit',
	env: { ...process.env, ...vulkanEnvironment() }
});
process.on('SIGINT', () => undefined);
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
