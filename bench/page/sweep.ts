/**
 * A grid of ranks (r1, r2) of LoHa, d = 64: Rankscope's sweep against peers that train one adapter after another, and
 * against jax-js with all adapters in one batch. Two numbers each: the rate once everything runs, and the seconds of a
 * whole sweep from nothing, estimated from parts where it would take minutes.
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
/** Steps of a sweep, and how many of them there is patience for, in seconds. */
const [STEPS, PATIENCE] = [500, 15];
const MOST_STEPS = 20_000;

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
	const first = await trainGrid(backend, cellOf(1, 1), RANKS, CHECKED);
	const found = corners.map(([r1, r2]) => first.cells.find((c) => c.r1 === r1 && c.r2 === r2)?.error ?? NaN);
	const difference = differenceOf(found, expectedErrors(CHECKED, corners));
	// What does not grow with the steps: preparing and measuring.
	const short = await trainGrid(backend, cellOf(1, 1), RANKS, CHECKED);
	let steps = Math.min(STEPS, Math.max(4 * CHECKED, Math.floor((CHECKED * PATIENCE) / short.seconds)));
	let long = await trainGrid(backend, cellOf(1, 1), RANKS, steps);
	// Until what grows outweighs what does not.
	while (long.seconds < 3 * short.seconds && long.seconds < PATIENCE && steps < MOST_STEPS) {
		steps = Math.min(MOST_STEPS, 4 * steps);
		long = await trainGrid(backend, cellOf(1, 1), RANKS, steps);
	}
	const adapters = long.cells.length;
	const each = (long.seconds - short.seconds) / (steps - CHECKED);
	return {
		...{ name, library: 'Rankscope', device, how: 'grid', adapters, difference },
		rate: adapters / each,
		// The first was the one that compiled.
		seconds: long.seconds + (STEPS - steps) * each + Math.max(0, first.seconds - short.seconds),
		note: howOf(backend)
	};
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
	const [times, preparing, differences]: [number[], number[], number[]] = [[], [], []];
	for (const [r1, r2] of grid(SAMPLED)) {
		const work = cellOf(r1, r2);
		const before = performance.now();
		const trainee = await contestant.prepare(work);
		await trainee.step(1);
		preparing.push((performance.now() - before) / 1000);
		const { steps } = await calibrate(trainee, timing, 2000);
		times.push(1 / (await rateOf(trainee, steps)));
		if (r1 === r2) differences.push(differenceOf(await trainee.losses(5), oracle(work, 5).losses));
		trainee.dispose();
	}
	const total = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0);
	const all = RANKS.length ** 2;
	return {
		...{ name: nameOf(contestant), library, device, how: 'one by one' },
		rate: times.length / total(times),
		seconds: (all * (total(preparing) + STEPS * total(times))) / times.length,
		adapters: times.length,
		difference: largest(differences),
		note: `from ranks ${SAMPLED.join(', ')}`
	};
}

export async function sweepBatched(device: 'webgpu' | 'wasm', timing: Timing): Promise<SweepResult> {
	const cells = grid(RANKS);
	const works = cells.map(([r1, r2]) => cellOf(r1, r2));
	const results: SweepResult[] = [];
	for (const form of ['dense', 'factored'] as const) {
		const before = performance.now();
		const batched = await prepareBatched(works, WIDEST, device, form);
		const losses = await batched.step(5);
		const preparing = (performance.now() - before) / 1000;
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
			seconds: preparing + (STEPS * works.length) / median(rates),
			note: `padded to ${WIDEST}/${WIDEST}`
		});
	}
	results.sort((a, b) => b.rate - a.rate);
	const [best] = results;
	if (!best) throw new Error('sweep: no batched form ran');
	return best;
}
