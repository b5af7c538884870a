/**
 * What is done with thin matrices P·Qᵀ without forming them: inner products, distances, the best approximation of lower
 * rank, principal angles of the leading directions, sums. P and Q are tall (tall.ts).
 */
import { timesTransposed } from './dense';
import { denseOf, spectrumOfMade, normOfSpectrum, type Made } from './made';
import { orthogonalTimes, qrOf } from './qr';
import { svd } from './svd';
import { columnsTimes, crossProduct, tallBeside, tallOf, type Tall } from './tall';
import { timesPowerOfTwo } from './scale';
import type { Tensor } from './tensor';

export interface Thin {
	/** [m, width] */
	readonly p: Tall;
	/** [n, width] */
	readonly q: Tall;
}

/** A matrix as P·Qᵀ: of a Kronecker product from the factors of both sides, of a full block from its SVD. @throws RangeError for blocks */
export function thinOf(made: Made): Thin {
	switch (made.kind) {
		case 'product':
			return made.p.width > Math.min(made.p.rows, made.q.rows) ? thinOfDense(denseOf(made)) : made;
		case 'dense':
			return thinOfDense(made.w);
		case 'kron': {
			const [a, b] = [thinOf(made.a), thinOf(made.b)];
			return { p: kronTall(a.p, b.p), q: kronTall(a.q, b.q) };
		}
		case 'blocks':
			throw new RangeError('thin factors: expected one matrix, got several blocks; take each alone');
	}
}

function thinOfDense(w: Tensor): Thin {
	const { u, singularValues, v } = svd(w);
	const [[m = 0, k = 0], [n = 0]] = [u.shape, v.shape];
	return { p: columnsTimes(tallOf(u.data, m, k), singularValues), q: tallOf(v.data, n, k) };
}

/** A ⊗ B of tall matrices. */
function kronTall(a: Tall, b: Tall): Tall {
	const rows = a.rows * b.rows;
	const data = new Float64Array(rows * a.width * b.width);
	for (let i = 0, to = 0; i < a.width; i++) {
		for (let j = 0; j < b.width; j++) {
			for (let k = 0; k < a.rows; k++) {
				const by = a.data[i * a.rows + k] ?? NaN;
				for (let l = 0; l < b.rows; l++, to++) data[to] = by * (b.data[j * b.rows + l] ?? NaN);
			}
		}
	}
	return { rows, width: a.width * b.width, data };
}

/** ⟨P₁Q₁ᵀ, P₂Q₂ᵀ⟩ = Σ (P₁ᵀP₂) ⊙ (Q₁ᵀQ₂). */
export function innerOfThin(a: Thin, b: Thin): number {
	const [left, right] = [crossProduct(a.p, b.p), crossProduct(a.q, b.q)];
	let sum = 0;
	for (let i = 0; i < left.data.length; i++) sum += (left.data[i] ?? NaN) * (right.data[i] ?? NaN);
	return sum;
}

/** Σ wᵢ·PᵢQᵢᵀ: factors side by side, exactly. */
export const sumOfThin = (terms: readonly { readonly thin: Thin; readonly weight: number }[]): Thin => ({
	p: tallBeside(
		terms.map(({ thin, weight }) => columnsTimes(thin.p, new Float64Array(thin.p.width).fill(weight)))
	),
	q: tallBeside(terms.map(({ thin }) => thin.q))
});

export interface ThinSvd {
	/** [m, k], orthonormal columns. */
	readonly u: Tall;
	/** Descending. */
	readonly singularValues: Float64Array;
	/** [n, k] */
	readonly v: Tall;
}

/** The SVD of P·Qᵀ: two thin QR and a small one. k is the smallest of the width and both sides. */
export function svdOfThin({ p, q }: Thin): ThinSvd {
	if (p.width > Math.min(p.rows, q.rows)) return svdOfThin(thinOfDense(denseOf({ kind: 'product', p, q })));
	const [left, right] = [qrOf(p, 'SVD of P·Qᵀ'), qrOf(q, 'SVD of P·Qᵀ')];
	const small = svd(timesTransposed(left.r, right.r));
	return {
		u: orthogonalTimes(p, left, small.u),
		singularValues: small.singularValues.map((x) => timesPowerOfTwo(x, left.exponent + right.exponent)),
		v: orthogonalTimes(q, right, small.v)
	};
}

/** The first k columns. */
const firstOf = ({ rows, data }: Tall, k: number): Tall => ({
	rows,
	width: k,
	data: data.subarray(0, k * rows)
});

/** The best approximation of rank k: U√σ and V√σ, so that both factors are of one size. */
export function truncated({ u, singularValues, v }: ThinSvd, k: number): Thin {
	const roots = singularValues.subarray(0, k).map(Math.sqrt);
	return { p: columnsTimes(firstOf(u, k), roots), q: columnsTimes(firstOf(v, k), roots) };
}

/** ‖A − B‖_F through the factors [P_A, P_B], [Q_A, −Q_B]: no small difference of large numbers is taken. */
export function distanceOfThin(a: Thin, b: Thin): number {
	const { p, q } = sumOfThin([
		{ thin: a, weight: 1 },
		{ thin: b, weight: -1 }
	]);
	return normOfSpectrum(spectrumOfMade({ kind: 'product', p, q }));
}

/** ‖P·Qᵀ‖_F, through the factors. */
export const normOfThin = ({ p, q }: Thin): number =>
	normOfSpectrum(spectrumOfMade({ kind: 'product', p, q }));

/**
 * Cosines of the principal angles between the leading k left directions of two matrices (Björck & Golub 1973), mean square:
 * 1 where they span the same space, about k/m for random ones.
 */
export function overlapOf(a: ThinSvd, b: ThinSvd, k: number): number {
	const among = (x: Tall, y: Tall): number => {
		const { data } = crossProduct(firstOf(x, k), firstOf(y, k));
		return data.reduce((sum, c) => sum + c * c, 0) / k;
	};
	return (among(a.u, b.u) + among(a.v, b.v)) / 2;
}
