import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import * as scalar from '../scalar';
import { elementwise } from './elementwise';
import { number } from './numbers';
import { bracket, precedence } from './precedence';
import { scale } from './scale';

export const negativeOp: Op = {
	name: 'negative',
	notation: 'ij->ij',
	body: scalar.neg(scalar.arg(0)),
	tex: ([a]) => ({ text: `-${bracket(a, precedence.product)}`, precedence: precedence.sum }),
	rankBound: (ask) => ask.bound(0),
	spectrum: (ask) => ask.spectrum(0),
	factored: ([terms = []]) => terms.map(({ p, q }) => ({ p: scale(number(-1), p), q })),
	applied: ([a], x, times) => (a ? negative(times(a, x)) : x)
};

/** −A, of any number of axes. */
export const negative = (a: Expression): Apply => apply(elementwise(negativeOp, 1, a.shape.length), [a]);
