/** Ops that only this lesson needs: vectors read off matrices, a matrix times a vector, ones, the rearrangement. */
import { apply, type Apply, type Expression } from '$src/algebra/expression';
import { bracket, precedence } from '$src/algebra/ops/precedence';
import { arg, constant, product } from '$src/algebra/scalar';

/** vec M, row after row; `byColumns` column after column. */
export const vec = (m: Expression, byColumns = false): Apply =>
	apply(
		{
			name: 'vec',
			notation: byColumns ? 'ij->(ji)' : 'ij->(ij)',
			body: arg(0),
			tex: ([a]) => ({
				text: `\\operatorname{vec}${byColumns ? '_{\\downarrow}' : ''} ${bracket(a, precedence.atom)}`,
				precedence: precedence.product
			})
		},
		[m]
	);

/** M·v for a vector v. */
export const timesVector = (m: Expression, v: Expression): Apply =>
	apply(
		{
			name: 'timesVector',
			notation: 'ij,j->i',
			body: product(2),
			tex: ([a, x]) => ({
				text: `${bracket(a, precedence.product)}\\, ${bracket(x, precedence.product)}`,
				precedence: precedence.product
			})
		},
		[m, v]
	);

/** u·vᵀ of vectors. */
export const outer = (u: Expression, v: Expression): Apply =>
	apply(
		{
			name: 'outer',
			notation: 'i,j->ij',
			body: product(2),
			tex: ([a, b]) => ({
				text: `${bracket(a, precedence.product)}\\,\\left(${b?.text ?? ''}\\right)^{\\top}`,
				precedence: precedence.product
			}),
			rankBound: () => 1
		},
		[u, v]
	);

/** J: all ones. */
export const ones = (rows: number, columns: number): Apply =>
	apply(
		{
			name: 'ones',
			notation: '->ij',
			body: constant(1),
			tex: () => ({ text: `J_{${rows}\\times ${columns}}`, precedence: precedence.atom }),
			rankBound: () => 1
		},
		[],
		{ i: rows, j: columns }
	);

/** R(M): one row per block of M, blocks and their elements row-major. @param blocks rows and columns of blocks */
export const rearrange = (m: Expression, { a, c }: { readonly a: number; readonly c: number }): Apply =>
	apply(
		{
			name: 'rearrange',
			notation: '(ik)(jl)->(ij)(kl)',
			body: arg(0),
			tex: ([x]) => ({ text: `R\\left(${x?.text ?? ''}\\right)`, precedence: precedence.atom })
		},
		[m],
		{ i: a, j: c }
	);
