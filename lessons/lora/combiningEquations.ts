/** The equations on two adapters of one layer, and on starts that are not zero: records as those of equations.ts. */
import { equation, measure, type Equation, type Measure } from '$src/algebra/equation';
import type { Expression } from '$src/algebra/expression';
import { rankOf } from '$src/algebra/measures';
import {
	add,
	matmul,
	negative,
	number,
	root,
	scale,
	squaredNorm,
	subtract,
	times,
	transpose
} from '$src/algebra/ops';
import { texOf } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { tailEnergy } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import { zeros } from '$src/math/tensor';
import type { leavesFor } from './matrices';

/** Σ_{i ≤ k} σᵢ². */
const energyOf = (of: Expression, k: number, upTo: string): Measure =>
	measure(
		[of],
		([x = '']) => `\\sum_{i \\le ${upTo}} \\sigma_i^2(${x})`,
		([x = zeros([1, 1])]) => tailEnergy(singularValues(x).subarray(0, k), 0)
	);

/** @param G the gradient at ΔW = 0, [m, n] */
export function combiningEquations(rank: number, G: Expression, leaves: ReturnType<typeof leavesFor>) {
	const { B1, A1, B2, A2, w1, w2, M, inverseM, someB, someA, startB, startA, U, V, first, second } = leaves;

	/** [P Q]. */
	const beside = (p: Expression, q: Expression): Expression =>
		written(
			`\\begin{pmatrix} ${texOf(p)} & ${texOf(q)} \\end{pmatrix}`,
			add(matmul(p, first), matmul(q, second))
		);
	/** P above Q. */
	const above = (p: Expression, q: Expression): Expression =>
		written(
			`\\begin{pmatrix} ${texOf(p)} \\\\ ${texOf(q)} \\end{pmatrix}`,
			add(matmul(transpose(first), p), matmul(transpose(second), q))
		);
	const sum = add(scale(w1, matmul(B1, A1)), scale(w2, matmul(B2, A2)));
	const [p, q] = [root(w1), root(w2)];

	return {
		cat: equation(matmul(beside(scale(w1, B1), scale(w2, B2)), above(A1, A2)), '=', sum),
		'cat-rank': equation(rankOf(sum), '≤', number(2 * rank, 'r + r')),
		linear: equation(
			written(
				'\\operatorname{linear}',
				matmul(add(scale(p, B1), scale(q, matmul(B2, M))), add(scale(p, A1), scale(q, matmul(inverseM, A2))))
			),
			'=',
			add(
				sum,
				scale(
					written(`\\sqrt{${texOf(w1)}${texOf(w2)}}`, times(p, q)),
					add(matmul(B1, matmul(inverseM, A2)), matmul(matmul(B2, M), A1))
				)
			)
		),
		'two-r': equation(
			subtract(matmul(someB, someA), matmul(startB, startA)),
			'=',
			matmul(beside(someB, negative(startB)), above(someA, startA))
		),
		'best-start': equation(
			squaredNorm(add(matmul(G, matmul(V, transpose(V))), matmul(U, matmul(transpose(U), G)))),
			'=',
			energyOf(G, 2 * rank, '2r')
		)
	} as const satisfies Record<string, Equation>;
}
