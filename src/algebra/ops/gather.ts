/**
 * Reading by a number that is itself read: rows of a table of embeddings, the rows of data that a minibatch takes, the
 * pixels under a window. Mathematics writes it as a product with the matrix [v = number], and so it stands here: two
 * nodes of the one kind, and the gradient (what scatters) is one too. A schedule reads the one term that is left of the
 * sum and forms no such matrix (compute/schedule/form.ts; docs/adr/0021).
 */
import { ShapeError } from '../errors';
import { apply, type Apply, type Expression } from '../expression';
import type { Tex } from '../op';
import { arg, equal, letter, product } from '../scalar';
import { bracket, precedence } from './precedence';

const INDEX_LETTERS = 'abcd';
const OWN_LETTERS = 'jklm';

function lettersOf(numbers: Expression): string {
	const axes = numbers.shape.length;
	if (axes > INDEX_LETTERS.length)
		throw new ShapeError('gather', `numbers of at most ${INDEX_LETTERS.length} axes`, `${axes}`);
	return INDEX_LETTERS.slice(0, axes);
}

/**
 * [v = number]: a row of zeros with a one for each of the numbers.
 * @param numbers […], whole, from 0 to size − 1: of another one the row is zero, and backends refuse it
 * @returns […, size]
 */
export function oneHot(numbers: Expression, size: number): Apply {
	const own = lettersOf(numbers);
	return apply(
		{
			name: 'oneHot',
			notation: `${own}->${own}v`,
			body: equal(arg(0), letter('v')),
			tex: ([n]) => ({
				text: `\\left[v = ${bracket(n, precedence.sum)}\\right]`,
				precedence: precedence.atom
			})
		},
		[numbers],
		{ v: size }
	);
}

/**
 * What stands at each of the numbers along the first axis of x.
 * @param x [n, …] @param numbers of any shape up to four axes, whole, from 0 to n − 1 @returns [shape of numbers, …]
 * @throws ShapeError if x has no axis, or more than five
 */
export function gather(x: Expression, numbers: Expression): Apply {
	const [size, ...inner] = x.shape;
	if (size === undefined || inner.length > OWN_LETTERS.length)
		throw new ShapeError('gather', `from 1 to ${OWN_LETTERS.length + 1} axes`, `${x.shape.length}`);
	const [index, own] = [lettersOf(numbers), OWN_LETTERS.slice(0, inner.length)];
	return apply(
		{
			name: 'gather',
			notation: `${index}v,v${own}->${index}${own}`,
			body: product(2),
			writtenOf: [x, numbers],
			tex: ([of, at]) => ({
				text: `${bracket(of, precedence.atom)}_{${at?.text ?? ''}}`,
				precedence: precedence.postfix
			}),
			// Of a matrix with a list of numbers: [v = number]·X.
			rankBound: (ask) => (inner.length === 1 ? ask.bound(1) : Infinity)
		},
		[oneHot(numbers, size), x]
	);
}

/**
 * What stands under each window of images, for a convolution as a product of matrices: x[n, at[p, k], c] at
 * [(n, p), (k, c)].
 * @param x [n, pixels, channels] @param at [positions, size of the window], whole: which pixel (see `windows`)
 * @returns [n·positions, window·channels]
 */
export const unfold = (x: Expression, at: Expression): Apply =>
	apply(
		{
			name: 'unfold',
			notation: 'abv,nvc->(na)(bc)',
			body: product(2),
			writtenOf: [x, at],
			tex: ([of]) => ({
				text: `\\operatorname{unfold}\\left(${of?.text ?? ''}\\right)`,
				precedence: precedence.atom
			})
		},
		[oneHot(at, x.shape[1] ?? 1), x]
	);

/**
 * The same numbers in the same order, along other axes: `(np)c->n(pc)`.
 * @param sizes of letters that the shape does not fix @throws ShapeError if they do not divide it
 */
export const regrouped = (
	x: Expression,
	notation: string,
	sizes: Readonly<Record<string, number>> = {}
): Apply => apply({ name: 'regrouped', notation, body: arg(0), tex: ([of]) => of ?? NOTHING }, [x], sizes);

const NOTHING: Tex = { text: '', precedence: precedence.atom };

/**
 * The pixels under each window of a grid of height × width pixels in rows, without a rim: row p of the answer is the
 * window at position p, row-major.
 * @param stride pixels from one window to the next, 1 by default
 * @throws ShapeError if the window is larger than the grid
 */
export function windows(
	height: number,
	width: number,
	side: number,
	stride = 1
): { readonly positions: number; readonly numbers: readonly number[] } {
	if (side > Math.min(height, width))
		throw new ShapeError('windows', `a window of at most ${Math.min(height, width)}`, `${side}`);
	const along = (length: number): number[] =>
		Array.from({ length: Math.floor((length - side) / stride) + 1 }, (_, i) => i * stride);
	const [rows, columns] = [along(height), along(width)];
	const steps = Array.from({ length: side }, (_, i) => i);
	const numbers = rows.flatMap((y) =>
		columns.flatMap((x) => steps.flatMap((dy) => steps.map((dx) => (y + dy) * width + x + dx)))
	);
	return { positions: rows.length * columns.length, numbers };
}
