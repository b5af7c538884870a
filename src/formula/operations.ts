/**
 * What can be done in a formula: how it is written in TeX, and the expression that it makes. Both come from the ops of
 * src/algebra; here is only which sign or name stands for which of them, and what it wants of its arguments.
 */
import { apply, type Expression } from '$src/algebra/expression';
import type { Op, Tex } from '$src/algebra/op';
import {
	absolute,
	add,
	ceiling,
	diag,
	dividedBy,
	dotDivide,
	floor,
	frobeniusNorm,
	hadamard,
	khatriRao,
	kron,
	largest,
	matmul,
	negative,
	power,
	root,
	rounded,
	rowNorms,
	scale,
	scaleRows,
	smallest,
	subtract,
	trace,
	transpose
} from '$src/algebra/ops';
import { addOp, subtractOp } from '$src/algebra/ops/add';
import { diagOp } from '$src/algebra/ops/diag';
import { dividedByOp } from '$src/algebra/ops/dividedBy';
import { dotDivideOp } from '$src/algebra/ops/dotDivide';
import { hadamardOp } from '$src/algebra/ops/hadamard';
import { khatriRaoOp } from '$src/algebra/ops/khatriRao';
import { kronOp } from '$src/algebra/ops/kron';
import { negativeOp } from '$src/algebra/ops/negative';
import { absoluteOp, extremeOp, normOp, rootOp, traceOp } from '$src/algebra/ops/numbers';
import { bracket, precedence } from '$src/algebra/ops/precedence';
import { ceilingOp, floorOp, powerOp, roundedOp } from '$src/algebra/ops/readOff';
import { rowNormsOp } from '$src/algebra/ops/rows';
import { scaleOp } from '$src/algebra/ops/scale';
import { transposeOp } from '$src/algebra/ops/transpose';
import { arg, atLeast, constant, mul, sub, type Scalar } from '$src/algebra/scalar';

export interface Operation {
	/** What it wants of its arguments, for whoever gave it others. */
	readonly wants: string;
	/** How many arguments. */
	readonly least: number;
	readonly most: number;
	readonly tex: (args: readonly Tex[]) => Tex;
	/** Null where the arguments do not fit. @throws ShapeError where their shapes do not fit */
	readonly make: (args: readonly Expression[]) => Expression | null;
}

const isNumber = (e: Expression): boolean => e.shape.length === 0;
const isMatrix = (e: Expression): boolean => e.shape.length === 2;

/** The TeX of an op is that of its record. */
const texOf = ({ name, tex }: Op): Operation['tex'] => {
	if (!tex) throw new Error(`formula: the op ${name} has no TeX`);
	return tex;
};

const one = (
	op: Op,
	make: (a: Expression) => Expression | null,
	wants = 'a number or a matrix'
): Operation => ({
	...{ wants, least: 1, most: 1, tex: texOf(op) },
	make: ([a]) => (a ? make(a) : null)
});
const two = (
	op: Op,
	make: (a: Expression, b: Expression) => Expression | null,
	wants: string
): Operation => ({
	...{ wants, least: 2, most: 2, tex: texOf(op) },
	make: ([a, b]) => (a && b ? make(a, b) : null)
});
/** Of numbers alone. */
const ofNumbers = (of: Operation): Operation => ({
	...of,
	wants: of.most > 1 ? 'numbers' : 'a number',
	make: (args) => (args.every(isNumber) ? of.make(args) : null)
});

/** 1 where it holds, else 0. */
const relation = (sign: string, body: Scalar): Operation => {
	const op: Op = {
		name: sign,
		notation: ',->',
		body,
		tex: ([a, b]) => ({
			text: `${bracket(a, precedence.sum)} ${sign} ${bracket(b, precedence.sum)}`,
			precedence: 0
		})
	};
	return ofNumbers(two(op, (a, b) => apply(op, [a, b]), 'numbers'));
};
const not = (x: Scalar): Scalar => sub(constant(1), x);
const [x, y] = [arg(0), arg(1)];

const kronecker = two(kronOp, (a, b) => (isMatrix(a) && isMatrix(b) ? kron(a, b) : null), 'two matrices');
/** A number is its own transpose. */
const transposed = one(transposeOp, (a) => (isNumber(a) ? a : transpose(a)));
const traced = one(traceOp, (a) => (isNumber(a) ? a : trace(a)), 'a square matrix');
const extreme = (name: 'min' | 'max', make: (...numbers: readonly Expression[]) => Expression): Operation =>
	ofNumbers({ wants: '', least: 1, most: 8, tex: texOf(extremeOp[name]), make: (args) => make(...args) });

const sameShape = 'two of one shape';

/** A diagonal beside a matrix is not formed. */
function productOf(a: Expression, b: Expression): Expression {
	const [left, right] = [diagonalOf(a), diagonalOf(b)];
	if (left && isMatrix(b)) return scaleRows(left, b);
	return right && isMatrix(a) ? transpose(scaleRows(right, transpose(a))) : matmul(a, b);
}

const diagonalOf = (e: Expression): Expression | undefined =>
	e.kind === 'apply' && e.op.name === 'diag' ? e.args[0] : undefined;

const elementwiseQuotient = two(dotDivideOp, dotDivide, sameShape);

export const SIGNS: ReadonlyMap<string, Operation> = new Map([
	['+', two(addOp, add, sameShape)],
	['-', two(subtractOp, subtract, sameShape)],
	['.*', two(hadamardOp, hadamard, sameShape)],
	[
		'*',
		two(
			// What stands on either side is not known before it is evaluated: a product of matrices is written like any other.
			scaleOp,
			(a, b) => (isNumber(a) ? scale(a, b) : isNumber(b) ? scale(b, a) : productOf(a, b)),
			'as many columns on the left as rows on the right'
		)
	],
	['/', two(dividedByOp, (a, b) => (isNumber(b) ? dividedBy(a, b) : null), 'a number to divide by')],
	['^', ofNumbers(two(powerOp, power, ''))],
	['./', elementwiseQuotient],
	['kron', kronecker],
	['transpose', transposed],
	['negative', one(negativeOp, negative)],
	[
		'positive',
		{ wants: '', least: 1, most: 1, tex: ([a]) => a ?? { text: '', precedence: 0 }, make: ([a]) => a ?? null }
	],
	['<', relation('<', not(atLeast(x, y)))],
	['<=', relation('\\le', atLeast(y, x))],
	['>', relation('>', not(atLeast(y, x)))],
	['>=', relation('\\ge', atLeast(x, y))],
	['!=', relation('\\ne', not(mul(atLeast(x, y), atLeast(y, x))))]
]);

export const FUNCTIONS: ReadonlyMap<string, Operation> = new Map([
	['sqrt', ofNumbers(one(rootOp, root))],
	['abs', ofNumbers(one(absoluteOp, absolute))],
	['floor', ofNumbers(one(floorOp, floor))],
	['ceil', ofNumbers(one(ceilingOp, ceiling))],
	['round', ofNumbers(one(roundedOp, rounded))],
	['transpose', transposed],
	['tr', traced],
	['trace', traced],
	['norm', one(normOp, frobeniusNorm)],
	['min', extreme('min', smallest)],
	['max', extreme('max', largest)],
	['kron', kronecker]
]);

const isVector = (e: Expression): boolean => e.shape.length === 1;

/** What matrices of adapters are made by, beyond what readers of a lesson type. */
export const MATRIX_FUNCTIONS: ReadonlyMap<string, Operation> = new Map([
	[
		'khatrirao',
		two(
			khatriRaoOp,
			(a, b) => (isMatrix(a) && isMatrix(b) ? khatriRao(a, b) : null),
			'two matrices with equally many rows'
		)
	],
	['diag', one(diagOp, (v) => (isVector(v) ? diag(v) : null), 'a vector, such as m: 64')],
	['rowNorms', one(rowNormsOp, (a) => (isMatrix(a) ? rowNorms(a) : null), 'a matrix')]
]);

/** The name without the brackets of a function. */
export const plainName = (name: string): string => name.replace('()', '');

/** @param name as it stands in a tree: a sign, or a function's name with brackets */
export const operationOf = (name: string): Operation | undefined =>
	name.endsWith('()')
		? (FUNCTIONS.get(plainName(name)) ?? MATRIX_FUNCTIONS.get(plainName(name)))
		: SIGNS.get(name);
