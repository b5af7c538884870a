/**
 * The equations of the derivation as records: typeset and evaluated from the same expressions. Gradients on
 * a left side are the adjoint graph's (src/algebra/adjoint.ts), formulas on a right side are the lesson's.
 */
import { gradients } from '$src/algebra/adjoint';
import { equation, measure, type Equation } from '$src/algebra/equation';
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { elementsIn } from '$src/algebra/measures';
import {
	add,
	innerProduct,
	matmul,
	number,
	scale,
	squaredNorm,
	subtract,
	times,
	transpose
} from '$src/algebra/ops';
import { arg, mul, product, sameLetter } from '$src/algebra/scalar';
import { symbolTex, texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { measureRankOfFactors } from '$src/math/rank';
import { zeros, type Tensor } from '$src/math/tensor';
import { combiningEquations } from './combiningEquations';
import { cornerOf, leavesFor } from './matrices';
import type { LoraValues } from './parameters';

const partial = (factor: string, at = ''): string =>
	`\\frac{\\partial L}{\\partial ${factor}}${at && `\\bigg|_{${at}}`}`;

/** tr M. */
const trace = (m: Expression): Apply =>
	apply(
		{
			name: 'trace',
			notation: 'ij->',
			body: mul(arg(0), sameLetter('i', 'j')),
			tex: ([a]) => ({ text: `\\operatorname{tr}\\left(${a?.text ?? ''}\\right)`, precedence: 5 })
		},
		[m]
	);

/** Σₖ uₖvₖᵀ for the columns of U and V. */
const sumOfOuter = (tex: string, u: Expression, v: Expression): Apply =>
	apply(
		{
			name: 'sumOfOuter',
			notation: 'ik,jk->ij',
			body: product(2),
			tex: () => ({ text: tex, precedence: 1 })
		},
		[u, v]
	);

const half = number(0.5, '\\tfrac{1}{2}');
const zero = number(0);

export function equationsFor(values: LoraValues) {
	const shape = cornerOf(values);
	const leaves = leavesFor(shape);
	const { W0, B, A, s, X, Y, D, dB, dA, B0, A0, zeroA, zeroB, eta, M, inverseM } = leaves;
	const [deltaTex, b, a] = [symbolTex('dW', '\\Delta W'), texOf(B), texOf(A)];

	/** L(ΔW) = ½ Σ ‖(W0 + ΔW)x − y‖² over the batch. */
	const lossOf = (delta: Expression): Expression =>
		scale(half, squaredNorm(subtract(add(matmul(W0, X), matmul(delta, X)), Y)));
	/** ½ Σ ‖Dx‖² over the batch: all that the square leaves beyond first order. */
	const halfSquares = (tex: string, d: Expression): Expression =>
		written(
			`\\tfrac{1}{2}\\sum_i \\lVert ${tex}\\,${symbolTex('X', 'x_i')}\\rVert^2`,
			scale(half, squaredNorm(matmul(d, X))),
			3
		);
	const at = (left: Expression, right: Expression) => {
		const delta = scale(s, matmul(left, right));
		const loss = lossOf(delta);
		const [ofDelta = delta, ofLeft = left, ofRight = right] = gradients(loss, [delta, left, right]);
		return { delta, loss, ofDelta, ofLeft, ofRight };
	};
	const now = at(B, A);
	const start = at(B0, A0);
	const nothing = at(zeroB, zeroA);

	const delta = written(deltaTex, now.delta);
	const G = written(symbolTex('G', 'G'), now.ofDelta);
	const G0 = written(symbolTex('G', 'G_0'), start.ofDelta);
	const h = written('h', add(matmul(W0, X), matmul(now.delta, X)));
	const g = subtract(add(matmul(W0, X), matmul(now.delta, X)), Y);

	const etaS2 = written(`${texOf(eta)} ${texOf(s)}^2`, times(eta, times(s, s)), 4);
	const minusEtaS2 = written(`-${texOf(eta)} ${texOf(s)}^2`, scale(number(-1), times(eta, times(s, s))), 4);
	const firstStep = scale(
		s,
		matmul(
			subtract(B0, scale(eta, written(partial(b), start.ofLeft))),
			subtract(A0, scale(eta, written(partial(a), start.ofRight)))
		)
	);
	const step = written(`${symbolTex('dW', '\\Delta W_1')}`, firstStep);

	return {
		forward: equation(
			h,
			'=',
			add(matmul(W0, X), matmul(delta, X)),
			'=',
			add(matmul(W0, X), scale(s, matmul(B, matmul(A, X))))
		),
		'rank-ones': equation(
			delta,
			'=',
			scale(
				s,
				sumOfOuter(
					`\\sum_{k=1}^{r} ${symbolTex('B', 'b_k')} ${symbolTex('A', 'a_k^{\\top}')}`,
					B,
					transpose(A)
				)
			)
		),
		'rank-bound': equation(rankOf(deltaTex, B, A), '≤', number(shape.rank, 'r')),
		count: equation(elementsIn(B, A), '=', number(shape.rank * (shape.out + shape.in), 'r\\,(m+n)')),

		'gradient-of-delta': equation(
			written(`${symbolTex('G', 'G')} = ${partial(deltaTex)}`, now.ofDelta),
			'=',
			sumOfOuter(`\\sum_i ${symbolTex('g', 'g_i')}\\,${symbolTex('X', 'x_i^{\\top}')}`, g, X)
		),
		'first-order': equation(
			written(`L(${deltaTex} + ${texOf(D)})`, lossOf(add(now.delta, D))),
			'=',
			add(add(written(`L(${deltaTex})`, now.loss), innerProduct(G, D)), halfSquares(texOf(D), D))
		),
		'product-rule': equation(
			scale(s, matmul(add(B, dB), add(A, dA))),
			'=',
			add(add(delta, scale(s, add(matmul(dB, A), matmul(B, dA)))), scale(s, matmul(dB, dA)))
		),
		'inner-as-trace': equation(
			innerProduct(G, matmul(dB, A)),
			'=',
			trace(matmul(transpose(G), matmul(dB, A)))
		),
		cyclic: equation(
			trace(matmul(matmul(transpose(G), dB), A)),
			'=',
			trace(matmul(A, matmul(transpose(G), dB))),
			'=',
			trace(matmul(transpose(matmul(G, transpose(A))), dB)),
			'=',
			innerProduct(matmul(G, transpose(A)), dB)
		),
		'gradient-b': equation(written(partial(b), now.ofLeft), '=', scale(s, matmul(G, transpose(A)))),
		'trace-a': equation(
			innerProduct(G, matmul(B, dA)),
			'=',
			trace(matmul(transpose(G), matmul(B, dA))),
			'=',
			trace(matmul(transpose(matmul(transpose(B), G)), dA)),
			'=',
			innerProduct(matmul(transpose(B), G), dA)
		),
		'gradient-a': equation(written(partial(a), now.ofRight), '=', scale(s, matmul(transpose(B), G))),

		'b-zero-a-stays': equation(
			written(partial(a, `${b}=0`), start.ofRight),
			'=',
			scale(s, matmul(transpose(zeroB), G0)),
			'=',
			zeroA
		),
		'b-zero-b-moves': equation(
			squaredNorm(written(partial(b, `${b}=0`), start.ofLeft)),
			'=',
			squaredNorm(scale(s, matmul(G0, transpose(A0)))),
			'>',
			zero
		),
		'both-zero-b': equation(
			written(partial(b, `${a}=${b}=0`), nothing.ofLeft),
			'=',
			scale(s, matmul(G0, transpose(zeroA))),
			'=',
			zeroB
		),
		'both-zero-a': equation(
			written(partial(a, `${a}=${b}=0`), nothing.ofRight),
			'=',
			scale(s, matmul(transpose(zeroB), G0)),
			'=',
			zeroA
		),

		'first-step': equation(
			step,
			'=',
			scale(s, matmul(subtract(B0, scale(eta, written(partial(b), start.ofLeft))), A0)),
			'=',
			scale(minusEtaS2, matmul(matmul(G0, transpose(A0)), A0))
		),
		descent: equation(
			innerProduct(G0, step),
			'=',
			scale(minusEtaS2, squaredNorm(matmul(G0, transpose(A0)))),
			'<',
			zero
		),
		'loss-after-step': equation(
			written(`L(${symbolTex('dW', '\\Delta W_1')})`, lossOf(firstStep)),
			'=',
			add(
				subtract(written('L(0)', start.loss), scale(etaS2, squaredNorm(matmul(G0, transpose(A0))))),
				halfSquares(symbolTex('dW', '\\Delta W_1'), step)
			)
		),

		'gain-of-start': equation(
			squaredNorm(matmul(G0, transpose(A0))),
			'=',
			innerProduct(matmul(transpose(G0), G0), matmul(transpose(A0), A0))
		),

		gauge: equation(
			matmul(
				written(`\\left(${b}${texOf(M)}\\right)`, matmul(B, M)),
				written(`\\left(${texOf(inverseM)}${a}\\right)`, matmul(inverseM, A))
			),
			'=',
			matmul(B, A)
		),
		dimension: equation(
			number(shape.rank * (shape.out + shape.in) - shape.rank ** 2, 'r\\,(m+n) - r^2'),
			'=',
			number(shape.rank * (shape.out + shape.in - shape.rank), 'r\\,(m+n-r)')
		),

		merge: equation(
			matmul(add(W0, scale(s, matmul(B, A))), X),
			'=',
			add(matmul(W0, X), scale(s, matmul(B, matmul(A, X)))),
			'=',
			h
		),

		...combiningEquations(shape.rank, G0, leaves)
	} as const satisfies Record<string, Equation>;
}

/** rank(ΔW), measured from the thin factors; s ≠ 0 does not change it. */
const rankOf = (deltaTex: string, b: Expression, a: Expression) =>
	measure(
		[b, transpose(a)],
		() => `\\operatorname{rank} ${deltaTex}`,
		([p, q]: readonly Tensor[]) => measureRankOfFactors(p ?? zeros([1, 1]), q ?? zeros([1, 1])).rank
	);

export type EquationId = keyof ReturnType<typeof equationsFor>;
