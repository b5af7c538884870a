/**
 * The only module that knows mathjs, and of mathjs only the parser: a text becomes a tree of ours, with nothing in it
 * but numbers, letters and calls. Nothing is evaluated by mathjs, and nothing else is let through.
 */
import { create, parseDependencies, type MathNode } from 'mathjs/number';
import { own } from '$src/own';
import { FormulaError, type Phrase } from './typed';

/** What stands between two parts, or before or after one: mathjs's name → ours. */
const OPERATORS: Readonly<Record<string, string>> = {
	add: '+',
	subtract: '-',
	multiply: '*',
	divide: '/',
	pow: '^',
	dotMultiply: '.*',
	mod: './',
	// ⊗ has no sign of its own in mathjs; reading.ts writes it as this one, which readers do not need.
	dotDivide: 'kron',
	unaryMinus: 'negative',
	unaryPlus: 'positive',
	ctranspose: 'transpose',
	smaller: '<',
	smallerEq: '<=',
	larger: '>',
	largerEq: '>=',
	unequal: '!='
};

/** What typing leaves open is there: the parser and all that it needs. */
const parser = create(parseDependencies ?? {});

/** @throws FormulaError of reason 'syntax' */
export function parse(text: string): Phrase {
	let node: MathNode;
	try {
		node = parser.parse(text);
	} catch (error) {
		const at =
			error instanceof Error && 'char' in error && typeof error.char === 'number' ? error.char - 1 : null;
		// The parser goes down into each bracket: the engine ends it where they are too many.
		const isDeep = error instanceof RangeError && !('char' in error);
		const said = isDeep
			? 'too much inside each other'
			: error instanceof Error
				? error.message
				: String(error);
		// The place is told by `at`, and the words there are those of who typed them: here they may be others (phrase.ts).
		const got = said.replace(/\s*\(char \d+\)$/, '').replace(/ in part "[^]*"$/, '');
		throw new FormulaError({
			reason: 'syntax',
			...{ at, expected: 'a formula', got },
			remedy: 'look at the brackets, and at signs with nothing behind them'
		});
	}
	return new Tree(text).typed(node);
}

/** mathjs's nodes, as far as we let them through. */
interface Node {
	readonly type: string;
	readonly value?: unknown;
	readonly name?: unknown;
	readonly fn?: unknown;
	readonly op?: unknown;
	readonly implicit?: unknown;
	readonly args?: readonly Node[];
	readonly content?: Node;
	readonly object?: Node;
	readonly index?: Node | null;
	readonly dimensions?: readonly Node[];
	readonly start?: Node;
	readonly end?: Node;
	readonly step?: Node | null;
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * mathjs's tree has no places. Its signs, read from left to right, are those of the text, so each is looked for behind
 * the one before.
 */
class Tree {
	#from = 0;
	constructor(readonly text: string) {}

	typed(node: Node): Phrase {
		const { type, value, name, content } = node;
		if (type === 'ParenthesisNode' && content) {
			this.#find('(');
			const inner = this.typed(content);
			this.#find(')');
			return inner;
		}
		if (type === 'ConstantNode' && typeof value === 'number')
			return { kind: 'number', value, at: this.#numeral() };
		if (type === 'SymbolNode' && typeof name === 'string')
			return { kind: 'symbol', name, at: this.#find(name) };
		if (type === 'OperatorNode') return this.#operation(node);
		if (type === 'FunctionNode' && typeof name === 'string') {
			const at = this.#find(name);
			this.#find('(');
			const args = this.#parts(node);
			this.#find(')');
			return { kind: 'call', name: `${name}()`, args, at };
		}
		const more = this.#phrase(node);
		if (more) return more;
		throw new FormulaError({
			reason: 'syntax',
			expected: 'numbers, letters and calls',
			got: type.replace('Node', ''),
			remedy: 'leave it out'
		});
	}

	/** What only a line of a notebook may say (typed.ts); null where it is none of that. */
	#phrase({ type, object, index, value, start, end, step }: Node): Phrase | null {
		if (type === 'AssignmentNode' && object?.type === 'SymbolNode' && !index && isNode(value)) {
			const name = String(object.name);
			const at = this.#find(name);
			this.#find('=');
			return { kind: 'named', name, value: this.typed(value), at };
		}
		if (type === 'AccessorNode' && object && index?.dimensions?.length === 1) {
			const [part] = index.dimensions;
			const of = this.typed(object);
			if (part?.type !== 'ConstantNode' || typeof part.value !== 'string') return null;
			return { kind: 'member', of, name: part.value, at: this.#find(part.value) };
		}
		if (type === 'RangeNode' && start && end && !step) {
			const from = this.typed(start);
			const at = this.#find(':');
			return { kind: 'range', from, to: this.typed(end), at };
		}
		return null;
	}

	#operation(node: Node): Phrase {
		const { fn, op, args = [], implicit } = node;
		const name = typeof fn === 'string' ? own(OPERATORS, fn) : undefined;
		// Percent is no division of matrices, though mathjs calls it by the same name.
		if ((fn === 'mod' && op !== 'mod') || name === undefined || typeof op !== 'string') {
			throw new FormulaError({
				reason: 'syntax',
				expected: 'an operation of formulas',
				got: String(op),
				remedy: "use + - * / ^ .* ' or kron(A, B)"
			});
		}
		const [first, second] = args;
		if (!first) throw new Error(`mathjs: an operation ${op} of nothing`);
		if (!second && name !== 'transpose') {
			const at = this.#find(op);
			return { kind: 'call', name, args: [this.typed(first)], at };
		}
		const left = this.typed(first);
		// A product without a sign stands where its second factor begins.
		const at = implicit === true ? this.#next() : this.#find(op);
		return { kind: 'call', name, args: second ? [left, this.typed(second)] : [left], at };
	}

	#parts({ args = [] }: Node): Phrase[] {
		return args.map((arg, i) => {
			if (i > 0) this.#find(',');
			return this.typed(arg);
		});
	}

	/** Where a sign stands next; the place behind it is where the next one is looked for. */
	#find(sign: string): number {
		const at = this.text.indexOf(sign, this.#from);
		if (at < 0) return this.#next();
		this.#from = at + sign.length;
		return at;
	}

	#numeral(): number {
		const found = /\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?/i.exec(this.text.slice(this.#from));
		if (!found) return this.#next();
		const at = this.#from + found.index;
		this.#from = at + found[0].length;
		return at;
	}

	/** The next place that is no white space. */
	#next(): number {
		const space = /^\s*/.exec(this.text.slice(this.#from))?.[0].length ?? 0;
		return Math.min(this.#from + space, Math.max(0, this.text.length - 1));
	}
}
