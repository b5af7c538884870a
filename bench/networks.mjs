/**
 * The small networks, one after the other: steps a second of a LoRA on the modules that compute, on the CPU and, where
 * there is a driver, on WebGPU; beside them tfjs and jax-js on Wasm, and on WebGPU, with the same network, data and adapters,
 * where bench/run.mjs has installed them. Peers find gradients of the adapters alone, as we do. Losses must agree before
 * anything is timed; a peer that cannot run says why.
 *
 *   node bench/networks.mjs [--problem mlp,transformer] [--batch 32] [--rank 4] [--rounds 5] [--webgpu] [--json]
 *
 * --table [--steps 400]: what methods of equal price learn and forget instead, over five seeds, at the best of four rates.
 *
 * Wall time, and processor time beside it, which can be compared on a machine that others use as well.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { networkGoals } from './goals.mjs';
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
const { benchNetworks, nodeGpu } = await import(pathToFileURL(file).href);
const wanted = process.argv.includes('--webgpu');
/** @type {import('./node/networkRounds').NetworkPeer[]} */
const peers = [];
if (existsSync(wasm)) {
	// What peers look for in a browser.
	Object.defineProperty(globalThis, 'navigator', {
		value: {
			userAgent: 'Node',
			hardwareConcurrency: availableParallelism(),
			...(wanted && { gpu: await nodeGpu() })
		},
		configurable: true
	});
	const [tfjs, jax] = ['tfjsNetworks', 'jaxNetworks'].map((name) => bundleAt(`rankscope-bench/${name}`));
	await bundle('bench/contestants/tfjsNetworks.mjs', tfjs);
	await bundle('bench/contestants/jaxNetworks.mjs', jax);
	// Its glue was written for modules of the other kind.
	Object.assign(globalThis, { __dirname: wasm, require: createRequire(import.meta.url) });
	const { tfjsNetworks } = await import(pathToFileURL(tfjs).href);
	const { jaxNetworks } = await import(pathToFileURL(jax).href);
	for (const device of wanted ? ['wasm', 'webgpu'] : ['wasm'])
		peers.push(tfjsNetworks(device), jaxNetworks(device, false), jaxNetworks(device, true));
} else process.stderr.write('peers are not installed: run bench/run.mjs once, and they take part\n');
const found = await benchNetworks(peers);
if (!process.argv.includes('--table'))
	for (const { title, wanted, measured, met } of networkGoals(found))
		process.stderr.write(
			`goal, ${title}, ${wanted}: ${measured}${met === null ? '' : met ? ', met' : ', missed'}\n`
		);
// Dawn keeps threads alive that would hold the process open.
process.exit(0);
