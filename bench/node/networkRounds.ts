/** Steps a second of the small networks, and of peers that train the same: rounds in turn, medians, ratios. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Backend } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Program } from '$src/compute/program';
import { webgpuBackend } from '$src/compute/webgpu/backend';
import { nodeGpu } from '$src/compute/webgpu/node';
import { loadBase } from '$src/experiments/base';
import { experiment } from '$src/experiments/experiment';
import { firstTask } from '$src/models/index';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { forgetting } from './forgetting';

export { nodeGpu };

/** What a peer is asked to train: everything it needs is in the program and the run. */
export interface NetworkWork {
	readonly name: 'mlp' | 'transformer';
	readonly run: Run;
	readonly program: Program;
}

export interface NetworkPeer {
	readonly library: string;
	/** Trains from step 0 with each `step`. @returns the loss before the last of so many more steps */
	readonly prepare: (
		work: NetworkWork
	) => Promise<{ readonly step: (count: number) => Promise<number>; readonly dispose: () => void }>;
}

interface Entrant {
	readonly library: string;
	readonly step: (count: number) => Promise<number>;
	readonly dispose: () => void;
	readonly rates: number[];
	readonly ofProcessor: number[];
}

/** Steps that every entrant makes before it is timed, after which losses must agree. */
const CHECKED = 10;
/** Milliseconds of a round. */
const ROUND = 700;
/** More than all rounds make. */
const MOST_STEPS = { mlp: 150_000, transformer: 6000 } as const;

const median = (numbers: readonly number[]): number =>
	[...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

async function ours(
	backend: Backend,
	{ program }: NetworkWork
): Promise<Omit<Entrant, 'rates' | 'ofProcessor'>> {
	const runner = await backend.prepare(program);
	return {
		library: `Rankscope ${backend.name}`,
		step: async (count) => (await runner.run(count)).at(-1) ?? NaN,
		dispose: () => runner.dispose()
	};
}

/** One round: as many steps as fill it. */
async function round({ step, rates, ofProcessor }: Entrant): Promise<void> {
	const [began, used] = [performance.now(), process.cpuUsage()];
	let [steps, size] = [0, 1];
	for (let elapsed = 0; elapsed < ROUND; elapsed = performance.now() - began) {
		await step(size);
		steps += size;
		size = Math.min(
			2 * size,
			Math.max(1, Math.ceil((steps * ROUND) / (4 * Math.max(1, performance.now() - began))))
		);
	}
	const { user, system } = process.cpuUsage(used);
	rates.push((1000 * steps) / (performance.now() - began));
	ofProcessor.push((1e6 * steps) / (user + system));
}

/** @returns what `--table` finds, or every entrant's steps a second and how many times as many ours makes */
export async function benchNetworks(peers: readonly NetworkPeer[]): Promise<readonly object[]> {
	const { values: options } = parseArgs({
		options: {
			problem: { type: 'string', default: 'mlp,transformer' },
			batch: { type: 'string', default: '32' },
			rank: { type: 'string', default: '4' },
			rounds: { type: 'string', default: '5' },
			webgpu: { type: 'boolean', default: false },
			table: { type: 'boolean', default: false },
			steps: { type: 'string', default: '400' },
			json: { type: 'boolean', default: false }
		}
	});
	const gpu = options.webgpu ? await nodeGpu() : null;
	const backends = [cpuBackend(), ...(gpu ? [await webgpuBackend(gpu)] : [])];
	const found: object[] = [];
	for (const name of options.problem.split(',')) {
		if (name !== 'mlp' && name !== 'transformer')
			throw new RangeError(`bench: expected mlp or transformer, got ${name}`);
		const task = firstTask(name);
		await loadBase(task, (file) => readFile(join(process.env['MODELS'] ?? '', file)));
		if (options.table) {
			const rows = await forgetting(
				name,
				Number(options.steps),
				({ method, rank, parameters, lr, found: of }) => {
					const measured = Object.entries(of).map(([what, [mean, spread]]) => `${what} ${mean} ± ${spread}`);
					process.stderr.write(
						`${name}, ${method} of rank ${rank}, ${parameters} numbers, lr ${lr}: ${measured.join(', ')}\n`
					);
				}
			);
			found.push(...rows);
			continue;
		}
		const [rank, batch] = [Number(options.rank), Number(options.batch)];
		const run: Run = { ...defaultsOf(runSchema), task, rank, batch, lr: 0.003, steps: MOST_STEPS[name] };
		const work: NetworkWork = { name, run, program: experiment(run).program };
		const entrants: Entrant[] = [];
		let expected = NaN;
		const enter = async (made: Omit<Entrant, 'rates' | 'ofProcessor'>): Promise<void> => {
			const loss = await made.step(CHECKED);
			if (entrants.length === 0) expected = loss;
			if (!(Math.abs(loss - expected) / expected < 1e-3))
				throw new Error(`trains something else: loss ${loss}, not ${expected}`);
			entrants.push({ ...made, rates: [], ofProcessor: [] });
		};
		for (const backend of backends) await enter(await ours(backend, work));
		for (const peer of peers) {
			try {
				await enter({ library: peer.library, ...(await peer.prepare(work)) });
			} catch (error) {
				// What a peer cannot do is a finding, and no reason to measure nobody.
				const why = error instanceof Error ? error.message : String(error);
				process.stderr.write(`${name}, ${peer.library} does not take part: ${why}\n`);
				found.push({ problem: name, library: peer.library, why });
			}
		}
		for (let i = 0; i < Number(options.rounds); i++) for (const entrant of entrants) await round(entrant);
		/** Ours, on the same kind of machine. */
		const against = (library: string): Entrant | undefined =>
			entrants.find(({ library: own }) =>
				own.endsWith(library.includes('webgpu') || library.includes('WebGPU') ? 'webgpu' : 'cpu')
			);
		const rounded = (x: number): number => Number(x.toPrecision(3));
		for (const { library, rates, ofProcessor, dispose } of entrants) {
			const [rate, own] = [median(rates), median(ofProcessor)];
			const us = against(library);
			const [times, ofOwn] = us ? [median(us.rates) / rate, median(us.ofProcessor) / own] : [NaN, NaN];
			found.push({ problem: name, library, stepsPerSecond: rate, perProcessorSecond: own, times, ofOwn });
			process.stderr.write(
				`${name}, ${library}: ${rounded(rate)} steps/s, ${rounded(own)} a second of processor; ${us?.library ?? 'ours'} is ${rounded(times)} times by the clock, ${rounded(ofOwn)} by the processor\n`
			);
			dispose();
		}
	}
	if (options.json) process.stdout.write(`${JSON.stringify({ found })}\n`);
	return found;
}
