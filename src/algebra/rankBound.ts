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

/** One line of why a bound holds. */
export interface RankBoundStep {
	readonly of: Expression;
	readonly bound: number;
	/** Did the op's rule give it, or the smaller side of its shape? 'tied': of an elementwise product, that its sides share a factor. */
	readonly rule: 'op' | 'tied' | 'shape';
	/** Bounds of the arguments that are matrices. */
	readonly from: readonly number[];
	/** 0 is the whole. */
	readonly depth: number;
}

/** Why `rankBound` is what it is: every matrix of the expression, the whole first, each before its arguments. */
export function rankBoundSteps(w: Expression, depth = 0): readonly RankBoundStep[] {
	const matrices = w.kind === 'leaf' ? [] : w.args.filter(({ shape }) => shape.length === 2);
	const below = matrices.map((a) => rankBoundSteps(a, depth + 1));
	const bound = rankBound(w);
	const byRule =
		w.kind === 'leaf' || !w.op.rankBound
			? Infinity
			: w.op.rankBound({
					args: w.args,
					bound: (i) => {
						const a = w.args[i];
						return a ? rankBound(a) : Infinity;
					}
				});
	const from = below.map(([first]) => first?.bound ?? 0);
	const isTied =
		w.kind === 'apply' && w.op.name === 'hadamard' && byRule < from.reduce((product, r) => product * r, 1);
	const step: RankBoundStep = {
		...{ of: w, bound, depth, from },
		rule: byRule > Math.min(...w.shape) ? 'shape' : isTied ? 'tied' : 'op'
	};
	return [step, ...below.flat()];
}
