/** Methods with equally many parameters beside one another: which runs there are, which rate of each is the best, what came of the seeds. Pure. */
import type { Run } from '$src/receipt/run';
import type { Price } from './protocol';
import { rates, seeds } from './record';
import type { Outcome } from '$src/runs/series.svelte';

/** What was measured of a run at its end, on pictures that nothing was trained on. */
export interface Measured {
	/** Shares of the pictures that are read right, from 0 to 1. */
	readonly fresh: number;
	readonly old: number;
	/** Cross-entropy on the new task. */
	readonly loss: number;
}

export interface Try {
	readonly run: Run;
	/** Null: not trained yet, or it diverged. */
	readonly measured: Measured | null;
	readonly isDiverged: boolean;
}

export interface Row {
	readonly price: Price;
	readonly tries: readonly Try[];
	/** The one with the least loss on the new task of those that are known; null before there is one. */
	readonly best: Try | null;
}

/** Which end of the rates that were tried a best one is at: beyond it there may be a better one. */
export type End = 'largest' | 'smallest';

/** @returns null where a rate on either side was tried, where not every rate is known yet, or none has numbers */
export function endOf({ tries, best }: Row): End | null {
	if (!best || tries.some(({ measured, isDiverged }) => !measured && !isDiverged)) return null;
	const all = tries.map(({ run }) => run.lr);
	if (best.run.lr === Math.max(...all)) return 'largest';
	return best.run.lr === Math.min(...all) ? 'smallest' : null;
}

export type Known = (run: Run) => Outcome | null;

/** A run of the page with a method at the rank of its price. */
const priced = (run: Run, { method, rank, factor }: Price): Run =>
	rank === 0 ? { ...run, method } : { ...run, method, rank, rank2: rank, factor };

function tried(run: Run, known: Known): Try {
	const outcome = known(run);
	const isDiverged = outcome === 'diverged';
	if (!outcome || outcome === 'diverged') return { run, measured: null, isDiverged };
	const { accuracy = NaN, oldAccuracy = NaN, loss = NaN } = outcome.metrics ?? {};
	return { run, measured: { fresh: accuracy, old: oldAccuracy, loss }, isDiverged };
}

/** A method at its price, and its runs: the same objects for as long as nothing else is set. */
export interface Plan {
	readonly price: Price;
	readonly runs: readonly Run[];
}

/** @param run whose method, rank and rate are replaced */
export const plansOf = (run: Run, prices: readonly Price[]): readonly Plan[] =>
	prices.map((price) => ({ price, runs: rates.map((lr) => ({ ...priced(run, price), lr })) }));

export const rowsOf = (plans: readonly Plan[], known: Known): readonly Row[] =>
	plans.map(({ price, runs }) => {
		const tries = runs.map((run) => tried(run, known));
		const best = tries.reduce<Try | null>(
			(least, one) => (one.measured && one.measured.loss < (least?.measured?.loss ?? Infinity) ? one : least),
			null
		);
		return { price, tries, best };
	});

/** A run once with each seed, by the run: the same objects whenever they are asked for. */
const seeded = new WeakMap<Run, readonly Run[]>();

function withSeeds(run: Run): readonly Run[] {
	const runs = seeded.get(run) ?? seeds.map((seed) => ({ ...run, seed }));
	seeded.set(run, runs);
	return runs;
}

/** Every run of the rows. */
export const runsOf = (rows: readonly Row[]): readonly Run[] =>
	rows.flatMap(({ tries }) => tries.map(({ run }) => run));

/** Of each method the best rate, once with each seed. */
export const seededRuns = (rows: readonly Row[]): readonly Run[] =>
	rows.flatMap(({ best }) => (best ? withSeeds(best.run) : []));

/** Mean and standard deviation (n − 1). */
export interface Spread {
	readonly mean: number;
	readonly deviation: number;
}

export function spreadOf(numbers: readonly number[]): Spread {
	const mean = numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
	const squares = numbers.reduce((sum, x) => sum + (x - mean) ** 2, 0);
	return { mean, deviation: Math.sqrt(squares / (numbers.length - 1)) };
}

export interface SeededRow {
	readonly price: Price;
	readonly lr: number;
	/** Those of the seeds that are known and did not diverge. */
	readonly points: readonly Measured[];
	readonly diverged: number;
	/** Null until every seed is known and has numbers. */
	readonly fresh: Spread | null;
	readonly old: Spread | null;
}

export function seededRows(rows: readonly Row[], known: Known): readonly SeededRow[] {
	return rows.flatMap(({ price, best }) => {
		if (!best) return [];
		const all = withSeeds(best.run).map((run) => tried(run, known));
		const points = all.flatMap(({ measured }) => (measured ? [measured] : []));
		const whole = points.length === seeds.length;
		return [
			{
				...{ price, lr: best.run.lr, points },
				diverged: all.filter(({ isDiverged }) => isDiverged).length,
				fresh: whole ? spreadOf(points.map(({ fresh }) => fresh)) : null,
				old: whole ? spreadOf(points.map(({ old }) => old)) : null
			}
		];
	});
}
