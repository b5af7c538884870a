/**
 * A grid of ranks (r1, r2) of LoHa, d = 64: Rankscope's sweep against peers that train one adapter after another, and
 * against jax-js with all adapters in one batch. Steps of single adapters a second, all together.
 *
 * Rankscope is timed from start to end, with what it compiles and measures; the peers without anything they compile.
 */
import { nameOf, type Contestant, type Library } from '../contestants/contestant';
import { howOf, trainGrid } from '../contestants/grid';
import { prepareBatched } from '../contestants/jaxBatched';
import { backendOf, rankscope } from '../contestants/rankscope';
import { oracle } from './oracle';
import type { SweepResult } from './results';
import { calibrate, largest, median, rateOf, timed, type Timing } from './rounds';
import { differenceOf } from './training';
import { workOf, type Work, type WorkName } from './work';

const RANKS = [1, 2, 3, 4, 5, 6, 7, 8];
/** Ranks with the same mean, and the same mean product, as all eight: a quarter of the grid for the slow. */
const SAMPLED = [1, 3, 6, 8];
const WIDEST = 8;
const CHECKED = 20;
/** Seconds that a whole sweep of Rankscope should take at least. */
const LONG_ENOUGH = 3;

const cellOf = (r1: number, r2: number, steps?: number): Work => {
	const name: WorkName = { method: 'loha', r1, r2, size: 64, loss: 'data', seed: 1 };
	return workOf(name, steps);
};
const grid = (ranks: readonly number[]): [number, number][] =>
	ranks.flatMap((r1) => ranks.map((r2): [number, number] => [r1, r2]));

/** ‖ΔW − T‖²/‖T‖² of some cells, after training by the oracle. */
function expectedErrors(steps: number, ranks: readonly [number, number][]): number[] {
	return ranks.map(([r1, r2]) => {
		const work = cellOf(r1, r2, steps);
		const { delta } = oracle(work, steps);
		const off = delta.map((x, i) => x - (work.target[i] ?? NaN));
		return squaredNorm(off) / squaredNorm(work.target);
	});
}

const squaredNorm = (values: Float64Array): number => values.reduce((sum, x) => sum + x * x, 0);

export async function sweepRankscope(device: 'webgpu' | 'cpu'): Promise<SweepResult> {
	const backend = await backendOf(device);
	const [name = ''] = rankscope.filter((c) => c.device === device).map(nameOf);
	const corners: [number, number][] = [
		[1, 1],
		[4, 4],
		[8, 8]
	];
	const { cells } = await trainGrid(backend, cellOf(1, 1), RANKS, CHECKED);
	const found = corners.map(([r1, r2]) => cells.find((c) => c.r1 === r1 && c.r2 === r2)?.error ?? NaN);
	const difference = differenceOf(found, expectedErrors(CHECKED, corners));
	let steps = CHECKED;
	for (;;) {
		const { seconds, cells: all } = await trainGrid(backend, cellOf(1, 1), RANKS, steps);
		if (seconds >= LONG_ENOUGH / 2 || steps >= 5000) {
			const rate = (all.length * steps) / seconds;
			const note = `${steps} steps each from start to end, ${howOf(backend)}`;
			return {
				name,
				library: 'Rankscope',
				device,
				how: 'grid',
				rate,
				adapters: all.length,
				difference,
				note
			};
		}
		steps = Math.min(5000, Math.ceil((steps * LONG_ENOUGH) / Math.max(seconds, LONG_ENOUGH / 20)));
	}
}

/** The fastest form of a peer at (4, 4), then a quarter of the grid with it, one adapter after another. */
export async function sweepOneByOne(
	library: Library,
	device: string,
	contestants: readonly Contestant[],
	timing: Timing
): Promise<SweepResult> {
	const forms: { contestant: Contestant; rate: number }[] = [];
	for (const contestant of contestants.filter((c) => c.library === library && c.device === device)) {
		const trainee = await contestant.prepare(cellOf(4, 4));
		await trainee.step(2);
		forms.push({ contestant, rate: (await calibrate(trainee, timing, 2000)).rate });
		trainee.dispose();
	}
	forms.sort((a, b) => b.rate - a.rate);
	const [fastest] = forms;
	if (!fastest) throw new Error(`sweep: no contestant ${library} ${device}`);
	const { contestant } = fastest;
	const [times, differences]: [number[], number[]] = [[], []];
	for (const [r1, r2] of grid(SAMPLED)) {
		const work = cellOf(r1, r2);
		const trainee = await contestant.prepare(work);
		await trainee.step(2);
		const { steps } = await calibrate(trainee, timing, 2000);
		times.push(1 / (await rateOf(trainee, steps)));
		if (r1 === r2) differences.push(differenceOf(await trainee.losses(5), oracle(work, 5).losses));
		trainee.dispose();
	}
	return {
		...{ name: nameOf(contestant), library, device, how: 'one by one' },
		rate: times.length / times.reduce((sum, x) => sum + x, 0),
		adapters: times.length,
		difference: largest(differences),
		note: `ranks ${SAMPLED.join(', ')}, compiling left out`
	};
}

export async function sweepBatched(device: 'webgpu' | 'wasm', timing: Timing): Promise<SweepResult> {
	const cells = grid(RANKS);
	const works = cells.map(([r1, r2]) => cellOf(r1, r2));
	const results: SweepResult[] = [];
	for (const form of ['dense', 'factored'] as const) {
		const batched = await prepareBatched(works, WIDEST, device, form);
		const losses = await batched.step(5);
		const corners = [0, 27, 63];
		const expected = corners.map((i) => oracle(works[i] ?? cellOf(1, 1), 5).losses.at(-1) ?? NaN);
		const difference = differenceOf(
			corners.map((i) => losses[i] ?? NaN),
			expected
		);
		const once = await timed(() => batched.step(2));
		const steps = Math.max(1, Math.round((4 * timing.chunk) / (once / 2)));
		const rates: number[] = [];
		for (let round = 0; round < timing.rounds; round++) {
			batched.reset();
			rates.push((steps * works.length * 1000) / (await timed(() => batched.step(steps))));
		}
		batched.dispose();
		results.push({
			...{ name: `jax-js ${device}, ${form}, vmap`, library: 'jax-js', device, how: 'batched' },
			...{ rate: median(rates), adapters: works.length, difference },
			note: `padded to ${WIDEST}/${WIDEST}, compiling left out`
		});
	}
	results.sort((a, b) => b.rate - a.rate);
	const [best] = results;
	if (!best) throw new Error('sweep: no batched form ran');
	return best;
}
