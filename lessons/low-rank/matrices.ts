/**
 * The matrices of the derivation: leaves, and their numbers for a state of the page. A is small, so that a check
 * of all nine steps costs nothing; its competitor B = YZᵀ lies as far from the best as the reader wants. The
 * pictures are not here: they are too large for the evaluator, and no step needs them.
 */
import { leaf } from '$src/algebra/expression';
import { guestOr } from '$src/lesson/guest/guest';
import { beside, columnsOf, product, scaled, sum, timesDiagonal, transposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { at, fromRows, tensor, zeros, type Tensor } from '$src/math/tensor';
import type { LowRankValues } from './parameters';

const DIAGONAL: Tensor = fromRows([
	[4, 0, 0, 0],
	[0, 3, 0, 0],
	[0, 0, 2, 0],
	[0, 0, 0, 1]
]);

export interface Sizes {
	readonly m: number;
	readonly n: number;
	/** The number of singular values, min(m, n). */
	readonly p: number;
	/** The rank allowed, below p, so that σ_{k+1} exists. */
	readonly k: number;
}

export function sizesOf({ matrix, smallK }: Pick<LowRankValues, 'matrix' | 'smallK'>): Sizes {
	const [m, n] = matrix === 'diagonal' ? [4, 4] : [8, 6];
	const p = Math.min(m, n);
	return { m, n, p, k: Math.min(smallK, p - 1) };
}

/** The symbols of the derivation. A and B are no factors of an adapter here: they keep the colour of the text. */
export function leavesFor({ m, n, p, k }: Sizes) {
	return {
		A: leaf('A', [m, n], { symbol: 'matrix' }),
		/** Singular vectors as columns, singular values descending. */
		U: leaf('U', [m, p]),
		sigma: leaf('sigma', [p], { tex: '\\sigma' }),
		V: leaf('V', [n, p]),
		/** Their first k columns and values, and the others. */
		Uk: leaf('Uk', [m, k], { tex: 'U_k', symbol: 'U' }),
		sigmaK: leaf('sigmaK', [k], { tex: '\\sigma', symbol: 'sigma' }),
		Vk: leaf('Vk', [n, k], { tex: 'V_k', symbol: 'V' }),
		Utail: leaf('Utail', [m, p - k], { tex: 'U_{>k}', symbol: 'U' }),
		sigmaTail: leaf('sigmaTail', [p - k], { tex: '\\sigma', symbol: 'sigma' }),
		/** σₖ and σₖ₊₁. */
		last: leaf('last', [], { tex: '\\sigma_k', symbol: 'sigma' }),
		next: leaf('next', [], { tex: '\\sigma_{k+1}', symbol: 'sigma' }),
		/** The competitor B = YZᵀ, and an orthonormal basis of a space that contains its columns. */
		Y: leaf('Y', [m, k]),
		Z: leaf('Z', [n, k]),
		Q: leaf('Q', [m, k]),
		/** v₁ … vₖ₊₁, and a unit vector of coefficients such that z = Σ cᵢvᵢ is in the kernel of B. */
		Vmore: leaf('Vmore', [n, k + 1], { tex: 'V_{k+1}', symbol: 'V' }),
		sigmaMore: leaf('sigmaMore', [k + 1], { tex: '\\sigma', symbol: 'sigma' }),
		c: leaf('c', [k + 1, 1])
	};
}

/** About the first singular value of the matrix that is drawn from the seed. */
const TOY_NORM = 5;

/** A unit vector c with Mᵀc = 0, for M with one row more than columns: the last left singular vector. */
function orthogonalTo(m: Tensor): Tensor {
	const [rows = 1, count = 0] = m.shape;
	const square = beside([m, zeros([rows, rows - count])]);
	return columnsOf(svd(square).u, [rows - 1, rows]);
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(
	values: LowRankValues,
	guest?: ReadonlyMap<string, Tensor>
): Map<string, Tensor> {
	const { m, n, p, k } = sizesOf(values);
	const normal = (name: string, rows: number, count: number): Tensor =>
		new Random(values.seed, `derivation/${name}`).normal([rows, count]);
	const A = guestOr(guest, 'A', values.matrix === 'diagonal' ? DIAGONAL : normal('A', m, n));
	const { u: U, singularValues, v: V } = svd(A);
	/** A guest's numbers may be of any size; those of the toy are of this one. */
	const size = guest?.has('A') ? (singularValues[0] ?? 0) / TOY_NORM : 1;
	const sigma = (from: number, to: number): Tensor => tensor([to - from], singularValues.subarray(from, to));

	// At distance 0 the competitor is the best one, YZᵀ = UₖΣₖVₖᵀ.
	const noisy = (best: Tensor, name: string, size: number): Tensor =>
		sum(best, scaled(values.away * size, normal(name, best.shape[0] ?? 0, k)));
	const [Uk, Vk, Vmore] = [columnsOf(U, [0, k]), columnsOf(V, [0, k]), columnsOf(V, [0, k + 1])];
	const Y = noisy(timesDiagonal(Uk, singularValues.subarray(0, k)), 'Y', 1.5 * size);
	const Z = noisy(Vk, 'Z', 0.4);
	return new Map([
		['A', A],
		['U', U],
		['sigma', sigma(0, p)],
		['V', V],
		['Uk', Uk],
		['sigmaK', sigma(0, k)],
		['Vk', Vk],
		['Utail', columnsOf(U, [k, p])],
		['sigmaTail', sigma(k, p)],
		['last', { shape: [], data: Float64Array.of(singularValues[k - 1] ?? NaN) }],
		['next', { shape: [], data: Float64Array.of(singularValues[k] ?? NaN) }],
		['Y', Y],
		['Z', Z],
		['Q', svd(Y).u],
		['Vmore', Vmore],
		['sigmaMore', sigma(0, k + 1)],
		['c', orthogonalTo(product(transposed(Vmore), Z))]
	]);
}

/** wᵢ = ‖Qᵀuᵢ‖²: how much of each direction uᵢ the space of B contains. */
export function weightsOf(environment: ReadonlyMap<string, Tensor>): number[] {
	const [Q, U] = [environment.get('Q'), environment.get('U')];
	if (!Q || !U) return [];
	const seen = product(transposed(Q), U);
	const [rows = 0, count = 0] = seen.shape;
	return Array.from({ length: count }, (_, i) => {
		let sum = 0;
		for (let j = 0; j < rows; j++) sum += at(seen, j, i) ** 2;
		return sum;
	});
}
