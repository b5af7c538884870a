/** Statements of the papers that no lesson has for itself, held against the same core. */
import { describe, expect, test } from 'vitest';
import { adapter } from '$src/adapters/adapter';
import { initialValues } from '$src/adapters/values';
import type { MethodName } from '$src/adapters/index';
import { evaluate } from '$src/algebra/evaluate';
import { apply, leaf, type Expression } from '$src/algebra/expression';
import { number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { product } from '$src/algebra/scalar';
import { trainingProgram } from '$src/compute/optimizer';
import { Random } from '$src/math/random';
import { measureRank } from '$src/math/rank';
import { largestDifference, scalar, type Tensor } from '$src/math/tensor';
import { methodOptions, runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { runOracle } from './oracle';

describe('Proposition 3 of FedPara: W = (T1 ×₁ X1 ×₂ Y1) ⊙ (T2 ×₁ X2 ×₂ Y2)', () => {
	const [o, i, k, r] = [4, 20, 3, 3];
	const environment = new Map<string, Tensor>();
	const drawn = (name: string, shape: readonly number[]): Expression => {
		environment.set(name, {
			...new Random(1, name).normal([shape[0] ?? 1, shape.slice(1).reduce((a, b) => a * b, 1)]),
			shape
		});
		return leaf(name, shape);
	};
	/** T ×₁ X ×₂ Y, the one kernel, [out, in, k, k]. */
	const kernel = (n: number): Expression =>
		apply({ name: 'modes', notation: 'rsuv,or,is->oiuv', body: product(3) }, [
			drawn(`T${n}`, [r, r, k, k]),
			drawn(`X${n}`, [o, r]),
			drawn(`Y${n}`, [i, r])
		]);
	const w = evaluate(
		apply({ name: 'hadamard', notation: 'oiuv,oiuv->oiuv', body: product(2) }, [kernel(1), kernel(2)]),
		environment
	);
	const unfolded = (notation: string): Tensor =>
		evaluate(
			apply({ name: 'unfold', notation, body: product(1) }, [leaf('W', w.shape)]),
			new Map([['W', w]])
		);

	test('has unfoldings of rank at most R², which need not be equal: 4 and 9 for a kernel of 4 × 20', () => {
		const [first, second] = [unfolded('oiuv->o(iuv)'), unfolded('oiuv->i(ouv)')].map(measureRank);
		expect([first?.rank, second?.rank]).toEqual([4, 9]);
		expect(Math.max(first?.rank ?? NaN, second?.rank ?? NaN)).toBeLessThanOrEqual(r * r);
	});
});

test('table 1 of FedPara counts what the adapters count: 256 × 256 at R = 16', () => {
	const count = (method: MethodName, rank: number): { parameters: number; rankBound: number } =>
		adapter(method, methodOptions({ ...defaultsOf(runSchema), method, out: 256, in: 256, rank }));
	expect(count('full', 1).parameters).toBe(65_536);
	expect(count('lora', 32)).toMatchObject({ parameters: 16_384, rankBound: 32 });
	expect(count('loha', 16)).toMatchObject({ parameters: 16_384, rankBound: 256 });
	// Convolutions of 3 × 3: whole, reshaped as in Proposition 1, and as in Proposition 3.
	const [d, k, r] = [256, 3, 16];
	expect(d * d * k * k).toBe(589_824);
	expect(2 * r * (d + d * k * k)).toBe(81_920);
	expect(2 * r * (d + d + r * k * k)).toBe(20_992);
});

describe('Theorem 1 of LyCORIS: s times γ is the same as init times γ^(1/m) and learning rate times γ^(c/m)', () => {
	const [out, columns, steps, gamma] = [8, 6, 25, 1.7];
	const target = new Random(4, 'target').normal([out, columns]);

	/** ΔW after training with s, an init and a rate that are scaled. */
	function trained(
		name: MethodName,
		optimizer: 'adam' | 'sgd',
		by: { s: number; init: number; rate: number }
	): Tensor {
		const run = { ...defaultsOf(runSchema), method: name, out, in: columns, rank: name === 'lokr' ? 1 : 2 };
		// Blocks of 2 × 2 and 4 × 3: at rank 1 the second is low-rank.
		const made = adapter(name, methodOptions({ ...run, factor: 2 }));
		const t = leaf('T', target.shape);
		const initial = initialValues(made, 3, 'random');
		const program = trainingProgram({
			loss: scale(number(0.5), squaredNorm(subtract(made.delta, t))),
			trained: made.leaves.map((l) => ({
				leaf: l,
				initial: Float32Array.from(initial.get(l.name)?.data ?? [], (x) => x * by.init)
			})),
			inputs: [
				{ leaf: made.s, values: Float32Array.of(by.s) },
				{ leaf: t, values: Float32Array.from(target.data) }
			],
			optimizer,
			schedule: 'constant',
			learningRate: 0.01 * by.rate,
			steps
		});
		return evaluate(
			made.delta,
			new Map([...runOracle(program, steps).states, ['s', scalar(Math.fround(by.s))]])
		);
	}

	test.each([
		['lora', 2],
		['lokr', 3],
		['loha', 4]
	] as const)('for %s, a product of %i factors, with SGD (c = 2) and with Adam (c = 1)', (name, m) => {
		for (const [optimizer, c] of [
			['sgd', 2],
			['adam', 1]
		] as const) {
			const scaled = trained(name, optimizer, { s: gamma, init: 1, rate: 1 });
			const moved = trained(name, optimizer, { s: 1, init: gamma ** (1 / m), rate: gamma ** (c / m) });
			const other = trained(name, optimizer, { s: 1, init: gamma ** (1 / m), rate: gamma ** ((3 - c) / m) });
			expect(largestDifference(scaled, moved)).toBeLessThan(1e-5);
			expect(largestDifference(scaled, other)).toBeGreaterThan(1e-3);
		}
	});
});
