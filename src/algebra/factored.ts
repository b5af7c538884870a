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

const rowsTimesTransposed: Op = { name: 'rowsTimesTransposed', notation: 'nj,ij->ni', body: product(2) };

/**
 * X·Wᵀ, in the cheapest of the forms known for W: dense, factored, or the op's own.
 * @param x [batch, n] @param w [m, n] @returns [batch, m]
 */
export function applied(w: Expression, x: Expression): Expression {
	const candidates: Expression[] = [apply(rowsTimesTransposed, [x, w])];
	if (w.kind === 'apply') {
		if (w.op.applied) candidates.push(w.op.applied(w.args, x, applied));
		// Through the factored form only where it is the op's own: else it is the dense form in disguise.
		if (w.op.factored && !w.op.applied) {
			candidates.push(
				factored(w)
					.map(({ p, q }) => apply(rowsTimesTransposed, [matmul(x, q), p]))
					.reduce<Expression | undefined>((sum, term) => (sum ? add(sum, term) : term), undefined) ??
					apply(rowsTimesTransposed, [x, w])
			);
		}
	}
	return candidates.reduce((best, next) => (operations([next]) < operations([best]) ? next : best));
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
