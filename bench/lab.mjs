/**
 * The lab, in one process of Node, and as a page: `node bench/lab.mjs [--rounds 9] [--page [--from build]]`.
 *
 * A typed adapter beside the built-in one of the same formula, steps a second of
 * processor time on the CPU, in turn. And a notebook of 200
 * cells, of which a control has 20 readers: from setting it to the last state told, beside @observablehq/runtime alone on
 * the same graph with its sums as JavaScript; that is the floor. And beside marimo's kernel on the same graph, where a
 * Python has it: MARIMO_PYTHON, else python3. With --page only what a reader sees is measured, the built site beside a
 * page with Observable's runtime and inspector (bench/lab/pages.mjs).
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
	options: {
		rounds: { type: 'string', default: '9' },
		page: { type: 'boolean', default: false },
		from: { type: 'string', default: 'build' }
	}
});
const rounds = Number(values.rounds);
const [cells, dependents] = [200, 20];

/** marimo's kernel on the same graph, without a page. @param {number | null} own what ours took, ms */
function marimo(own) {
	const python = process.env['MARIMO_PYTHON'] ?? 'python3';
	const { stdout } = spawnSync(
		python,
		[join(root, 'bench/marimo_kernel.py'), ...[cells, dependents, 200].map(String)],
		{ encoding: 'utf8' }
	);
	try {
		const { version, median: kernel } = JSON.parse(stdout);
		const ratio = own === null ? '' : `, ratio ${(own / kernel).toFixed(3)}`;
		return `marimo's kernel (${version}) ${kernel.toFixed(2)} ms${ratio}`;
	} catch {
		return `marimo's kernel: not measured, ${python} has none`;
	}
}
if (values.page) {
	const { measurePages, reportPages } = await import('./lab/pages.mjs');
	console.log(reportPages(await measurePages({ rounds, from: values.from })));
	console.log(marimo(null));
	process.exit(0);
}

const file = join(root, 'node_modules/.cache/rankscope-bench/lab.mjs');
await build({
	input: join(root, 'bench/node/lab.ts'),
	platform: 'node',
	external: ['webgpu'],
	resolve: { alias: { $src: join(root, 'src') } },
	tsconfig: false,
	logLevel: 'warn',
	output: { file, format: 'esm', codeSplitting: false }
});
const { median, methods, notebookOf, openSession, trainingRates } = await import(pathToFileURL(file).href);

for (const method of methods) {
	const [builtIn, typed] = await trainingRates(method, rounds, 4000);
	const ratio = (typed / builtIn).toFixed(3);
	console.log(
		`${method} 64 × 64: built in ${Math.round(builtIn)} steps/s, typed ${Math.round(typed)}, ratio ${ratio}`
	);
}

const session = await openSession(notebookOf(cells, dependents));

const runtimePackage = pathToFileURL(join(root, 'node_modules/@observablehq/runtime/src/index.js')).href;
const { Runtime } = await import(runtimePackage);
const module = new Runtime(null, () => undefined).module();
let left = 0;
let arrived = () => {};
const observer = {
	fulfilled: () => {
		left -= 1;
		if (left === 0) arrived();
	}
};
const control = module.variable(observer).define('r', [], () => 1);
for (let n = 0; n < cells - 1; n++) {
	if (n < dependents) module.variable(observer).define(`x${n}`, ['r'], (/** @type {number} */ r) => r + n);
	else module.variable(observer).define(`x${n}`, [], () => n + 1);
}
left = cells;
await new Promise((resolve) => (arrived = () => resolve(undefined)));

/** @type {[number[], number[]]} */
const times = [[], []];
for (let round = 0; round < 200; round++) {
	let start = performance.now();
	session.setControl('r', round + 2);
	await session.settled();
	times[0].push(performance.now() - start);
	start = performance.now();
	left = dependents + 1;
	const all = new Promise((resolve) => (arrived = () => resolve(undefined)));
	control.define('r', [], () => round + 2);
	await all;
	times[1].push(performance.now() - start);
}
session.dispose();
const [own, alone] = times.map((list) => median(list.slice(20)));
console.log(
	`${cells} cells, a control with ${dependents} readers: ${own.toFixed(2)} ms, the runtime alone ${alone.toFixed(2)} ms, ratio ${(own / alone).toFixed(1)}`
);

console.log(marimo(own));
process.exit(0);
