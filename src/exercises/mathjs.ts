/**
 * The only module that knows mathjs, and of mathjs only the parser: a typed formula becomes a tree of ours, with
 * nothing in it but numbers, letters and calls. Nothing is evaluated by mathjs, and nothing else is let through.
 */
import { create, parseDependencies, type MathNode } from 'mathjs/number';
import { own } from '$src/own';

/** A typed formula. */
export type Typed =
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'symbol'; readonly name: string }
	| { readonly kind: 'call'; readonly name: string; readonly args: readonly Typed[] };

/** What stands between two parts, or before or after one: mathjs's name → ours. */
const OPERATORS: Readonly<Record<string, string>> = {
	add: '+',
	subtract: '-',
	multiply: '*',
	divide: '/',
	pow: '^',
	dotMultiply: '.*',
	// ⊗ has no sign of its own in mathjs; written.ts writes it as this one, which readers do not need.
	dotDivide: 'kron',
	unaryMinus: 'negative',
	unaryPlus: 'positive',
	ctranspose: 'transpose',
	smaller: '<',
	smallerEq: '<=',
	larger: '>',
	largerEq: '>=',
	unequal: '!=',
	and: 'and'
};

/** Something that mathjs can read and that is no formula of ours. */
export class NotAFormula extends Error {
	/** @param at position of the mistake in the text, from 0, where mathjs tells */
	constructor(
		message: string,
		readonly at: number | null = null
	) {
		super(message);
		this.name = 'NotAFormula';
	}
}

/** What typing leaves open is there: the parser and all that it needs. */
const parser = create(parseDependencies ?? {});

/** @throws NotAFormula */
export function parseFormula(text: string): Typed {
	let node: MathNode;
	try {
		node = parser.parse(text);
	} catch (error) {
		const at =
			error instanceof Error && 'char' in error && typeof error.char === 'number' ? error.char : null;
		throw new NotAFormula(
			error instanceof Error ? error.message : String(error),
			at === null ? null : at - 1
		);
	}
	return ours(node);
}

/** mathjs's nodes, as far as we let them through. */
interface Node {
	readonly type: string;
	readonly value?: unknown;
	readonly name?: unknown;
	readonly fn?: unknown;
	readonly args?: readonly Node[];
	readonly content?: Node;
}

function ours(node: Node): Typed {
	const { type, value, name, fn, args = [], content } = node;
	if (type === 'ParenthesisNode' && content) return ours(content);
	if (type === 'ConstantNode' && typeof value === 'number') return { kind: 'number', value };
	if (type === 'SymbolNode' && typeof name === 'string') return { kind: 'symbol', name };
	if (type === 'OperatorNode' && typeof fn === 'string' && Object.hasOwn(OPERATORS, fn))
		return { kind: 'call', name: own(OPERATORS, fn) ?? fn, args: args.map(ours) };
	if (type === 'FunctionNode' && typeof name === 'string')
		return { kind: 'call', name: `${name}()`, args: args.map(ours) };
	throw new NotAFormula(`no formula: ${type}`);
}
