/**
 * Numbers and matrices: what the signs and functions of a formula come to. What is too large is refused by its shape,
 * before anything is worked out. Everything has two axes: a vector stands as a column.
 */
import { evaluateNode } from '$src/algebra/evaluate';
import { leaf, topological, type Apply, type Expression } from '$src/algebra/expression';
import { NAMELESS } from '$src/formula/broadcast';
import { expressionOf } from '$src/formula/expression';
import type { Typed } from '$src/formula/typed';
import { timesTransposed, transposed } from '$src/math/dense';
import { scalar, type Tensor } from '$src/math/tensor';
import type { LabValue, MatrixValue } from '../value';
import { LabError } from './error';

/** Elements of one matrix, and scalar operations of one sign: some hundred milliseconds at most. */
export const LIMITS = { elements: 2 ** 20, work: 2 ** 28 };

export const matrixOf = ({ shape, data }: Tensor): MatrixValue => {
	const [rows = 1, columns = 1] = shape;
	return { kind: 'matrix', shape: [rows, columns], data };
};

export const numberValue = (value: number): LabValue => ({ kind: 'number', value });

/** What a value is called in messages: its kind, and the shape of a matrix. */
export function described(value: LabValue): string {
	switch (value.kind) {
		case 'number':
			return `the number ${value.value}`;
		case 'matrix':
			return `a matrix ${value.shape.join(' × ')}`;
		case 'text':
			return `the text "${value.value.slice(0, 40)}"`;
		case 'parts':
			return `parts ${value.parts.map(({ name }) => name).join(', ')}`;
		case 'method':
			return `the method ${value.name}`;
		default:
			return `${/^[aeiou]/.test(value.kind) ? 'an' : 'a'} ${value.kind}`;
	}
}

/** What a matrix is asked of: a matrix, or what holds one. @throws LabError */
export function matrixIn(value: LabValue, what: string, at: number): MatrixValue {
	if (value.kind === 'matrix') return value;
	if (value.kind === 'number') return { kind: 'matrix', shape: [1, 1], data: Float64Array.of(value.value) };
	if (value.kind === 'run' || value.kind === 'module') return value.delta;
	throw new LabError(`${what}: expected a matrix, got ${described(value)}`, at);
}

/** @throws LabError of a number that is none, or a matrix with one: what follows from it says nothing */
export function finite(value: LabValue, what: string, at: number): LabValue {
	const numbers =
		value.kind === 'number' ? [value.value] : value.kind === 'matrix' ? value.data : new Float64Array();
	for (let n = 0; n < numbers.length; n++) {
		if (Number.isFinite(numbers[n])) continue;
		throw new LabError(
			`${what}: expected numbers that float64 can hold, got ${numbers[n]}; look at its arguments`,
			at
		);
	}
	return value;
}

/** Ops whose one argument is a vector: a column or a row is taken as one. */
const OF_VECTORS = new Set(['diag()']);

/** What most lines of a notebook are, without an expression for each. */
const ARITHMETIC: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
	['+', (a, b) => a + b],
	['-', (a, b) => a - b],
	['*', (a, b) => a * b],
	['/', (a, b) => a / b]
]);

/** What a sign is of two numbers; undefined where it is no sign of arithmetic. */
export const arithmeticOf = (name: string): ((a: number, b: number) => number) | undefined =>
	ARITHMETIC.get(name);

/**
 * A sign or a function of a formula, of values.
 * @param name as in a tree: `*`, `kron()`
 * @throws FormulaError with both shapes; LabError where an argument is neither number nor matrix
 */
export function operated(name: string, args: readonly LabValue[], at: number): LabValue {
	const [first, second] = args;
	const ofNumbers = args.length === 2 ? ARITHMETIC.get(name) : undefined;
	if (ofNumbers && first?.kind === 'number' && second?.kind === 'number')
		return numberValue(ofNumbers(first.value, second.value));
	const plain = name.replace('()', '');
	const given = args.map((value): Tensor => {
		if (value.kind === 'number') return scalar(value.value);
		if (value.kind !== 'matrix') {
			const hint = value.kind === 'run' || value.kind === 'module' ? '; write .delta behind its name' : '';
			throw new LabError(`${plain}: expected a number or a matrix, got ${described(value)}${hint}`, at);
		}
		const isVector = OF_VECTORS.has(name) && value.shape.includes(1);
		return { shape: isVector ? [value.data.length] : value.shape, data: value.data };
	});
	const letters = given.map(({ shape }, n) => leaf(NAMELESS[n] ?? `x${n}`, shape));
	const typed: Typed = {
		...{ kind: 'call', name, at },
		args: letters.map((letter) => ({ kind: 'symbol', name: letter.name, at }))
	};
	const expression = expressionOf(typed, new Map(letters.map((letter) => [letter.name, letter])), LIMITS);
	const made = fastEvaluate(
		expression,
		new Map(letters.map((letter, n) => [letter.name, given[n] ?? scalar(NaN)]))
	);
	return made.shape.length === 0 ? numberValue(made.data[0] ?? NaN) : matrixOf(made);
}

/** As algebra/evaluate.ts, products of matrices through WebAssembly. */
export function fastEvaluate(expression: Expression, environment: ReadonlyMap<string, Tensor>): Tensor {
	const values = new Map<Expression, Tensor>();
	const valueOf = (e: Expression): Tensor => {
		const value = values.get(e);
		if (!value) throw new Error('lab: expected arguments before their reader');
		return value;
	};
	for (const e of topological([expression])) {
		const value = e.kind === 'leaf' ? environment.get(e.name) : nodeOf(e, e.args.map(valueOf));
		if (!value)
			throw new LabError(`expected a value of ${e.kind === 'leaf' ? e.name : e.op.name}, got none`, null);
		values.set(e, value);
	}
	return valueOf(expression);
}

function nodeOf(e: Apply, args: readonly Tensor[]): Tensor {
	const [a, b] = args;
	if (e.op.name === 'matmul' && a && b) return timesTransposed(a, transposed(b));
	return evaluateNode(e, args);
}
