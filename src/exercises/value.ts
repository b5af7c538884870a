/**
 * A typed formula → its value on given numbers and matrices, in float64. Products are those of src/algebra. Whether the
 * formula fits together, and whether it is small enough, size.ts has found out before anything is computed.
 */
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import { hadamard, kron, matmul, transpose } from '$src/algebra/ops';
import { frobeniusNorm, matrixShape, type Tensor } from '$src/math/tensor';
import type { Typed } from './mathjs';
import { NoValue, requireSmall, type Shape } from './size';

/** A number, or a matrix [rows, columns]. */
export type Value = number | Tensor;
export type Sample = ReadonlyMap<string, Value>;

/** @throws NoValue where it does not fit together, is too large, or is not finite, be it on the way */
export function valueOf(typed: Typed, sample: Sample): Value {
	requireSmall(typed, new Map([...sample].map(([name, value]) => [name, shapeOf(value)])));
	return computed(typed, sample);
}

const isNumber = (value: Value): value is number => typeof value === 'number';

function shapeOf(value: Value): Shape {
	if (isNumber(value)) return null;
	const { rows, columns } = matrixShape(value);
	return [rows, columns];
}

function computed(typed: Typed, sample: Sample): Value {
	switch (typed.kind) {
		case 'number':
			return finite(typed.value);
		case 'symbol':
			return sample.get(typed.name) ?? NaN;
		case 'call':
			return finite(
				call(
					typed.name.replace('()', ''),
					typed.args.map((arg) => computed(arg, sample))
				)
			);
	}
}

/** What divides by zero, or outgrows float64, has no value, even if something finite is made of it afterwards. */
function finite(value: Value): Value {
	const isFinite = isNumber(value) ? Number.isFinite(value) : value.data.every(Number.isFinite);
	if (!isFinite) throw new NoValue('infinite', '');
	return value;
}

/** Element by element; a number is one element. */
const each = (a: Value, f: (x: number) => number): Value =>
	isNumber(a) ? f(a) : { shape: a.shape, data: a.data.map(f) };
const both = (a: Value, b: Value, f: (x: number, y: number) => number): Value =>
	isNumber(a)
		? f(a, Number(b))
		: { shape: a.shape, data: a.data.map((x, i) => f(x, isNumber(b) ? b : (b.data[i] ?? NaN))) };

function call(name: string, args: readonly Value[]): Value {
	const [a = NaN, b = NaN] = args;
	const numbers = args.map((value) => (isNumber(value) ? value : NaN));
	const [x = NaN, y = NaN] = numbers;
	switch (name) {
		case '+':
			return both(a, b, (p, q) => p + q);
		case '-':
			return both(a, b, (p, q) => p - q);
		case '*':
			if (isNumber(a)) return each(b, (q) => q * a);
			return isNumber(b) ? each(a, (p) => p * b) : product(matmul, a, b);
		case '/':
			return each(a, (p) => p / y);
		case '^':
			return x ** y;
		case '.*':
			return isNumber(a) || isNumber(b) ? x * y : product(hadamard, a, b);
		case 'negative':
			return each(a, (p) => -p);
		case 'positive':
			return a;
		case '<':
			return Number(x < y);
		case '<=':
			return Number(x <= y);
		case '>':
			return Number(x > y);
		case '>=':
			return Number(x >= y);
		case '!=':
			return Number(x !== y);
		case 'and':
			return Number(x !== 0 && y !== 0);
		case 'transpose':
			return isNumber(a) ? a : evaluate(transpose(leaf('a', a.shape)), new Map([['a', a]]));
		case 'kron':
			return isNumber(a) || isNumber(b) ? NaN : product(kron, a, b);
		case 'min':
		case 'max':
			return Math[name](...numbers);
		case 'tr':
		case 'trace':
			return isNumber(a) ? a : traceOf(a);
		case 'norm':
			return isNumber(a) ? Math.abs(a) : frobeniusNorm(a);
		case 'sqrt':
		case 'abs':
		case 'floor':
		case 'ceil':
		case 'round':
			return Math[name](x);
	}
	throw new NoValue('function', name);
}

function traceOf(a: Tensor): number {
	const { rows, columns } = matrixShape(a);
	return Array.from({ length: rows }, (_, i) => a.data[i * (columns + 1)] ?? NaN).reduce((x, y) => x + y, 0);
}

const product = (make: (a: Expression, b: Expression) => Expression, a: Tensor, b: Tensor): Tensor =>
	evaluate(
		make(leaf('a', a.shape), leaf('b', b.shape)),
		new Map([
			['a', a],
			['b', b]
		])
	);
