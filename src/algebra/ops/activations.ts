/** Functions of one number, elementwise on a tensor of any number of axes, that stand between linear layers. */
import { apply, type Apply, type Expression } from '../expression';
import type { Op } from '../op';
import * as scalar from '../scalar';
import { arg, constant } from '../scalar';
import { elementwise } from './elementwise';
import { precedence } from './precedence';

const of = (name: string, inner: string): string => `\\operatorname{${name}}\\left(${inner}\\right)`;

const reluRecord: Op = {
	name: 'relu',
	notation: '->',
	body: scalar.max(arg(0), constant(0)),
	tex: ([x]) => ({ text: of('ReLU', x?.text ?? ''), precedence: precedence.atom })
};

/** max(x, 0), elementwise. At 0 the gradient is the one from the right. */
export const relu = (x: Expression): Apply => apply(elementwise(reluRecord, 1, x.shape.length), [x]);

/** √(2/π)·(x + 0.044715·x³): what tanh is taken of. As x·(1 + 0.044715·x²), which needs no power. */
const bent = scalar.mul(
	scalar.mul(constant(Math.sqrt(2 / Math.PI)), arg(0)),
	scalar.add(constant(1), scalar.mul(constant(0.044715), scalar.mul(arg(0), arg(0))))
);
const gate: Op = { name: 'gate of gelu', notation: '->', body: scalar.tanh(bent) };

/**
 * GELU in its tanh form: ½·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) (Hendrycks & Gimpel, arXiv 1606.08415, section 2).
 * Not x·Φ(x) itself, from which it differs by less than 5e-4. The tanh is a node of its own: the gradient reads it again.
 */
export function gelu(x: Expression): Apply {
	const axes = x.shape.length;
	const record: Op = {
		name: 'gelu',
		notation: '->',
		body: scalar.mul(scalar.mul(constant(0.5), arg(0)), scalar.add(constant(1), arg(1))),
		writtenOf: [x],
		tex: ([inner]) => ({ text: of('GELU', inner?.text ?? ''), precedence: precedence.atom })
	};
	return apply(elementwise(record, 2, axes), [x, apply(elementwise(gate, 1, axes), [x])]);
}
