import { gradients } from '$src/algebra/adjoint';
import { leaf, type Expression } from '$src/algebra/expression';
import { applied, operations } from '$src/algebra/factored';
import { add, scale, squaredNorm } from '$src/algebra/ops';
import { difference, sum, timesTransposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { scalar, type Tensor } from '$src/math/tensor';
import { frozenWeights, layerOf } from './layer';
import { problem } from './problem';
import { ofRank } from './targets';

/** Rows of data. */
export const REGRESSION_ROWS = 64;

/** Inputs X [rows, in], N(0, 1): they do not depend on what is to be learnt. */
export const regressionInputs = (columns: number, seed: number): Tensor =>
	new Random(seed, 'data/x').normal([REGRESSION_ROWS, columns]);

export interface RegressionData {
	/** [rows, in]. */
	readonly x: Tensor;
	/** Frozen weights [out, in]. */
	readonly w0: Tensor;
	/** X·(W0 + T)ᵀ, [rows, out]. */
	readonly y: Tensor;
	/** What the frozen part leaves to be learnt: X·W0ᵀ − Y, [rows, out], formed once. */
	readonly r0: Tensor;
}

/** Target → seed and data. */
const known = new WeakMap<Tensor, { readonly seed: number; readonly data: RegressionData }>();

/** Inputs, frozen weights and labels of a regression whose best update is `target`; not to be changed. */
export function regressionData(target: Tensor, seed: number): RegressionData {
	const found = known.get(target);
	if (found?.seed === seed) return found.data;
	const [out = 1, columns = 1] = target.shape;
	const [x, w0] = [regressionInputs(columns, seed), frozenWeights(out, columns, seed)];
	const y = timesTransposed(x, sum(w0, target));
	const data = { x, w0, y, r0: difference(timesTransposed(x, w0), y) };
	known.set(target, { seed, data });
	return data;
}

/**
 * One layer that is asked to map X as W0 + T does: mean((X(W0 + ΔW)ᵀ − Y)²), W0 frozen. The frozen part
 * R0 = X·W0ᵀ − Y is formed once, in float64, before training; X·ΔWᵀ in whichever form makes the step cost least.
 */
export const regression = problem({
	name: 'regression',
	options: {},
	tasks: [ofRank('regression')],
	pose: (values, task, seed) => {
		const layer = layerOf(values, task, seed);
		const data = (): RegressionData => regressionData(layer.target(), seed);
		const x = leaf('X', [REGRESSION_ROWS, layer.in]);
		const residual = leaf('R0', [REGRESSION_ROWS, layer.out], { tex: 'R_0' });
		const perElement = leaf('1/n', []);
		const lossOf = (form: Expression): Expression => scale(perElement, squaredNorm(add(form, residual)));
		return {
			modules: [layer],
			inputs: [
				{ leaf: perElement, value: () => scalar(1 / (REGRESSION_ROWS * layer.out)) },
				{ leaf: x, value: () => data().x },
				{ leaf: residual, value: () => data().r0 }
			],
			loss: ([delta], trained) => {
				if (!delta) throw new Error('regression: expected ΔW of its layer, got none');
				const stepOf = (form: Expression): number => {
					const loss = lossOf(form);
					return operations([loss, ...gradients(loss, trained)]);
				};
				return lossOf(applied(delta, x, stepOf));
			}
		};
	}
});
