import { apply, type Expression } from '../expression';
import type { Op } from '../op';
import { arg } from '../scalar';
import { bracket, precedence } from './precedence';

export const transposeOp: Op = {
	name: 'transpose',
	notation: 'ij->ji',
	body: arg(0),
	tex: ([a]) => ({ text: `${bracket(a, precedence.atom)}^{\\top}`, precedence: precedence.postfix }),
	rankBound: (ask) => ask.bound(0),
	spectrum: (ask) => ask.spectrum(0),
	factored: ([terms]) => (terms ?? []).map(({ p, q }) => ({ p: q, q: p }))
};

/** Aᵀ; (Aᵀ)ᵀ is A itself. */
export function transpose(a: Expression): Expression {
	if (a.kind === 'apply' && a.op === transposeOp && a.args[0]) return a.args[0];
	return apply(transposeOp, [a]);
}
