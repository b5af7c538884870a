import { relu } from '$src/algebra/ops';
import { apply, type Expression } from '$src/algebra/expression';
import * as scalar from '$src/algebra/scalar';
import { PIXELS } from './digits';
import { CLASSES, digitProblem, type DigitNetwork } from './digitTasks';

/** Numbers of a hidden layer. */
const WIDTH = 64;

/** x + b, b along the last axis. @param x [rows, n] @param bias [n] */
export const biased = (x: Expression, bias: Expression): Expression =>
	apply({ name: 'biased', notation: 'ij,j->ij', body: scalar.add(scalar.arg(0), scalar.arg(1)) }, [x, bias]);

/** Three layers on pictures of digits: 144 → 64 → 64 → 10, ReLU between them. */
export const mlpNetwork: DigitNetwork = {
	name: 'mlp',
	matrices: { fc1: [WIDTH, PIXELS], fc2: [WIDTH, WIDTH], head: [CLASSES, WIDTH] },
	others: { 'fc1.bias': [WIDTH], 'fc2.bias': [WIDTH], 'head.bias': [CLASSES] },
	picture: [PIXELS],
	forward: (x, { through, whole }) => {
		const layer = (h: Expression, name: string): Expression =>
			biased(through(h, name), whole(`${name}.bias`));
		return layer(relu(layer(relu(layer(x, 'fc1')), 'fc2')), 'head');
	}
};

export const mlp = digitProblem(mlpNetwork);
