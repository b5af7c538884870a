/**
 * What can be said of a run before it has run: its target, where every factor starts, the floor under its
 * error, and at any moment the gradients of the factors. Everything is float64 and of the same definitions
 * that the worker trains with; nothing here trains.
 */
import { adapter, initialValues, type Adapter } from '$src/adapters/adapter';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import { matmul, number, scale, squaredNorm, subtract, transpose } from '$src/algebra/ops';
import { floorOf } from '$src/experiments/floor';
import { environmentOf, relativeError, spectrumOf } from '$src/experiments/measure';
import type { Snapshot } from '$src/experiments/protocol';
import { regressionData, REGRESSION_ROWS, targetOf } from '$src/experiments/target';
import { singularValues } from '$src/math/svd';
import { frobeniusNorm, squaredNorm as squaredNormOf, type Tensor } from '$src/math/tensor';
import { methodOptions, type Run } from '$src/receipt/run';
import { misfitOf, parseTask, type Task } from '$src/receipt/task';

/** Above this many rows and columns an SVD would hold up the page: then the worker's answer is waited for. */
const SMALL = 64;

export interface Preview {
	readonly adapter: Adapter;
	readonly target: Tensor;
	/** σ of the target, where it is known without holding up the page. */
	readonly targetSpectrum: Float64Array | null;
	readonly floor: number | null;
	/** Factor name → float32 values at step 0. */
	readonly initial: Readonly<Record<string, Float32Array>>;
	/** The frozen weights of the regression, and of the picture where the task needs none. */
	readonly w0: Tensor;
	/** ‖∂L/∂factor‖ by factor name; null where the layer is too large to hold up the page for it. */
	readonly gradientNorms: (
		factors: Readonly<Record<string, Float32Array>>
	) => ReadonlyMap<string, number> | null;
	/** The factors at step 0, measured as the worker measures them later. */
	readonly start: () => Snapshot;
}

/** What is to be learnt, whatever learns it. */
interface Scene {
	readonly target: Tensor;
	readonly spectrum: Float64Array | null;
	readonly data: ReturnType<typeof regressionData>;
}

let kept: { readonly key: string; readonly scene: Scene } | undefined;

/** Kept for as long as only the adapter changes, so that its rank can be dragged within a frame. */
function sceneOf({ task: name, out, in: columns, seed }: Run, task: Task, small: boolean): Scene {
	const key = [name, out, columns, seed].join();
	if (kept?.key === key) return kept.scene;
	const target = targetOf(task, out, columns, seed);
	const spectrum = small ? singularValues(target) : task.kind === 'identity' ? onesOf(target) : null;
	const scene = { target, spectrum, data: regressionData(target, seed) };
	kept = { key, scene };
	return scene;
}

/** The task does not fit the shape: null; the worker's refusal says why. */
export function previewOf(run: Run): Preview | null {
	const task = parseTask(run.task);
	if (misfitOf(task, run.out, run.in)) return null;
	const made = adapter(run.method, methodOptions(run));
	const small = Math.min(run.out, run.in) <= SMALL && run.out * run.in <= 4 * SMALL * SMALL;
	const { target, spectrum, data } = sceneOf(run, task, small);
	const t = leaf('T', target.shape);
	const x = leaf('X', data.x.shape);
	// The frozen part cancels: X(W0 + ΔW)ᵀ − X(W0 + T)ᵀ = X(ΔW − T)ᵀ.
	const difference = subtract(made.delta, t);
	const loss: Expression =
		task.kind === 'regression'
			? scale(number(1 / (REGRESSION_ROWS * run.out)), squaredNorm(matmul(x, transpose(difference))))
			: scale(number(0.5), squaredNorm(difference));
	const gradients = leafGradients(loss, made.leaves);
	const initial = initialValues(made, run.seed, run.init);
	const factors = Object.fromEntries(
		made.leaves.map((l) => [l.name, Float32Array.from(initial.get(l.name)?.data ?? [])])
	);
	return {
		adapter: made,
		target,
		targetSpectrum: spectrum,
		floor: small || task.kind === 'identity' ? floorOf(made, task, target, spectrum) : null,
		initial: factors,
		w0: data.w0,
		gradientNorms: (now) => {
			if (!small) return null;
			const environment = new Map([...environmentOf(made, now), ['T', target], ['X', data.x]]);
			return new Map([...gradients].map(([name, g]) => [name, frobeniusNorm(evaluate(g, environment))]));
		},
		start: () => {
			const environment = environmentOf(made, factors);
			const error = relativeError(evaluate(made.delta, environment), target);
			return { step: 0, factors, ...spectrumOf(made.delta, environment), error };
		}
	};
}

const onesOf = (target: Tensor): Float64Array => new Float64Array(Math.round(squaredNormOf(target))).fill(1);
