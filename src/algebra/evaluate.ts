/**
 * The value of an expression in float64, straight from its index notation: the oracle that every backend
 * is tested against, and what a page evaluates its equations with. Not fast: see src/compute.
 */
import { countOf, type Tensor } from '$src/math/tensor';
import { ShapeError } from './errors';
import { topological, type Apply, type Expression } from './expression';
import { allLetters, sizeOf, stridesOf } from './notation';
import { gatherOf, moved, type Row } from './rows';

/** Leaf name → value. */
export type Environment = ReadonlyMap<string, Tensor>;

/** @throws ShapeError if a leaf has no value, or one of another shape. */
export function evaluate(expression: Expression, environment: Environment): Tensor {
	const [value] = evaluateAll([expression], environment);
	if (!value) throw new Error('evaluate: no value');
	return value;
}

/** The value of a node from those of its arguments. */
type ValueOfNode = (node: Apply, args: readonly Tensor[]) => Tensor;

/**
 * Several expressions at once; what they share is computed once.
 * @param node how a node's value is found: by its notation, the default, or in another way to the same bits (quick.ts)
 */
export function evaluateAll(
	expressions: readonly Expression[],
	environment: Environment,
	node: ValueOfNode = evaluateNode
): Tensor[] {
	const values = new Map<Expression, Tensor>();
	const valueOf = (e: Expression): Tensor => {
		const value = values.get(e);
		if (!value) throw new Error('evaluate: an argument came after its reader');
		return value;
	};
	for (const e of topological(expressions)) {
		values.set(e, e.kind === 'leaf' ? lookUp(e.name, e.shape, environment) : node(e, e.args.map(valueOf)));
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

/**
 * The letter along which a node is evaluated a row at once: the last of the result, or the last that is summed over.
 * From so many places a row is worth its while; then it is that along which the arguments lie closer together.
 */
const WORTH_WHILE = 8;
function alongOf(
	candidates: readonly (string | undefined)[],
	sizeFor: (letter: string) => number,
	strides: readonly ReadonlyMap<string, number>[]
): string | undefined {
	const close = (letter: string): number => strides.filter((s) => (s.get(letter) ?? 0) <= 1).length;
	const merit = (letter: string): number =>
		Math.min(sizeFor(letter), WORTH_WHILE) * (strides.length + 1) + close(letter);
	return candidates
		.filter((letter) => letter !== undefined)
		.reduce<string | undefined>(
			(best, letter) => (best === undefined || merit(letter) > merit(best) ? letter : best),
			undefined
		);
}

/** The value of one node. Each sum has its terms in the order of the reduced letters, the last one fastest. */
export function evaluateNode(node: Apply, args: readonly Tensor[]): Tensor {
	const { notation, sizes, body, reduce } = node;
	const { out, reduced } = allLetters(notation);
	const strides = notation.args.map((axes) => stridesOf(axes, sizes));
	const size = (letter: string): number => sizeOf(sizes, letter);
	const along = alongOf([out.at(-1), reduced.at(-1)], size, strides);
	const width = along === undefined ? 1 : size(along);

	const offsets = new Int32Array(args.length);
	const without = (letters: readonly string[]): string[] => letters.filter((l) => l !== along);
	const walk = (letters: readonly string[]): Odometer =>
		new Odometer(
			letters.map(size),
			strides.map((s) => letters.map((l) => s.get(l) ?? 0)),
			offsets
		);
	const [outer, inner] = [walk(without(out)), walk(without(reduced))];

	const rows = args.map(({ data }, i): Row => ({ data, at: 0, step: strides[i]?.get(along ?? '') ?? 0 }));
	/** Letters that the body names by themselves, beside the one along the row: their value is that of the walk. */
	const named: (() => void)[] = [];
	const letter = (name: string): Row => {
		if (name === along) return { data: Float64Array.from({ length: width }, (_, c) => c), at: 0, step: 1 };
		const data = new Float64Array(1);
		const [walked, place] = out.includes(name)
			? [outer, without(out).indexOf(name)]
			: [inner, without(reduced).indexOf(name)];
		named.push(() => (data[0] = walked.position[place] ?? NaN));
		return { data, at: 0, step: 0 };
	};
	const gather = gatherOf(reduced.length === 0 ? 'none' : reduce, body, { width, args: rows, letter });

	const result = new Float64Array(countOf(node.shape));
	if (reduce === 'max' && reduced.length > 0) result.fill(-Infinity);
	const count = along !== undefined && out.includes(along) ? width : 1;
	for (let from = 0; from < result.length; from += count, outer.next()) {
		do {
			for (let i = 0; i < rows.length; i++) moved(rows[i], offsets[i]);
			for (const name of named) name();
			gather(result, from, count);
		} while (inner.next());
	}
	return { shape: node.shape, data: result };
}
