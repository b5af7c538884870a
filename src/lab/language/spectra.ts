/** Singular values of the lab's values: through factors where something has them, else of the matrix itself. */
import { columnsOf, timesDiagonal, timesTransposed } from '$src/math/dense';
import { describeSpectrum, measureRank } from '$src/math/rank';
import { svd } from '$src/math/svd';
import type { LabValue, MatrixValue, SpectrumValue } from '../value';
import { LabError } from './error';
import { described, matrixIn, matrixOf } from './matrices';

type Measured = Omit<SpectrumValue, 'kind' | 'shape' | 'sides'>;

/** Scalar operations for one decomposition: about a second. */
const MOST = 2 ** 28;

export function requireSmall({ shape }: Pick<MatrixValue, 'shape'>, what: string, at: number | null): void {
	const [long, short] = [Math.max(...shape), Math.min(...shape)];
	if (long * short * short <= MOST) return;
	throw new LabError(
		`${what}: expected a matrix that is decomposed within a second, got ${shape.join(' × ')}`,
		at
	);
}

/** @throws LabError where there is no matrix, or it is too large */
export function measuredOf(value: LabValue, what: string, at: number): Measured {
	if (value.kind === 'spectrum') return value;
	const matrix = matrixIn(value, what, at);
	if (matrix.measured) return matrix.measured;
	requireSmall(matrix, what, at);
	if (!matrix.data.every(Number.isFinite))
		throw new LabError(`${what}: expected finite elements, got ${described(matrix)} with others`, at);
	return measureRank(matrix);
}

/** With both sides. */
export function decomposed(matrix: MatrixValue): SpectrumValue {
	requireSmall(matrix, 'svd', null);
	const { u, v, singularValues } = svd(matrix);
	const [rows, columns] = matrix.shape;
	const { rank, tolerance, stableRank } = matrix.measured ?? describeSpectrum(singularValues, rows, columns);
	return {
		...{ kind: 'spectrum', shape: matrix.shape, singularValues, rank, tolerance, stableRank },
		sides: { u: matrixOf(u), v: matrixOf(v) }
	};
}

/** The nearest matrix of rank k (Eckart–Young). */
export function best(matrix: MatrixValue, k: number): MatrixValue {
	requireSmall(matrix, 'best', null);
	const { u, v, singularValues } = svd(matrix);
	const first = singularValues.slice(0, k);
	const made = timesTransposed(timesDiagonal(columnsOf(u, [0, k]), first), columnsOf(v, [0, k]));
	const { rank, tolerance, stableRank } = describeSpectrum(first, ...matrix.shape);
	return { ...matrixOf(made), measured: { singularValues: first, rank, tolerance, stableRank } };
}
