/**
 * The value of an expression in float64, straight from its index notation: the oracle that every backend
 * is tested against, and what a page evaluates its equations with. Not fast: see src/compute.
 */
import { countOf, type Tensor } from '$src/math/tensor';
import { ShapeError } from './errors';
import { topological, type Apply, type Expression } from './expression';
import { allLetters, sizeOf, stridesOf } from './notation';
import { compileScalar, product } from './scalar';

/** Leaf name → value. */
export type Environment = ReadonlyMap<string, Tensor>;

/** @throws ShapeError if a leaf has no value, or one of another shape. */
export function evaluate(expression: Expression, environment: Environment): Tensor {
	const [value] = evaluateAll([expression], environment);
	if (!value) throw new Error('evaluate: no value');
	return value;
}

/** Several expressions at once; what they share is computed once. */
export function evaluateAll(expressions: readonly Expression[], environment: Environment): Tensor[] {
	const values = new Map<Expression, Tensor>();
	const valueOf = (e: Expression): Tensor => {
		const value = values.get(e);
		if (!value) throw new Error('evaluate: an argument came after its reader');
		return value;
	};
	for (const e of topological(expressions)) {
		values.set(
			e,
			e.kind === 'leaf' ? lookUp(e.name, e.shape, environment) : evaluateNode(e, e.args.map(valueOf))
		);
	}
	return expressions.map(valueOf);
}

/** The number that a scalar expression stands for. */
export const evaluateNumber = (expression: Expression, environment: Environment): number =>
	evaluate(expression, environment).data[0] ?? NaN;

function lookUp(name: string, shape: readonly number[], environment: Environment): Tensor {
	const value = environment.get(name);
	const expected = `a value of shape [${shape.join(', ')}] for ${name}`;
	if (!value) throw new ShapeError('evaluate', expected, 'none', 'give it in the environment');
	if (value.shape.join() !== shape.join())
		throw new ShapeError('evaluate', expected, `[${value.shape.join(', ')}]`);
	return value;
}

/** Walks letters in row-major order and keeps one offset a tensor up to date. */
class Odometer {
	readonly position: Int32Array;
	/** steps[letter × tensors + tensor]: flat, since this is most of what an evaluation does. */
	readonly #steps: Int32Array;
	constructor(
		readonly sizes: readonly number[],
		/** strides[tensor][letter] */
		strides: readonly (readonly number[])[],
		readonly offsets: Int32Array
	) {
		this.position = new Int32Array(sizes.length);
		this.#steps = Int32Array.from(sizes.flatMap((_, l) => strides.map((s) => s[l] ?? 0)));
	}

	/** Moves to the next position; false (and back at the start) after the last. */
	next(): boolean {
		const { sizes, position, offsets } = this;
		const tensors = offsets.length;
		for (let l = sizes.length - 1; l >= 0; l--) {
			const size = sizes[l] ?? 1;
			const at = (position[l] ?? 0) + 1;
			const wrapped = at === size;
			const step = wrapped ? 1 - size : 1;
			position[l] = wrapped ? 0 : at;
			for (let t = 0; t < tensors; t++)
				offsets[t] = (offsets[t] ?? 0) + step * (this.#steps[l * tensors + t] ?? 0);
			if (!wrapped) return true;
		}
		return false;
	}
}

export function evaluateNode(node: Apply, args: readonly Tensor[]): Tensor {
	const { notation, sizes } = node;
	const { out, reduced } = allLetters(notation);
	const strides = notation.args.map((axes) => stridesOf(axes, sizes));
	const stridesFor = (letters: readonly string[]): number[][] =>
		strides.map((s) => letters.map((l) => s.get(l) ?? 0));
	const sizesFor = (letters: readonly string[]): number[] => letters.map((l) => sizeOf(sizes, l));

	const offsets = new Int32Array(args.length);
	const outer = new Odometer(sizesFor(out), stridesFor(out), offsets);
	const inner = new Odometer(sizesFor(reduced), stridesFor(reduced), offsets);
	const data = args.map((a) => a.data);
	const letters = [...out, ...reduced];
	const body = compileScalar(node.body);
	const scope = {
		arg: (i: number): number => data[i]?.[offsets[i] ?? 0] ?? NaN,
		letter: (name: string): number => {
			const l = letters.indexOf(name);
			return (l < out.length ? outer.position[l] : inner.position[l - out.length]) ?? NaN;
		}
	};
	const result = new Float64Array(countOf(node.shape));
	if (contractRows(node, data, result)) return { shape: node.shape, data: result };
	const contraction = contractionOf(node);
	for (let o = 0; o < result.length; o++) {
		let value: number;
		if (contraction) {
			value = contraction(data, offsets);
		} else if (reduced.length === 0) {
			value = body(scope);
		} else {
			value = node.reduce === 'max' ? -Infinity : 0;
			do {
				const next = body(scope);
				value = node.reduce === 'max' ? Math.max(value, next) : value + next;
			} while (inner.next());
		}
		result[o] = value;
		outer.next();
	}
	return { shape: node.shape, data: result };
}

const PRODUCT = JSON.stringify(product(2));

/** Whether a node is Σ a·b over one letter, and which. */
function contracted({ notation, args, reduce, body }: Apply): string | undefined {
	if (args.length !== 2 || reduce !== 'sum' || JSON.stringify(body) !== PRODUCT) return undefined;
	const { reduced } = allLetters(notation);
	return reduced.length === 1 ? reduced[0] : undefined;
}

/** How far apart in both arguments two neighbours along a letter are. */
const apart = ({ notation, sizes }: Apply, letter: string): readonly number[] =>
	notation.args.map((axes) => stridesOf(axes, sizes).get(letter) ?? 0);

/** The common case Σ a·b over one letter, as a plain loop in the same order. */
function contractionOf(
	node: Apply
): ((data: readonly Float64Array[], offsets: Int32Array) => number) | undefined {
	const letter = contracted(node);
	if (letter === undefined) return undefined;
	const size = sizeOf(node.sizes, letter);
	const [sa = 0, sb = 0] = apart(node, letter);
	return ([a, b], offsets) => {
		let sum = 0;
		if (!a || !b) return NaN;
		let [i, j] = [offsets[0] ?? 0, offsets[1] ?? 0];
		for (let k = 0; k < size; k++, i += sa, j += sb) sum += (a[i] ?? NaN) * (b[j] ?? NaN);
		return sum;
	};
}

/** From this many neighbours on a row at once is faster than a number at once. */
const ROW = 8;

/**
 * The same where neighbours in the result are neighbours in b and have one number of a in common, as in A·B: a row of
 * the result at once. Each sum has its terms in the same order as alone, so it is the same to the last bit.
 * @returns whether it is that case, and `result` is filled
 */
function contractRows(node: Apply, [a, b]: readonly Float64Array[], result: Float64Array): boolean {
	const letter = contracted(node);
	const { out } = allLetters(node.notation);
	const last = out.at(-1);
	if (letter === undefined || last === undefined || !a || !b) return false;
	const [width, size] = [sizeOf(node.sizes, last), sizeOf(node.sizes, letter)];
	const [besideInA, besideInB] = apart(node, last);
	if (width < ROW || besideInA !== 0 || besideInB !== 1) return false;
	const [stepA = 0, stepB = 0] = apart(node, letter);
	const letters = out.slice(0, -1);
	const offsets = new Int32Array(2);
	const strides = node.notation.args.map((axes) => stridesOf(axes, node.sizes));
	const rows = new Odometer(
		letters.map((l) => sizeOf(node.sizes, l)),
		strides.map((s) => letters.map((l) => s.get(l) ?? 0)),
		offsets
	);
	for (let at = 0; at < result.length; at += width, rows.next()) {
		const [i, j] = [offsets[0] ?? 0, offsets[1] ?? 0];
		let k = 0;
		// Two terms a time: half as often is the row read and written.
		for (; k + 1 < size; k += 2) {
			const [x, y] = [a[i + k * stepA] ?? NaN, a[i + (k + 1) * stepA] ?? NaN];
			const from = j + k * stepB;
			for (let c = 0; c < width; c++)
				result[at + c] =
					(result[at + c] ?? NaN) + x * (b[from + c] ?? NaN) + y * (b[from + stepB + c] ?? NaN);
		}
		if (k < size) {
			const [x, from] = [a[i + k * stepA] ?? NaN, j + k * stepB];
			for (let c = 0; c < width; c++) result[at + c] = (result[at + c] ?? NaN) + x * (b[from + c] ?? NaN);
		}
	}
	return true;
}
