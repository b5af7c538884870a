import { apply, type Apply, type Expression } from '../expression';
import * as scalar from '../scalar';
import { arg } from '../scalar';
import { lettersFor } from './elementwise';
import { bracket, precedence } from './precedence';

/**
 * softmax over the last axis: exp(x − max x) / Σ exp(x − max x), as four nodes. Taking the same number off all scores
 * of a row multiplies numerator and denominator by the same factor, so the largest is taken off and exp never
 * overflows; for the same reason gradients need not go through the maximum.
 * @param scores […, n] of any number of axes from one on @returns the same shape; the last axis sums to 1
 */
export function softmax(scores: Expression): Apply {
	const all = lettersFor(scores);
	const rows = all.slice(0, -1);
	const largest = apply(
		{
			name: 'largest of a row',
			notation: `${all}->${rows}`,
			body: arg(0),
			reduce: 'max',
			isFree: true,
			tex: ([x]) => ({ text: `\\max ${bracket(x, precedence.product)}`, precedence: precedence.product })
		},
		[scores]
	);
	const exponentials = apply(
		{
			name: 'exponentials',
			notation: `${all},${rows}->${all}`,
			body: scalar.exp(scalar.sub(arg(0), arg(1))),
			tex: ([x, most]) => ({
				text: `e^{${x?.text ?? ''} - ${bracket(most, precedence.product)}}`,
				precedence: precedence.postfix
			})
		},
		[scores, largest]
	);
	const total = apply({ name: 'sum of a row', notation: `${all}->${rows}`, body: arg(0) }, [exponentials]);
	return apply(
		{
			name: 'softmax',
			notation: `${all},${rows}->${all}`,
			body: scalar.div(arg(0), arg(1)),
			writtenOf: [scores],
			tex: ([x]) => ({
				text: `\\operatorname{softmax}\\left(${x?.text ?? ''}\\right)`,
				precedence: precedence.atom
			})
		},
		[exponentials, total]
	);
}
