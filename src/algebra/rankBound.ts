/** Upper bounds on rank, from the structure of an expression alone. */
import { ShapeError } from './errors';
import type { Expression } from './expression';

/**
 * An upper bound on the rank of a matrix expression, for every value of its leaves: each op's rule,
 * capped by the shape at every node.
 */
export function rankBound(w: Expression): number {
	const [m, n, ...rest] = w.shape;
	if (m === undefined || n === undefined || rest.length > 0) {
		throw new ShapeError('rank bound', 'a matrix', `shape [${w.shape.join(', ')}]`);
	}
	const cap = Math.min(m, n);
	if (w.kind === 'leaf' || !w.op.rankBound) return cap;
	const { args } = w;
	return Math.min(
		cap,
		w.op.rankBound({
			args,
			bound: (i) => {
				const a = args[i];
				return a ? rankBound(a) : Infinity;
			}
		})
	);
}
