/**
 * A typed formula → an expression of src/algebra. Shapes alone decide whether it fits together and how large it is:
 * nothing is evaluated here, and what is too large is refused before anybody could.
 */
import { ShapeError } from '$src/algebra/errors';
import { topological, type Expression } from '$src/algebra/expression';
import { allLetters, sizeOf } from '$src/algebra/notation';
import { number } from '$src/algebra/ops';
import { countOf } from '$src/math/tensor';
import { insteadOfBroadcasting } from './broadcast';
import { FUNCTIONS, operationOf, plainName, type Operation } from './operations';
import { numeral } from './tex';
import { FormulaError, type Typed } from './typed';

/** How large a formula may be. */
export interface Limits {
	/** Elements of one tensor on the way. */
	readonly elements: number;
	/** Scalar operations in all; no limit by default. An operation on matrices counts `perMatrix` more. */
	readonly work?: number;
	readonly perMatrix?: number;
	/** Is what is written twice one expression, worked out once? Default: no, each is counted. */
	readonly share?: boolean;
}

/** A matrix that the site works with anywhere. */
const USUAL: Limits = { elements: 2 ** 24 };

/**
 * The expression that a formula stands for, its symbols being other expressions.
 * @throws FormulaError that names what was to be done to which shapes, and its place in the text
 */
export function expressionOf(
	typed: Typed,
	symbols: ReadonlyMap<string, Expression>,
	{ elements, work = Infinity, perMatrix = 0, share = false }: Limits = USUAL
): Expression {
	let done = 0;
	const known = new Map<string, Expression>();
	const idOf = new Map<Expression, number>();
	const build = (node: Typed): Expression => {
		if (node.kind === 'number') return number(node.value, numeral(node.value));
		if (node.kind === 'symbol') return symbolOf(node, symbols);
		const args = node.args.map(build);
		const key = [node.name, ...args.map((arg) => idOf.get(arg) ?? idOf.set(arg, idOf.size).get(arg))].join();
		const found = known.get(key);
		if (found && share) return found;
		const made = applied(node, args);
		known.set(key, made);
		done += args.every(({ shape }) => shape.length === 0) ? 1 : perMatrix + costOf(made, args);
		if (countOf(made.shape) > elements) throw tooLarge(node, sizeText(made), `at most ${elements} elements`);
		if (done > work) throw tooLarge(node, '', `at most ${work} operations`);
		return made;
	};
	return build(typed);
}

type Call = Extract<Typed, { kind: 'call' }>;

function symbolOf(
	{ name, at }: Extract<Typed, { kind: 'symbol' }>,
	symbols: ReadonlyMap<string, Expression>
): Expression {
	const symbol = symbols.get(name);
	if (symbol) return symbol;
	const expected = symbols.size > 0 ? `a letter among ${[...symbols.keys()].join(', ')}` : 'numbers alone';
	throw new FormulaError({ reason: 'unknown', detail: name, at, expected, got: name, remedy: 'declare it' });
}

/** @throws FormulaError of reason 'function', 'arguments' or 'shape' */
function applied({ name, at, args: typed }: Call, args: readonly Expression[]): Expression {
	const plain = plainName(name);
	const operation = operationOf(name);
	if (!operation) {
		throw new FormulaError({
			reason: 'function',
			detail: plain,
			at,
			expected: 'a function that is known',
			got: plain,
			remedy: `use one of ${[...FUNCTIONS.keys()].join(', ')}`
		});
	}
	const { least, most, wants } = operation;
	if (args.length < least || args.length > most) {
		const expected = `${plain} with ${least === most ? least : `${least} to ${most}`} arguments`;
		throw new FormulaError({
			reason: 'arguments',
			detail: plain,
			at,
			expected,
			got: `${args.length}`,
			remedy: 'separate them by commas'
		});
	}
	const made = fitted(operation, args);
	if (made) return made;
	const got = args.map(sizeText).join(` ${plain} `);
	throw new FormulaError({
		reason: 'shape',
		detail: got,
		at,
		expected: `${wants} for ${plain}`,
		got,
		remedy: remedyOf(name, typed, args)
	});
}

function remedyOf(name: string, typed: readonly Typed[], args: readonly Expression[]): string {
	const [first] = typed;
	const shape = args[0]?.shape ?? [];
	if (name === 'diag()' && first?.kind === 'symbol' && shape.length === 2 && shape.includes(1)) {
		const length = Math.max(...shape);
		return `write ${first.name}: ${length}, not ${first.name}: ${shape.join('x')}`;
	}
	const instead = insteadOfBroadcasting(
		name,
		typed,
		args.map((one) => one.shape)
	);
	return instead ?? 'transpose a side, or change a shape';
}

function fitted(operation: Operation, args: readonly Expression[]): Expression | null {
	try {
		return operation.make(args);
	} catch (error) {
		if (error instanceof ShapeError) return null;
		throw error;
	}
}

const tooLarge = ({ name, at }: Call, detail: string, expected: string): FormulaError =>
	new FormulaError({
		reason: 'size',
		...{ detail, at, expected },
		got: detail ? `${detail} by ${plainName(name)}` : 'more',
		remedy: 'make it smaller'
	});

/** rows × columns; of a number 1. */
const sizeText = ({ shape }: Expression): string => shape.join(' × ') || '1';

/** The most scalar operations of one of the nodes that a call made. */
function costOf(made: Expression, args: readonly Expression[]): number {
	const known = new Set(topological(args));
	return topological([made]).reduce((most, e) => {
		if (e.kind !== 'apply' || known.has(e)) return most;
		const { out, reduced } = allLetters(e.notation);
		const cost = [...out, ...reduced].reduce((n, letter) => n * sizeOf(e.sizes, letter), 1);
		return Math.max(most, cost);
	}, countOf(made.shape));
}
