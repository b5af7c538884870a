/** The methods side by side at one budget of trained numbers: each with the rank that it affords, on the same modules. */
import { rankField } from '$src/adapters/options';
import type { ModelShape } from '../families/shape';
import { costOn, counted, trainedIn, type Counted } from './count';
import { PlanError } from './error';
import { planMethods, type BudgetValues, type PlanMethod } from './fields';
import { targetsOf, type Target } from './targets';

export type Afforded = { readonly method: PlanMethod } & (
	| {
			readonly rank: number;
			readonly trainable: number;
			readonly isMost: boolean;
			/** It reaches fewer matrices than LoRA does: PEFT puts it on no experts. */
			readonly isFewer: boolean;
			/** Rank bounds of the modules, the least and the most. */
			readonly bounds: readonly [least: number, most: number];
	  }
	/** Even rank 1 costs more: what it costs. */
	| { readonly rank: null; readonly trainable: number }
	/** PEFT does not put it on these modules. */
	| { readonly refused: string }
);

export interface AffordedRank {
	readonly rank: number;
	readonly trainable: number;
	/** No higher rank would train more: LoKr with both blocks whole, or the highest rank there is. */
	readonly isMost: boolean;
}

/** The highest rank from 1 to 1024 within the budget, for methods whose numbers grow with it evenly. */
function evenly(costOf: (rank: number) => number, budget: number): AffordedRank | null {
	const one = costOf(1);
	if (one > budget) return null;
	const rank = Math.min(rankField.max, 1 + Math.floor((budget - one) / (costOf(2) - one)));
	return { rank, trainable: costOf(rank), isMost: rank === rankField.max };
}

/**
 * LoKr: its numbers stop growing once both blocks are whole, and may fall there, since a block can be cheaper whole than
 * in two. Whole blocks where they fit the budget, for no rank at this factor has a higher bound; else the rank that
 * trains most within it.
 */
function byTrying(costOf: (rank: number) => number, budget: number): AffordedRank | null {
	const whole = costOf(rankField.max);
	if (whole <= budget) {
		let [below, rank] = [0, rankField.max];
		while (rank - below > 1) {
			const middle = Math.floor((below + rank) / 2);
			if (costOf(middle) === whole) rank = middle;
			else below = middle;
		}
		return { rank, trainable: whole, isMost: true };
	}
	let best: AffordedRank | null = null;
	for (let rank = 1; rank < rankField.max; rank++) {
		const trainable = costOf(rank);
		if (trainable <= budget && (!best || trainable > best.trainable))
			best = { rank, trainable, isMost: false };
	}
	return best;
}

export function affordedRank(
	targets: readonly Target[],
	values: BudgetValues,
	budget: number
): AffordedRank | null {
	const costOf = costOn(targets, values);
	return values.method === 'lokr' ? byTrying(costOf, budget) : evenly(costOf, budget);
}

/** The least and the most of the modules' rank bounds. */
export function boundsOf(parts: readonly Counted[]): readonly [number, number] {
	const bounds = parts.flatMap(({ adapter }) => (adapter ? [adapter.rankBound] : []));
	return [Math.min(...bounds), Math.max(...bounds)];
}

/** @param budget trained numbers of the adapters */
export function sideBySide(model: ModelShape, values: BudgetValues, budget: number): Afforded[] {
	const matricesOf = (targets: readonly Target[]): number =>
		targets.reduce((sum, { group, paths }) => sum + paths.length * group.experts, 0);
	let most = 0;
	return planMethods
		.filter((method) => method !== 'full')
		.map((method) => {
			const own = { ...values, method };
			let targets: Target[];
			try {
				targets = targetsOf(model, values.modules === 'all' ? 'all-linear' : values.modules, method);
			} catch (error) {
				if (!(error instanceof PlanError)) throw error;
				return { method, refused: error.message };
			}
			const reached = matricesOf(targets);
			most = Math.max(most, reached);
			const found = affordedRank(targets, own, budget);
			if (!found) return { method, rank: null, trainable: costOn(targets, own)(1) };
			const parts = counted(targets, { ...own, rank: found.rank });
			return {
				method,
				rank: found.rank,
				trainable: trainedIn(parts),
				isMost: found.isMost,
				isFewer: reached < most,
				bounds: boundsOf(parts)
			};
		});
}
