/** Ops whose result is a number, and sums that the papers write with Σ. */
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import * as scalar from '../scalar';
import { elementwise } from './elementwise';
import { bracket, precedence } from './precedence';

/** A literal number. @param tex how it is written, the number itself by default */
export const number = (value: number, tex = String(value)): Apply =>
	apply(
		{
			name: 'number',
			notation: '->',
			body: scalar.constant(value),
			tex: () => ({ text: tex, precedence: value < 0 ? precedence.sum : precedence.atom })
		},
		[]
	);

const norm: Op = {
	name: 'squaredNorm',
	notation: 'ij->',
	body: scalar.mul(scalar.arg(0), scalar.arg(0)),
	tex: ([a]) => ({ text: `\\lVert ${bracket(a, 0)} \\rVert_F^2`, precedence: precedence.postfix })
};

/** ‖A‖_F² = Σ aᵢⱼ². */
export function squaredNorm(a: Expression): Apply {
	const letters = 'ijkl'.slice(0, a.shape.length);
	return apply({ ...norm, notation: `${letters}->` }, [a]);
}

const inner: Op = {
	name: 'innerProduct',
	notation: 'ij,ij->',
	body: scalar.product(2),
	tex: ([a, b]) => ({
		text: `\\left\\langle ${bracket(a, 0)},\\, ${bracket(b, 0)} \\right\\rangle`,
		precedence: precedence.atom
	})
};

/** ⟨A, B⟩ = Σ aᵢⱼbᵢⱼ. @throws ShapeError if the shapes differ */
export const innerProduct = (a: Expression, b: Expression): Apply => apply(inner, [a, b]);

/**
 * Σₖ wₖ·uₖvₖᵀ. @param u [m, k] @param w [k] @param v [n, k]
 * @param tex how the sum is written, e.g. `\sum_i \sigma_i u_i v_i^\top`
 */
export const sumOfRankOnes = (u: Expression, w: Expression, v: Expression, tex: string): Apply =>
	apply(
		{
			name: 'sumOfRankOnes',
			notation: 'ik,k,jk->ij',
			body: scalar.product(3),
			tex: () => ({ text: tex, precedence: precedence.sum }),
			rankBound: ({ args }) => args[1]?.shape[0] ?? Infinity
		},
		[u, w, v]
	);

const squared: Op = {
	name: 'square',
	notation: '->',
	body: scalar.mul(scalar.arg(0), scalar.arg(0)),
	tex: ([a]) => ({ text: `${bracket(a, precedence.atom)}^2`, precedence: precedence.postfix })
};

/** Elementwise a². */
export const square = (a: Expression): Apply => apply(elementwise(squared, 1, a.shape.length), [a]);

const squareRoot: Op = {
	name: 'root',
	notation: '->',
	body: scalar.sqrt(scalar.arg(0)),
	tex: ([a]) => ({ text: `\\sqrt{${bracket(a, 0)}}`, precedence: precedence.atom })
};

/** Elementwise √a. */
export const root = (a: Expression): Apply => apply(elementwise(squareRoot, 1, a.shape.length), [a]);
