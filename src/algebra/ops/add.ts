import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import * as scalar from '../scalar';
import { elementwise } from './elementwise';
import { bracket, precedence } from './precedence';
import { number } from './numbers';
import { scale } from './scale';

export const addOp: Op = {
	name: 'add',
	notation: 'ij,ij->ij',
	body: scalar.add(scalar.arg(0), scalar.arg(1)),
	tex: ([a, b]) => ({
		text: `${bracket(a, precedence.sum)} + ${bracket(b, precedence.sum)}`,
		precedence: precedence.sum
	}),
	rankBound: (ask) => ask.bound(0) + ask.bound(1),
	factored: (terms) => terms.flat(),
	applied: ([a, b], x, times) => (a && b ? add(times(a, x), times(b, x)) : x)
};

export const subtractOp: Op = {
	name: 'subtract',
	notation: 'ij,ij->ij',
	body: scalar.sub(scalar.arg(0), scalar.arg(1)),
	tex: ([a, b]) => ({
		text: `${bracket(a, precedence.sum)} - ${bracket(b, precedence.circled)}`,
		precedence: precedence.sum
	}),
	rankBound: (ask) => ask.bound(0) + ask.bound(1),
	factored: ([a = [], b = []]) => [...a, ...b.map(({ p, q }) => ({ p: scale(number(-1), p), q }))],
	applied: ([a, b], x, times) => (a && b ? subtract(times(a, x), times(b, x)) : x)
};

/** A + B. @throws ShapeError if the shapes differ */
export const add = (a: Expression, b: Expression): Apply =>
	apply(elementwise(addOp, 2, a.shape.length), [a, b]);

/** A − B. @throws ShapeError if the shapes differ */
export const subtract = (a: Expression, b: Expression): Apply =>
	apply(elementwise(subtractOp, 2, a.shape.length), [a, b]);
