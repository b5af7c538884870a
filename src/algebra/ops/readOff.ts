/** Functions of numbers that are read off and never trained: no gradient goes through them, and no backend computes them. */
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import { arg, readOff } from '../scalar';
import { elementwise } from './elementwise';
import { bracket, precedence } from './precedence';

export const powerOp: Op = {
	name: 'power',
	notation: ',->',
	body: readOff('pow', arg(0), arg(1)),
	tex: ([a, n]) => ({
		text: `${bracket(a, precedence.atom)}^{${bracket(n, 0)}}`,
		precedence: precedence.postfix
	})
};

const between = (name: 'floor' | 'ceil'): Op => ({
	name,
	notation: '->',
	body: readOff(name, arg(0)),
	tex: ([a]) => ({
		text: `\\l${name} ${bracket(a, 0)}\\r${name}`,
		precedence: precedence.atom
	})
});

export const floorOp = between('floor');
export const ceilingOp = between('ceil');

export const roundedOp: Op = {
	name: 'round',
	notation: '->',
	body: readOff('round', arg(0)),
	tex: ([a]) => ({
		text: `\\operatorname{round}\\left(${bracket(a, 0)}\\right)`,
		precedence: precedence.atom
	})
};

/** aⁿ of two numbers. @throws ShapeError if one of them is no scalar */
export const power = (a: Expression, n: Expression): Apply => apply(powerOp, [a, n]);

const each =
	(op: Op) =>
	(a: Expression): Apply =>
		apply(elementwise(op, 1, a.shape.length), [a]);

/** Elementwise ⌊a⌋. */
export const floor = each(floorOp);
/** Elementwise ⌈a⌉. */
export const ceiling = each(ceilingOp);
/** The nearest whole number, elementwise; halves go up. */
export const rounded = each(roundedOp);
