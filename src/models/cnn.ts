import { leaf, type Expression } from '$src/algebra/expression';
import { regrouped, relu, unfold, windows } from '$src/algebra/ops';
import { tensor } from '$src/math/tensor';
import { PIXELS, SIDE } from './digits';
import { CLASSES, digitProblem, type DigitNetwork } from './digitTasks';
import { biased } from './mlp';

/** Channels of the two convolutions. */
const [FIRST, SECOND] = [8, 16];
/** 4 × 4 pixels, two from one to the next: 5 × 5 positions; then 3 × 3 of those: 3 × 3 positions. */
const [ONE, TWO] = [windows(SIDE, SIDE, 4, 2), windows(5, 5, 3)];
const INSIDE = TWO.positions * SECOND;

/** Pictures under windows, as inputs of their own. */
const places = [ONE, TWO].map(({ positions, numbers }, i) => {
	const shape = [positions, numbers.length / positions];
	return { leaf: leaf(`windows ${i + 1}`, shape), value: tensor(shape, numbers) };
});

/** Two convolutions and a layer on pictures of digits; a convolution's matrix is [channels, window · channels before]. */
export const cnnNetwork: DigitNetwork = {
	name: 'cnn',
	matrices: { conv1: [FIRST, 16], conv2: [SECOND, 9 * FIRST], head: [CLASSES, INSIDE] },
	others: { 'conv1.bias': [FIRST], 'conv2.bias': [SECOND], 'head.bias': [CLASSES] },
	picture: [PIXELS, 1],
	constants: places,
	forward: (x, { through, whole }) => {
		const n = x.shape[0] ?? 1;
		const layer = (h: Expression, name: string): Expression =>
			biased(through(h, name), whole(`${name}.bias`));
		const convolution = (h: Expression, name: string, at: number): Expression =>
			relu(layer(unfold(h, places[at]?.leaf ?? h), name));
		const first = regrouped(convolution(x, 'conv1', 0), '(np)c->npc', { n });
		return layer(regrouped(convolution(first, 'conv2', 1), '(np)c->n(pc)', { n }), 'head');
	}
};

export const cnn = digitProblem(cnnNetwork);
