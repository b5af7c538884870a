import { apply, type Apply, type Expression } from '../expression';
import * as scalar from '../scalar';
import { arg, constant } from '../scalar';
import { lettersFor } from './elementwise';
import { precedence } from './precedence';

/** What keeps a row of equal numbers from being divided by zero; PyTorch's default. The paper leaves it out. */
export const LAYER_NORM_EPSILON = 1e-5;

/**
 * Layer normalization over the last axis (Ba, Kiros & Hinton, arXiv 1607.06450, equation 3): (x − μ)/√(σ² + ε), with
 * the mean and the variance of a row, the variance divided by n. Gain and bias are the reader's: see `gainAndBias`.
 * @param x […, n] of any number of axes from one on @returns the same shape
 */
export function layerNorm(x: Expression, epsilon = LAYER_NORM_EPSILON): Apply {
	const all = lettersFor(x);
	const rows = all.slice(0, -1);
	const share = constant(1 / (x.shape.at(-1) ?? 1));
	const mean = apply(
		{ name: 'mean of a row', notation: `${all}->${rows}`, body: scalar.mul(share, arg(0)) },
		[x]
	);
	const centred = apply(
		{ name: 'centred', notation: `${all},${rows}->${all}`, body: scalar.sub(arg(0), arg(1)) },
		[x, mean]
	);
	return overRoot(centred, x, epsilon, {
		name: 'layerNorm',
		tex: 'LN',
		square: 'variance',
		root: 'deviation'
	});
}

interface Named {
	readonly name: string;
	/** As TeX writes it, before what is normalized. */
	readonly tex: string;
	/** Of a row: the mean of the squares, and the root of it. */
	readonly square: string;
	readonly root: string;
}

/** y/√(mean y² + ε), row by row. @param of what is normalized, as TeX writes it */
function overRoot(y: Expression, of: Expression, epsilon: number, { name, tex, square, root }: Named): Apply {
	const all = lettersFor(y);
	const rows = all.slice(0, -1);
	const share = constant(1 / (y.shape.at(-1) ?? 1));
	const meanSquare = apply(
		{
			name: `${square} of a row`,
			notation: `${all}->${rows}`,
			body: scalar.mul(share, scalar.mul(arg(0), arg(0)))
		},
		[y]
	);
	const size = apply(
		{
			name: `${root} of a row`,
			notation: `${rows}->${rows}`,
			body: scalar.sqrt(scalar.add(arg(0), constant(epsilon)))
		},
		[meanSquare]
	);
	return apply(
		{
			name,
			notation: `${all},${rows}->${all}`,
			body: scalar.div(arg(0), arg(1)),
			writtenOf: [of],
			tex: ([inner]) => ({
				text: `\\operatorname{${tex}}\\left(${inner?.text ?? ''}\\right)`,
				precedence: precedence.atom
			})
		},
		[y, size]
	);
}

/**
 * γ ⊙ x + β along the last axis, what follows a layer normalization.
 * @param x […, n] @param gain [n] @param bias [n] @throws ShapeError if the last axes differ
 */
export function gainAndBias(x: Expression, gain: Expression, bias: Expression): Apply {
	const all = lettersFor(x);
	const last = all.slice(-1);
	return apply(
		{
			name: 'gainAndBias',
			notation: `${all},${last},${last}->${all}`,
			body: scalar.add(scalar.mul(arg(0), arg(1)), arg(2)),
			tex: ([inner, g, b]) => ({
				text: `${g?.text ?? ''} \\odot ${inner?.text ?? ''} + ${b?.text ?? ''}`,
				precedence: precedence.sum
			})
		},
		[x, gain, bias]
	);
}

/**
 * RMS normalization over the last axis (Zhang & Sennrich, arXiv 1910.07467, equation 4): x/√(mean x² + ε), without
 * taking the mean off. Gain is the reader's.
 * @param x […, n] of any number of axes from one on @returns the same shape
 */
export function rmsNorm(x: Expression, epsilon = LAYER_NORM_EPSILON): Apply {
	return overRoot(x, x, epsilon, { name: 'rmsNorm', tex: 'RMS', square: 'mean square', root: 'size' });
}
