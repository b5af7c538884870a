/** A typed formula → its value on given numbers and matrices, in float64. Products are those of src/algebra. */
import { evaluate } from '$src/algebra/evaluate';
import { ShapeError } from '$src/algebra/errors';
import { leaf, type Expression } from '$src/algebra/expression';
import { hadamard, kron, matmul, transpose } from '$src/algebra/ops';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import type { Typed } from './mathjs';
import { FUNCTIONS } from './written';

/** A number, or a matrix [rows, columns]. */
export type Value = number | Tensor;
export type Sample = ReadonlyMap<string, Value>;

/** Why a formula has no value. Not a wrong answer: the reader hears what does not fit, and tries again. */
export class NoValue extends Error {
	constructor(
		readonly reason: 'unknown' | 'function' | 'arguments' | 'shape',
		/** The name, or what was to be done to which shapes. */
		readonly detail: string
	) {
		super(`${reason}: ${detail}`);
		this.name = 'NoValue';
	}
}

/** @throws NoValue */
export function valueOf(typed: Typed, sample: Sample): Value {
	switch (typed.kind) {
		case 'number':
			return typed.value;
		case 'symbol': {
			const value = sample.get(typed.name);
			if (value === undefined) throw new NoValue('unknown', typed.name);
			return value;
		}
		case 'call':
			return call(
				typed.name,
				typed.args.map((arg) => valueOf(arg, sample))
			);
	}
}

const isNumber = (value: Value | undefined): value is number => typeof value === 'number';
const shapeOf = (value: Value | undefined): string =>
	value === undefined || isNumber(value) ? '1' : value.shape.join(' × ');

function call(name: string, args: readonly Value[]): Value {
	const [a = NaN, b = NaN] = args;
	const misfit = (): never => {
		throw new NoValue('shape', args.map(shapeOf).join(` ${name.replace('()', '')} `));
	};
	const matrices = (make: (a: Expression, b: Expression) => Expression): Tensor =>
		isNumber(a) || isNumber(b) ? misfit() : (product(make, a, b) ?? misfit());
	const sum = (sign: 1 | -1): Value => {
		if (isNumber(a) && isNumber(b)) return a + sign * b;
		if (isNumber(a) || isNumber(b) || shapeOf(a) !== shapeOf(b)) return misfit();
		return { shape: a.shape, data: a.data.map((x, i) => x + sign * (b.data[i] ?? NaN)) };
	};
	const scaled = (m: Value, by: number): Value =>
		isNumber(m) ? m * by : { shape: m.shape, data: m.data.map((x) => x * by) };
	const real = (f: (x: number) => number): number => (isNumber(a) ? f(a) : misfit());
	const compared = (f: (x: number, y: number) => boolean): number =>
		isNumber(a) && isNumber(b) ? Number(f(a, b)) : misfit();
	switch (name) {
		case '+':
			return sum(1);
		case '-':
			return sum(-1);
		case '*':
			if (isNumber(a)) return scaled(b, a);
			return isNumber(b) ? scaled(a, b) : matrices(matmul);
		case '/':
			return isNumber(b) ? scaled(a, 1 / b) : misfit();
		case '^':
			return isNumber(a) && isNumber(b) ? a ** b : misfit();
		case '.*':
			return isNumber(a) && isNumber(b) ? a * b : matrices(hadamard);
		case 'negative':
			return scaled(a, -1);
		case 'positive':
			return a;
		case '<':
			return compared((x, y) => x < y);
		case '<=':
			return compared((x, y) => x <= y);
		case '>':
			return compared((x, y) => x > y);
		case '>=':
			return compared((x, y) => x >= y);
		case '!=':
			return compared((x, y) => x !== y);
		case 'and':
			return compared((x, y) => x !== 0 && y !== 0);
		case 'transpose':
			return transposed(a);
		case 'kron':
			return matrices(kron);
	}
	const plain = name.replace('()', '');
	const wanted = FUNCTIONS.get(plain);
	if (!wanted) throw new NoValue('function', plain);
	if (args.length < wanted.least || args.length > wanted.most) throw new NoValue('arguments', plain);
	switch (plain) {
		case 'min':
		case 'max':
			return args.every(isNumber) ? Math[plain](...args) : misfit();
		case 'tr':
		case 'trace':
			return traceOf(a) ?? misfit();
		case 'norm':
			return isNumber(a) ? Math.abs(a) : frobeniusNorm(a);
		case 'transpose':
			return transposed(a);
		case 'kron':
			return matrices(kron);
		case 'sqrt':
		case 'abs':
		case 'floor':
		case 'ceil':
		case 'round':
			return real(Math[plain]);
	}
	throw new NoValue('function', plain);
}

const transposed = (a: Value): Value =>
	isNumber(a) ? a : evaluate(transpose(leaf('a', a.shape)), new Map([['a', a]]));

function traceOf(a: Value): number | null {
	if (isNumber(a)) return a;
	const [rows = 0, columns = 0] = a.shape;
	if (rows !== columns) return null;
	return Array.from({ length: rows }, (_, i) => a.data[i * (columns + 1)] ?? NaN).reduce((x, y) => x + y, 0);
}

/** Null where the shapes do not fit. A product of 1 × 1 is a number. */
function product(make: (a: Expression, b: Expression) => Expression, a: Tensor, b: Tensor): Tensor | null {
	try {
		const made = make(leaf('a', a.shape), leaf('b', b.shape));
		return evaluate(
			made,
			new Map([
				['a', a],
				['b', b]
			])
		);
	} catch (error) {
		if (error instanceof ShapeError) return null;
		throw error;
	}
}
