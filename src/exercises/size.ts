/**
 * What a typed formula would make and cost, from the shapes of its letters alone. Nothing is evaluated here, and nothing
 * is evaluated before it has been here: a few ⊗ in a row grow without a limit, and a page must not try them.
 */
import type { Typed } from './mathjs';
import { FUNCTIONS } from './written';

/** Of a number null, of a matrix its rows and columns. */
export type Shape = readonly [rows: number, columns: number] | null;

/** Elements of one matrix, and scalar operations of a formula: twenty times what the exercises need, and milliseconds. */
export const MOST_ELEMENTS = 2 ** 12;
export const MOST_WORK = 2 ** 14;
/** Scalar operations that an operation on matrices costs at least. */
const LEAST_WORK = 100;

/** Why a formula has no value. Not a wrong answer: the reader hears what is the matter, and tries again. */
export class NoValue extends Error {
	constructor(
		readonly reason: 'unknown' | 'function' | 'arguments' | 'shape' | 'size' | 'infinite',
		/** The name, what was to be done to which shapes, or the shape that is too large; nothing where all is too much work. */
		readonly detail: string
	) {
		super(`${reason}: ${detail}`);
		this.name = 'NoValue';
	}
}

/** @throws NoValue unless the formula fits together and is small enough to be evaluated */
export function requireSmall(typed: Typed, shapes: ReadonlyMap<string, Shape>): void {
	let work = 0;
	const visit = (node: Typed): Shape => {
		if (node.kind === 'number') return null;
		if (node.kind === 'symbol') {
			const shape = shapes.get(node.name);
			if (shape === undefined) throw new NoValue('unknown', node.name);
			return shape;
		}
		const args = node.args.map(visit);
		const { shape, cost } = made(node.name, args);
		work += cost;
		if (elementsOf(shape) > MOST_ELEMENTS) throw new NoValue('size', written(shape));
		if (work > MOST_WORK) throw new NoValue('size', '');
		return shape;
	};
	visit(typed);
}

const elementsOf = (shape: Shape): number => (shape ? shape[0] * shape[1] : 1);
const written = (shape: Shape): string => shape?.join(' × ') ?? '1';
const plainName = (name: string): string => name.replace('()', '');

/** The shape of one operation's result, and about how many scalar operations it takes. @throws NoValue */
function made(name: string, args: readonly Shape[]): { readonly shape: Shape; readonly cost: number } {
	const [a = null, b = null] = args;
	const misfit = (): never => {
		throw new NoValue('shape', args.map(written).join(` ${plainName(name)} `));
	};
	const of = (shape: Shape, cost = elementsOf(shape)) => ({
		shape,
		cost: args.every((arg) => arg === null) ? 1 : LEAST_WORK + cost
	});
	const numbers = (): ReturnType<typeof of> => (args.every((shape) => shape === null) ? of(null) : misfit());
	const alike = (): ReturnType<typeof of> => (written(a) === written(b) ? of(a) : misfit());
	const kron = (): ReturnType<typeof of> => (a && b ? of([a[0] * b[0], a[1] * b[1]]) : misfit());
	const transposed = (): ReturnType<typeof of> => of(a && [a[1], a[0]]);
	switch (name) {
		case '+':
		case '-':
		case '.*':
			return (a === null) === (b === null) ? alike() : misfit();
		case '*':
			if (!a || !b) return of(a ?? b);
			return a[1] === b[0] ? of([a[0], b[1]], a[0] * a[1] * b[1]) : misfit();
		case '/':
			return b ? misfit() : of(a);
		case 'negative':
		case 'positive':
			return of(a);
		case '^':
		case '<':
		case '<=':
		case '>':
		case '>=':
		case '!=':
		case 'and':
			return numbers();
		case 'transpose':
			return transposed();
		case 'kron':
			return kron();
	}
	const plain = plainName(name);
	const wanted = FUNCTIONS.get(plain);
	if (!wanted) throw new NoValue('function', plain);
	if (args.length < wanted.least || args.length > wanted.most) throw new NoValue('arguments', plain);
	switch (plain) {
		case 'tr':
		case 'trace':
			return !a || a[0] === a[1] ? of(null, elementsOf(a)) : misfit();
		case 'norm':
			return of(null, elementsOf(a));
		case 'transpose':
			return transposed();
		case 'kron':
			return kron();
		default:
			return numbers();
	}
}
