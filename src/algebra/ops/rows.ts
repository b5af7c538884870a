/** Ops on the rows of a matrix: their lengths, and a number for each of them. */
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { arg, mul, product, sqrt } from '../scalar';
import { bracket, precedence } from './precedence';

const squares: Op = { name: 'squares of a row', notation: 'ij->i', body: mul(arg(0), arg(0)) };

export const rowNormsOp: Op = {
	name: 'rowNorms',
	notation: 'i->i',
	body: sqrt(arg(0)),
	tex: ([inner]) => ({
		text: `\\lVert ${bracket(inner, 0)} \\rVert_{\\mathrm{row}}`,
		precedence: precedence.postfix
	})
};

/**
 * Euclidean norm of each row, as two nodes. Its gradient is not finite at a row of zeros.
 * @param a [m, n] @returns [m]
 */
export const rowNorms = (a: Expression): Apply =>
	apply({ ...rowNormsOp, writtenOf: [a] }, [apply(squares, [a])]);

const scaled: Op = {
	name: 'scaleRows',
	notation: 'i,ij->ij',
	body: product(2),
	tex: ([v, a]) => ({
		text: `\\operatorname{diag}\\left(${v?.text ?? ''}\\right) ${bracket(a, precedence.product)}`,
		precedence: precedence.product
	}),
	rankBound: (ask) => ask.bound(1),
	factored: ([, terms = []], [v]) => (v ? terms.map(({ p, q }) => ({ p: scaleRows(v, p), q })) : terms)
};

/** diag(v)·A: row i of A times vᵢ. @param v [m] @param a [m, n] @throws ShapeError if the lengths differ */
export const scaleRows = (v: Expression, a: Expression): Apply => apply(scaled, [v, a]);
