/**
 * What can be said of a run before it has run: its target, where every factor starts, the floor under its error, and
 * at any moment the gradients of the factors. Everything is float64 and of the same definitions that the worker trains
 * with; nothing here trains. What does not depend on α is the beginning's (beginning.ts); here is only its scale.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluateAll, type Environment } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import { matmul, number, scale, squaredNorm, subtract, transpose } from '$src/algebra/ops';
import { environmentOf } from '$src/experiments/measure';
import type { Snapshot } from '$src/experiments/protocol';
import { REGRESSION_ROWS } from '$src/experiments/target';
import { frobeniusNorm, scalar, type Tensor } from '$src/math/tensor';
import { methodOptions, type Run } from '$src/receipt/run';
import { misfitOf, parseTask } from '$src/receipt/task';
import { isMultipleOfS, isSmall, type Beginning } from './beginning';

export interface Preview {
	/** Its own, where what is set now is still on its way. */
	readonly run: Run;
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

/** The adapter alone: shapes, counts and bounds, no numbers. Null where the task does not fit the shape; the worker's refusal says why. */
export const adapterOf = (run: Run): Adapter | null =>
	misfitOf(parseTask(run.task), run.out, run.in) ? null : adapter(run.method, methodOptions(run));

/** @param beginning of the same run, but for α and how it is trained */
export function previewOf(run: Run, beginning: Beginning): Preview {
	const made = adapter(run.method, methodOptions(run));
	const { target, targetSpectrum, floor, initial, frozen, w0, x } = beginning;
	return {
		run,
		adapter: made,
		target,
		targetSpectrum,
		floor,
		initial,
		w0,
		gradientNorms: (now) =>
			isSmall(run) ? gradientNorms(made, run, target, x, environmentOf(made, now, frozen)) : null,
		start: () => scaled(beginning, isMultipleOfS(made) ? Math.fround(made.scale) : 1)
	};
}

/** The start at a scale: what is measured of s·U follows from what was measured of U. */
function scaled({ initial, spectrum, products }: Beginning, s: number): Snapshot {
	const { update, along, target } = products;
	return {
		...spectrum,
		step: 0,
		factors: initial,
		singularValues: spectrum.singularValues.map((x) => Math.abs(s) * x),
		tolerance: Math.abs(s) * spectrum.tolerance,
		error: (s * s * update - 2 * s * along + target) / target
	};
}

function gradientNorms(
	made: Adapter,
	run: Run,
	target: Tensor,
	x: Tensor,
	ofUpdate: Environment
): ReadonlyMap<string, number> {
	const t = leaf('T', target.shape);
	// The frozen part cancels: X(W0 + ΔW)ᵀ − X(W0 + T)ᵀ = X(ΔW − T)ᵀ.
	const difference = subtract(made.delta, t);
	const loss: Expression =
		parseTask(run.task).kind === 'regression'
			? scale(
					number(1 / (REGRESSION_ROWS * run.out)),
					squaredNorm(matmul(leaf('X', x.shape), transpose(difference)))
				)
			: scale(number(0.5), squaredNorm(difference));
	const environment = new Map([...ofUpdate, ['T', target], ['X', x]]);
	const gradients = [...leafGradients(loss, made.leaves)];
	// Together: they have most of their parts in common.
	const values = evaluateAll(
		gradients.map(([, gradient]) => gradient),
		environment
	);
	return new Map(gradients.map(([name], i) => [name, frobeniusNorm(values[i] ?? scalar(NaN))]));
}
