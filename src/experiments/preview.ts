/**
 * What can be said of a run before it has run: its target, where every factor starts, the floor under its error, and
 * at any moment the gradients of the factors: of the composition (compose.ts) that the worker trains, in float64. Nothing
 * here trains. What does not depend on α is the beginning's (beginning.ts); here is only its scale.
 */
import type { Adapter } from '$src/adapters/adapter';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluateAll, type Environment } from '$src/algebra/evaluate';
import type { Expression } from '$src/algebra/expression';
import { frobeniusNorm, scalar, type Tensor } from '$src/math/tensor';
import { problemNamed, problems } from '$src/models/index';
import { methods } from '$src/adapters/index';
import type { Run } from '$src/receipt/run';
import { isMultipleOfS, isSmall, type Beginning } from './beginning';
import { compose, onlyPart, whyImpossible, type Composition } from './compose';
import { environmentOf } from './measure';
import type { ModuleSnapshot, Snapshot } from './protocol';

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
	/** Frozen weights of the layer. */
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
	whyImpossible(run) === null ? onlyPart(compose(run)).adapter : null;

/** @param beginning of the same run, but for α and how it is trained */
export function previewOf(run: Run, beginning: Beginning): Preview {
	const composition = compose(run);
	const { adapter, module } = onlyPart(composition);
	const { target, targetSpectrum, floor, inputs, w0 } = beginning;
	return {
		...{ run, adapter, target, targetSpectrum, floor, w0 },
		get initial() {
			return beginning.initial;
		},
		gradientNorms: (now) =>
			isSmall(run)
				? gradientNorms(composition, new Map([...environmentOf(adapter, now, beginning.frozen), ...inputs]))
				: null,
		start: () =>
			scaled(
				beginning,
				{ name: module.name, adapter },
				isMultipleOfS(adapter) ? Math.fround(adapter.scale) : 1
			)
	};
}

/** The start at a scale: what is measured of s·U follows from what was measured of U. */
function scaled(
	{ initial, spectrum, products }: Beginning,
	{ name, adapter: { parameters, rankBound } }: { readonly name: string; readonly adapter: Adapter },
	s: number
): Snapshot {
	const { update, along, target } = products;
	const { rank, stableRank, tolerance, singularValues } = spectrum;
	const module: ModuleSnapshot = {
		...{ name, parameters, rankBound, rank, stableRank },
		singularValues: singularValues.map((x) => Math.abs(s) * x),
		tolerance: Math.abs(s) * tolerance
	};
	return {
		step: 0,
		factors: initial,
		modules: [module],
		error: (s * s * update - 2 * s * along + target) / target
	};
}

/** Gradients of the factors as expressions, by name: α and the seed change their values, and the last ones are kept. */
let kept:
	{ readonly key: string; readonly gradients: readonly (readonly [string, Expression])[] } | undefined;

function gradientsOf({ run, leaves, loss }: Composition): readonly (readonly [string, Expression])[] {
	// Every field that the expressions may depend on.
	const fields = Object.entries({
		...methods[run.method].options,
		...problems[problemNamed(run.task)].options
	});
	const settings = fields.flatMap(([name]) => (name === 'alpha' ? [] : [run[name as keyof Run]]));
	const shapes = leaves.map(({ name, shape }) => [name, ...shape]);
	const key = JSON.stringify([run.method, problemNamed(run.task), run.out, run.in, settings, shapes]);
	if (kept?.key !== key) kept = { key, gradients: [...leafGradients(loss(), leaves)] };
	return kept.gradients;
}

function gradientNorms(composition: Composition, environment: Environment): ReadonlyMap<string, number> {
	const gradients = gradientsOf(composition);
	// Together: they have most of their parts in common.
	const values = evaluateAll(
		gradients.map(([, gradient]) => gradient),
		environment
	);
	return new Map(gradients.map(([name], i) => [name, frobeniusNorm(values[i] ?? scalar(NaN))]));
}
