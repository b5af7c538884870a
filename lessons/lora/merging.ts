/**
 * One input through the layer with its branch and through the merged one, in float32. What does not depend on s is kept
 * from one question to the next, so that another α costs no product. Here, or of large layers in merging.worker.ts.
 */
import { adapter } from '$src/adapters/adapter';
import { initialValues } from '$src/adapters/values';
import { frozenWeights } from '$src/models/layer';
import { DRAWN } from '$src/experiments/beginning';
import { methodOptions, type Run } from '$src/receipt/run';
import { drawnFrom, forwardPasses, merge, productOf, relativeDifference, type Layer } from './latency';

export interface MergingQuestion {
	/** Equal for layers that are equal but for s. */
	readonly key: string;
	readonly run: Run;
	readonly scale: number;
	/** The run's own frozen weights where they are at hand; drawn otherwise. */
	readonly w0?: Float32Array;
	/** Random ones where none are trained. */
	readonly trained: { readonly b: Float32Array; readonly a: Float32Array } | null;
}

export interface Merging {
	readonly layer: Layer;
	readonly x: Float32Array;
	/** Output of the merged layer, and of the one with its branch. */
	readonly h: Float32Array;
	readonly branched: Float32Array;
	readonly difference: number;
}

/** Scalar operations of a first question, about, where the page has W0. */
export const mergingCost = ({ out, in: columns, rank }: Run): number =>
	out * columns * (rank + 4) + DRAWN * rank * (out + columns);

interface Kept {
	readonly key: string;
	readonly b: Float32Array;
	readonly a: Float32Array;
	readonly x: Float32Array;
	readonly product: Float32Array;
}
let kept: Kept | undefined;

function keptOf({ key, run, trained }: MergingQuestion): Kept {
	if (kept?.key === key) return kept;
	const random = trained ? undefined : initialValues(adapter('lora', methodOptions(run)), run.seed, 'random');
	const factor = (name: string): Float32Array => new Float32Array(random?.get(name)?.data ?? []);
	const { b, a } = trained ?? { b: factor('B'), a: factor('A') };
	const product = productOf({ ...run, b, a });
	kept = { key, b, a, x: drawnFrom(run.seed)('x', 1, run.in), product };
	return kept;
}

let frozen: { readonly key: string; readonly w0: Float32Array } | undefined;

function frozenOf({ out, in: columns, seed }: Run): Float32Array {
	const key = [out, columns, seed].join();
	if (frozen?.key !== key) frozen = { key, w0: new Float32Array(frozenWeights(out, columns, seed).data) };
	return frozen.w0;
}

export function mergingOf(question: MergingQuestion): Merging {
	const { b, a, x, product } = keptOf(question);
	const { run, scale, w0 = frozenOf(run) } = question;
	const layer: Layer = { out: run.out, in: run.in, rank: run.rank, scale, w0, b, a };
	const { merged, unmerged } = forwardPasses(layer, x, merge(layer, product));
	const [h, branched] = [merged(), unmerged()];
	return { layer, x, h, branched, difference: relativeDifference(h, branched) };
}
