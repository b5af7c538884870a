/** The equations on how many dimensions LoHa reaches: records as those of equations.ts. */
import { equation, measure, type Equation } from '$src/algebra/equation';
import { leaf } from '$src/algebra/expression';
import { hadamard, matmul, number, transpose } from '$src/algebra/ops';
import { written } from '$src/algebra/written';
import { part } from '$src/math/dense';
import type { Tensor } from '$src/math/tensor';
import { dimensionAt } from './freedom';
import type { leavesFor } from './matrices';
import type { Sizes } from './terms';

/** Rows and columns, and columns of a factor, of what the Jacobian is formed of: it is no work for a page's thread. */
const CORNER = 5;
const COLUMNS = 2;

const factorNames = ['X1', 'Y1', 'X2', 'Y2'] as const;

/** The dimension of W at the leading corner of these factors. */
function cornerDimension(factors: readonly Tensor[]): number {
	const corner = factors.map((factor) => {
		const [rows = 0, columns = 0] = factor.shape;
		return part(factor, [0, Math.min(rows, CORNER)], [0, Math.min(columns, COLUMNS)]);
	});
	const leaves = corner.map(({ shape }, i) => leaf(factorNames[i] ?? '', shape));
	const [x1, y1, x2, y2] = leaves;
	if (!x1 || !y1 || !x2 || !y2) return NaN;
	const product = hadamard(matmul(x1, transpose(y1)), matmul(x2, transpose(y2)));
	return dimensionAt(product, leaves, new Map(corner.map((values, i) => [factorNames[i] ?? '', values])));
}

export function freedomEquations(sizes: Sizes, leaves: ReturnType<typeof leavesFor>) {
	const { X1, Y1, X2, Y2, D1, inverseD1, D2, inverseD2, G1, H1, G2, H2 } = leaves;
	const [m, n] = [Math.min(sizes.m, CORNER), Math.min(sizes.n, CORNER)];
	const [r1, r2] = [Math.min(sizes.r1, COLUMNS), Math.min(sizes.r2, COLUMNS)];
	return {
		'spare-rows': equation(
			hadamard(
				matmul(matmul(D1, X1), transpose(matmul(D2, Y1))),
				matmul(matmul(inverseD1, X2), transpose(matmul(inverseD2, Y2)))
			),
			'=',
			written('\\htmlData{symbol=dW}{W}', hadamard(matmul(X1, transpose(Y1)), matmul(X2, transpose(Y2))))
		),
		freedom: equation(
			measure(
				[G1, H1, G2, H2],
				(names) => `\\operatorname{rank} \\frac{\\partial W}{\\partial\\,(${names.join(',\\,')})}`,
				cornerDimension
			),
			'=',
			number(
				Math.min(m * n, (r1 + r2) * (m + n) - r1 ** 2 - r2 ** 2 - (m + n - 1)),
				'\\min\\left(mn,\\; (r_1+r_2)(m+n) - r_1^2 - r_2^2 - (m+n-1)\\right)'
			)
		)
	} as const satisfies Record<string, Equation>;
}
