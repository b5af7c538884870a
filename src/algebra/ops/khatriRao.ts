import { apply, type Apply, type Expression } from '../expression';
import type { Op, Term } from '../op';
import { product } from '../scalar';
import { kron } from './kron';
import { bracket, precedence } from './precedence';

/** The row-wise Khatri–Rao (face-splitting) product: row i is the Kronecker product of the rows i. */
export const khatriRaoOp: Op = {
	name: 'khatriRao',
	notation: 'ij,ik->i(jk)',
	body: product(2),
	tex: ([a, b]) => ({
		text: `${bracket(a, precedence.postfix)} \\bullet ${bracket(b, precedence.postfix)}`,
		precedence: precedence.circled
	}),
	// A • B is a choice of rows of A ⊗ B.
	rankBound: (ask) => ask.bound(0) * ask.bound(1),
	factored: ([left = [], right = []]) =>
		left.flatMap((a): Term[] => right.map((b) => ({ p: khatriRao(a.p, b.p), q: kron(a.q, b.q) })))
};

/** A • B. @param a [m, j] @param b [m, k] @returns [m, j·k] @throws ShapeError if the rows differ in number */
export const khatriRao = (a: Expression, b: Expression): Apply => apply(khatriRaoOp, [a, b]);
