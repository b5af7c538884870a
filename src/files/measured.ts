/**
 * What is measured of the ΔW of one module, through its factors: singular values and what follows from them. Ranks are
 * read off by the site's one rule (src/math/rank.ts).
 */
import { boundOf, normOfSpectrum, rankOfMade, shapeOf, spectrumOfMade, type Made } from '$src/math/made';
import { smallestRankHolding } from '$src/math/energy';
import { rankOfSpectrum, scaledSpectrum } from '$src/math/rank';
import type { AdapterModule } from './adapter';
import type { Scale } from './dialects/dialect';
import { note, short, type Note } from './notes';

export interface Measured extends Scale {
	/** Descending; those not listed are zero exactly. */
	readonly singularValues: Float64Array;
	readonly rank: number;
	readonly frobenius: number;
	readonly stableRank: number;
	/** exp of the entropy of σ/Σσ. */
	readonly entropyRank: number;
	/** Smallest rank whose Σσ² is such a share of the whole, by share. */
	readonly rankAt: ReadonlyMap<number, number>;
	/** Of each expert, where there are several in one parameter. */
	readonly experts: readonly { readonly rank: number; readonly frobenius: number }[];
	readonly notes: readonly Note[];
}

/** Shares of the energy that are asked everywhere. */
export const ENERGIES: readonly number[] = [0.9, 0.95, 0.99];

/**
 * @param energies shares of Σσ² that ranks are asked for
 * @throws FileError where the numbers cannot be read or are not finite
 */
export async function measureModule(
	module: AdapterModule,
	energies: readonly number[] = ENERGIES
): Promise<Measured> {
	const { made, scale, from, notes } = await module.load();
	const measured = measureMade(made, scale, energies);
	// The start of most methods: one factor is zero.
	const isZero = measured.frobenius === 0;
	const said = isZero ? [...notes, note('dead', { count: 1, module: short(module.name) })] : notes;
	return { ...measured, scale, from, notes: said };
}

/** Of s·ΔW. */
export function measureMade(
	made: Made,
	scale: number,
	energies: readonly number[]
): Omit<Measured, 'from' | 'notes' | 'scale'> {
	const unscaled = spectrumOfMade(made);
	const spectrum = scaledSpectrum(scale, unscaled);
	const [m, n] = shapeOf(made);
	const { singularValues, stableRank, effectiveRank } = rankOfSpectrum(spectrum, m, n);
	const squares = spectrum.values.map((x) => x * x);
	return {
		singularValues: singularValues.slice(0, Math.max(1, boundOf(made))),
		rank: scale === 0 ? 0 : rankOfMade(made, unscaled),
		frobenius: normOfSpectrum(spectrum),
		stableRank,
		entropyRank: effectiveRank,
		rankAt: new Map(energies.map((share) => [share, smallestRankHolding(squares, share)])),
		experts:
			made.kind === 'blocks'
				? made.parts.map((part) => {
						const own = spectrumOfMade(part);
						return { rank: rankOfMade(part, own), frobenius: normOfSpectrum(scaledSpectrum(scale, own)) };
					})
				: []
	};
}
