/**
 * A line of a notebook → an expression: `hybrid = (A*B) .* (C*D) + kron(E, F)`, the letters declared by their shapes,
 * `A: 64xr, B: rx64, s: number`. Every mistake says where in the text it is.
 */
import { leaf, type Expression } from '$src/algebra/expression';
import { expressionOf, type Limits } from './expression';
import { read } from './reading';
import { letter } from './tex';
import { FormulaError } from './typed';

/** Longer than any line that somebody would read. */
export const LONGEST_LINE = 1000;

/** Names that a formula can say: letters, then digits. */
const NAME = /^\p{L}+\d*$/u;

function requireShort(text: string): void {
	if (text.length <= LONGEST_LINE) return;
	const got = `${text.length}`;
	throw new FormulaError({
		reason: 'syntax',
		expected: `at most ${LONGEST_LINE} characters`,
		got,
		remedy: 'write it in parts'
	});
}

/**
 * Declared letters, as leaves.
 * @param text such as `A: 64xr, B: rx64, s: number`; a number has no axes, a matrix rows x columns (or ×)
 * @param sizes names of sizes that a shape may use, such as r
 * @throws FormulaError
 */
export function shapesOf(
	text: string,
	sizes: ReadonlyMap<string, number> = new Map()
): Map<string, Expression> {
	requireShort(text);
	const symbols = new Map<string, Expression>();
	if (text.trim() === '') return symbols;
	let from = 0;
	for (const declared of text.split(',')) {
		const at = from + (/\S/.exec(declared)?.index ?? 0);
		from += declared.length + 1;
		const [name = '', shape, ...rest] = declared.split(':').map((part) => part.trim());
		if (!NAME.test(name) || shape === undefined || rest.length > 0)
			throw misdeclared('a letter and its shape, such as A: 64x4', declared.trim() || 'nothing', at);
		if (symbols.has(name)) throw misdeclared(`one shape for ${name}`, 'two', at, 'leave one out');
		const axes = shape === 'number' ? [] : axesOf(shape, sizes);
		if (!axes) {
			const known = sizes.size > 0 ? `whole numbers or ${[...sizes.keys()].join(', ')}` : 'whole numbers';
			throw misdeclared(
				`rows x columns of ${name} in ${known}, or number`,
				shape || 'nothing',
				at,
				'name every size that it uses'
			);
		}
		symbols.set(name, leaf(name, axes, { tex: letter(name) }));
	}
	return symbols;
}

const misdeclared = (expected: string, got: string, at: number, remedy = 'write it so'): FormulaError =>
	new FormulaError({ reason: 'syntax', at, expected, got, remedy });

/** `64xr`, `r x 64`, `64×64`: at the first sign between two sizes that are known. */
function axesOf(shape: string, sizes: ReadonlyMap<string, number>): readonly [number, number] | null {
	const sizeOf = (text: string): number | undefined =>
		/^[1-9]\d{0,8}$/.test(text.trim()) ? Number(text) : sizes.get(text.trim());
	for (const { index } of shape.matchAll(/[x×]/g)) {
		const [rows, columns] = [sizeOf(shape.slice(0, index)), sizeOf(shape.slice(index + 1))];
		if (rows !== undefined && columns !== undefined) return [rows, columns];
	}
	return null;
}

/**
 * A formula in declared letters.
 * @throws FormulaError that names both shapes, the operation and the place in the text
 */
export function formulaOf(
	text: string,
	symbols: ReadonlyMap<string, Expression>,
	limits?: Limits
): Expression {
	requireShort(text);
	return expressionOf(read(text, { known: [...symbols.keys()] }), symbols, limits);
}

export interface Definition {
	readonly name: string;
	readonly expression: Expression;
}

/** `name = formula`. @throws FormulaError as `formulaOf`, the place counted from the beginning of the line */
export function definitionOf(
	text: string,
	symbols: ReadonlyMap<string, Expression>,
	limits?: Limits
): Definition {
	const sign = text.indexOf('=');
	const name = text.slice(0, Math.max(0, sign)).trim();
	if (sign < 0 || !NAME.test(name))
		throw misdeclared('a name, = and a formula, such as W = A*B', text.trim().slice(0, 40) || 'nothing', 0);
	if (symbols.has(name))
		throw misdeclared('a name of its own', `${name}, which is declared`, 0, 'choose another');
	// What stands before the formula is white space to the parser, so that places are those of the line.
	return { name, expression: formulaOf(' '.repeat(sign + 1) + text.slice(sign + 1), symbols, limits) };
}

/**
 * ΔW of a layer as somebody types it.
 * @param shape out and in of the layer
 * @throws FormulaError as `formulaOf`, and where the formula makes another shape
 */
export function deltaOf(
	text: string,
	symbols: ReadonlyMap<string, Expression>,
	shape: readonly [out: number, columns: number]
): Expression {
	const delta = formulaOf(text, symbols);
	if (delta.shape.join() === shape.join()) return delta;
	const got = delta.shape.join(' × ') || 'a number';
	throw new FormulaError({
		reason: 'shape',
		detail: got,
		expected: `ΔW of the layer's shape ${shape.join(' × ')}`,
		got: `${got} from ${text.trim().slice(0, 60)}`,
		remedy: 'change the formula or the shapes of its letters'
	});
}
