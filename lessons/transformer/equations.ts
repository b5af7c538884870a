/** The equations of the derivation as records: typeset and evaluated from the same expressions. */
import { equation, measure, type Equation } from '$src/algebra/equation';
import {
	add,
	causalSoftmax,
	matmul,
	number,
	scale,
	squaredNorm,
	subtract,
	times,
	transpose
} from '$src/algebra/ops';
import { symbolTex } from '$src/algebra/tex';
import { written } from '$src/algebra/written';
import { product, transposed } from '$src/math/dense';
import { singularValues } from '$src/math/svd';
import { CORNER, countedFor, factorsIn, leavesFor } from './matrices';
import type { TransformerValues } from './parameters';

export function equationsFor(values: TransformerValues) {
	const { W0, dW, dWa, dWb, wa, wb, x, S, ones, U, V, basis, u } = leavesFor(values);
	const { sides, rank } = countedFor(values);
	const merged = written('W', add(W0, dW));
	const least = Math.min(values.ours, values.theirs);
	const inside = matmul(transpose(U), V);
	const phi = written(
		`${symbolTex('phi', '\\varphi')}(i, j)`,
		times(number(1 / least, '\\tfrac{1}{\\min(i, j)}'), squaredNorm(inside))
	);

	return {
		merge: equation(matmul(merged, x), '=', matmul(add(W0, dW), x), '=', add(matmul(W0, x), matmul(dW, x))),
		unmerge: equation(subtract(merged, dW), '=', W0),
		count: equation(
			measure(
				[],
				() => `\\sum_{k} \\left(\\#${symbolTex('B', 'B_k')} + \\#${symbolTex('A', 'A_k')}\\right)`,
				() => factorsIn(values)
			),
			'=',
			number(rank * sides, `${symbolTex('r', 'r')}\\sum_{k} (m_k + n_k)`)
		),
		rows: equation(matmul(causalSoftmax(S), ones), '=', ones),
		adapters: equation(
			matmul(add(add(W0, scale(wa, dWa)), scale(wb, dWb)), x),
			'=',
			add(add(matmul(W0, x), scale(wa, matmul(dWa, x))), scale(wb, matmul(dWb, x)))
		),
		overlap: equation(
			phi,
			'=',
			scale(number(1 / least, '\\tfrac{1}{\\min(i, j)}'), squaredNorm(inside)),
			'=',
			measure(
				[U, V],
				() => '\\tfrac{1}{\\min(i, j)}\\sum_{k} \\cos^2\\theta_k',
				([a, b]) => {
					if (!a || !b) return NaN;
					const cosines = singularValues(product(transposed(a), b));
					return cosines.reduce((total, c) => total + c * c, 0) / least;
				}
			)
		),
		between: equation(number(0), '≤', phi, '≤', number(1)),
		basis: equation(squaredNorm(matmul(transpose(basis), u)), '=', squaredNorm(u), '=', number(1)),
		least: equation(
			number(1 / CORNER, '\\tfrac{1}{n}'),
			'≤',
			measure(
				[basis, u],
				([all = '', one = '']) => `\\max_k \\left(${all}^{\\top} ${one}\\right)_k^2`,
				([all, one]) => {
					if (!all || !one) return NaN;
					return product(transposed(all), one).data.reduce((most, c) => Math.max(most, c * c), 0);
				}
			)
		)
	} as const satisfies Record<string, Equation>;
}

export type EquationId = keyof ReturnType<typeof equationsFor>;
