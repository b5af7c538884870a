import { scaledSpectrum } from '$src/math/rank';
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import * as scalar from '../scalar';
import { bracket, precedence } from './precedence';

export const dividedByOp: Op = {
	name: 'dividedBy',
	notation: 'ij,->ij',
	body: scalar.div(scalar.arg(0), scalar.arg(1)),
	tex: ([a, s]) => ({ text: `\\frac{${bracket(a, 0)}}{${bracket(s, 0)}}`, precedence: precedence.postfix }),
	rankBound: (ask) => ask.bound(0),
	spectrum: (ask) => scaledSpectrum(1 / ask.number(1), ask.spectrum(0)),
	factored: ([terms = []], [, s]) => (s ? terms.map(({ p, q }) => ({ p: dividedBy(p, s), q })) : terms),
	applied: ([a, s], x, times) => (a && s ? dividedBy(times(a, x), s) : x)
};

/** A/s for one scalar s and a tensor of any number of axes. @throws ShapeError if s is no scalar */
export function dividedBy(a: Expression, s: Expression): Apply {
	const letters = 'ijklmnop'.slice(0, a.shape.length);
	return apply(letters === 'ij' ? dividedByOp : { ...dividedByOp, notation: `${letters},->${letters}` }, [
		a,
		s
	]);
}
