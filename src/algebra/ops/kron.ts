import { productsOfSpectra } from '$src/math/rank';
import { apply, type Apply, type Expression } from '../expression';
import type { Op, Term } from '../op';
import { product } from '../scalar';
import { bracket, precedence } from './precedence';

/** X·(A⊗B)ᵀ with X split as n(jl): first B, then A. vec(A·X·Bᵀ), row-major. */
const byB: Op = { name: 'kronApplyB', notation: 'n(jl),kl->n(jk)', body: product(2) };
const byA: Op = { name: 'kronApplyA', notation: 'n(jk),ij->n(ik)', body: product(2) };

export const kronOp: Op = {
	name: 'kron',
	notation: 'ij,kl->(ik)(jl)',
	body: product(2),
	tex: ([a, b]) => ({
		text: `${bracket(a, precedence.postfix)} \\otimes ${bracket(b, precedence.postfix)}`,
		precedence: precedence.circled
	}),
	rankBound: (ask) => ask.bound(0) * ask.bound(1),
	// A = U₁Σ₁V₁ᵀ and B = U₂Σ₂V₂ᵀ make A ⊗ B = (U₁ ⊗ U₂)(Σ₁ ⊗ Σ₂)(V₁ ⊗ V₂)ᵀ.
	spectrum: (ask) => productsOfSpectra(ask.spectrum(0), ask.spectrum(1)),
	factored: ([left = [], right = []]) =>
		left.flatMap((a): Term[] => right.map((b) => ({ p: kron(a.p, b.p), q: kron(a.q, b.q) }))),
	applied: ([a, b], x) => (a && b ? apply(byA, [apply(byB, [x, b]), a]) : x)
};

/** A ⊗ B. @param a [a, c] @param b [b, d] @returns [a·b, c·d] */
export const kron = (a: Expression, b: Expression): Apply => apply(kronOp, [a, b]);
