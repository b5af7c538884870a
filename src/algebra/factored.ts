/** A matrix as a list of terms P·Qᵀ, and products with it that avoid forming it. */
import { ShapeError } from './errors';
import { apply, topological, type Expression } from './expression';
import { allLetters, sizeOf } from './notation';
import type { Op, Term } from './op';
import { add, identity, matmul, transpose } from './ops';
import { argumentsOf, product } from './scalar';

/** The terms P·Qᵀ whose sum is W. @param w [m, n] */
export function factored(w: Expression): readonly Term[] {
	if (w.shape.length !== 2)
		throw new ShapeError('factored form', 'a matrix', `shape [${w.shape.join(', ')}]`);
	if (w.kind === 'apply' && w.op.factored) {
		return w.op.factored(
			w.args.map((a) => (a.shape.length === 2 ? factored(a) : [])),
			w.args
		);
	}
	const [m = 1, n = 1] = w.shape;
	return [m < n ? { p: identity(m), q: transpose(w) } : { p: w, q: identity(n) }];
}

/** Total width of the terms: the rank bound that the factored form itself proves. */
export const widthOf = (terms: readonly Term[]): number =>
	terms.reduce((sum, t) => sum + (t.p.shape[1] ?? 0), 0);

/** X·Wᵀ: x [batch, n], w [m, n]. */
export const rowsTimesTransposed: Op = {
	name: 'rowsTimesTransposed',
	notation: 'nj,ij->ni',
	body: product(2)
};

/** X·Wᵀ from the terms P·Qᵀ of W: Σ (X·Q)·Pᵀ. */
const throughTerms = (w: Expression, x: Expression): Expression | undefined =>
	factored(w)
		.map(({ p, q }): Expression => apply(rowsTimesTransposed, [matmul(x, q), p]))
		.reduce<Expression | undefined>((sum, term) => (sum ? add(sum, term) : term), undefined);

/**
 * X·Wᵀ in every form known for W: dense (W is formed), structural (the op's own application, its arguments all in
 * one form or another), factored (through P·Qᵀ). The dense form comes first.
 * @param x [batch, n] @param w [m, n] @returns [batch, m] each
 */
export function formsOf(w: Expression, x: Expression): Expression[] {
	const forms: Expression[] = [apply(rowsTimesTransposed, [x, w])];
	if (w.kind !== 'apply') return forms;
	if (w.op.applied) {
		// The n-th form of every argument that has so many.
		let most = 1;
		for (let n = 0; n < most; n++) {
			const times = (inner: Expression, y: Expression): Expression => {
				const own = formsOf(inner, y);
				most = Math.max(most, own.length);
				return own[Math.min(n, own.length - 1)] ?? inner;
			};
			forms.push(w.op.applied(w.args, x, times));
		}
	}
	// Only where it is the op's own: else it is the dense form in disguise.
	const through = w.op.factored && !w.op.applied ? throughTerms(w, x) : undefined;
	if (through) forms.push(through);
	return forms;
}

/**
 * The form of X·Wᵀ that costs least.
 * @param cost of the whole that the form is part of, such as a training step; its own operations by default
 */
export function applied(
	w: Expression,
	x: Expression,
	cost: (form: Expression) => number = (form) => operations([form])
): Expression {
	const [first, ...others] = formsOf(w, x).map((form) => ({ form, cost: cost(form) }));
	const best = others.reduce((a, b) => (a && b.cost >= a.cost ? a : b), first);
	return best?.form ?? w;
}

/** Scalar operations to compute these expressions once, shared parts counted once. */
export function operations(roots: readonly Expression[]): number {
	let total = 0;
	for (const e of topological(roots)) {
		if (e.kind !== 'apply') continue;
		const { out, reduced } = allLetters(e.notation);
		const elements = [...out, ...reduced].reduce((n, letter) => n * sizeOf(e.sizes, letter), 1);
		total += elements * Math.max(1, argumentsOf(e.body).length);
	}
	return total;
}
