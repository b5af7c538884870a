import { apply, type Apply, type Expression } from '../expression';
import type { Op, RankQuestions, Term } from '../op';
import { same } from '../same';
import { product } from '../scalar';
import { elementwise } from './elementwise';
import { khatriRao } from './khatriRao';
import { bracket, precedence } from './precedence';

/**
 * The elementwise product. Its factored form is row-wise Khatri–Rao of the sides, which is the proof of
 * FedPara's Proposition 1 (arXiv 2108.06098): (P₁Q₁ᵀ) ⊙ (P₂Q₂ᵀ) = (P₁ • P₂)(Q₁ • Q₂)ᵀ.
 */
export const hadamardOp: Op = {
	name: 'hadamard',
	notation: 'ij,ij->ij',
	body: product(2),
	tex: ([a, b]) => ({
		text: `${bracket(a, precedence.postfix)} \\odot ${bracket(b, precedence.postfix)}`,
		precedence: precedence.circled
	}),
	rankBound: (ask) => Math.min(ask.bound(0) * ask.bound(1), tiedBound(ask)),
	factored: ([left = [], right = []]) =>
		left.flatMap((a): Term[] => right.map((b) => ({ p: khatriRao(a.p, b.p), q: khatriRao(a.q, b.q) })))
};

/**
 * Tied factors: in (X·M) ⊙ (X·N) every column of W lies in the span of the products x_k ⊙ x_l, and
 * x_k ⊙ x_l = x_l ⊙ x_k leaves r(r+1)/2 of them; the same for rows with a shared right factor.
 */
function tiedBound({ args: [a, b] }: RankQuestions): number {
	if (a?.kind !== 'apply' || b?.kind !== 'apply') return Infinity;
	if (a.op.name !== 'matmul' || b.op.name !== 'matmul') return Infinity;
	const shared = [0, 1].some((side) => {
		const [x, y] = [a.args[side], b.args[side]];
		return x !== undefined && y !== undefined && same(x, y);
	});
	const inner = a.args[1]?.shape[0] ?? Infinity;
	return shared ? (inner * (inner + 1)) / 2 : Infinity;
}

/** A ⊙ B. @throws ShapeError if the shapes differ */
export const hadamard = (a: Expression, b: Expression): Apply =>
	apply(elementwise(hadamardOp, 2, a.shape.length), [a, b]);
