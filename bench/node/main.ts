/**
 * Rankscope's WebGPU backend under Node: what bench/node.mjs bundles and runs. The same works as in the page, without
 * peers, which need a browser; and how the rate grows with the number of adapters that train side by side.
 */
import { parseArgs } from 'node:util';
import { compile } from '$src/compute/schedule/compile';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { openDevice } from '$src/compute/webgpu/device';
import { nodeGpu } from '$src/compute/webgpu/node';
import { gridRate } from '../contestants/grid';
import { trainee } from '../contestants/rankscope';
import { oracle } from '../page/oracle';
import { calibrate, median, rateOf } from '../page/rounds';
import { differenceOf } from '../page/training';
import { LONGEST, workOf, type WorkName } from '../page/work';
import { arithmeticRate } from './ceiling';

const { values: options } = parseArgs({
	options: {
		size: { type: 'string', default: '64,128,256,512' },
		adapters: { type: 'string', default: '1,2,4,8,16,32,64,96,132' },
		rounds: { type: 'string', default: '5' },
		chunk: { type: 'string', default: '300' },
		dawn: { type: 'string', default: '' },
		json: { type: 'boolean', default: false }
	}
});
const numbers = (list: string): number[] => list.split(',').filter(Boolean).map(Number);
const say = (text: string): void => void process.stderr.write(`${text}\n`);

const methods: readonly Pick<WorkName, 'method' | 'r1' | 'r2'>[] = [
	{ method: 'lora', r1: 8, r2: 0 },
	{ method: 'loha', r1: 4, r2: 4 },
	{ method: 'loha', r1: 8, r2: 8 },
	{ method: 'lokr', r1: 0, r2: 0 }
];
const [CHECKED, TRAINED] = [100, 60_000];

const gpu = await nodeGpu(options.dawn === '' ? [] : options.dawn.split(';'));
const backend = await webgpuBackend(gpu);
const timing = { chunk: Number(options.chunk), rounds: Number(options.rounds) };
const works = [];
for (const size of numbers(options.size)) {
	for (const method of methods) {
		const work = workOf({ ...method, size, loss: 'data', seed: 1 });
		const before = performance.now();
		const runner = await trainee(backend, work);
		await runner.step(1);
		const firstStep = performance.now() - before;
		const { steps } = await calibrate(runner, timing, LONGEST);
		const rates: number[] = [];
		for (let round = 0; round < timing.rounds; round++) rates.push(await rateOf(runner, steps));
		const difference = differenceOf(await runner.losses(CHECKED), oracle(work, CHECKED).losses);
		works.push({ work: work.name, stepsPerSecond: median(rates), rates, firstStep, difference });
		runner.dispose();
		say(`${work.name}: ${Math.round(median(rates))} steps/s`);
	}
}
/** One workgroup has one core of the GPU: what share of that core's arithmetic does a fused step use? */
const { device } = await openDevice(gpu);
const corePeak = await arithmeticRate(device, timing.rounds, { threads: 256, groups: 1, work: 20_000 });
device.destroy();
say(`one core: ${corePeak.toFixed(1)}e9 operations a second at most`);
const fused = await webgpuBackend(gpu, { mostFused: Infinity });
const cores = [];
for (const size of numbers(options.size)) {
	for (const method of methods) {
		const work = workOf({ ...method, size, loss: 'data', seed: 1 });
		const runner = await trainee(fused, work);
		const { steps } = await calibrate(runner, timing, LONGEST);
		const rates: number[] = [];
		for (let round = 0; round < timing.rounds; round++) rates.push(await rateOf(runner, steps));
		runner.dispose();
		const { operations } = compile(work.program);
		const share = (median(rates) * operations) / (1e9 * corePeak);
		cores.push({ work: work.name, stepsPerSecond: median(rates), operations, share });
		say(`${work.name}, one workgroup: ${Math.round(median(rates))} steps/s, ${(100 * share).toFixed(1)} %`);
	}
}
fused.dispose();
const grids = [];
if (!backend.prepareGrid) say(`${backend.name}: no grids, so adapters side by side are left out`);
for (const count of backend.prepareGrid ? numbers(options.adapters) : []) {
	const adapters = Array.from({ length: count }, (_, i) =>
		workOf({ method: 'loha', r1: 4, r2: 4, size: 64, loss: 'data', seed: i + 1 }, TRAINED)
	);
	const { rate, dispatchesPerStep } = await gridRate(backend, adapters, timing);
	grids.push({ adapters: count, adapterStepsPerSecond: rate, dispatchesPerStep });
	say(`${count} adapters: ${Math.round(rate)} steps/s together`);
}
const results = {
	date: new Date().toISOString().slice(0, 10),
	gpu: backend.adapter,
	works,
	corePeak,
	cores,
	grids
};

const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
	[heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
const alone = grids.find((g) => g.adapters === 1)?.adapterStepsPerSecond ?? NaN;
const tables = [
	`${results.date}, ${results.gpu}, Node ${process.versions.node}`,
	table(
		['work', 'steps/s', 'first step, ms', `largest difference of a loss in ${CHECKED} steps`],
		works.map((w) => [
			w.work,
			String(Math.round(w.stepsPerSecond)),
			w.firstStep.toFixed(0),
			w.difference.toExponential(1)
		])
	),
	`One workgroup, all phases of many steps in a dispatch; one core: ${corePeak.toFixed(1)}e9 operations a second at most`,
	table(
		['work', 'steps/s', 'million operations a step', "share of one core's peak"],
		cores.map((c) => [
			c.work,
			String(Math.round(c.stepsPerSecond)),
			(c.operations / 1e6).toFixed(2),
			`${(100 * c.share).toFixed(1)} %`
		])
	),
	'LoHa 4/4, 64, adapters side by side',
	table(
		['adapters', 'steps/s together', 'times one', 'of linear', 'dispatches a step'],
		grids.map((g) => [
			String(g.adapters),
			String(Math.round(g.adapterStepsPerSecond)),
			(g.adapterStepsPerSecond / alone).toFixed(1),
			`${((100 * g.adapterStepsPerSecond) / alone / g.adapters).toFixed(0)} %`,
			g.dispatchesPerStep.toPrecision(2)
		])
	)
];
process.stdout.write(`${options.json ? JSON.stringify(results, undefined, '\t') : tables.join('\n\n')}\n`);
backend.dispose();
// Dawn keeps threads alive that would hold the process open.
process.exit(0);
