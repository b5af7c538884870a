import { leaf } from '$src/algebra/expression';
import { number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { layerOf, layerProblemFields, misfitOfLayer, relativeError } from './layer';
import { problem } from './problem';

/** One layer whose ΔW is asked to be a matrix: ½‖ΔW − T‖² (target.ts). */
export const matrix = problem({
	name: 'matrix',
	fields: layerProblemFields,
	misfit: misfitOfLayer,
	pose: (values, seed) => {
		const layer = layerOf(values, seed);
		const t = leaf('T', [layer.out, layer.in]);
		return {
			modules: [layer],
			inputs: [{ leaf: t, value: layer.target }],
			loss: ([delta]) => {
				if (!delta) throw new Error('matrix: expected ΔW of its layer, got none');
				return scale(number(0.5), squaredNorm(subtract(delta, t)));
			},
			measure: ([delta]) => ({ error: delta ? relativeError(delta, layer.target()) : NaN })
		};
	}
});
