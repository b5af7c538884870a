import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { product } from '../scalar';
import { bracket, precedence } from './precedence';
import { transpose } from './transpose';

/** The matrix product L·R: its factored form is the two sides, its width the inner size. */
const record: Op = {
	name: 'matmul',
	notation: 'ij,jk->ik',
	body: product(2),
	tex: ([l, r]) => ({
		text: `${bracket(l, precedence.product)}${bracket(r, precedence.product)}`,
		precedence: precedence.product
	}),
	rankBound: (ask) => Math.min(ask.bound(0), ask.bound(1)),
	factored: (_terms, [l, r]) => (l && r ? [{ p: l, q: transpose(r) }] : []),
	// X·(LR)ᵀ = (X·Rᵀ)·Lᵀ
	applied: ([l, r], x, times) => (l && r ? times(l, times(r, x)) : x)
};

/** L·R. @param l [m, k] @param r [k, n] @throws ShapeError if the inner sizes differ */
export const matmul = (l: Expression, r: Expression): Apply => apply(record, [l, r]);
