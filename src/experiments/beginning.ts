/**
 * What a run starts from, whatever its α: the target and its spectrum, frozen weights, factors at step 0, and what is
 * measured of ΔW/s: of the composition (compose.ts) that is trained. Plain data, for a large layer's comes from a worker. s is applied to it in
 * preview.ts; nothing here trains.
 */
import type { Adapter } from '$src/adapters/adapter';
import { frozenValues, initialValues } from '$src/adapters/values';
import { evaluate } from '$src/algebra/evaluate';
import { topological } from '$src/algebra/expression';
import { factored, operations, widthOf } from '$src/algebra/factored';
import { spectrumOf } from '$src/algebra/spectrum';
import { innerProduct } from '$src/math/dense';
import type { MeasuredRank } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import { squaredNorm, type Tensor } from '$src/math/tensor';
import { parseTask } from '$src/models/index';
import { asked } from '$src/models/problem';
import type { Task } from '$src/models/task';
import type { Run } from '$src/receipt/run';
import { remembered } from '$src/remembered';
import { compose, onlyPart } from './compose';
import { floorOf } from './floor';
import { environmentOf } from './measure';

export interface Beginning {
	readonly run: Run;
	readonly target: Tensor;
	/** σ of the target, where it is small enough to be known before anything runs. */
	readonly targetSpectrum: Float64Array | null;
	readonly floor: number | null;
	/** Frozen weights of the layer. */
	readonly w0: Tensor;
	/** Inputs of the loss by leaf name; none of a layer whose gradients are not worked out on a page. */
	readonly inputs: ReadonlyMap<string, Tensor>;
	/** Factor name → float32 values at step 0. */
	readonly initial: Readonly<Record<string, Float32Array>>;
	/** Values of factors that are not trained, by leaf name; most methods have none. */
	readonly frozen: ReadonlyMap<string, Tensor>;
	/** Of ΔW/s, or of ΔW where it is no multiple of s. */
	readonly spectrum: MeasuredRank;
	/** ‖ΔW/s‖², ⟨ΔW/s, T⟩ and ‖T‖², of which the error at any s follows. */
	readonly products: { readonly update: number; readonly along: number; readonly target: number };
}

/** Is ΔW = s·U with U free of s? Of methods without s it is, with s = 1. */
export const isMultipleOfS = ({ delta, s }: Adapter): boolean => {
	if (!topological([delta]).includes(s)) return true;
	return delta.kind === 'apply' && delta.op.name === 'scale' && delta.args[0] === s;
};

/** Runs of one key begin alike but for s: α, and how they are trained, are not in it. */
export function beginningKey(run: Run): string {
	const { adapter: made } = onlyPart(compose(run));
	const { task, seed, init, out, in: columns } = run;
	const scale = isMultipleOfS(made) ? 1 : made.scale;
	const shapes = made.factors.map(({ name, shape }) => [name, ...shape]);
	return JSON.stringify([run.method, out, columns, shapes, scale, task, seed, init]);
}

/** Above this many rows and columns nobody waits for the SVD of a target. */
const SMALL = 64;
export const isSmall = ({ out, in: columns }: Run): boolean =>
	Math.min(out, columns) <= SMALL && out * columns <= 4 * SMALL * SMALL;

/** What is to be learnt, whatever learns it. */
interface Scene {
	readonly target: Tensor;
	readonly spectrum: Float64Array | null;
	readonly w0: Tensor;
	readonly inputs: ReadonlyMap<string, Tensor>;
}

let kept: { readonly key: string; readonly scene: Scene } | undefined;

const sceneKey = ({ task, out, in: columns, seed }: Run): string => [task, out, columns, seed].join();

/** Kept for as long as only the adapter changes. */
function sceneOf(run: Run, task: Task): Scene {
	const key = sceneKey(run);
	if (kept?.key === key) return kept.scene;
	const composition = compose(run);
	const { module } = onlyPart(composition);
	const target = asked(module);
	const spectrum = task.kind.spectrum?.(run.out, run.in) ?? (isSmall(run) ? singularValues(target) : null);
	const given = isSmall(run) ? composition.posed.inputs : [];
	const inputs = new Map(given.map(({ leaf, value }) => [leaf.name, value()]));
	const scene = { target, spectrum, w0: module.w0(), inputs };
	kept = { key, scene };
	return scene;
}

/** @throws RangeError if the task does not fit the shape */
export function beginningOf(run: Run): Beginning {
	const task = parseTask(run.task);
	const { adapter: own } = onlyPart(compose(run));
	const made = isMultipleOfS(own) ? { ...own, scale: 1 } : own;
	const { target, spectrum, w0, inputs } = sceneOf(run, task);
	const values = remembered(() => initialValues(made, run.seed, run.init, () => w0));
	const frozen = remembered(() => (made.frozen.length > 0 ? frozenValues(made, values()) : new Map()));
	const initial = remembered(() =>
		Object.fromEntries(
			made.leaves.map(({ name }) => [name, new Float32Array(values().get(name)?.data ?? [])])
		)
	);
	const environment = remembered(() => environmentOf(made, initial(), frozen()));
	const measured = remembered(() => spectrumOf(made.delta, environment()));
	const products = remembered(() => {
		const update = evaluate(made.delta, environment());
		return {
			update: squaredNorm(update),
			along: innerProduct(update, target),
			target: squaredNorm(target)
		};
	});
	// Under the hand the trained answer is a moment away, and nobody asks how it started.
	return {
		run,
		target,
		targetSpectrum: spectrum,
		floor: isSmall(run) || task.kind.spectrum ? floorOf(made, task, target, spectrum) : null,
		...{ w0, inputs },
		get initial() {
			return initial();
		},
		get frozen() {
			return frozen();
		},
		get spectrum() {
			return measured();
		},
		get products() {
			return products();
		}
	};
}

/** Operations of one random number, in multiplications; measured. */
export const DRAWN = 30;
/** The same of one singular value times the square of its side. */
const TURNED = 12;

/** Scalar operations of a beginning, about: on a machine of 2024 a million take one to three milliseconds. */
export function costOf(run: Run): number {
	const { out, in: n } = run;
	const { delta, parameters } = onlyPart(compose(run)).adapter;
	const spectrumCost = (rows: number, columns: number): number =>
		TURNED * Math.max(rows, columns) * Math.min(rows, columns) ** 2;
	const core = Math.min(widthOf(factored(delta)), out, n);
	const measured = isSmall(run) && !parseTask(run.task).kind.spectrum;
	const scene = 2 * DRAWN * out * n + (measured ? spectrumCost(out, n) : 0);
	const own = DRAWN * parameters + operations([delta]) + 2 * (out + n) * core ** 2 + spectrumCost(core, core);
	return scene + own;
}

/**
 * Scalar operations that the page's thread takes on for one figure and one change; more are a worker's. What runs for
 * the first time takes two to three times as long, and must stay under 50 ms as well.
 */
export const LIGHT = 3e6;
export const isLight = (run: Run): boolean => costOf(run) <= LIGHT;
