/**
 * Expressions on tensors. There is one kind of inner node: out[…] = reduce body(args[…]), written as
 * index notation and a scalar body. Shape, value, gradient and the code of every backend derive from it.
 * An expression is immutable and knows no numbers: those come from an environment (evaluate.ts) or a run.
 */
import type { Apply, Expression, Leaf, Op, Shape } from './op';
import {
	allLetters,
	formatNotation,
	parseNotation,
	shapeOf,
	sizeOf,
	type Axis,
	type Notation,
	type Sizes
} from './notation';
import { ShapeError } from './errors';

export type { Apply, Expression, Leaf, Reduce, Shape } from './op';

/** @param shape [] for a scalar, [rows, columns] for a matrix; positive integers. */
export function leaf(name: string, shape: Shape, options: { tex?: string; symbol?: string } = {}): Leaf {
	for (const size of shape) {
		if (!Number.isInteger(size) || size < 1) {
			throw new ShapeError('leaf', `sizes of ${name} that are positive integers`, `[${shape.join(', ')}]`);
		}
	}
	return { kind: 'leaf', name, tex: options.tex ?? name, shape, symbol: options.symbol ?? name };
}

/**
 * Applies an op to arguments.
 * @param extra sizes of letters that no argument fixes (the output's alone, or those inside a split axis)
 * @throws ShapeError naming the operation, the expected and the given shapes, and a remedy
 */
export function apply(
	op: Op,
	args: readonly Expression[],
	extra: Readonly<Record<string, number>> = {}
): Apply {
	const notation = parseNotation(op.notation, args.length);
	const sizes = inferSizes(op.name, notation, args, extra);
	return {
		kind: 'apply',
		op,
		args,
		notation,
		body: op.body,
		reduce: op.reduce ?? 'sum',
		sizes,
		shape: shapeOf(notation.out, sizes)
	};
}

function inferSizes(
	name: string,
	notation: Notation,
	args: readonly Expression[],
	extra: Readonly<Record<string, number>>
): Sizes {
	const written = formatNotation(notation);
	if (args.length !== notation.args.length) {
		throw new ShapeError(name, `${notation.args.length} arguments (${written})`, `${args.length}`);
	}
	const sizes = new Map(Object.entries(extra));
	const shapes = args.map((a) => `[${a.shape.join(', ')}]`).join(' and ');
	notation.args.forEach((axes, n) => {
		if (axes.length !== args[n]?.shape.length) {
			throw new ShapeError(name, `argument ${n + 1} with ${axes.length} axes (${written})`, shapes);
		}
	});
	const axes = notation.args.flatMap((list, n) =>
		list.map((letters, k) => ({ n, k, letters, given: args[n]?.shape[k] ?? 1 }))
	);
	const unknownIn = (letters: Axis): string[] => letters.filter((letter) => !sizes.has(letter));
	const knownIn = (letters: Axis): number =>
		letters.filter((letter) => sizes.has(letter)).reduce((p, letter) => p * sizeOf(sizes, letter), 1);
	// An axis with one letter left fixes it; that may leave one letter in another axis, and so on.
	for (let found = true; found;) {
		found = false;
		for (const { letters, given } of axes) {
			const [only, ...more] = unknownIn(letters);
			if (only === undefined || more.length > 0 || given % knownIn(letters) !== 0) continue;
			sizes.set(only, given / knownIn(letters));
			found = true;
		}
	}
	for (const { n, k, letters, given } of axes) {
		const unknown = unknownIn(letters).length > 0;
		if (!unknown && knownIn(letters) === given) continue;
		const product = letters.join('·');
		throw new ShapeError(
			name,
			`axis ${k + 1} of argument ${n + 1} of size ${unknown ? product : knownIn(letters)} (${written})`,
			`${given}, from shapes ${shapes}`,
			unknown ? `give the sizes of ${product}` : 'make the axes that share a letter equally long'
		);
	}
	const { out, reduced } = allLetters(notation);
	for (const letter of [...out, ...reduced]) {
		if (!sizes.has(letter))
			throw new ShapeError(name, `a size for the letter ${letter} (${written})`, 'none');
	}
	return sizes;
}

/** Every expression below and including these, arguments before readers, each once. */
export function topological(roots: readonly Expression[]): Expression[] {
	const seen = new Set<Expression>();
	const order: Expression[] = [];
	const visit = (e: Expression): void => {
		if (seen.has(e)) return;
		seen.add(e);
		if (e.kind === 'apply') e.args.forEach(visit);
		order.push(e);
	};
	roots.forEach(visit);
	return order;
}

/**
 * The leaves of these expressions, by name.
 * @throws ShapeError if two leaves have one name: a value is found by name and a gradient by object, so they would
 * share the one and not the other
 */
export function leavesOf(roots: readonly Expression[]): Map<string, Leaf> {
	const leaves = new Map<string, Leaf>();
	for (const e of topological(roots)) {
		if (e.kind !== 'leaf') continue;
		const known = leaves.get(e.name);
		if (known) {
			throw new ShapeError(
				'leaves',
				`one leaf called ${e.name}`,
				`two, of shapes [${known.shape.join(', ')}] and [${e.shape.join(', ')}]`,
				'use the same leaf twice, or give each module a prefix of its own'
			);
		}
		leaves.set(e.name, e);
	}
	return leaves;
}
