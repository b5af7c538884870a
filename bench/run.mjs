/**
 * Rankscope against named peers, all in one page of one Chromium, in turn: `npm run bench`. Prints the tables and
 * whether the goals are met; a whole run also writes its section of docs/benchmarks.md.
 *
 *   node bench/run.mjs [--parts first,training,matrix,sweep,svd,memory] [--method lora,loha] [--size 64,128]
 *                      [--only 'Rankscope|tfjs wasm'] [--rounds 5] [--quick] [--json] [--from results.json] [--write]
 *
 * --only is a regular expression on the names of contestants. --quick: two sizes, three rounds. --json prints the
 * results as JSON instead of tables. --from measures nothing and reports earlier results. --write writes the section
 * even if something was left out. Results lie in node_modules/.cache/rankscope-bench/results.json too.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installPackages } from '../scripts/install.mjs';

installPackages();
const { bundlePage, cache, installPeers, openPage, serve } = await import('./host.mjs');
const { report, writeSection } = await import('./report.mjs');

const PARTS = ['first', 'training', 'matrix', 'sweep', 'svd', 'memory'];
const METHODS = /** @type {const} */ ({
	lora: [{ method: 'lora', r1: 8, r2: 0 }],
	loha: [
		{ method: 'loha', r1: 4, r2: 4 },
		{ method: 'loha', r1: 8, r2: 8 }
	],
	lokr: [{ method: 'lokr', r1: 0, r2: 0 }]
});
/** Milliseconds after which a request is given up, and the browser with it. */
const PATIENCE_MS = 300_000;
const SWEEPS = [
	'Rankscope webgpu',
	'Rankscope cpu',
	'tfjs webgpu',
	'jax-js webgpu',
	'jax-js webgpu batched',
	'tfjs wasm',
	'jax-js wasm',
	'jax-js wasm batched'
];

const { values: options } = parseArgs({
	options: {
		parts: { type: 'string', default: PARTS.join(',') },
		method: { type: 'string', default: Object.keys(METHODS).join(',') },
		size: { type: 'string', default: '' },
		only: { type: 'string', default: '' },
		rounds: { type: 'string', default: '' },
		chunk: { type: 'string', default: '150' },
		quick: { type: 'boolean', default: false },
		json: { type: 'boolean', default: false },
		from: { type: 'string', default: '' },
		write: { type: 'boolean', default: false }
	}
});

const parts = options.parts.split(',');
const sizes = (options.size || (options.quick ? '64,128' : '64,128,256,512')).split(',').map(Number);
const timing = { chunk: Number(options.chunk), rounds: Number(options.rounds || (options.quick ? 3 : 5)) };
const methods = Object.entries(METHODS).flatMap(([name, list]) =>
	options.method.split(',').includes(name) ? list : []
);

/** @param {string} text */
const say = (text) => process.stderr.write(`${text}\n`);

/** @returns {import('./page/work').WorkName[]} */
const worksOf = (/** @type {import('./page/work').Loss} */ loss) =>
	sizes.flatMap((size) =>
		// LoHa 4/4 stands for all where the target is a matrix.
		(loss === 'data' ? methods : methods.filter((m) => m.r1 === 4)).map((m) => ({
			...m,
			size,
			loss,
			seed: 1
		}))
	);

/** @returns {Promise<import('./report.mjs').Results>} */
async function measure() {
	let ended = false;
	installPeers();
	const server = await serve(await bundlePage());
	let opened = await openPage(server.address);
	for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
		process.once(signal, () => {
			ended = true;
			void opened.browser.close().finally(() => process.exit(1));
		});
	}
	/** @type {import('./report.mjs').Results} */
	const results = {
		date: new Date().toISOString().slice(0, 10),
		browser: opened.version,
		cpu: `${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} threads`,
		load: '',
		timing,
		command: ['npm run bench', ...(process.argv.length > 2 ? ['--', ...process.argv.slice(2)] : [])].join(
			' '
		),
		environment: { userAgent: '', gpu: '', threads: 0, isolated: false },
		first: [],
		training: [],
		sweep: [],
		svd: [],
		memory: []
	};
	// Before anything of ours runs, and at the end: what else the machine was at.
	const loads = [(loadavg()[0] ?? NaN).toFixed(1)];
	const file = join(cache, 'results.json');
	mkdirSync(cache, { recursive: true });

	/**
	 * Calls the page; a failure costs that result and a new page, not the run.
	 * @template {keyof import('./page/main').Bench} K
	 * @param {K} name
	 * @param {Parameters<import('./page/main').Bench[K]>} args
	 * @returns {Promise<Awaited<ReturnType<import('./page/main').Bench[K]>> | undefined>}
	 */
	const ask = async (name, ...args) => {
		const before = performance.now();
		try {
			const answer = await Promise.race([
				opened.page.evaluate(
					([method, given]) => /** @type {any} */ (globalThis).bench[method](...given),
					/** @type {const} */ ([name, args])
				),
				new Promise((_, reject) => {
					setTimeout(() => reject(new Error('no answer')), PATIENCE_MS).unref();
				})
			]);
			say(`${name} ${JSON.stringify(args)}: ${((performance.now() - before) / 1000).toFixed(1)} s`);
			return answer;
		} catch (error) {
			if (ended) return undefined;
			say(`${name} ${JSON.stringify(args)} failed: ${error}`);
			await opened.browser.close();
			opened = await openPage(server.address);
			return undefined;
		} finally {
			writeFileSync(file, JSON.stringify(results, undefined, '\t'));
		}
	};

	// First of all, while nothing is compiled.
	if (parts.includes('first')) results.first = (await ask('firstSteps', options.only)) ?? [];
	results.environment = (await ask('environment')) ?? results.environment;
	const losses = /** @type {const} */ ([
		['training', 'data'],
		['matrix', 'matrix']
	]);
	for (const [part, loss] of losses) {
		if (!parts.includes(part)) continue;
		for (const work of worksOf(loss)) {
			const result = await ask('training', work, options.only, timing);
			if (result) results.training.push(result);
		}
	}
	if (parts.includes('sweep')) {
		for (const name of SWEEPS.filter((n) => new RegExp(options.only, 'i').test(n))) {
			const result = await ask('sweep', name, timing);
			if (result) results.sweep.push(result);
		}
	}
	if (parts.includes('svd')) results.svd = (await ask('svd', timing.rounds)) ?? [];
	if (parts.includes('memory')) {
		for (const device of /** @type {const} */ (['webgpu', 'cpu'])) {
			const result = await ask('memory', device, 30);
			if (result) results.memory.push(result);
		}
	}
	loads.push((loadavg()[0] ?? NaN).toFixed(1));
	results.load = loads.join(' before and ') + ' after';
	writeFileSync(file, JSON.stringify(results, undefined, '\t'));
	await opened.browser.close();
	server.close();
	return results;
}

const before = performance.now();
/** @type {import('./report.mjs').Results} */
const results = options.from ? JSON.parse(readFileSync(options.from, 'utf8')) : await measure();
if (!options.from) say(`measured in ${((performance.now() - before) / 60_000).toFixed(1)} minutes`);
console.log(options.json ? JSON.stringify(results, undefined, '\t') : report(results));
const whole =
	!options.from &&
	!options.only &&
	!options.quick &&
	PARTS.every((part) => parts.includes(part)) &&
	methods.length === 4 &&
	sizes.length === 4;
if (whole || options.write) await writeSection(results);
else say('docs/benchmarks.md is left as it is: that takes a whole run, or --write');
