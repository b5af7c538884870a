/** Softmax and its logarithm, GELU, ReLU, layer and RMS normalization: their values, their gradients, and what they are at the ends. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { gradients, leafGradients } from '$src/algebra/adjoint';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import { apply, leaf, leavesOf, type Expression } from '$src/algebra/expression';
import {
	gainAndBias,
	gelu,
	innerProduct,
	LAYER_NORM_EPSILON,
	layerNorm,
	logSoftmax,
	matmul,
	relu,
	rmsNorm,
	softmax,
	squaredNorm,
	transpose
} from '$src/algebra/ops';
import { product } from '$src/algebra/scalar';
import { texOf } from '$src/algebra/tex';
import { compile } from '$src/compute/schedule/compile';
import { Random } from '$src/math/random';
import { countOf, largestDifference, tensor, type Tensor } from '$src/math/tensor';
import { valueProgram } from './backendSuite';

/** Shapes of one to three axes, the last of at least three numbers: of one or two, layer normalization gives signs. */
const shapes = fc
	.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 2 })
	.chain((rows) => fc.integer({ min: 3, max: 7 }).map((n) => [...rows, n]));

const drawn = fc
	.tuple(shapes, fc.nat(1e9), fc.double({ min: 0.1, max: 4, noNaN: true }))
	.map(([shape, seed, size]): Tensor => {
		const normal = new Random(seed, 'x').normal(shape);
		return { shape, data: normal.data.map((x) => size * x) };
	});

/** Applies a plain function to each row of the last axis. */
function byRow({ shape, data }: Tensor, row: (x: readonly number[]) => number[]): Tensor {
	const n = shape.at(-1) ?? 1;
	const result: number[] = [];
	for (let i = 0; i < data.length; i += n) result.push(...row([...data.slice(i, i + n)]));
	return tensor(shape, result);
}

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0);
const plain: Record<string, { build: (x: Expression) => Expression; value: (x: Tensor) => Tensor }> = {
	softmax: {
		build: softmax,
		value: (x) =>
			byRow(x, (row) => {
				const total = sum(row.map(Math.exp));
				return row.map((a) => Math.exp(a) / total);
			})
	},
	gelu: {
		build: gelu,
		value: ({ shape, data }) =>
			tensor(
				shape,
				data.map((x) => 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x ** 3))))
			)
	},
	relu: {
		build: relu,
		value: ({ shape, data }) =>
			tensor(
				shape,
				data.map((x) => (x > 0 ? x : 0))
			)
	},
	logSoftmax: {
		build: logSoftmax,
		value: (x) =>
			byRow(x, (row) => {
				const total = sum(row.map(Math.exp));
				return row.map((a) => a - Math.log(total));
			})
	},
	rmsNorm: {
		build: rmsNorm,
		value: (x) =>
			byRow(x, (row) => {
				const size = Math.sqrt(sum(row.map((a) => a * a)) / row.length + LAYER_NORM_EPSILON);
				return row.map((a) => a / size);
			})
	},
	layerNorm: {
		build: layerNorm,
		value: (x) =>
			byRow(x, (row) => {
				const mean = sum(row) / row.length;
				const variance = sum(row.map((a) => (a - mean) ** 2)) / row.length;
				return row.map((a) => (a - mean) / Math.sqrt(variance + LAYER_NORM_EPSILON));
			})
	}
};

const at = (x: Tensor): Map<string, Tensor> => new Map([['x', x]]);

/** The gradients of a root for some leaves, against central differences, relative to the largest. */
function expectGradients(root: Expression, names: readonly string[], environment: Map<string, Tensor>): void {
	const own = leavesOf([root]);
	const found = leafGradients(
		root,
		names.flatMap((name) => own.get(name) ?? [])
	);
	names.forEach((name) => {
		const gradient = found.get(name);
		const value = environment.get(name);
		if (!gradient || !value) throw new Error(`no gradient of ${name}`);
		const analytic = evaluate(gradient, environment).data;
		const scale = Math.max(1, ...analytic.map(Math.abs));
		const h = 1e-5;
		value.data.forEach((_, i) => {
			const moved = (by: number): number => {
				const data = value.data.slice();
				data[i] = (data[i] ?? 0) + by;
				return evaluateNumber(root, new Map([...environment, [name, { shape: value.shape, data }]]));
			};
			const numeric = (moved(h) - moved(-h)) / (2 * h);
			expect(Math.abs(numeric - (analytic[i] ?? NaN)) / scale).toBeLessThan(2e-6);
		});
	});
}

describe.each(Object.entries(plain))('%s', (_, { build, value }) => {
	test('has the value of its formula, on tensors of one, two and three axes', () => {
		fc.assert(
			fc.property(drawn, (x) => {
				const found = evaluate(build(leaf('x', x.shape)), at(x));
				expect(found.shape).toEqual(x.shape);
				expect(largestDifference(found, value(x))).toBeLessThan(1e-12);
			}),
			{ numRuns: 60, seed: 1 }
		);
	});

	test('has gradients that agree with central differences to 2e-6 of the largest', () => {
		fc.assert(
			fc.property(drawn, (x) => {
				// ReLU has no derivative at 0: a difference across it says nothing.
				const data = x.data.map((a) => (Math.abs(a) < 1e-3 ? 1e-3 : a));
				const weights = new Random(5, 'weights').normal(x.shape);
				const letters = 'ijk'.slice(0, x.shape.length);
				const root = apply({ name: 'weighted', notation: `${letters},${letters}->`, body: product(2) }, [
					leaf('w', x.shape),
					build(leaf('x', x.shape))
				]);
				expectGradients(root, ['x'], new Map([...at({ shape: x.shape, data }), ['w', weights]]));
			}),
			{ numRuns: 40, seed: 2 }
		);
	});
});

describe('softmax', () => {
	const x = leaf('x', [2, 3]);

	test('neither overflows at ±80 and ±1000 nor forgets that a row sums to 1, and its gradient stays finite', () => {
		for (const size of [80, 1000]) {
			const environment = at(tensor([2, 3], [size, 0, -size, -size, -size, -size]));
			const value = evaluate(softmax(x), environment);
			expect([...value.data.slice(0, 3)]).toEqual([1, Math.exp(-size), Math.exp(-2 * size)]);
			expect(sum([...value.data.slice(3)])).toBeCloseTo(1, 14);
			const [gradient] = gradients(squaredNorm(softmax(x)), [x]);
			expect(gradient && evaluate(gradient, environment).data.every(Number.isFinite)).toBe(true);
		}
	});

	test('does not change when all scores of a row move by the same number', () => {
		const scores = [1, 2, 3, -1, 0, 5];
		const one = evaluate(softmax(x), at(tensor([2, 3], scores)));
		const other = evaluate(
			softmax(x),
			at(
				tensor(
					[2, 3],
					scores.map((s, i) => s + (i < 3 ? 7 : -4))
				)
			)
		);
		expect(largestDifference(one, other)).toBeLessThan(1e-15);
	});

	test('has gradients that sum to 0 along a row, also where two scores tie for the largest', () => {
		const environment = at(tensor([2, 3], [2, 2, 1, 0, 0, 0]));
		const [gradient] = gradients(innerProduct(leaf('w', [2, 3]), softmax(x)), [x]);
		if (!gradient) throw new Error('no gradient');
		environment.set('w', tensor([2, 3], [1, 2, 3, 4, 5, 7]));
		const { data } = evaluate(gradient, environment);
		expect(Math.abs(sum([...data.slice(0, 3)]))).toBeLessThan(1e-15);
		expect(Math.abs(sum([...data.slice(3)]))).toBeLessThan(1e-15);
	});

	test('is written as a function of its scores', () => {
		const plainTex = texOf(softmax(matmul(leaf('Q', [2, 4]), transpose(leaf('K', [3, 4]))))).replaceAll(
			/\\htmlData\{symbol=\w+\}\{(\w+)\}/g,
			'$1'
		);
		expect(plainTex).toBe('\\operatorname{softmax}\\left(QK^{\\top}\\right)');
	});
});

describe('gelu', () => {
	test('is x far to the right, 0 far to the left, and its gradient 1 and 0', () => {
		const x = leaf('x', [6]);
		const environment = at(tensor([6], [20, 200, 1e6, -20, -200, -1e6]));
		expect([...evaluate(gelu(x), environment).data].map((v) => v + 0)).toEqual([20, 200, 1e6, 0, 0, 0]);
		const [gradient] = gradients(apply({ name: 'sum', notation: 'i->', body: product(1) }, [gelu(x)]), [x]);
		expect(gradient && [...evaluate(gradient, environment).data].map((v) => v + 0)).toEqual([
			1, 1, 1, 0, 0, 0
		]);
	});
});

describe('layer normalization', () => {
	test('gives rows of mean 0 and variance 1, whatever the scale of the row, then gain and bias', () => {
		const x = leaf('x', [3, 5]);
		const environment = at({
			shape: [3, 5],
			data: new Random(1, 'x').normal([3, 5]).data.map((v) => 50 * v + 9)
		});
		const { data } = evaluate(layerNorm(x), environment);
		for (let i = 0; i < 15; i += 5) {
			const row = [...data.slice(i, i + 5)];
			expect(sum(row) / 5).toBeCloseTo(0, 12);
			expect(sum(row.map((v) => v * v)) / 5).toBeCloseTo(1, 6);
		}
		environment.set('gain', tensor([5], [2, 2, 2, 2, 2])).set('bias', tensor([5], [1, 1, 1, 1, 1]));
		const whole = evaluate(gainAndBias(layerNorm(x), leaf('gain', [5]), leaf('bias', [5])), environment);
		whole.data.forEach((v, i) => expect(v).toBeCloseTo(2 * (data[i] ?? NaN) + 1, 12));
	});

	test('turns a row of equal numbers into zeros', () => {
		expect([...evaluate(layerNorm(leaf('x', [4])), at(tensor([4], [3, 3, 3, 3]))).data]).toEqual([
			0, 0, 0, 0
		]);
	});
});

describe('attention over a batch', () => {
	// The batch is a letter like any other: b.
	const [q, k, v] = ['q', 'k', 'v'].map((name) => leaf(name, [2, 4, 3]));
	if (!q || !k || !v) throw new Error('three leaves');
	const scores = apply({ name: 'scores', notation: 'bid,bjd->bij', body: product(2) }, [q, k]);
	const attended = apply({ name: 'mix', notation: 'bij,bjd->bid', body: product(2) }, [softmax(scores), v]);
	const root = apply({ name: 'weighted', notation: 'bid,bid->', body: product(2) }, [
		leaf('w', [2, 4, 3]),
		layerNorm(attended)
	]);

	test('has gradients for queries, keys and values that agree with central differences', () => {
		const environment = new Map(
			['q', 'k', 'v', 'w'].map((name) => [name, new Random(3, name).normal([2, 4, 3])])
		);
		expectGradients(root, ['q', 'k', 'v'], environment);
	});
});

describe('the schedule', () => {
	test('computes a function once for all elements that a product needs it for, and not within the product', () => {
		const [x, w] = [leaf('x', [8, 16]), leaf('w', [16, 12])];
		const values = new Map([x, w].map((l) => [l.name, new Float32Array(countOf(l.shape))]));
		for (const f of [gelu, relu, softmax]) {
			const { phases } = compile(valueProgram(matmul(f(x), w), values));
			const sums = phases
				.flatMap(({ kernels }) => kernels)
				.flatMap(({ statements }) => statements)
				.filter(({ out, reduced }) => out.length === 2 && reduced.length > 0);
			expect(sums.map(({ body }) => body.kind)).toEqual(['binary']);
			expect(sums.map(({ body }) => JSON.stringify(body))).toEqual([JSON.stringify(product(2))]);
		}
	});
});
