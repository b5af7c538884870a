/**
 * Index notation, such as `ij,jk->ik` or `ij,kl->(ik)(jl)`: which letter walks along which axis.
 * A group `(ik)` is one axis whose index runs over i and k together, row-major: index = i·|k| + k.
 * A letter may not stand twice in one tensor; for a trace use the body's `sameLetter`.
 */

/** The letters of one axis, slowest first. */
export type Axis = readonly string[];

export interface Notation {
	readonly args: readonly (readonly Axis[])[];
	readonly out: readonly Axis[];
}

/** Letter → size. */
export type Sizes = ReadonlyMap<string, number>;

/**
 * @param count of arguments: `->` alone could be a number or an op on one scalar; default none
 * @throws SyntaxError naming the notation if it is not of the form `axes,axes->axes`.
 */
export function parseNotation(text: string, count = 0): Notation {
	const key = `${count} ${text}`;
	const notation = known.get(key) ?? parsed(text, count);
	known.set(key, notation);
	return notation;
}

/** Ops have few notations, and every node asks for its own. */
const known = new Map<string, Notation>();

function parsed(text: string, count: number): Notation {
	const [left, right, ...rest] = text.split('->');
	if (left === undefined || right === undefined || rest.length > 0) {
		throw new SyntaxError(`index notation: expected "ij,jk->ik", got "${text}"`);
	}
	const args = left === '' && count === 0 ? [] : left.split(',');
	return { args: args.map((part) => parseAxes(part, text)), out: parseAxes(right, text) };
}

function parseAxes(text: string, whole: string): Axis[] {
	if (!/^([a-zA-Z]|\([a-zA-Z]*\))*$/.test(text)) {
		throw new SyntaxError(`index notation: expected letters and (groups), got "${text}" in "${whole}"`);
	}
	const axes = [...text.matchAll(/\(([a-zA-Z]*)\)|[a-zA-Z]/g)].map((m) => [...(m[1] ?? m[0])]);
	const letters = axes.flat();
	if (new Set(letters).size < letters.length) {
		throw new SyntaxError(
			`index notation: a letter stands twice in "${text}" of "${whole}"; use sameLetter in the body instead`
		);
	}
	return axes;
}

/** The letters of a tensor's axes, those of one axis in brackets: `i(jk)`. */
export const formatAxes = (axes: readonly Axis[]): string =>
	axes.map((axis) => (axis.length === 1 ? axis[0] : `(${axis.join('')})`)).join('');

export const formatNotation = ({ args, out }: Notation): string =>
	`${args.map(formatAxes).join(',')}->${formatAxes(out)}`;

export const lettersOf = (axes: readonly Axis[]): string[] => axes.flat();

interface Letters {
	readonly out: readonly string[];
	readonly reduced: readonly string[];
}

const lettersKnown = new WeakMap<Notation, Letters>();

/** All letters, the output's first, then the reduced ones in order of appearance. */
export function allLetters(notation: Notation): Letters {
	const letters = lettersKnown.get(notation) ?? lettersIn(notation);
	lettersKnown.set(notation, letters);
	return letters;
}

function lettersIn(notation: Notation): Letters {
	const out = lettersOf(notation.out);
	const reduced = [...new Set(notation.args.flatMap((axes) => lettersOf(axes)))].filter(
		(l) => !out.includes(l)
	);
	return { out, reduced };
}

export function sizeOf(sizes: Sizes, letter: string): number {
	const size = sizes.get(letter);
	if (size === undefined) throw new Error(`index notation: no size for the letter ${letter}`);
	return size;
}

export const shapeOf = (axes: readonly Axis[], sizes: Sizes): number[] =>
	axes.map((axis) => axis.reduce((n, letter) => n * sizeOf(sizes, letter), 1));

/** Row-major stride of each letter in a tensor with these axes. */
export function stridesOf(axes: readonly Axis[], sizes: Sizes): Map<string, number> {
	const strides = new Map<string, number>();
	let stride = 1;
	for (const letter of lettersOf(axes).reverse()) {
		strides.set(letter, stride);
		stride *= sizeOf(sizes, letter);
	}
	return strides;
}
