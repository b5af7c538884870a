/**
 * Kernels made while building (loha.as, AssemblyScript) against Rankscope's, made while running: LoHa on data. What
 * docs/adr/0007 quotes. Steps a second of processor time, interleaved: other work on the machine then weighs less.
 *
 *   npm ci --prefix bench && node bench/build-time/run.mjs [--rounds 5] [--length 300] [--no-browser]
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { build } from 'rolldown';
import { findBrowser, quietFlags } from '../../scripts/find-browser.mjs';
import { root } from '../../scripts/install.mjs';
import { buildModule } from './compile.mjs';

const RELAXED = '--experimental-wasm-relaxed-simd';
/** () → f32x4.relaxed_madd of zeros, left unused. */
const madd = [0x41, 0, 0xfd, 17, 0x41, 0, 0xfd, 17, 0x41, 0, 0xfd, 17, 0xfd, 0x85, 0x02, 0x0b];
const probe = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0];
const relaxes = WebAssembly.validate(
	Uint8Array.of(...probe, 10, madd.length + 3, 1, madd.length + 1, 0, ...madd)
);
if (!relaxes) {
	if (process.execArgv.includes(RELAXED)) throw new Error('bench: expected relaxed SIMD, got none');
	const again = [RELAXED, ...process.argv.slice(1)];
	process.exit(spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1);
}

const { values: options } = parseArgs({
	options: {
		rounds: { type: 'string', default: '5' },
		length: { type: 'string', default: '300' },
		'no-browser': { type: 'boolean', default: false }
	}
});
const [rounds, length] = [Number(options.rounds), Number(options.length)];
const cases = [64, 128, 256].flatMap((size) => [4, 8].map((rank) => ({ size, rank })));
const titleOf = ({ size, rank }) => `d = ${size}, r = ${rank}/${rank}`;

const cache = join(root, 'node_modules', '.cache', 'rankscope');
mkdirSync(cache, { recursive: true });

/** @param {string} file @param {'esm' | 'iife'} format */
async function bundled(file, format) {
	const path = join(cache, file);
	await build({
		input: join(import.meta.dirname, 'measure.ts'),
		platform: format === 'esm' ? 'node' : 'browser',
		resolve: { alias: { $src: join(root, 'src') } },
		tsconfig: false,
		logLevel: 'warn',
		output: { file: path, format, name: 'measure', codeSplitting: false, sourcemap: false }
	});
	return path;
}

const median = (values) => [...values].sort((x, y) => x - y)[values.length >> 1];
const print = (title, head, rows) => {
	console.log(`\n${title}\n`);
	for (const row of [head, head.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
};
/** Steps a second: the most, and the median in brackets; relative to the first column's. */
const cells = (rates) => {
	const [first = []] = Object.values(rates);
	return Object.values(rates).map((own, n) => {
		const text = `${Math.round(Math.max(...own))} (${Math.round(median(own))})`;
		const times = (of) => (of(own) / of(first)).toFixed(2);
		return n === 0 ? text : `${text} ×${times((v) => Math.max(...v))} (×${times(median)})`;
	});
};

const bundle = await bundled('build-time.mjs', 'esm');
/** @type {typeof import('./measure')} */
const measure = await import(pathToFileURL(bundle).href);

const forms = [
	['build, any size', { relaxed: false, constants: false }],
	['build, one size', { relaxed: false, constants: true }],
	['build, any size, relaxed', { relaxed: true, constants: false }],
	['build, one size, relaxed', { relaxed: true, constants: true }]
];
const modulesOf = async (sizes) => {
	const { values } = measure.layoutOf(sizes);
	const made = [];
	for (const [name, how] of forms) made.push([name, await buildModule(values, how)]);
	return made;
};

console.log(
	`Node ${process.version}, ${cpus()[0]?.model}, ${cpus().length} cores; ${rounds} rounds of ${length} ms`
);

const head = ['', 'run time', 'run time, relaxed', ...forms.map(([name]) => name)];
const [speeds, errors, sizes, firsts, onPage] = [[], [], [], [], []];
const browser = options['no-browser']
	? null
	: await chromium.launch({ executablePath: await findBrowser(), args: quietFlags });
const page = await browser?.newPage();
const session = page && (await page.context().newCDPSession(page));
await session?.send('Performance.enable');
if (page)
	await page.addScriptTag({ content: readFileSync(await bundled('build-time.iife.js', 'iife'), 'utf8') });

for (const each of cases) {
	const program = measure.programOf(each);
	const modules = await modulesOf(each);
	const trainers = [
		['run time', await measure.runTime(program, false)],
		['run time, relaxed', await measure.runTime(program, true)]
	];
	for (const [name, bytes] of modules) trainers.push([name, await measure.buildTime(program, each, bytes)]);

	const exact = measure.exactLosses(each);
	const apart = [];
	for (const [name, trainer] of trainers) {
		const distance = await measure.distance(trainer, exact);
		if (!(distance < 1e-5)) throw new Error(`bench: ${name} at ${titleOf(each)} is ${distance} from float64`);
		apart.push(distance.toExponential(1));
	}
	errors.push([titleOf(each), ...apart]);

	for (const [, trainer] of trainers) await measure.timed(trainer, length);
	const rates = Object.fromEntries(trainers.map(([name]) => [name, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, trainer] of trainers) {
			const before = process.cpuUsage();
			const { steps } = await measure.timed(trainer, length);
			const { user, system } = process.cpuUsage(before);
			rates[name].push((steps / (user + system)) * 1e6);
		}
	}
	speeds.push([titleOf(each), ...cells(rates)]);

	const [anySize] = modules;
	const file = join(cache, 'loha.wasm');
	writeFileSync(file, anySize[1]);
	const first = (...args) => {
		const command = [RELAXED, join(import.meta.dirname, 'first.mjs'), bundle, each.size, each.rank, ...args];
		return JSON.parse(execFileSync(process.execPath, command.map(String), { encoding: 'utf8' }));
	};
	const [ours, theirs] = [[], []];
	for (let round = 0; round < rounds; round++) {
		ours.push(first());
		theirs.push(first(file));
	}
	const times = (found) => [0, 1].map((n) => Math.min(...found.map((pair) => pair[n])).toFixed(1));
	firsts.push([titleOf(each), ...times(ours), ...times(theirs)]);
	sizes.push([
		titleOf(each),
		...[false, true].map((relaxed) => measure.runTimeBytes(program, relaxed)),
		...modules.map(([, bytes]) => bytes.length)
	]);

	if (page && session) onPage.push([titleOf(each), ...cells(await pageRates(each, modules))]);
	console.error(titleOf(each));
}

/** Steps a second of the page's thread. */
async function pageRates(each, modules) {
	const threadTime = async () => {
		const { metrics } = await session.send('Performance.getMetrics');
		return metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN;
	};
	const names = await page.evaluate(prepareOnPage, [each, modules.map(([name, b]) => [name, [...b]])]);
	const rates = Object.fromEntries(names.map((name) => [name, []]));
	// The first round warms up.
	for (let round = -1; round < rounds; round++) {
		for (const name of names) {
			const before = await threadTime();
			const steps = await page.evaluate(stepsOnPage, [name, length]);
			if (round >= 0) rates[name].push(steps / ((await threadTime()) - before));
		}
	}
	return rates;
}

async function prepareOnPage([each, modules]) {
	const { programOf, runTime, buildTime } = globalThis.measure;
	const program = programOf(each);
	const trainers = {
		'run time': await runTime(program, false),
		'run time, relaxed': await runTime(program, true)
	};
	for (const [name, bytes] of modules)
		trainers[name] = await buildTime(program, each, Uint8Array.from(bytes));
	globalThis.trainers = trainers;
	return Object.keys(trainers);
}

async function stepsOnPage([name, length]) {
	return (await globalThis.measure.timed(globalThis.trainers[name], length)).steps;
}

print('Node: steps a second of processor time, the most (and the median)', head, speeds);
if (browser) {
	print(
		`Chromium ${browser.version()}: steps a second of processor time, the most (and the median)`,
		head,
		onPage
	);
	await browser.close();
}
print(
	'Milliseconds to the first step, from the program on: in a new process, and again in the same; the shortest of each',
	['', 'run time, new', 'again', 'build, any size, new', 'again'],
	firsts
);
print('Bytes of the module', head, sizes);
print('Losses over 60 steps: relative distance from float64', head, errors);
