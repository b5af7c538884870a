import { leaf } from '$src/algebra/expression';
import { number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { matrixShape, type Tensor } from '$src/math/tensor';
import { layerOf, type Asked } from './layer';
import { problem, type Posed, type Problem } from './problem';
import { targets } from './targets';

/** One layer whose ΔW is asked to be a matrix: ½‖ΔW − T‖² (targets.ts). */
export const matrix = problem({
	name: 'matrix',
	options: {},
	tasks: targets,
	pose: (values, task, seed) => posedOn(layerOf(values, task, seed))
});

function posedOn(layer: Asked): Posed {
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

/**
 * The same, towards a matrix of somebody's own, at its own scale: no receipt can name it.
 * @param target [out, in] of the runs that it is for @throws RangeError where it is no such matrix of finite numbers
 */
export const towards = (target: Tensor): Problem => ({
	...matrix,
	pose: (values, task, seed) => {
		const { rows, columns } = matrixShape(target);
		if (rows !== values.out || columns !== values.in || !target.data.every(Number.isFinite)) {
			throw new RangeError(
				`target: expected ${values.out} × ${values.in} finite numbers, got ${rows} × ${columns}; give it the shape of the layer`
			);
		}
		return posedOn({ ...layerOf(values, task, seed), target: () => target });
	}
});
