/**
 * The equations of the lesson as records: typeset and evaluated from the same expressions. Ranks are measured,
 * numbers of elements and of multiplications are counted; everything else is index notation.
 */
import { gradients } from '$src/algebra/adjoint';
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import { topological, type Expression } from '$src/algebra/expression';
import { elementsIn, rankOf } from '$src/algebra/measures';
import { allLetters, sizeOf } from '$src/algebra/notation';
import {
	hadamard,
	identity,
	innerProduct,
	kron,
	matmul,
	number,
	scale,
	square,
	squaredNorm,
	subtract,
	transpose
} from '$src/algebra/ops';
import { precedence } from '$src/algebra/ops/precedence';
import { argumentsOf } from '$src/algebra/scalar';
import { texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { measureRank } from '$src/math/rank';
import { currentBlock, leavesFor, nearestPair, pairOnBoard } from './matrices';
import { ones, outer, rearrange, timesVector, vec } from './ops';
import type { LokrValues } from './parameters';

const productOfRanks = (a: Expression, b: Expression): Measure =>
	measure(
		[a, b],
		([x, y]) => `\\operatorname{rank} ${x ?? ''} \\cdot \\operatorname{rank} ${y ?? ''}`,
		(both) => both.reduce((product, value) => product * measureRank(value).rank, 1)
	);

/** Multiplications to compute an expression as it is bracketed: one for each time two numbers meet. */
export function multiplicationsOf(e: Expression): number {
	return topological([e]).reduce((total, node) => {
		if (node.kind === 'leaf' || argumentsOf(node.body).length < 2) return total;
		const { out, reduced } = allLetters(node.notation);
		return total + [...out, ...reduced].reduce((n, letter) => n * sizeOf(node.sizes, letter), 1);
	}, 0);
}

export function equationsFor(values: LokrValues) {
	const leaves = leavesFor(values);
	const { A, B, C, D, aij, ai, c1, pickRows, pickColumns, pickFirst } = leaves;
	const { UA, SA, VA, UB, SB, VB, sigmaA, sigmaB, sigma, sorting, X, columnsX } = leaves;
	const { randomA, randomB, s, G, M, nearA, nearB, otherA, otherB, first } = leaves;
	const { a, b, c, d } = pairOnBoard(values);
	const [O, I, p] = [a * b, c * d, a * c];
	const [i, j] = currentBlock(values).map((index) => index + 1);
	const near = nearestPair(values);

	const AB = kron(A, B);
	const CD = kron(C, D);
	const x = written('x', vec(X));
	const blockOf = (product: Expression, row: number | string, column: number | string, tex: string) =>
		written(`\\left[${tex}\\right]_{(${row},\\cdot),\\,(${column},\\cdot)}`, product);

	const loss = innerProduct(G, scale(s, AB));
	const [ofA = A, ofB = B] = gradients(loss, [A, B]);
	const partial = (name: Expression): string =>
		`\\operatorname{vec} \\frac{\\partial L}{\\partial ${texOf(name)}}`;

	const arithmetic = number(p + (O * I) / p, 'p + \\tfrac{OI}{p}');
	const minimum = `\\min(a,c)\\cdot\\min(b,d)`;

	return {
		block: equation(
			blockOf(matmul(matmul(pickRows, AB), transpose(pickColumns)), i ?? 1, j ?? 1, texOf(AB)),
			'=',
			written(`\\htmlData{symbol=A}{a_{${i}${j}}}\\, ${texOf(B)}`, scale(aij, B), precedence.product)
		),

		'product-block': equation(
			blockOf(
				matmul(pickRows, matmul(matmul(AB, CD), transpose(pickFirst))),
				i ?? 1,
				1,
				`(${texOf(AB)})(${texOf(CD)})`
			),
			'=',
			scale(
				written(
					`\\Bigl(\\sum_{j} \\htmlData{symbol=A}{a_{${i}j}}\\, \\htmlData{symbol=C}{c_{j1}}\\Bigr)`,
					innerProduct(transpose(ai), c1)
				),
				matmul(B, D)
			)
		),
		mixed: equation(matmul(AB, CD), '=', kron(matmul(A, C), matmul(B, D))),

		svd: equation(
			AB,
			'=',
			kron(matmul(matmul(UA, SA), transpose(VA)), matmul(matmul(UB, SB), transpose(VB)))
		),
		'svd-of-product': equation(AB, '=', matmul(matmul(kron(UA, UB), kron(SA, SB)), transpose(kron(VA, VB)))),

		transpose: equation(transpose(kron(UA, UB)), '=', kron(transpose(UA), transpose(UB))),
		orthonormal: equation(
			matmul(transpose(kron(UA, UB)), kron(UA, UB)),
			'=',
			kron(matmul(transpose(UA), UA), matmul(transpose(UB), UB)),
			'=',
			identity(Math.min(a, c) * Math.min(b, d))
		),

		spectrum: equation(
			sigma,
			'=',
			written(
				`\\operatorname{sort}\\bigl\\{\\htmlData{symbol=A}{\\sigma_i(A)}\\,\\htmlData{symbol=B}{\\sigma_j(B)}\\bigr\\}`,
				timesVector(sorting, vec(outer(sigmaA, sigmaB)))
			)
		),
		rank: equation(rankOf(AB), '=', productOfRanks(A, B)),

		vec: equation(timesVector(AB, x), '=', vec(matmul(matmul(A, X), transpose(B)))),
		'vec-columns': equation(written('x', vec(columnsX, true)), '=', x),
		'columns-product': equation(
			timesVector(AB, written('x', vec(columnsX, true))),
			'=',
			vec(matmul(matmul(B, columnsX), transpose(A)), true)
		),
		multiplications: equation(
			written(
				`\\#_{\\times}\\left(${texOf(A)}\\,(${texOf(X)}\\,${texOf(B)}^{\\top})\\right)`,
				number(multiplicationsOf(matmul(A, matmul(X, transpose(B)))))
			),
			'=',
			number(b * c * d + a * b * c, 'bcd + abc')
		),

		cost: equation(elementsIn(A, B), '=', arithmetic, '≥', number(2 * Math.sqrt(O * I), '2\\sqrt{OI}')),
		gap: equation(
			subtract(arithmetic, number(2 * Math.sqrt(O * I), '2\\sqrt{OI}')),
			'=',
			square(
				written(
					'\\Bigl(\\sqrt{p} - \\sqrt{\\tfrac{OI}{p}}\\Bigr)',
					number(Math.sqrt(p) - Math.sqrt((O * I) / p))
				)
			)
		),

		bound: equation(
			rankOf(AB),
			'≤',
			number(Math.min(a, c) * Math.min(b, d), minimum),
			'≤',
			number(Math.min(O, I), '\\min(O, I)')
		),
		generic: equation(rankOf(kron(randomA, randomB)), '=', number(Math.min(a, c) * Math.min(b, d), minimum)),

		masks: equation(AB, '=', hadamard(kron(A, ones(b, d)), kron(ones(a, c), B))),
		'mask-ranks': equation(rankOf(kron(A, ones(b, d))), '=', rankOf(A)),
		'identity-masks': equation(
			hadamard(kron(identity(3), ones(3, 3)), kron(ones(3, 3), identity(3))),
			'=',
			identity(9)
		),

		rearranged: equation(rearrange(AB, { a, c }), '=', outer(vec(A), vec(B))),
		'same-distance': equation(
			squaredNorm(subtract(M, kron(otherA, otherB))),
			'=',
			squaredNorm(subtract(rearrange(M, near), outer(vec(otherA), vec(otherB))))
		),
		nearest: equation(
			subtract(squaredNorm(M), squaredNorm(subtract(M, kron(nearA, nearB)))),
			'=',
			square(first)
		),

		'gradient-a': equation(
			written(partial(A), vec(ofA)),
			'=',
			scale(s, timesVector(rearrange(G, { a, c }), vec(B)))
		),
		'gradient-b': equation(
			written(partial(B), vec(ofB)),
			'=',
			scale(s, timesVector(transpose(rearrange(G, { a, c })), vec(A)))
		)
	} as const satisfies Record<string, Equation>;
}

export type EquationId = keyof ReturnType<typeof equationsFor>;
