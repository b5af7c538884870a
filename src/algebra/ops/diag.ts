import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { arg, mul, sameLetter } from '../scalar';
import { bracket } from './precedence';

export const diagOp: Op = {
	name: 'diag',
	notation: 'i->ij',
	body: mul(arg(0), sameLetter('i', 'j')),
	tex: ([v]) => ({ text: `\\operatorname{diag}\\left(${bracket(v, 0)}\\right)`, precedence: 5 })
};

/** The square matrix with v on its diagonal. Beside a factor `scaleRows` says the same without forming it. @param v [n] */
export const diag = (v: Expression): Apply => apply(diagOp, [v], { j: v.shape[0] ?? 1 });
