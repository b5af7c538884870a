import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gradients } from '$src/algebra/adjoint';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import {
	add,
	dividedBy,
	frobeniusNorm,
	hadamard,
	kron,
	matmul,
	number,
	power,
	trace,
	transpose
} from '$src/algebra/ops';
import { rankBound } from '$src/algebra/rankBound';
import { same } from '$src/algebra/same';
import { texOf as texOfExpression } from '$src/algebra/tex';
import { emitKernels } from '$src/compute/cpu/lower/program';
import { unitsOf } from '$src/compute/cpu/units';
import { compile } from '$src/compute/schedule/compile';
import { definitionOf, deltaOf, formulaOf, shapesOf } from '$src/formula/definition';
import { expressionOf } from '$src/formula/expression';
import { FUNCTIONS, SIGNS } from '$src/formula/operations';
import { read } from '$src/formula/reading';
import { texOf } from '$src/formula/tex';
import { FormulaError, type Typed } from '$src/formula/typed';
import { Random } from '$src/math/random';
import { frobeniusNorm as normOf, scalar } from '$src/math/tensor';
import { valueProgram } from './backendSuite';
import { answerOf, call } from './terminal';

const sizes = new Map([['r', 4]]);
const symbols = shapesOf('A: 64xr, B: rx64, C: 64 x 2, D: 2×64, E: 8x8, F: 8x8, s: number', sizes);
const symbol = (name: string): Expression => {
	const found = symbols.get(name);
	if (!found) throw new Error(name);
	return found;
};

function errorOf(work: () => unknown): FormulaError {
	try {
		work();
	} catch (error) {
		if (error instanceof FormulaError) return error;
		throw error;
	}
	throw new Error('expected a FormulaError, got none');
}

describe('a line of a notebook', () => {
	test('is the expression that one would build by hand', () => {
		const { name, expression } = definitionOf('hybrid = (A*B) .* (C*D) + kron(E, F)', symbols);
		const [A, B, C, D, E, F] = [...'ABCDEF'].map(symbol) as [
			Expression,
			Expression,
			Expression,
			Expression,
			Expression,
			Expression
		];
		expect(name).toBe('hybrid');
		expect(same(expression, add(hadamard(matmul(A, B), matmul(C, D)), kron(E, F)))).toBe(true);
		expect(expression.shape).toEqual([64, 64]);
		expect(rankBound(definitionOf('W = (A*B) .* (C*D)', symbols).expression)).toBe(8);
		expect(texOfExpression(formulaOf('A*B + C*D', symbols))).toContain('\\htmlData{symbol=A}{A}');
	});

	test('takes the signs of mathematics for their names, and whole words for one letter', () => {
		for (const text of ['(A B) ⊙ (C·D) + E ⊗ F', "(B' A')' .* (Dᵀ*Cᵀ)^T + kron(E, F)"])
			expect(formulaOf(text, symbols).shape).toEqual([64, 64]);
		expect(errorOf(() => formulaOf('AB', symbols))).toMatchObject({ reason: 'unknown', detail: 'AB', at: 0 });
		const words = shapesOf('alpha: number, W0: 3x3');
		expect(formulaOf('alpha * W_0', words).shape).toEqual([3, 3]);
	});

	test.each([
		['W = A*B + C', 'formula: expected two of one shape for +, got 64 × 64 + 64 × 2 at character 9'],
		[
			'W = A*C',
			'expected as many columns on the left as rows on the right for *, got 64 × 4 * 64 × 2 at character 6'
		],
		['W = (A*B) .* kron(E, E*s) .* C', 'for .*, got 64 × 64 .* 64 × 2 at character 27'],
		['W = kron(s, E)', 'expected two matrices for kron, got 1 kron 8 × 8 at character 5'],
		['W = A^2', 'expected numbers for ^, got 64 × 4 ^ 1 at character 6'],
		['W = E/F', 'expected a number to divide by for /, got 8 × 8 / 8 × 8 at character 6'],
		['W = tr(A)', 'expected a square matrix for tr, got 64 × 4 at character 5'],
		['W = A*Q', 'expected a letter among A, B, C, D, E, F, s, got Q at character 7'],
		['W = A ⊗ ⊗ B', 'expected a formula, got "⊗" (Value expected) at character 9'],
		['W = (A*B', 'got its end (Parenthesis ) expected) at character 9'],
		['W = kron(A)', 'expected kron with 2 arguments, got 1 at character 5'],
		['W = A = B', 'expected numbers, letters and calls, got Assignment; leave it out'],
		['A*B', 'expected a name, = and a formula, such as W = A*B, got A*B at character 1'],
		['A = B*C', 'expected a name of its own, got A, which is declared at character 1'],
		[
			'W = kron(kron(E, F), kron(E, kron(E, F)))',
			'expected at most 16777216 elements, got 32768 × 32768 by kron'
		]
	])('that does not fit says what, both shapes and where: %s', (text, message) => {
		expect(errorOf(() => definitionOf(text, symbols)).message).toContain(message);
	});

	test('makes ΔW of the shape of its layer, or the formula is to blame', () => {
		expect(deltaOf('A*B', symbols, [64, 64]).shape).toEqual([64, 64]);
		expect(errorOf(() => deltaOf('A*B', symbols, [64, 32])).message).toBe(
			"formula: expected ΔW of the layer's shape 64 × 32, got 64 × 64 from A*B; change the formula or the shapes of its letters"
		);
		expect(errorOf(() => deltaOf('s', symbols, [64, 64])).message).toContain('got a number from s');
	});

	test.each([
		['A 64x4', 'expected a letter and its shape, such as A: 64x4, got A 64x4 at character 1'],
		[
			'A: 64x4, B: 4xq',
			'expected rows x columns of B in whole numbers or r, or number, got 4xq at character 10'
		],
		['A: 0x4', 'got 0x4'],
		['A: 2x2, A: 2x3', 'expected one shape for A, got two at character 9'],
		['A: 2x2,', 'got nothing'],
		['1: 2x2', 'got 1: 2x2']
	])('has letters whose shapes can be read: %s', (text, message) => {
		expect(errorOf(() => shapesOf(text, sizes)).message).toContain(message);
	});

	test('is read as fast as it is refused where it is too long', () => {
		expect(errorOf(() => formulaOf('A+'.repeat(600) + 'A', symbols)).reason).toBe('syntax');
		expect(errorOf(() => formulaOf('('.repeat(900), symbols)).reason).toBe('syntax');
	});
});

/** Every place of a tree, with what stands there in the text. */
const placesOf = (typed: Typed): [string, number][] => [
	[typed.kind === 'number' ? String(typed.value) : typed.name, typed.at],
	...(typed.kind === 'call' ? typed.args.flatMap(placesOf) : [])
];

test('a tree knows the places of its parts in the text as typed, whatever was written for it', () => {
	const text = "kron(A−B, C) * 12 + sqrt(r₁) ⊗ −AB'";
	const known = ['A', 'B', 'C', 'r1'];
	const signOf: Readonly<Record<string, string>> = {
		'kron()': 'kron',
		kron: '⊗',
		'-': '−',
		negative: '−',
		transpose: "'",
		'sqrt()': 'sqrt',
		r1: 'r₁'
	};
	const places = placesOf(read(text, { known, together: true }));
	expect(places.length).toBe(16);
	for (const [name, at] of places) {
		const sign = signOf[name] ?? name;
		// A product of letters that stand together has no sign: it is at the second.
		expect(text.slice(at).startsWith(sign) || (name === '*' && text[at] === 'B'), `${name} ${at}`).toBe(true);
	}
	expect(errorOf(() => read('r₁·r₂·q', { known: ['r1', 'r2'] })).at).toBe(6);
	expect(errorOf(() => read('r₁·(r₁ + ', { known: ['r1'] })).at).toBe(9);
});

describe('a number in a formula', () => {
	const of = (text: string): number =>
		evaluateNumber(expressionOf(read(text, { known: [] }), new Map()), new Map());
	test.each([
		['2^10', 1024],
		['10^9', 1e9],
		['ceil(2*sqrt(60))', 16],
		['floor(-1.5) + round(2.5) - ceil(0.2)', 0],
		['min(3, 1, 2) * max(3, 1, 2) * abs(-2)', 6],
		['min(7)', 7],
		['(1 < 2) + (2 <= 2) + (1 > 2) + (2 >= 3) + (1 != 1)', 2],
		['50,000/4', 12500],
		['tr(3) + norm(-4)', 7],
		['2 - -3 - +1', 4]
	])('%s is %d', (text, value) => {
		expect(of(text)).toBe(value);
	});

	test('is what JavaScript makes of it, for arithmetic of all kinds', () => {
		const arithmetic = fc.letrec<{ e: string }>((tie) => ({
			e: fc.oneof(
				{ depthSize: 'small' },
				fc.integer({ min: 1, max: 99 }).map(String),
				fc
					.tuple(tie('e'), fc.constantFrom('+', '-', '*', '/'), tie('e'))
					.map(([a, o, b]) => `(${a} ${o} ${b})`),
				tie('e').map((a) => `(-${a})`)
			)
		})).e;
		fc.assert(
			fc.property(arithmetic, (text) => {
				const wanted = (0, eval)(text) as number;
				expect(Object.is(of(text), wanted) || of(text) === wanted || Number.isNaN(wanted)).toBe(true);
			})
		);
	});
});

describe('the ops that formulas brought', () => {
	const m = new Random(1, 'm').normal([4, 4]);
	const values = new Map([
		['M', m],
		['s', scalar(-3)]
	]);
	const [M, s] = [leaf('M', [4, 4]), leaf('s', [])];

	test('have the value that their names say', () => {
		expect(evaluate(dividedBy(M, s), values).data).toEqual(m.data.map((x) => x / -3));
		expect(evaluateNumber(trace(M), values)).toBe(
			[0, 5, 10, 15].reduce((sum, i) => sum + (m.data[i] ?? 0), 0)
		);
		expect(() => trace(leaf('T', [2, 3]))).toThrow('trace: expected a square matrix, got shape [2, 3]');
		for (const size of [1, 1e200, 1e-200, 0]) {
			const scaled = new Map([['M', { shape: m.shape, data: m.data.map((x) => size * x) }]]);
			const wanted = size * normOf(m);
			expect(Math.abs(evaluateNumber(frobeniusNorm(M), scaled) - wanted)).toBeLessThanOrEqual(1e-14 * wanted);
		}
	});

	test('train where they have a derivative, and are refused where they have none', () => {
		const [gradient] = gradients(dividedBy(trace(M), s), [s]);
		if (!gradient) throw new Error('one gradient');
		expect(evaluateNumber(gradient, values)).toBeCloseTo(-evaluateNumber(trace(M), values) / 9, 12);
		expect(() => gradients(power(s, number(2)), [s])).toThrow(
			'derivative: expected functions that train, got pow; leave it out of what is trained'
		);
		const program = valueProgram(power(s, number(2)), new Map([['s', [-3]]]));
		expect(() => emitKernels(unitsOf(compile(program)).units, false)).toThrow(
			'wasm: expected functions that train, got pow'
		);
	});
});

describe('how a formula is typeset', () => {
	const texOfText = (text: string, known: readonly string[]): string =>
		texOf(read(text, { known, together: true })).text;
	test.each([
		['r1r2', ['r1', 'r2'], 'r_{1}\\,r_{2}'],
		["(A+B)'C", ['A', 'B', 'C'], '\\left(A + B\\right)^{\\top}\\,C'],
		['2*3*r', ['r'], '2 \\cdot 3\\,r'],
		['(m+n)/(2R)', ['m', 'n', 'R'], '\\frac{m + n}{2\\,R}'],
		['(m/n)^2', ['m', 'n'], '\\left(\\frac{m}{n}\\right)^{2}'],
		['-(a-b)', ['a', 'b'], '-\\left(a - b\\right)'],
		['ceil(2√T)', ['T'], '\\lceil 2\\,\\sqrt{T}\\rceil'],
		['A ⊗ (B .* C)', ['A', 'B', 'C'], 'A \\otimes \\left(B \\odot C\\right)'],
		['960000000000', [], '960\\,000\\,000\\,000'],
		['min(m, n) + norm(A)', ['m', 'n', 'A'], '\\operatorname{min}\\left(m, n\\right) + \\lVert A\\rVert']
	])('%s', (text, known, tex) => {
		expect(texOfText(text, known)).toBe(tex);
	});

	test('is there for every operation', () => {
		const args = ['a', 'b'].map((text) => ({ text, precedence: 5 }));
		for (const [name, { tex, least }] of [...SIGNS, ...FUNCTIONS])
			expect(tex(args.slice(0, Math.max(1, least))).text, name).toContain('a');
	});

	test('is the same for an expression that is built of it', () => {
		const S = new Map(['A', 'B'].map((name) => [name, leaf(name, [2, 2], { symbol: '' })]));
		for (const text of ["A' + B/2", 'kron(A, B)', '-A .* B', 'norm(A)*B'])
			expect(texOfExpression(formulaOf(text, S)), text).toBe(texOfText(text, ['A', 'B']));
		expect(texOfExpression(transpose(leaf('A', [2, 2], { symbol: '' })))).toBe('A^{\\top}');
	});
});

describe('the command for formulas', () => {
	const given = ['--shapes', 'A: 64xr, B: rx64, C: 64xr, D: rx64', '--sizes', 'r=4'];

	test('answers what follows from the shapes', async () => {
		expect(await answerOf(['formula', '--text', 'W = (A*B) .* (C*D)', ...given])).toEqual({
			name: 'W',
			shape: [64, 64],
			rankBound: 16,
			parameters: 4 * 64 * 4,
			letters: [
				{ name: 'A', shape: [64, 4] },
				{ name: 'B', shape: [4, 64] },
				{ name: 'C', shape: [64, 4] },
				{ name: 'D', shape: [4, 64] }
			]
		});
	});

	test.each([
		[
			'W = A*Q',
			'formula: expected a letter among A, B, C, D, got Q at character 7; declare it, or write one of these'
		],
		['W = A*C', 'got 64 × 4 * 64 × 4 at character 6; transpose a side, or change a shape'],
		['W = cos(A)', 'got cos at character 5; '],
		['W = A*(B', 'got its end (Parenthesis ) expected) at character 9; look at the brackets'],
		['A*B', 'expected a name, = and a formula']
	])('refuses %s with exit code 2, one line on stderr and nothing on stdout', async (text, message) => {
		const { code, stdout, stderr } = await call(['formula', '--text', text, ...given]);
		expect({ code, stdout, lines: stderr.length }).toEqual({ code: 2, stdout: [], lines: 1 });
		expect(stderr[0]).toMatch(/^formula: expected \S.*, got \S.*; \S.*$/);
		expect(stderr[0]).toContain(message);
	});

	test('refuses sizes that a shape names and nobody gave', async () => {
		const { code, stderr } = await call(['formula', '--text', 'W = A', '--shapes', 'A: 64xr']);
		expect(code).toBe(2);
		expect(stderr[0]).toBe(
			'formula: expected rows x columns of A in whole numbers, or number, got 64xr at character 1; name every size that it uses'
		);
	});
});
