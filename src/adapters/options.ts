/**
 * Options that several methods have, so that they mean the same in all of them. An option of one method alone stands in
 * that method's file. One name is one field: index.ts puts all of them beside each other.
 */
import { flag, integer, real } from '$src/schema/field';

/** r, from 1. */
export const rankField = integer({ min: 1, max: 1024, default: 8, about: 'r, width of the factors' });

/** α in s = α/r; 0 means α = r, so s = 1. */
export const alphaField = real({
	min: 0,
	max: 4096,
	step: 1,
	default: 0,
	about: 'α in s = α/r; 0: α = r, so s = 1'
});

/** s = α/√r instead of α/r (rsLoRA, arXiv 2312.03732). In PEFT an option of tuners/lora, DoRA included. */
export const rsloraField = flag('s = α/√r instead of α/r');

/** s = α/r, 1 where α is not given. */
export const alphaOverRank = ({ alpha, rank }: { readonly alpha: number; readonly rank: number }): number =>
	alpha === 0 ? 1 : alpha / rank;

/** s = α/r, or α/√r (PEFT, tuners/lora/layer.py, update_layer). */
export const loraScale = (options: {
	readonly alpha: number;
	readonly rank: number;
	readonly rslora: boolean;
}): number =>
	options.rslora ? (options.alpha || options.rank) / Math.sqrt(options.rank) : alphaOverRank(options);
