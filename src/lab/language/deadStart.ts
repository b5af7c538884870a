/**
 * Does an adapter start where nothing can move? Zeros are followed through the gradients, op by op, by what each makes
 * of one element: no numbers are needed, and no layer is too large. A zero by cancellation, such as A − A, is not seen.
 */
import { topological, type Expression } from '$src/algebra/expression';
import type { Scalar } from '$src/algebra/scalar';

/** @param zero names of leaves whose every element is zero @returns whether every element of the root is */
function isZeroAt(root: Expression, zero: ReadonlySet<string>): boolean {
	const found = new Set<Expression>();
	for (const e of topological([root])) {
		const isZero =
			e.kind === 'leaf'
				? zero.has(e.name)
				: zeroBody(
						e.body,
						e.args.map((arg) => found.has(arg))
					);
		if (isZero) found.add(e);
	}
	return found.has(root);
}

/** A sum, and a largest, of zeros is zero. */
function zeroBody(body: Scalar, args: readonly boolean[]): boolean {
	const isZero = (of: Scalar): boolean => zeroBody(of, args);
	switch (body.kind) {
		case 'arg':
			return args[body.index] === true;
		case 'constant':
			return body.value === 0;
		case 'unary':
			return body.fn !== 'exp' && body.fn !== 'log' && isZero(body.x);
		case 'binary': {
			const [x, y] = [isZero(body.x), isZero(body.y)];
			if (body.fn === 'mul') return x || y;
			// Nothing by nothing is no number.
			return body.fn === 'div' ? x && !y : x && y;
		}
		case 'readOff':
			return body.fn !== 'pow' && body.args.every(isZero);
		default:
			return false;
	}
}

/**
 * @param gradients of what is trained, from a ∂L/∂ΔW of any numbers; undefined where ΔW does not depend on it
 * @returns false where there are none
 */
export const isDead = (gradients: readonly (Expression | undefined)[], zero: ReadonlySet<string>): boolean =>
	gradients.length > 0 && gradients.every((gradient) => !gradient || isZeroAt(gradient, zero));
