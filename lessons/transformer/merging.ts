/**
 * An adapter merged into its weights and taken out again, in numbers of few bits: as PEFT does it, W0, ΔW, their sum and
 * the difference are each rounded to the format. What is measured afterwards is measured in float64, so that the rounding
 * of weights is all there is.
 */
import { rounded, unitRoundoff, numberFormats, type NumberFormat } from '$src/math/rounding';
import { tensor, type Tensor } from '$src/math/tensor';
import { baseOf } from '$src/models/base';
import { judged } from '$src/models/network';
import { grammarSets, nextOf, transformerNetwork, wordScores } from '$src/models/transformer';
import type { Updates } from '$src/experiments/networks';

export interface Rounding {
	readonly format: NumberFormat;
	/** Largest relative error of one rounding. */
	readonly unit: number;
	/** Largest difference of a score between W0 and ΔW side by side, unrounded, and merged. */
	readonly scores: number;
	/** Loss on the south, side by side and merged. */
	readonly lossBeside: number;
	readonly lossMerged: number;
	/** ‖W0′ − W0‖/‖W0‖ of what is left of W0 once ΔW is taken out, both as the format holds them. */
	readonly left: number;
	/** Weights that came back as they were, of all that carry a ΔW. */
	readonly same: number;
	readonly of: number;
}

const map = ({ shape, data }: Tensor, f: (x: number, i: number) => number): Tensor =>
	tensor(shape, data.map(f));

/** Texts whose scores are compared. */
const TEXTS = 24;

/** @param updates ΔW by module of the decoder, whose base is loaded @param texts whose scores are compared, 24 by default */
export function roundingOf(updates: Updates, texts = TEXTS): readonly Rounding[] {
	const words = grammarSets('south').heldOut().words.slice(0, texts);
	const lossOf = (scores: Tensor): number => judged(scores, nextOf(words)).loss;
	return numberFormats.map((format) => {
		let [off, size, same, of] = [0, 0, 0, 0];
		/** As updates of the float32 weights that are loaded: what the format made of W0, without and with ΔW. */
		const [beside, merged] = [new Map<string, Tensor>(), new Map<string, Tensor>()];
		for (const [name, delta] of updates) {
			const w0 = baseOf(transformerNetwork.name, name);
			const held = map(w0, (x) => rounded(format, x));
			const added = map(delta, (x) => rounded(format, x));
			const sum = map(held, (x, i) => rounded(format, x + (added.data[i] ?? NaN)));
			const back = map(sum, (x, i) => rounded(format, x - (added.data[i] ?? NaN)));
			held.data.forEach((x, i) => {
				const difference = (back.data[i] ?? NaN) - x;
				off += difference * difference;
				size += x * x;
				if (difference === 0) same += 1;
				of += 1;
			});
			const fromBase = (now: (i: number) => number): Tensor => map(w0, (x, i) => now(i) - x);
			beside.set(
				name,
				fromBase((i) => (held.data[i] ?? NaN) + (delta.data[i] ?? NaN))
			);
			merged.set(
				name,
				fromBase((i) => sum.data[i] ?? NaN)
			);
		}
		const [one, other] = [wordScores(beside, words), wordScores(merged, words)];
		return {
			format,
			unit: unitRoundoff(format),
			scores: one.data.reduce((most, x, i) => Math.max(most, Math.abs(x - (other.data[i] ?? NaN))), 0),
			lossBeside: lossOf(one),
			lossMerged: lossOf(other),
			left: Math.sqrt(off / size),
			...{ same, of }
		};
	});
}
