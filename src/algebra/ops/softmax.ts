import { ShapeError } from '../errors';
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
	const { exponentials, total } = exponentialsOf(scores);
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

/** The largest score of each row, exp of how far each score is below it, and the sum of those of a row. */
export function exponentialsOf(scores: Expression): {
	readonly largest: Apply;
	readonly exponentials: Apply;
	readonly total: Apply;
} {
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
	return { largest, exponentials, total };
}

/** What a score that may not be seen becomes: exp of how far it is below any other is 0, while those are above −9e8. */
const UNSEEN = -1e9;

/** [n, n]: 1 where the column is not behind the row. A node of its own, made once for all scores and their gradients. */
const seenBy = (n: number): Apply =>
	apply(
		{
			name: 'seen',
			notation: '->xy',
			body: scalar.atLeast(scalar.letter('x'), scalar.letter('y')),
			tex: () => ({ text: '[i \\ge j]', precedence: precedence.atom })
		},
		[],
		{ x: n, y: n }
	);

/**
 * softmax over the last axis where position i sees positions 0 to i alone, and all later ones get 0: of a decoder.
 * @param scores […, n, n] @returns the same shape; the last axis sums to 1
 * @throws ShapeError if the last two axes differ
 */
export function causalSoftmax(scores: Expression): Apply {
	const [rows, columns] = scores.shape.slice(-2);
	if (rows === undefined || columns === undefined || rows !== columns)
		throw new ShapeError('causal softmax', 'two last axes of one length', `[${scores.shape.join(', ')}]`);
	const letters = `${lettersFor(scores).slice(0, -2)}xy`;
	const seen = apply(
		{
			name: 'seen scores',
			notation: `${letters},xy->${letters}`,
			body: scalar.add(
				scalar.mul(arg(1), arg(0)),
				scalar.mul(scalar.sub(scalar.constant(1), arg(1)), scalar.constant(UNSEEN))
			),
			writtenOf: [scores],
			tex: ([x]) => ({
				text: `\\operatorname{causal}\\left(${x?.text ?? ''}\\right)`,
				precedence: precedence.atom
			})
		},
		[scores, seenBy(rows)]
	);
	return softmax(seen);
}
