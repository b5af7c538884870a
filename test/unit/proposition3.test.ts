/** Proposition 3 of FedPara: what holds of the kernel's unfoldings, at many sizes, and what does not. */
import { describe, expect, test } from 'vitest';
import { check, texOfEquation, type Equation } from '$src/algebra/equation';
import { renderTex } from '$src/components/tex/katex.js';
import {
	boundOf,
	factorsOf,
	kernelEquations,
	kernelFields,
	kernelOf,
	kernelRecord,
	modeNumbers,
	parametersOf,
	unfoldingsOf,
	type Kernel
} from '$src/federated/kernel/kernel';
import { kernelTexts } from '$src/federated/kernel/texts';
import { federatedTexts } from '$src/federated/texts';
import { Random } from '$src/math/random';
import { tensor, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';

/** Legal settings, drawn: some beyond what R may be, as an address or a slider gives them. */
const states = Array.from({ length: 200 }, (_, i) => {
	const random = new Random(i, 'kernel states');
	const draw = ([name, field]: [string, (typeof kernelFields)[keyof typeof kernelFields]], at: number) => {
		const [share] = random.uniforms(at);
		return [name, Math.min(field.max, field.min + Math.floor(share * (field.max - field.min + 1)))] as const;
	};
	return Object.fromEntries(Object.entries(kernelFields).map(draw)) as ReturnType<
		typeof defaultsOf<typeof kernelFields>
	>;
});

const paper: Kernel = { O: 4, I: 20, K1: 3, K2: 3, R: 3 };

describe('the kernel of Proposition 3', () => {
	test('keeps its equations at 200 drawn states', () => {
		for (const state of states) {
			const factors = kernelRecord.environment(state);
			for (const [id, one] of Object.entries(kernelRecord.equations(state)))
				expect(check(one, factors).holds, `${id} at ${JSON.stringify(state)}`).toBe(true);
		}
	});

	test('has unfoldings of the rank that almost all factors give: the bound, at 200 drawn states', () => {
		let unequal = 0;
		for (const state of states) {
			const kernel = kernelOf(state);
			const ranks = unfoldingsOf(kernel, factorsOf(kernel, state.kernelSeed));
			for (const { mode, rank, bound } of ranks) {
				expect(bound).toBe(boundOf(kernel, mode));
				expect(rank, `W(${mode}) at ${JSON.stringify(state)}`).toBe(bound);
			}
			const [first, second] = ranks.map(({ rank }) => rank);
			if (first !== second) unequal += 1;
			// Where the paper's equality does hold.
			if (kernel.R ** 2 <= Math.min(kernel.O, kernel.I)) expect(first).toBe(second);
		}
		expect(unequal).toBeGreaterThan(50);
	});

	test('contradicts the equality of the paper at O = 4, I = 20, 3 × 3, R = 3, which the page opens with', () => {
		expect(kernelOf(defaultsOf(kernelFields))).toEqual(paper);
		const ranks = unfoldingsOf(paper, factorsOf(paper, 1)).map(({ rank }) => rank);
		expect(ranks).toEqual([4, 9, 3, 3]);
	});

	test('need not have equal ranks even where R² ≤ min(O, I): cores of one row apart from a factor', () => {
		const kernel: Kernel = { O: 9, I: 9, K1: 2, K2: 2, R: 2 };
		const factors = new Map<string, Tensor>(factorsOf(kernel, 1));
		for (const name of ['T1', 'T2']) {
			const core = factors.get(name);
			if (!core) throw new Error('expected a core');
			// T[r, s, u, v] = T[0, s, u, v]: rank 1 along the first axis, 2 along the second.
			factors.set(
				name,
				tensor(
					core.shape,
					core.data.map((_, i) => core.data[i % 8] ?? NaN)
				)
			);
		}
		const [first, second] = unfoldingsOf(kernel, factors).map(({ rank }) => rank);
		expect([first, second]).toEqual([1, 4]);
	});

	test('is made of sums that plain loops make too', () => {
		const kernel: Kernel = { O: 3, I: 4, K1: 2, K2: 3, R: 2 };
		const factors = factorsOf(kernel, 7);
		const at = (name: string, ...index: number[]): number => {
			const { shape, data } = factors.get(name) ?? tensor([0], []);
			return data[index.reduce((flat, i, axis) => flat * (shape[axis] ?? 1) + i, 0)] ?? NaN;
		};
		const half = (n: number, o: number, i: number, u: number, v: number): number => {
			let total = 0;
			for (let r = 0; r < 2; r++)
				for (let s = 0; s < 2; s++) total += at(`T${n}`, r, s, u, v) * at(`X${n}`, o, r) * at(`Y${n}`, i, s);
			return total;
		};
		const { 'kernel-hadamard': one } = kernelEquations(kernel);
		const [w] = one ? check(one, factors).values : [];
		for (let o = 0; o < 3; o++)
			for (let i = 0; i < 4; i++)
				for (let u = 0; u < 2; u++)
					for (let v = 0; v < 3; v++)
						expect(w?.data[((o * 4 + i) * 2 + u) * 3 + v]).toBeCloseTo(
							half(1, o, i, u, v) * half(2, o, i, u, v),
							12
						);
	});

	test('costs what table 1 of the paper says: 20,992 numbers of 589,824 at 256 × 256 × 3 × 3 and R = 16', () => {
		expect(parametersOf({ O: 256, I: 256, K1: 3, K2: 3, R: 16 })).toEqual({
			tensor: 20_992,
			matrix: 81_920,
			whole: 589_824
		});
		const counted = [...factorsOf(paper, 1).values()].reduce((sum, { data }) => sum + data.length, 0);
		expect(counted).toBe(parametersOf(paper).tensor);
	});

	test('has equations that can fail: a factor changed on one side alone is seen', () => {
		const factors = factorsOf(paper, 1);
		const equations = kernelEquations(paper);
		const wrong = kernelEquations({ ...paper, R: 2 });
		const thin = equations['kernel-thin'];
		const bound = wrong['kernel-thin'];
		if (!thin || !bound) throw new Error('expected equations');
		const mixed: Equation = {
			...thin,
			sides: [thin.sides[0] ?? bound.sides[0], bound.sides[1]].flatMap((side) => side ?? [])
		};
		expect(check(thin, factors).holds).toBe(true);
		expect(check(mixed, factors).holds).toBe(false);
	});

	test('is typeset: each equation at the opening and at its smallest', () => {
		for (const kernel of [paper, { O: 1, I: 1, K1: 1, K2: 1, R: 1 }])
			for (const one of Object.values(kernelEquations(kernel)))
				expect(() => renderTex(texOfEquation(one), { display: true })).not.toThrow();
		expect(texOfEquation(kernelEquations(paper)['kernel-thin'] as Equation)).toContain(
			'\\operatorname{rank}'
		);
	});

	test('has four unfoldings, each of all elements', () => {
		for (const { rows, columns } of unfoldingsOf(paper, factorsOf(paper, 1)))
			expect(rows * columns).toBe(parametersOf(paper).whole);
		expect(modeNumbers.length).toBe(4);
	});
});

/** Every text of a record, functions by what they make of marks. */
function texts(value: unknown, path = ''): readonly string[] {
	if (typeof value === 'string') return [`${path}: ${value}`];
	if (typeof value === 'function')
		return texts((value as (...args: string[]) => string)('7', '8', '9'), path);
	return Object.entries(value as Record<string, unknown>).flatMap(([key, one]) =>
		texts(one, `${path}.${key}`)
	);
}

test('the words say the same in both languages: the same keys, and the numbers that they are given', () => {
	for (const both of [kernelTexts, federatedTexts]) {
		const [en, ko] = [texts(both.en), texts(both.ko)];
		expect(ko.map((line) => line.split(':')[0])).toEqual(en.map((line) => line.split(':')[0]));
		for (const line of ko) expect(line).toMatch(/: \S/);
	}
});
