import { leaf } from '$src/algebra/expression';
import { number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { layerOf } from './layer';
import { problem } from './problem';
import { targets } from './targets';

/** One layer whose ΔW is asked to be a matrix: ½‖ΔW − T‖² (targets.ts). */
export const matrix = problem({
	name: 'matrix',
	options: {},
	tasks: targets,
	pose: (values, task, seed) => {
		const layer = layerOf(values, task, seed);
		const t = leaf('T', [layer.out, layer.in]);
		return {
			modules: [layer],
			inputs: [{ leaf: t, value: layer.target }],
			loss: ([delta]) => {
				if (!delta) throw new Error('matrix: expected ΔW of its layer, got none');
				return scale(number(0.5), squaredNorm(subtract(delta, t)));
			}
		};
	}
});
