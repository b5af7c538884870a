import { scaledSpectrum } from '$src/math/rank';
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { product } from '../scalar';
import { bracket, precedence } from './precedence';

export const scaleOp: Op = {
	name: 'scale',
	notation: ',ij->ij',
	body: product(2),
	tex: ([s, a]) => {
		const [left, right] = [bracket(s, precedence.product), bracket(a, precedence.product)];
		// Two numbers side by side would be one.
		const sign = /\d$/.test(left) && /^\d/.test(right) ? ' \\cdot ' : '\\,';
		return { text: `${left}${sign}${right}`, precedence: precedence.product };
	},
	rankBound: (ask) => ask.bound(1),
	spectrum: (ask) => scaledSpectrum(ask.number(0), ask.spectrum(1)),
	factored: ([, terms = []], [s]) => (s ? terms.map(({ p, q }) => ({ p: scale(s, p), q })) : terms),
	applied: ([s, a], x, times) => (s && a ? scale(s, times(a, x)) : x)
};

/** s·A for a scalar s and a tensor of any number of axes. @throws ShapeError if s is no scalar */
export function scale(s: Expression, a: Expression): Apply {
	const letters = 'ijklmnop'.slice(0, a.shape.length);
	return apply(letters === 'ij' ? scaleOp : { ...scaleOp, notation: `,${letters}->${letters}` }, [s, a]);
}

/** The product of two scalars. */
export const times = (a: Expression, b: Expression): Apply => scale(a, b);
