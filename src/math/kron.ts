/**
 * Kronecker products of numbers, the rearrangement of Van Loan and Pitsianis (1993), under which A ⊗ B becomes
 * the rank-one matrix vec A · (vec B)ᵀ, and what follows from it. For products in expressions see algebra/ops/kron.
 */
import { filled } from './dense';
import { tailNorm, tailShare } from './rank';
import { singularValues, svd } from './svd';
import { matrixShape, tensor, type Tensor } from './tensor';

/** A ⊗ B. @param a [a, c] @param b [b, d] @returns [a·b, c·d] */
export function kronecker(a: Tensor, b: Tensor): Tensor {
	const [{ rows, columns }, { rows: m, columns: n }] = [matrixShape(a), matrixShape(b)];
	return filled(rows * m, columns * n, (i, j) => {
		const left = a.data[Math.floor(i / m) * columns + Math.floor(j / n)] ?? NaN;
		return left * (b.data[(i % m) * n + (j % n)] ?? NaN);
	});
}

/** Shape of the left factor A; B has the rest. */
export interface Blocks {
	readonly a: number;
	readonly c: number;
}

/**
 * R(M) [a·c, b·d]: one row per block of M, row-major both ways.
 * @param m [a·b, c·d]
 * @throws RangeError if a does not divide the rows or c the columns
 */
export function rearranged(m: Tensor, { a, c }: Blocks): Tensor {
	const { rows, columns } = matrixShape(m);
	for (const [name, part, whole] of [
		['rows', a, rows],
		['columns', c, columns]
	] as const) {
		if (part < 1 || whole % part !== 0) {
			const divisors = Array.from({ length: whole }, (_, i) => i + 1).filter((d) => whole % d === 0);
			throw new RangeError(`kron: ${part} does not divide ${name} = ${whole}; try ${divisors.join(', ')}`);
		}
	}
	const [b, d] = [rows / a, columns / c];
	const data = new Float64Array(m.data.length);
	for (let i = 0; i < a; i++) {
		for (let j = 0; j < c; j++) {
			for (let k = 0; k < b; k++) {
				for (let l = 0; l < d; l++) {
					data[((i * c + j) * b + k) * d + l] = m.data[(i * b + k) * columns + j * d + l] ?? NaN;
				}
			}
		}
	}
	return { shape: [a * c, b * d], data };
}

export interface NearestKron {
	/** [a, c] and [b, d], of equal norm. */
	readonly a: Tensor;
	readonly b: Tensor;
	/** ‖M − A ⊗ B‖ (Frobenius), from the spectrum of R(M). */
	readonly error: number;
	/** Of R(M), descending: how many Kronecker products M is a sum of. */
	readonly singularValues: Float64Array;
}

/** The Kronecker product nearest to M: the top singular triple of R(M). @throws RangeError as `rearranged` */
export function nearestKron(m: Tensor, blocks: Blocks): NearestKron {
	const { rows, columns } = matrixShape(m);
	const { a, c } = blocks;
	const { u, singularValues: sigma, v } = svd(rearranged(m, blocks));
	const share = Math.sqrt(sigma[0] ?? 0);
	const first = (t: Tensor): number[] => {
		const { rows: n, columns: k } = matrixShape(t);
		return Array.from({ length: n }, (_, i) => share * (t.data[i * k] ?? NaN));
	};
	return {
		a: tensor([a, c], first(u)),
		b: tensor([rows / a, columns / c], first(v)),
		error: tailNorm(sigma, 1),
		singularValues: sigma
	};
}

/** What the nearest Kronecker product leaves of M, as a share of ‖M‖²: Σ_{i≥2} σᵢ² / Σ σᵢ² of R(M). */
export const kronFloor = (m: Tensor, blocks: Blocks): number =>
	tailShare(singularValues(rearranged(m, blocks)), 1);
