import { describe, expect, test } from 'vitest';
import { choice, formula, matrix, number, order, real, size, type Exercise } from '$src/exercises/exercise';
import { judge, texOfAnswer } from '$src/exercises/judge';
import { languages } from '$src/i18n';
import { exerciseTexts, wordsFor } from '$src/lesson/exercise/texts';

const bound = formula({
	symbols: { r1: size(), r2: size() },
	answer: 'r1*r2',
	mistakes: { sum: 'r1+r2' }
});
const gradient = formula({
	symbols: { s: real(), G: matrix('m', 'n'), A: matrix('r', 'n'), B: matrix('m', 'r') },
	answer: "s*G*A'",
	mistakes: { 'no-scale': "G*A'" }
});
const area = formula({ symbols: { R: size(), m: size(), n: size() }, answer: '2*R*(m+n)' });
const lattice = formula({ symbols: { T: size(2, 60) }, answer: 'ceil(2*sqrt(T))' });
const kindOf = (exercise: Exercise, answer: string): string => judge(exercise, answer).kind;

describe('a typed formula', () => {
	test.each([
		[bound, 'r1r2'],
		[bound, 'r2 r1'],
		[bound, 'r₁·r₂'],
		[bound, 'r_1 * r_2'],
		[bound, '(r_1 * r_2)'],
		[bound, 'r_(1) * (r_2)'],
		[bound, '((r1+r2)^2-(r1-r2)^2)/4'],
		[bound, 'r1r2^2/r2'],
		[bound, 'r1²r2²/r1r2'],
		[gradient, 'sGAᵀ'],
		[gradient, "s (A G')'"],
		[gradient, 's*G*transpose(A)'],
		[gradient, 'sGA^T'],
		[gradient, 'G*A^\\top*s'],
		[area, '2R(m+n)'],
		[area, '2R（m+n）'],
		[area, 'R(2m+2n)'],
		[area, '2Rm + 2Rn'],
		[area, '(m+n)(R+R)'],
		[lattice, '⌈2√T⌉'],
		[lattice, 'ceil(2 sqrt(T))'],
		[lattice, '⌈√(4T)⌉']
	])('is right in any way of writing it: %#, %s', (exercise, answer) => {
		expect(judge(exercise, answer)).toEqual({ kind: 'right' });
	});

	test('that makes an expected mistake gets what was written for it', () => {
		expect(judge(bound, 'r2 + r1')).toEqual({ kind: 'mistake', id: 'sum' });
		expect(judge(gradient, "G A'")).toEqual({ kind: 'mistake', id: 'no-scale' });
	});

	test('that is wrong gets numbers at which it differs, small ones', () => {
		const verdict = judge(area, 'R(m+n)');
		expect(verdict).toMatchObject({ kind: 'wrong', near: 'factor' });
		const counterexample = verdict.kind === 'wrong' ? verdict.counterexample : null;
		const given = Object.fromEntries(counterexample?.given ?? []);
		const right = 2 * (given['R'] ?? NaN) * ((given['m'] ?? NaN) + (given['n'] ?? NaN));
		expect(counterexample).toMatchObject({ right, yours: right / 2 });
	});

	test('hears what it is near to: a factor, a sign, the transpose, another shape', () => {
		const near = (exercise: Exercise, answer: string): unknown => {
			const verdict = judge(exercise, answer);
			return verdict.kind === 'wrong' ? verdict.near : verdict.kind;
		};
		expect(near(gradient, "3*s*G*A'")).toBe('factor');
		expect(near(gradient, "-s*G*A'")).toBe('sign');
		expect(near(gradient, "s*A*G'")).toBe('transposed');
		expect(near(gradient, "B'*G")).toBe('shape');
		expect(near(gradient, "s*G*A' + B")).toBe(null);
		expect(near(number({ answer: '60e9*4' }), '240')).toBe('unit');
	});

	test.each([
		[bound, '', 'empty'],
		[bound, 'r1 * ', 'syntax'],
		[bound, '(r1', 'syntax'],
		[bound, 'r1*r3', 'unknown'],
		[bound, 'rank(r1)', 'unknown'],
		[bound, 'r1 = r2', 'syntax'],
		[bound, 'f(x)=x', 'unknown'],
		[bound, 'min(r1)!', 'syntax'],
		[bound, '"r1"', 'syntax'],
		[bound, 'r1; r2', 'syntax'],
		[bound, 'sqrt(r1, r2)', 'arguments'],
		[gradient, 's*G*A', 'shape'],
		[gradient, 'G + 1', 'shape'],
		[gradient, 'G^2', 'shape'],
		[bound, 'r1'.repeat(200), 'long'],
		[bound, 'r1*r2/0', 'infinite'],
		[bound, '9e999', 'infinite'],
		[bound, '(r1-r1)/(r2-r2)', 'infinite'],
		[bound, 'sqrt(-r1)', 'infinite'],
		[bound, 'r1*r2 + 0/(1/0)', 'infinite'],
		[bound, '2^'.repeat(90) + '2', 'infinite'],
		[gradient, "s*G*A'/0", 'infinite'],
		[gradient, 'G⊗A⊗B⊗G', 'size'],
		[gradient, 'norm(G⊗A⊗B)B', 'size'],
		[gradient, "(G⊗A)'(G⊗A)(G⊗A)'", 'size'],
		[gradient, `G${"'".repeat(190)}`, 'size'],
		[gradient, 'A⊗'.repeat(99) + 'A', 'size'],
		[bound, '('.repeat(100) + 'r1', 'syntax']
	])('that cannot be read or does not fit is not counted: %#, %s', (exercise, answer, reason) => {
		expect(judge(exercise, answer)).toMatchObject({ kind: 'hint', hint: { reason } });
	});

	test('names the letter that is none of the question, and the shapes that do not fit', () => {
		expect(judge(bound, 'r1*q')).toMatchObject({ hint: { detail: 'q', known: ['r1', 'r2'] } });
		const verdict = judge(gradient, 'G*A');
		expect(verdict.kind === 'hint' && 'detail' in verdict.hint ? verdict.hint.detail : '').toMatch(
			/^\d × \d \* \d × \d$/
		);
	});

	test('is right however deep its brackets are, as long as it is short', () => {
		expect(kindOf(bound, `${'('.repeat(95)}r1r2${')'.repeat(95)}`)).toBe('right');
	});

	test('is not evaluated where its result would be large: the shapes alone are looked at', () => {
		// Of 10⁸ elements each, were they made.
		for (const answer of ['kron(kron(G, A), kron(B, G))', "tr((G⊗A⊗B)(G⊗A⊗B)')", 'G⊗A⊗B⊗G⊗A⊗B⊗G⊗A⊗B⊗G⊗A']) {
			const verdict = judge(gradient, answer);
			expect(verdict).toMatchObject({ kind: 'hint', hint: { reason: 'size' } });
			for (const language of languages)
				expect(wordsFor(verdict, exerciseTexts[language])).toMatch(
					/(\d+ × \d+|operations|연산).*(answer|답)/
				);
		}
		expect(texOfAnswer('r1*'.repeat(100) + 'r1', ['r1'])).toBeNull();
	});

	test('that is not finite on one sample alone is not right: ∞ is not taken for what is asked', () => {
		const pole = formula({ symbols: { r: size(2, 3) }, answer: '1/(r-1)' });
		expect(kindOf(pole, '1/(r-1)')).toBe('right');
		expect(judge(pole, '1/(r-1) + 0/(r-3)')).toMatchObject({ kind: 'hint', hint: { reason: 'infinite' } });
		expect(judge(number({ answer: '1e300' }), '1/0').kind).toBe('hint');
		expect(judge(number({ answer: '2', tolerance: 1e9 }), '1e308*10').kind).toBe('hint');
		// An author's slip is found by whoever tries the exercise, and is no answer that all are right against.
		expect(() => judge(number({ answer: '1/0' }), '9e999')).not.toThrow();
		expect(judge(number({ answer: '1/0' }), '9e999').kind).toBe('hint');
		expect(() => judge(number({ answer: '1/0' }), '1')).toThrow(/infinite/);
	});

	test('cannot reach anything but the formula: no names of JavaScript, no assignments, no functions of mathjs', () => {
		for (const attempt of [
			'constructor',
			'__proto__',
			'import(r1)',
			'eval("1")',
			'parse("r1")',
			'r1.constructor',
			'cos(r1)',
			'r1 = 5',
			'[r1, r2]',
			'{a: r1}',
			'r1 ? r2 : r1',
			'r1:r2',
			'toString()',
			'hasOwnProperty(r1)'
		]) {
			expect(kindOf(bound, attempt), attempt).toBe('hint');
		}
	});

	test('must have the form where form is the point', () => {
		const product = formula({ symbols: { m: size(), n: size() }, answer: 'm^2 - n^2', form: 'product' });
		expect(judge(product, 'm^2 - n^2')).toEqual({ kind: 'form', form: 'product' });
		expect(kindOf(product, '(m-n)(m+n)')).toBe('right');
		expect(kindOf(product, '-(n-m)(m+n)')).toBe('right');
	});
});

describe('a number', () => {
	const bytes = number({ answer: '16*60e9', mistakes: { weights: '2*60e9' } });
	test('may be typed as digits or as arithmetic', () => {
		for (const answer of ['960000000000', '960,000,000,000', '960e9', '9.6e11', '16·60·10^9'])
			expect(kindOf(bytes, answer)).toBe('right');
		expect(judge(bytes, '120e9')).toEqual({ kind: 'mistake', id: 'weights' });
		expect(kindOf(bytes, '961e9')).toBe('wrong');
		expect(kindOf(bytes, '9,6e11')).toBe('hint');
		expect(kindOf(bytes, '960,00')).toBe('hint');
		expect(kindOf(number({ answer: '50' }), 'min(50,000)')).toBe('wrong');
	});
	test('is about right where the question asks for about how much', () => {
		const about = number({ answer: '894.1', tolerance: 0.01 });
		expect(kindOf(about, '900')).toBe('right');
		expect(kindOf(about, '960')).toBe('wrong');
	});
});

describe('a choice and an order', () => {
	test('are right as they were meant, and nothing else is', () => {
		const one = choice(['a', 'b', 'c'], 'b');
		expect(kindOf(one, 'b')).toBe('right');
		expect(judge(one, 'a')).toEqual({ kind: 'mistake', id: 'a' });
		const steps = order('x', 'y', 'z');
		expect(judge(steps, ['x', 'y', 'z']).kind).toBe('right');
		expect(judge(steps, 'x,y,z').kind).toBe('right');
		expect(judge(steps, ['y', 'x', 'z']).kind).toBe('wrong');
		for (const other of [[], ['x,y', 'z'], ['x', 'y'], ['x', 'y', 'z', '']])
			expect(judge(steps, other).kind).toBe('wrong');
	});
});

test('samples do not depend on when they are drawn: the same answer gets the same verdict', () => {
	const again = { ...bound };
	expect(judge(again, 'r1+r2+1')).toEqual(judge(bound, 'r1+r2+1'));
});
