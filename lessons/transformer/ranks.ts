/** Which adapters are compared: on attention alone and on all layers, at ranks whose numbers are as nearly equal as can be. */
import { compose } from '$src/experiments/compose';
import { rankFor } from '$src/experiments/networks';
import type { Run } from '$src/receipt/run';

/** Where the adapters of one line sit. */
export const places = { all: 'all-linear', attention: 'q,k,v,o' } as const;
export type Place = keyof typeof places;
export const placeNames = Object.keys(places) as readonly Place[];

/** Ranks of the adapters on all layers; those on attention follow from what they cost. */
const RANKS = [1, 2, 4, 8] as const;

export interface Compared {
	readonly place: Place;
	readonly run: Run;
	readonly parameters: number;
}

/** Losses of a pair: on all layers, and on attention alone. */
export type Losses = readonly [all: number, attention: number];
/** In how many pairs the first loses less, and by how much two differ at most. */
export interface Verdict {
	readonly won: number;
	readonly largest: number;
}
export const verdictOf = (pairs: readonly Losses[]): Verdict => ({
	won: pairs.filter(([all, attention]) => all < attention).length,
	largest: Math.max(0, ...pairs.map(([all, attention]) => Math.abs(all - attention)))
});

/** By how much the numbers of two that are compared differ at most, relative to the fewer. */
export const unequal = (pairs: readonly (readonly [Compared, Compared])[]): number =>
	Math.max(0, ...pairs.map(([{ parameters: a }, { parameters: b }]) => Math.max(a, b) / Math.min(a, b) - 1));

/** Pairs at one budget, the cheapest first. @param run the first figure's: its steps, rate and seed are taken */
export function pairsOf(run: Run): readonly (readonly [all: Compared, attention: Compared])[] {
	const lora: Run = { ...run, method: 'lora', alpha: 0, rslora: false, init: 'default' };
	return RANKS.map((rank) => {
		const all: Run = { ...lora, modules: places.all, rank };
		const { parameters } = compose(all);
		const found = rankFor({ ...lora, modules: places.attention }, parameters, 32);
		const attention: Run = { ...lora, modules: places.attention, rank: found.rank };
		return [
			{ place: 'all', run: all, parameters },
			{ place: 'attention', run: attention, parameters: found.parameters }
		] as const;
	});
}
