/**
 * The equations of the derivation as records: typeset and evaluated from the same expressions. Ranks, ceilings and
 * the largest of a list are measured; everything else is index notation on numbers.
 */
import { ceilSqrt } from '$src/adapters/optimum';
import { equation, measure, type Equation, type Measure, type Side } from '$src/algebra/equation';
import type { Expression } from '$src/algebra/expression';
import { elementsIn, rankOf } from '$src/algebra/measures';
import {
	add,
	hadamard,
	matmul,
	number,
	root,
	scale,
	square,
	subtract,
	times,
	transpose
} from '$src/algebra/ops';
import { texOf } from '$src/algebra/tex';
import type { Tensor } from '$src/math/tensor';
import { leavesFor } from './matrices';
import type { OptimumValues } from './parameters';

const [zero, one, two, four] = [0, 1, 2, 4].map((value) => number(value)) as [
	Expression,
	Expression,
	Expression,
	Expression
];
const quarter = number(1 / 4, '\\tfrac{1}{4}');

/** A number of numbers, typeset by hand. */
const read = (
	of: readonly Expression[],
	write: (names: readonly string[]) => string,
	value: (numbers: readonly number[]) => number
): Measure => measure(of, write, (args) => value(args.map(({ data }) => data[0] ?? NaN)));

/** ⌊a²/4⌋. */
const quarterSquare = (a: Expression, write = (tex: string): string => `${tex}^2`): Measure =>
	read(
		[a],
		([tex]) => `\\left\\lfloor \\tfrac{1}{4}\\,${write(tex ?? '')} \\right\\rfloor`,
		([value = NaN]) => Math.floor((value * value) / 4)
	);

const least = (of: readonly Expression[]): Measure =>
	read(
		of,
		(names) => `\\min\\left(${names.join(',\\, ')}\\right)`,
		(numbers) => Math.min(...numbers)
	);

/** t = r₁ − r₂ of each pair in a list, one pair a row. */
const differences = (pairs: Tensor | undefined): number[] =>
	Array.from(
		{ length: pairs?.shape[0] ?? 0 },
		(_, i) => (pairs?.data[2 * i] ?? NaN) - (pairs?.data[2 * i + 1] ?? NaN)
	);

export function equationsFor(values: OptimumValues) {
	const { X1, Y1, X2, Y2, B, A, r1, r2, m, n, T, R, s, t, least: leastSum, pairs, fullR } = leavesFor(values);
	const sides = add(m, n);
	const cost = times(add(r1, r2), sides);
	const area = times(r1, r2);
	const geometric = times(two, root(area));
	const unequal = square(subtract(root(r1), root(r2)));
	const W = hadamard(matmul(X1, transpose(Y1)), matmul(X2, transpose(Y2)));
	const [leastTex, pairsTex] = [texOf(leastSum), texOf(pairs)];
	const largestGap = (value: (gap: number) => number, write: string): Side =>
		measure(
			[pairs],
			() => write,
			([list]) => value(Math.max(...differences(list)))
		);

	return {
		count: equation(
			elementsIn(X1, Y1, X2, Y2),
			'=',
			add(add(times(m, r1), times(n, r1)), add(times(m, r2), times(n, r2))),
			'=',
			cost
		),
		'rank-bound': equation(rankOf(W), '≤', area),

		square: equation(unequal, '≥', zero),
		'am-gm': equation(add(r1, r2), '=', add(geometric, unequal), '≥', geometric),

		constraint: equation(area, '≥', T, '=', square(R)),
		root: equation(root(area), '≥', root(T), '=', R),

		'lower-bound': equation(cost, '≥', times(geometric, sides), '≥', times(times(two, R), sides)),

		gap: equation(
			subtract(cost, times(times(two, R), sides)),
			'=',
			times(add(unequal, times(two, subtract(root(area), R))), sides)
		),
		attained: equation(times(add(R, R), sides), '=', times(times(two, R), sides)),

		product: equation(area, '=', scale(quarter, subtract(square(s), square(t))), '≤', quarterSquare(s)),
		'best-product': equation(
			quarterSquare(s),
			'=',
			read(
				[s],
				([tex]) =>
					`\\left\\lfloor \\tfrac{${tex ?? ''}}{2} \\right\\rfloor \\left\\lceil \\tfrac{${tex ?? ''}}{2} \\right\\rceil`,
				([sum = NaN]) => Math.floor(sum / 2) * Math.ceil(sum / 2)
			)
		),

		'just-enough': equation(
			quarterSquare(subtract(leastSum, one), (tex) => `\\left(${tex}\\right)^2`),
			'<',
			T,
			'≤',
			quarterSquare(leastSum)
		),
		'least-sum': equation(
			add(r1, r2),
			'≥',
			leastSum,
			'=',
			read(
				[T],
				([tex]) => `\\left\\lceil 2\\sqrt{${tex ?? ''}} \\right\\rceil`,
				([target = NaN]) => ceilSqrt(4 * target)
			),
			'≥',
			times(two, root(T))
		),

		optima: equation(
			largestGap((gap) => gap * gap, `\\max_{${pairsTex}} ${texOf(t)}^2`),
			'≤',
			subtract(square(leastSum), times(four, T)),
			'<',
			largestGap((gap) => (gap + 2) ** 2, `\\left(\\max_{${pairsTex}} ${texOf(t)} + 2\\right)^2`)
		),
		'optima-count': equation(
			measure(
				[pairs],
				() => `\\left|${pairsTex}\\right|`,
				([list]) => list?.shape[0] ?? NaN
			),
			'=',
			measure(
				[leastSum, T],
				() =>
					`\\#\\left\\{\\,${texOf(t)} : ${texOf(t)} \\equiv ${leastTex} \\!\\!\\pmod 2,\\; ${texOf(t)}^2 \\le ${leastTex}{}^2 - 4${texOf(T)}\\right\\}`,
				(args) => countDifferences(args[0]?.data[0] ?? NaN, args[1]?.data[0] ?? NaN)
			)
		),

		'against-lora': equation(subtract(square(R), times(two, R)), '=', times(R, subtract(R, two))),
		'against-lora-corner': equation(
			subtract(area, add(r1, r2)),
			'=',
			subtract(times(subtract(r1, one), subtract(r2, one)), one)
		),
		'generic-loha': equation(rankOf(W), '=', least([m, n, area])),
		'generic-lora': equation(rankOf(matmul(B, A)), '=', least([m, n, add(r1, r2)])),

		corollary: equation(square(subtract(fullR, one)), '<', least([m, n]), '≤', square(fullR)),
		'corollary-least': equation(
			fullR,
			'=',
			read(
				[m, n],
				(names) =>
					`\\min\\left(${names.map((name) => `\\lceil\\sqrt{${name}}\\,\\rceil`).join(',\\, ')}\\right)`,
				(numbers) => Math.min(...numbers.map(ceilSqrt))
			)
		)
	} satisfies Record<string, Equation>;
}

/** How many whole t have the parity of s and t² ≤ s² − 4T: by trying them. */
function countDifferences(s: number, target: number): number {
	let count = 0;
	for (let t = -s; t <= s; t++) if ((s - t) % 2 === 0 && t * t <= s * s - 4 * target) count++;
	return count;
}
