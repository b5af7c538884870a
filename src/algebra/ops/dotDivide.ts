import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { arg, div } from '../scalar';
import { elementwise } from './elementwise';
import { precedence } from './precedence';

export const dotDivideOp: Op = {
	name: 'dotDivide',
	notation: '->',
	body: div(arg(0), arg(1)),
	tex: ([a, b]) => ({ text: `\\frac{${a?.text ?? ''}}{${b?.text ?? ''}}`, precedence: precedence.atom })
};

/** Elementwise a/b (Hadamard division); not finite where b is zero. @throws ShapeError if the shapes differ */
export const dotDivide = (a: Expression, b: Expression): Apply =>
	apply(elementwise(dotDivideOp, 2, a.shape.length), [a, b]);
