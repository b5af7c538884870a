/**
 * The small networks, one after the other: steps a second of a LoRA on the modules that compute, on the CPU and, where
 * there is a driver, on WebGPU; beside them tfjs on Wasm with the same network, data and adapters, where bench/run.mjs has
 * installed it. Peers find gradients of the adapters alone, as we do. Losses must agree before anything is timed.
 *
 *   node bench/networks.mjs [--problem mlp,transformer] [--batch 32] [--rank 4] [--rounds 5] [--webgpu] [--json]
 *
 * --table [--steps 400]: what methods of equal price learn and forget instead, over five seeds, at the best of four rates.
 *
 * Wall time, and processor time beside it, which can be compared on a machine that others use as well.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, bundleAt } from '../scripts/bundle.mjs';
import { installPackages } from '../scripts/install.mjs';
import { vulkanEnvironment } from '../scripts/vulkan.mjs';

installPackages();
const wasm = join(import.meta.dirname, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/');
Object.assign(process.env, vulkanEnvironment(), {
	MODELS: join(dirname(import.meta.dirname), 'static/models'),
	TFJS_WASM: wasm
});
const file = bundleAt('rankscope-bench/networks');
await bundle('bench/node/networkRounds.ts', file);
const { benchNetworks } = await import(pathToFileURL(file).href);
const peers = [];
if (existsSync(wasm)) {
	const peer = bundleAt('rankscope-bench/tfjs-networks');
	await bundle('bench/contestants/tfjsNetworks.mjs', peer);
	// Its glue was written for modules of the other kind.
	Object.assign(globalThis, { __dirname: wasm, require: createRequire(import.meta.url) });
	peers.push((await import(pathToFileURL(peer).href)).tfjsNetworks);
} else process.stderr.write('tfjs is not installed: run bench/run.mjs once, and it takes part\n');
await benchNetworks(peers);
// Dawn keeps threads alive that would hold the process open.
process.exit(0);
