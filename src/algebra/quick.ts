/**
 * The value of an expression in float64 for whoever asks often, such as what is measured of a network while it trains: the
 * same bits as the oracle's (evaluate.ts), with products of matrices through math/dense.ts, which sums in the same order.
 */
import { timesTransposed } from '$src/math/dense';
import type { Tensor } from '$src/math/tensor';
import { evaluateAll, evaluateNode, type Environment } from './evaluate';
import type { Expression } from './expression';
import { rowsTimesTransposed } from './factored';

/** @throws ShapeError if a leaf has no value, or one of another shape */
export function evaluateQuickly(expression: Expression, environment: Environment): Tensor {
	const [value] = evaluateAll([expression], environment, (node, args) => {
		const [x, w] = args;
		return node.op === rowsTimesTransposed && x && w ? timesTransposed(x, w) : evaluateNode(node, args);
	});
	if (!value) throw new Error('evaluateQuickly: no value');
	return value;
}
