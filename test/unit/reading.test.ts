/** Reading by a number, causal softmax and cross-entropy: against plain loops, and what a schedule makes of them. */
import { describe, expect, test } from 'vitest';
import { gradients } from '$src/algebra/adjoint';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import {
	causalSoftmax,
	crossEntropy,
	gather,
	innerProduct,
	matmul,
	oneHot,
	softmax,
	squaredNorm,
	unfold,
	windows
} from '$src/algebra/ops';
import { rankBound } from '$src/algebra/rankBound';
import { texOf } from '$src/algebra/tex';
import { compile } from '$src/compute/schedule/compile';
import { Random } from '$src/math/random';
import { largestDifference, tensor, type Tensor } from '$src/math/tensor';
import { valueProgram } from './backendSuite';
import { smallNetworks } from './smallNetworks';

const plain = (tex: string): string => tex.replaceAll(/\\htmlData\{symbol=\w+\}\{(\w+)\}/g, '$1');
const normal = (name: string, shape: readonly number[]): Tensor => new Random(3, name).normal(shape);

describe('gather', () => {
	const [x, numbers] = [leaf('X', [4, 2]), leaf('n', [3])];
	const environment = new Map([
		['X', tensor([4, 2], [0, 1, 10, 11, 20, 21, 30, 31])],
		['n', tensor([3], [2, 0, 2])],
		['W', tensor([3, 2], [1, 2, 3, 4, 5, 6])]
	]);

	test('reads what stands at each number, in any order and as often as asked', () => {
		expect([...evaluate(gather(x, numbers), environment).data]).toEqual([20, 21, 0, 1, 20, 21]);
		const deep = new Map([
			['X', tensor([2, 1, 2], [1, 2, 3, 4])],
			['n', tensor([1, 3], [1, 1, 0])]
		]);
		const found = evaluate(gather(leaf('X', [2, 1, 2]), leaf('n', [1, 3])), deep);
		expect(found).toEqual(tensor([1, 3, 1, 2], [3, 4, 3, 4, 1, 2]));
	});

	test('has a gradient that adds up what was read twice and leaves the rest at zero', () => {
		const [gradient] = gradients(innerProduct(leaf('W', [3, 2]), gather(x, numbers)), [x]);
		expect(gradient && [...evaluate(gradient, environment).data]).toEqual([3, 4, 0, 0, 6, 8, 0, 0]);
	});

	test('is the product with [v = n], zero where there is no such row, and of no larger rank', () => {
		const product = matmul(oneHot(numbers, 4), x);
		expect(largestDifference(evaluate(product, environment), evaluate(gather(x, numbers), environment))).toBe(
			0
		);
		const outside = new Map([...environment, ['n', tensor([3], [4, -1, 1])]]);
		expect([...evaluate(gather(x, numbers), outside).data]).toEqual([0, 0, 0, 0, 10, 11]);
		expect(rankBound(gather(matmul(leaf('a', [9, 2]), leaf('b', [2, 9])), leaf('m', [5])))).toBe(2);
		expect(plain(texOf(gather(x, numbers)))).toBe('X_{n}');
		expect(plain(texOf(oneHot(numbers, 4)))).toBe('\\left[v = n\\right]');
	});

	test('costs a schedule one read an element: the matrix of ones and zeros is not formed, nor its sum taken', () => {
		const wide = gather(leaf('X', [500, 6]), leaf('n', [20]));
		const { slots, operations, phases } = compile(
			valueProgram(
				wide,
				new Map([
					['X', new Float64Array(3000)],
					['n', new Float64Array(20)]
				])
			)
		);
		expect(slots.filter(({ kind }) => kind === 'formed')).toEqual([]);
		expect(operations).toBeLessThan(4 * 20 * 6);
		const statements = phases.flatMap(({ kernels }) => kernels.flatMap((k) => k.statements));
		expect(statements.every(({ reduced }) => reduced.length === 0)).toBe(true);
		expect(slots.find(({ name }) => name === 'n')?.below).toBe(500);
	});

	test('of what is trained forms that matrix once, for the gradient alone', () => {
		const formed = compile(smallNetworks.decoder(2)).slots.filter(({ kind }) => kind === 'formed');
		expect(formed.filter(({ name }) => name === 'oneHot')).toHaveLength(1);
	});
});

describe('unfold', () => {
	test('puts under each other what each window sees, channel by channel', () => {
		const { positions, numbers } = windows(3, 4, 2);
		expect(positions).toBe(2 * 3);
		expect(numbers.slice(0, 8)).toEqual([0, 1, 4, 5, 1, 2, 5, 6]);
		const image = normal('image', [2, 12, 3]);
		const found = evaluate(
			unfold(leaf('x', [2, 12, 3]), leaf('at', [positions, 4])),
			new Map([
				['x', image],
				['at', tensor([positions, 4], numbers)]
			])
		);
		expect(found.shape).toEqual([2 * 6, 12]);
		for (let n = 0; n < 2; n++)
			for (let p = 0; p < positions; p++)
				for (let k = 0; k < 4; k++)
					for (let c = 0; c < 3; c++) {
						const [y, x] = [Math.floor(p / 3) + Math.floor(k / 2), (p % 3) + (k % 2)];
						expect(found.data[(n * 6 + p) * 12 + 3 * k + c]).toBe(image.data[(n * 12 + 4 * y + x) * 3 + c]);
					}
	});

	test('moves by its stride, and a window larger than the grid is refused', () => {
		expect(windows(5, 5, 3, 2).positions).toBe(4);
		expect(windows(5, 5, 1, 2).numbers).toEqual([0, 2, 4, 10, 12, 14, 20, 22, 24]);
		expect(() => windows(3, 5, 4)).toThrow(/windows: expected a window of at most 3, got 4/);
	});
});

describe('causal softmax', () => {
	test('is the softmax of what each position has seen, and 0 of what comes later', () => {
		const scores = normal('scores', [2, 4, 4]);
		const found = evaluate(causalSoftmax(leaf('x', [2, 4, 4])), new Map([['x', scores]]));
		for (let row = 0; row < 8; row++) {
			const own = [...scores.data.slice(4 * row, 4 * row + (row % 4) + 1)];
			const expected = evaluate(
				softmax(leaf('x', [own.length])),
				new Map([['x', tensor([own.length], own)]])
			);
			const rest = Array.from({ length: 4 - own.length }, () => 0);
			[...expected.data, ...rest].forEach((value, i) =>
				expect(found.data[4 * row + i]).toBeCloseTo(value, 14)
			);
		}
	});

	test('has no gradient for what comes later, however large it is', () => {
		const x = leaf('x', [2, 2]);
		const environment = new Map([
			['x', tensor([2, 2], [1, 1e6, 2, 3])],
			['w', tensor([2, 2], [1, 2, 3, 5])]
		]);
		const [gradient] = gradients(innerProduct(leaf('w', [2, 2]), causalSoftmax(x)), [x]);
		const data = gradient ? [...evaluate(gradient, environment).data] : [];
		expect(data.slice(0, 2).map((v) => v + 0)).toEqual([0, 0]);
		expect(data[2]).toBeLessThan(0);
		expect(() => causalSoftmax(leaf('z', [2, 3]))).toThrow(/two last axes of one length/);
	});
});

describe('cross-entropy', () => {
	const [scores, labels] = [leaf('z', [3, 4]), leaf('y', [3])];
	const environment = new Map([
		['z', normal('z', [3, 4])],
		['y', tensor([3], [3, 0, 3])]
	]);

	test('is the mean of −log softmax at the labels, with the gradient (softmax − one-hot)/rows', () => {
		const probabilities = evaluate(softmax(scores), environment).data;
		const expected = [3, 4, 11].reduce((sum, at) => sum - Math.log(probabilities[at] ?? NaN) / 3, 0);
		expect(evaluateNumber(crossEntropy(scores, labels), environment)).toBeCloseTo(expected, 14);
		const [gradient] = gradients(crossEntropy(scores, labels), [scores]);
		const ones = evaluate(oneHot(labels, 4), environment).data;
		const plainly = probabilities.map((p, i) => (p - (ones[i] ?? NaN)) / 3);
		expect(
			gradient && largestDifference(evaluate(gradient, environment), tensor([3, 4], plainly))
		).toBeLessThan(1e-15);
	});

	test('stays finite where the softmax of the label is 0, and so does its gradient', () => {
		const far = new Map([...environment, ['z', tensor([3, 4], [900, 0, 0, -900, 0, 0, 0, 0, 0, 0, 0, 0])]]);
		expect(evaluateNumber(crossEntropy(scores, labels), far)).toBeCloseTo((1800 + 2 * Math.log(4)) / 3, 10);
		const [gradient] = gradients(crossEntropy(scores, labels), [scores]);
		expect(gradient && evaluate(gradient, far).data.every(Number.isFinite)).toBe(true);
	});

	test('wants a label a row, and is written as a function of both', () => {
		expect(() => crossEntropy(scores, leaf('y', [4]))).toThrow(/labels of shape \[3\], got \[4\]/);
		expect(plain(texOf(crossEntropy(scores, labels)))).toBe('\\operatorname{CE}\\left(z,\\, y\\right)');
		expect(evaluateNumber(squaredNorm(oneHot(labels, 4)), environment)).toBe(3);
	});
});
