/**
 * The equations of the derivation as records: typeset and evaluated from the same expressions. On one side stands what
 * memory.ts and the adapters have counted part by part, on the other the formula.
 */
import { equation, type Equation } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { add, number, square, subtract, times } from '$src/algebra/ops';
import { arg, div } from '$src/algebra/scalar';
import { written } from '$src/algebra/written';
import { leaves } from './matrices';
import { trainedBytes } from './memory';
import type { PeftValues } from './parameters';

/** a / b, of two numbers. */
const quotient = (a: Expression, b: Expression): Apply =>
	apply(
		{
			name: 'quotient',
			notation: ',->',
			body: div(arg(0), arg(1)),
			tex: ([x, y]) => ({ text: `\\frac{${x?.text ?? ''}}{${y?.text ?? ''}}`, precedence: 5 })
		},
		[a, b]
	);

const product = (first: Expression, ...rest: readonly Expression[]): Expression =>
	rest.reduce((left, right) => times(left, right), first);

export function equationsFor({ scheme, targets, recompute }: PeftValues) {
	const { N, P, w, g, c, m1, m2, k, f, full, peft, fp32, gibibytes, L, h, r, s, b, heads, act } = leaves;
	const [one, three, four] = [number(1), number(3), number(4)];

	/** P / N, the share that is trained. */
	const p = written('p', quotient(P, N));
	const perNumber = add(f, times(k, p));
	const ratio = quotient(k, perNumber);

	/** Bytes of a value that is kept; a layer has 16 of them a token and width, and two masks. */
	const value = trainedBytes[scheme].weight;
	const linear = number(recompute === 'full' ? value : 16 * value + 2);
	const tokens = product(s, b, h);
	const kept =
		recompute === 'none'
			? product(L, tokens, add(linear, times(number(2 * value + 1), quotient(times(heads, s), h))))
			: product(linear, L, tokens);

	return {
		'bytes-per-number': equation(k, '=', add(add(add(add(w, g), c), m1), m2)),
		full: equation(
			full,
			'=',
			add(add(add(times(N, w), times(N, g)), times(N, c)), times(N, add(m1, m2))),
			'=',
			times(k, N)
		),

		article: equation(
			fp32,
			'=',
			add(product(three, written('\\cdot\\,4', four, 3), N), times(four, N)),
			'=',
			times(number(16), N)
		),
		gibibytes: equation(full, '=', times(number(2 ** 30, '2^{30}'), gibibytes)),

		count: equation(P, '=', product(number(targets === 'all' ? 18 : 8), L, r, h)),
		frozen: equation(peft, '=', add(times(f, N), times(k, P))),
		floor: equation(peft, '>', times(f, N)),

		saving: equation(subtract(full, peft), '=', subtract(times(subtract(k, f), N), times(k, P))),

		ratio: equation(
			quotient(full, peft),
			'=',
			quotient(times(k, N), add(times(f, N), times(k, P))),
			'=',
			ratio
		),
		ceiling: equation(
			quotient(k, f),
			'=',
			add(ratio, quotient(times(square(k), p), times(f, perNumber))),
			'>',
			ratio
		),
		counts: equation(quotient(N, P), '=', quotient(one, p), '>', ratio),

		activations: equation(act, '=', kept),
		'with-activations': equation(
			quotient(add(full, act), add(peft, act)),
			'=',
			add(one, quotient(subtract(full, peft), add(peft, act)))
		)
	} satisfies Record<string, Equation>;
}
