import { ShapeError } from '../errors';
import { apply, type Apply, type Expression } from '../expression';
import * as scalar from '../scalar';
import { arg, constant, product } from '../scalar';
import { lettersFor } from './elementwise';
import { oneHot } from './gather';
import { precedence } from './precedence';
import { exponentialsOf } from './softmax';

/**
 * log softmax over the last axis: x − max x − log Σ exp(x − max x). No logarithm of a quotient: where a probability is
 * too small for the machine its logarithm is not.
 * @param scores […, n] @returns the same shape; exp of the last axis sums to 1
 */
export function logSoftmax(scores: Expression): Apply {
	const all = lettersFor(scores);
	const rows = all.slice(0, -1);
	const { largest, total } = exponentialsOf(scores);
	return apply(
		{
			name: 'logSoftmax',
			notation: `${all},${rows},${rows}->${all}`,
			body: scalar.sub(scalar.sub(arg(0), arg(1)), arg(2)),
			writtenOf: [scores],
			tex: ([x]) => ({
				text: `\\log\\operatorname{softmax}\\left(${x?.text ?? ''}\\right)`,
				precedence: precedence.product
			})
		},
		[
			scores,
			largest,
			apply({ name: 'log of a sum', notation: `${rows}->${rows}`, body: scalar.log(arg(0)) }, [total])
		]
	);
}

/**
 * Mean over all rows of −log softmax(scores)[label], in nats. Its gradient is (softmax − one-hot)/rows.
 * @param scores […, n] @param labels […], whole, from 0 to n − 1
 * @throws ShapeError if the labels are not one a row
 */
export function crossEntropy(scores: Expression, labels: Expression): Apply {
	const all = lettersFor(scores);
	const rows = scores.shape.slice(0, -1);
	if (labels.shape.join() !== rows.join())
		throw new ShapeError(
			'cross-entropy',
			`labels of shape [${rows.join(', ')}]`,
			`[${labels.shape.join(', ')}]`
		);
	const count = rows.reduce((n, size) => n * size, 1);
	return apply(
		{
			name: 'crossEntropy',
			notation: `${all},${all}->`,
			body: scalar.mul(constant(-1 / count), product(2)),
			writtenOf: [scores, labels],
			tex: ([x, y]) => ({
				text: `\\operatorname{CE}\\left(${x?.text ?? ''},\\, ${y?.text ?? ''}\\right)`,
				precedence: precedence.atom
			})
		},
		[oneHot(labels, scores.shape.at(-1) ?? 1), logSoftmax(scores)]
	);
}
