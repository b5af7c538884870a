/** A typed formula → its value on given numbers and matrices: the algebra's own, of an expression small enough for a page. */
import { evaluateAll, type Environment } from '$src/algebra/evaluate';
import { leaf, topological, type Expression } from '$src/algebra/expression';
import { expressionOf, type Limits } from '$src/formula/expression';
import { FormulaError, type Typed } from '$src/formula/typed';
import type { Tensor } from '$src/math/tensor';

/** Symbol → number, of shape [], or matrix [rows, columns]. */
export type Sample = Environment;

/**
 * Elements of one matrix, and scalar operations of a formula: twenty times what the exercises need, and milliseconds.
 * A few ⊗ in a row grow without a limit, and a page must not try them.
 */
export const SMALL: Limits = { elements: 2 ** 12, work: 2 ** 14, perMatrix: 100 };

/** Formula → shapes of its letters → every node of its expression, arguments first. */
const built = new WeakMap<Typed, Map<string, readonly Expression[]>>();

/** Samples of one shape share an expression. @throws FormulaError where it does not fit together or is too large */
function nodesOf(typed: Typed, sample: Sample): readonly Expression[] {
	const key = [...sample].map(([name, { shape }]) => `${name}:${shape.join()}`).join(' ');
	const known = built.get(typed) ?? new Map<string, readonly Expression[]>();
	built.set(typed, known);
	const symbols = (): Map<string, Expression> =>
		new Map([...sample].map(([name, { shape }]) => [name, leaf(name, shape)]));
	const nodes = known.get(key) ?? topological([expressionOf(typed, symbols(), SMALL)]);
	known.set(key, nodes);
	return nodes;
}

/** @throws FormulaError where it does not fit together, is too large, or is not finite, be it on the way */
export function valueOf(typed: Typed, sample: Sample): Tensor {
	// What divides by zero, or outgrows float64, has no value, even if something finite is made of it afterwards.
	const values = evaluateAll(nodesOf(typed, sample), sample);
	if (!values.every(({ data }) => data.every(Number.isFinite)))
		throw new FormulaError({
			reason: 'infinite',
			expected: 'finite numbers',
			got: 'infinite ones on the way',
			remedy: 'divide by no zero, and stay below 1e308'
		});
	const value = values.at(-1);
	if (!value) throw new Error('exercise: a formula without a value');
	return value;
}
