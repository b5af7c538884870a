/**
 * What is measured of a matrix expression: singular values and rank in float64. Where the ops have rules for it no more
 * is formed than the rules ask for, so that of s·A ⊗ B only A and B are.
 */
import { beside } from '$src/math/dense';
import { rankOfSpectrum, spectrumOfFactors, type MeasuredRank } from '$src/math/rank';
import { spectrum, type Spectrum } from '$src/math/svd';
import { ShapeError } from './errors';
import { evaluate, evaluateAll, evaluateNumber, type Environment } from './evaluate';
import type { Expression } from './expression';
import { factored, widthOf } from './factored';

/**
 * Singular values, rank, stable rank and effective rank of a matrix.
 * @param w [m, n]
 * @throws ShapeError if w is no matrix or a leaf has no value; RangeError if an element is not finite
 */
export function spectrumOf(w: Expression, environment: Environment): MeasuredRank {
	const [m, n, ...rest] = w.shape;
	if (m === undefined || n === undefined || rest.length > 0)
		throw new ShapeError('spectrum', 'a matrix', `shape [${w.shape.join(', ')}]`);
	return rankOfSpectrum(valuesOf(w, environment), m, n);
}

/** By the op's rule, else through thin factors where they are thin, else of the matrix itself. */
function valuesOf(w: Expression, environment: Environment): Spectrum {
	if (w.kind === 'apply' && w.op.spectrum) {
		const argument = (n: number): Expression => {
			const a = w.args[n];
			if (!a) throw new Error(`spectrum of ${w.op.name}: no argument ${n + 1}`);
			return a;
		};
		return w.op.spectrum({
			spectrum: (n) => valuesOf(argument(n), environment),
			number: (n) => evaluateNumber(argument(n), environment)
		});
	}
	const terms = factored(w);
	if (widthOf(terms) >= Math.min(...w.shape)) return spectrum(evaluate(w, environment));
	const side = (name: 'p' | 'q') =>
		beside(
			evaluateAll(
				terms.map((term) => term[name]),
				environment
			)
		);
	return spectrumOfFactors(side('p'), side('q'));
}
