/**
 * Rank as it can be measured: singular values in float64 against a stated tolerance.
 * A product formed in float32 has a noise floor near 1e-7·σ₁, so measure the factors, never the float32 product.
 */
import { timesTransposed } from './dense';
import { norm, scaledToOne, timesPowerOfTwo } from './scale';
import { spectrum, triangularFactor, type Spectrum } from './svd';
import { matrixShape, type Tensor } from './tensor';

export interface MeasuredRank {
	/** Singular values, descending; those not listed are zero exactly. */
	readonly singularValues: Float64Array;
	/** The number of singular values above the tolerance: the numerical rank. */
	readonly rank: number;
	/** `rankTolerance` of the shape times σ₁, unless told otherwise. */
	readonly tolerance: number;
	/** ‖W‖_F²/σ₁², 0 for the zero matrix. */
	readonly stableRank: number;
	/** exp of the entropy of σ/Σσ (Roy & Vetterli 2007), 0 for the zero matrix. */
	readonly effectiveRank: number;
}

/**
 * The one rule of the site for where a rank is read off: a singular value counts if it is above max(m, n)·ε·σ₁, as in
 * MATLAB and numpy.
 * @param epsilon of the numbers that the matrix was formed in; float64's 2⁻⁵² by default
 * @returns relative to σ₁
 */
export const rankTolerance = (m: number, n: number, epsilon = Number.EPSILON): number =>
	Math.max(m, n) * epsilon;

/** How many values are above a limit. */
export const countAbove = (values: Float64Array, limit: number): number =>
	values.reduce((count, x) => (x > limit ? count + 1 : count), 0);

/**
 * Describes a spectrum of an m×n matrix.
 * @param tolerance absolute; `rankTolerance` times σ₁ by default
 */
export function describeSpectrum(
	values: Float64Array,
	m: number,
	n: number,
	tolerance?: number
): MeasuredRank {
	const { data, exponent } = scaledToOne(values, 'spectrum');
	return rankOfSpectrum({ values: data, exponent }, m, n, tolerance);
}

/** The same of values that are divided by a power of two: all is asked of values near 1, so it is the same at every scale. */
export function rankOfSpectrum(
	{ values, exponent }: Spectrum,
	m: number,
	n: number,
	tolerance?: number
): MeasuredRank {
	const largest = values[0] ?? 0;
	const limit =
		tolerance === undefined ? rankTolerance(m, n) * largest : timesPowerOfTwo(tolerance, -exponent);
	const sum = values.reduce((s, x) => s + x, 0);
	const squares = values.reduce((s, x) => s + x * x, 0);
	const entropy = values.reduce((s, x) => (x > 0 ? s - (x / sum) * Math.log(x / sum) : s), 0);
	return {
		singularValues: values.map((x) => timesPowerOfTwo(x, exponent)),
		rank: countAbove(values, limit),
		tolerance: timesPowerOfTwo(limit, exponent),
		stableRank: largest > 0 ? squares / (largest * largest) : 0,
		effectiveRank: sum > 0 ? Math.exp(entropy) : 0
	};
}

export function measureRank(w: Tensor, tolerance?: number): MeasuredRank {
	const { rows, columns } = matrixShape(w);
	return rankOfSpectrum(spectrum(w), rows, columns, tolerance);
}

/**
 * The singular values of W = P·Qᵀ without forming W: P = Q₁R₁, Q = Q₂R₂, and W has those of R₁R₂ᵀ.
 * @param p [m, width] @param q [n, width] @throws RangeError if the widths differ or an element is not finite
 */
export function spectrumOfFactors(p: Tensor, q: Tensor): Spectrum {
	const [{ rows: m, columns: width }, { rows: n, columns: other }] = [matrixShape(p), matrixShape(q)];
	if (width !== other) {
		throw new RangeError(`rank of P·Qᵀ: expected equally many columns in P and Q, got ${width} and ${other}`);
	}
	const thin = (factor: Tensor, rows: number): { readonly thin: Tensor; readonly exponent: number } => {
		const { data, exponent } = scaledToOne(factor.data, 'rank of P·Qᵀ');
		const unit = { shape: factor.shape, data };
		return { thin: width < rows ? triangularFactor(unit) : unit, exponent };
	};
	const [left, right] = [thin(p, m), thin(q, n)];
	const { values, exponent } = spectrum(timesTransposed(left.thin, right.thin));
	return { values, exponent: exponent + left.exponent + right.exponent };
}

/** What is measured of W = P·Qᵀ, as `spectrumOfFactors` finds it. */
export const measureRankOfFactors = (p: Tensor, q: Tensor, tolerance?: number): MeasuredRank =>
	rankOfSpectrum(spectrumOfFactors(p, q), matrixShape(p).rows, matrixShape(q).rows, tolerance);

/** Every σᵢ·τⱼ, descending: the singular values of a Kronecker product; what the shape has beyond them is zero. */
export function productsOfSpectra(a: Spectrum, b: Spectrum): Spectrum {
	const values = new Float64Array(a.values.length * b.values.length);
	a.values.forEach((x, i) => {
		b.values.forEach((y, j) => (values[i * b.values.length + j] = x * y));
	});
	return { values: values.sort().reverse(), exponent: a.exponent + b.exponent };
}

/** The singular values of s·W. @throws RangeError if s is not finite */
export function scaledSpectrum(s: number, { values, exponent }: Spectrum): Spectrum {
	const unit = scaledToOne(Float64Array.of(s), 'scale');
	const size = Math.abs(unit.data[0] ?? NaN);
	return { values: values.map((x) => size * x), exponent: exponent + unit.exponent };
}

/** Σσᵢ², of a whole spectrum or from index k on: the squared Eckart–Young error at rank k. */
export const tailEnergy = (values: ArrayLike<number>, k: number): number => {
	let sum = 0;
	// From the smallest up, so that small values are not lost beside large ones.
	for (let i = values.length - 1; i >= k; i--) sum += (values[i] ?? 0) ** 2;
	return sum;
};

/** √Σσᵢ² from index k on: the Eckart–Young error at rank k itself, for values of any size. */
export const tailNorm = (values: Float64Array, k: number): number => norm(values.subarray(k).toReversed());

/** What rank k leaves, as a share of ‖W‖²: Σ_{i>k} σᵢ² / Σ σᵢ², 0 for the zero matrix. */
export function tailShare(values: Float64Array, k: number): number {
	const { data } = scaledToOne(values, 'spectrum');
	const whole = tailEnergy(data, 0);
	return whole > 0 ? tailEnergy(data, k) / whole : 0;
}
