import type { Expression } from '$src/algebra/expression';
import { kron, matmul, scale } from '$src/algebra/ops';
import { factorization } from '$src/math/factorization';
import { flag, integer } from '$src/schema/field';
import { method, type Factor, type OptionsOf } from './method';
import { alphaField, alphaOverRank, rankField } from './options';

const options = {
	rank: rankField,
	alpha: alphaField,
	factor: integer({ min: -1, max: 4096, default: -1, about: "PEFT's decompose_factor; -1: no limit" }),
	decomposeBoth: flag(
		'A (a × c) is low-rank where r < max(a, c)/2, as B (b × d) always is where r < max(b, d)/2'
	)
} as const;
export { factorization };
export type LokrOptions = OptionsOf<typeof options>;

/** Shapes of the two blocks, A [a, c] and B [b, d] with out = a·b and in = c·d, and which of them are low-rank. */
export function blocks({ out, in: columns, rank, factor, decomposeBoth }: LokrOptions): {
	a: number;
	b: number;
	c: number;
	d: number;
	lowRankA: boolean;
	lowRankB: boolean;
} {
	const [[a, b], [c, d]] = [factorization(out, factor), factorization(columns, factor)];
	return {
		...{ a, b, c, d },
		lowRankA: decomposeBoth && rank < Math.max(a, c) / 2,
		lowRankB: rank < Math.max(b, d) / 2
	};
}

/**
 * LoKr: ΔW = s·A ⊗ B, either block full or a product of two thin ones (LyCORIS, arXiv 2309.14859;
 * PEFT tuners/lokr/layer.py: w1 is A, w2 is B). Once both are full, r changes s alone.
 */
export const lokr = method({
	name: 'lokr',
	title: 'LoKr',
	options,
	peftType: 'LOKR',
	factors: (given) => {
		const { a, b, c, d, lowRankA, lowRankB } = blocks(given);
		const r = given.rank;
		const first: Factor[] = lowRankA
			? [
					{ name: 'A1', peftName: 'lokr_w1_a', symbol: 'A', tex: 'A_1', shape: [a, r], start: 'zeros' },
					{ name: 'A2', peftName: 'lokr_w1_b', symbol: 'A', tex: 'A_2', shape: [r, c], start: 'kaiming' }
				]
			: [{ name: 'A', peftName: 'lokr_w1', symbol: 'A', tex: 'A', shape: [a, c], start: 'zeros' }];
		const second: Factor[] = lowRankB
			? [
					{ name: 'B1', peftName: 'lokr_w2_a', symbol: 'B', tex: 'B_1', shape: [b, r], start: 'kaiming' },
					{ name: 'B2', peftName: 'lokr_w2_b', symbol: 'B', tex: 'B_2', shape: [r, d], start: 'kaiming' }
				]
			: [{ name: 'B', peftName: 'lokr_w2', symbol: 'B', tex: 'B', shape: [b, d], start: 'kaiming' }];
		return [...first, ...second];
	},
	layerOf: (shapes) => {
		const block = (name: string): readonly [number, number] | null => {
			const [rows, columns] = [shapes.get(`${name}_a`), shapes.get(`${name}_b`)];
			return shapes.get(name) ?? (rows && columns ? [rows[0], columns[1]] : null);
		};
		const [a, b] = [block('lokr_w1'), block('lokr_w2')];
		return a && b ? [a[0] * b[0], a[1] * b[1]] : null;
	},
	scale: alphaOverRank,
	delta: (factor, s, given) => {
		const { lowRankA, lowRankB } = blocks(given);
		const block = (low: boolean, name: string): Expression =>
			low ? matmul(factor(`${name}1`), factor(`${name}2`)) : factor(name);
		return scale(s, kron(block(lowRankA, 'A'), block(lowRankB, 'B')));
	}
});
