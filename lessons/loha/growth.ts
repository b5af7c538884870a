/**
 * The sum of terms (x₁ₖ ⊙ x₂ₗ)(y₁ₖ ⊙ y₂ₗ)ᵀ, one after another, with the rank after each: what the figure of the terms
 * draws. Plain loops, since it follows a slider.
 */
import { largestElement } from '$src/math/dense';
import { measureRank } from '$src/math/rank';
import { at, zeros, type Tensor } from '$src/math/tensor';
import type { Factors } from './matrices';
import type { TermIndex } from './terms';

/** The term of a cell, [m, n]. */
export function termOf({ X1, Y1, X2, Y2 }: Factors, { k, l }: TermIndex): Tensor {
	const [[m = 0], [n = 0]] = [X1.shape, Y1.shape];
	const term = zeros([m, n]);
	const y = Float64Array.from({ length: n }, (_, j) => at(Y1, j, k - 1) * at(Y2, j, l - 1));
	for (let i = 0; i < m; i++) {
		const x = at(X1, i, k - 1) * at(X2, i, l - 1);
		for (let j = 0; j < n; j++) term.data[i * n + j] = x * (y[j] ?? NaN);
	}
	return term;
}

export interface Growth {
	/** The sum of all the cells. */
	readonly sum: Tensor;
	/** ranks[t] is the rank after t terms; ranks[0] is 0. */
	readonly ranks: readonly number[];
}

export function growthOf(factors: Factors, cells: readonly TermIndex[]): Growth {
	const sum = zeros([factors.X1.shape[0] ?? 0, factors.Y1.shape[0] ?? 0]);
	const ranks = [0];
	for (const cell of cells) {
		termOf(factors, cell).data.forEach((x, i) => {
			sum.data[i] = (sum.data[i] ?? 0) + x;
		});
		ranks.push(measureRank(sum).rank);
	}
	return { sum, ranks };
}

/** All terms in one picture, [r1·m, r2·n]: block (k, l) is the term, its largest entry 1; faint where it is not added. */
export function sheetOf(factors: Factors, cells: readonly TermIndex[], faint: number): Tensor {
	const [[m = 0, r1 = 0], [n = 0, r2 = 0]] = [factors.X1.shape, [factors.Y1.shape[0], factors.X2.shape[1]]];
	const sheet = zeros([r1 * m, r2 * n]);
	for (let k = 1; k <= r1; k++) {
		for (let l = 1; l <= r2; l++) {
			const term = termOf(factors, { k, l });
			const largest = largestElement(term);
			const shade = cells.some((c) => c.k === k && c.l === l) ? 1 : faint;
			const by = largest > 0 ? shade / largest : 0;
			for (let i = 0; i < m; i++) {
				const row = ((k - 1) * m + i) * r2 * n + (l - 1) * n;
				for (let j = 0; j < n; j++) sheet.data[row + j] = by * (term.data[i * n + j] ?? NaN);
			}
		}
	}
	return sheet;
}

/** The size that a picture gives its full colour: a few entries of a random product are far larger than the others. */
export const fullColour = ({ data }: Tensor): number =>
	2.5 * Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);
