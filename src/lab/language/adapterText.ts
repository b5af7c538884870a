/**
 * The text of an adapter cell: a definition, then its factors, `A: 64xr, B: rx64 zeros`. Read once; with the sizes that
 * the notebook gives it becomes an adapter (adapters/typed.ts).
 */
import { readPhrase } from '$src/formula/phrase';
import {
	startsOf,
	TYPED_NAME,
	TYPED_STARTS,
	typedMethod,
	type TypedAdapter,
	type TypedFactor,
	type TypedStart
} from '$src/adapters/typed';
import { formulaIn } from '$src/formula/typed';
import { LabError } from './error';
import { inputsOf, plainName, type Line } from './lines';

/** A size: a whole number, or a name. */
type Size = number | string;

export interface FactorText {
	readonly name: string;
	readonly sizes: readonly [Size, Size] | readonly [Size];
	/** Null where it is left to us. */
	readonly start: TypedStart | null;
	readonly frozen: boolean;
	/** In the line's text. */
	readonly at: number;
}

export interface AdapterText {
	readonly name: string;
	/** Where it begins: places are counted from there. */
	readonly from: number;
	/** With white space in place of the name, so that places are those of the line. */
	readonly formula: string;
	readonly factors: readonly FactorText[];
	/** Sizes, numbers and adapters that it reads from the notebook. */
	readonly inputs: readonly string[];
	/** Letters of the formula that are no factors, and the name in the notebook that each stands for. */
	readonly numbers: readonly { readonly name: string; readonly of: string }[];
}

/** @throws LabError, FormulaError */
export function adapterIn(name: string, formula: string, first: Line, others: readonly Line[]): AdapterText {
	const factors = others.flatMap((line) => factorsIn(line, first.from));
	const seen = new Set<string>();
	for (const { name: own, at } of factors) {
		if (seen.has(own)) throw new LabError(`${own}: expected one shape, got two; leave one out`, at);
		seen.add(own);
	}
	const phrase = readPhrase(formula);
	formulaIn(phrase);
	const letters = inputsOf(phrase);
	const unused = factors.find((one) => !letters.includes(one.name));
	if (unused)
		throw new LabError(`expected every factor in the formula, got none of ${unused.name}`, unused.at);
	const read = letters.filter((letter) => !seen.has(letter));
	const numbers = read.map((letter) => ({ name: letter, of: letter }));
	const sizes = factors.flatMap((one) => one.sizes).filter((size) => typeof size === 'string');
	return {
		...{ name, formula, factors, numbers },
		from: first.from,
		inputs: [...new Set([...sizes, ...read])]
	};
}

function factorsIn({ from, text }: Line, origin: number): readonly FactorText[] {
	let place = from - origin;
	requireCross({ from, text }, origin);
	return text.split(/[,;]/).flatMap((written) => {
		const at = place + (/\S/.exec(written)?.index ?? 0);
		place += written.length + 1;
		return written.trim() === '' ? [] : [factorIn(written.trim(), at)];
	});
}

/** A shape with a comma in it, `(64, r)` or `64, r`, in brackets of any kind. */
const WITH_COMMA =
	/(?<=^|[,;\n])\s*([^:=,;\n]+)[:=]\s*(?:[([]\s*([^,;()[\]]+),\s*([^,;()[\]]*)[)\]]|([\p{L}\p{N}]+),\s*([\p{L}\p{N}]+)(?=\s*(?:[,;\n]|$)|\s+[a-z]))/gu;

/** @throws LabError where the sizes of a shape are parted as a list of them would be in Python */
function requireCross({ from, text }: Line, origin: number): void {
	for (const found of text.matchAll(WITH_COMMA)) {
		const [, letter = '', ...sizes] = found;
		const [rows, columns] = sizes
			.filter((size) => size !== undefined && size !== '')
			.map((size) => size.trim());
		const name = letter.trim();
		const shape = columns ? `${rows}x${columns}` : rows;
		const got = found[0].slice(found[0].search(/[:=]/) + 1).trim();
		const at = from - origin + found.index + Math.max(0, found[0].search(/\S/));
		throw new LabError(`${name}: expected rows x columns, got ${got}; write ${name}: ${shape}`, at);
	}
}

function factorIn(written: string, at: number): FactorText {
	const [, letter = '', described = ''] = /^([^:=]*)[:=]([^]*)$/.exec(written) ?? [];
	const name = plainName(letter.trim());
	if (!TYPED_NAME.test(name)) {
		throw new LabError(`expected a letter and its shape, such as A: 64xr, got ${written.slice(0, 60)}`, at);
	}
	// A shape may be written apart, 64 x r; what stands behind it are a start and `frozen`.
	const [, shape = '', rest = ''] = /^(\S+\s+[x×]\s+\S+|\S+)([^]*)$/u.exec(described.trim()) ?? [];
	const words = rest.split(/\s+/).filter(Boolean);
	const frozen = words.includes('frozen');
	const behind = words.filter((word) => word !== 'frozen');
	const sizes = sizesIn(shape);
	const sum = sizes ? undefined : shape.split(/[x×]/u).find((size) => WORKED_OUT.test(size.trim()));
	if (sum !== undefined)
		throw new LabError(
			`${name}: expected sizes of a number or a name each, got ${sum.trim()}; define n = ${sum.trim().replace(/^(\d+)(?=\p{L})/u, '$1*')} in an expression, and write n here`,
			at
		);
	if (!sizes)
		throw new LabError(`${name}: expected rows x columns, such as 64xr, got ${shape || 'nothing'}`, at);
	const [start, ...more] = behind;
	const known = start === undefined ? (name === 'W0' ? 'W0' : null) : startIn(start);
	if (more.length > 0 || (start !== undefined && known === null)) {
		const expected = `${TYPED_STARTS.join(', ').replace('zeros', 'zeros, ones')} or a number`;
		throw new LabError(`${name}: expected a start, ${expected}, got ${behind.join(' ').slice(0, 60)}`, at);
	}
	return { ...{ name, sizes, at }, start: known, frozen: frozen || known === 'W0' };
}

function startIn(word: string): TypedStart | null {
	if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(word)) return Number(word);
	if (word === 'ones') return 1;
	return TYPED_STARTS.find((start) => start === word) ?? null;
}

/** A size that would have to be worked out, such as 2r or r/2. */
const WORKED_OUT = /^(?:\d+\p{L}[\p{L}\p{N}]*|[\p{L}\p{N}.]+\s*[*/+-]\s*[\p{L}\p{N}.*/+-]+)$/u;

/** `64xr`, `r × 64`, `64`: parted at the first sign between two sizes. */
function sizesIn(shape: string): FactorText['sizes'] | null {
	const spaced = /^(\S+)\s+[x×]\s+(\S+)$/u.exec(shape);
	if (spaced) return both(spaced[1] ?? '', spaced[2] ?? '');
	for (const { index } of shape.matchAll(/[x×]/g)) {
		const found = both(shape.slice(0, index), shape.slice(index + 1));
		if (found) return found;
	}
	const only = sizeIn(shape);
	return only === null ? null : [only];
}

function both(rows: string, columns: string): readonly [Size, Size] | null {
	const [first, second] = [sizeIn(rows), sizeIn(columns)];
	return first === null || second === null ? null : [first, second];
}

function sizeIn(written: string): Size | null {
	const text = plainName(written.trim());
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	return TYPED_NAME.test(text) ? text : null;
}

/**
 * The adapter at the sizes of a notebook, its starts decided.
 * @param numberOf a number that the notebook has by that name. @throws LabError where it has none
 * @throws LabError, FormulaError, ShapeError
 */
export function adapterAt(text: AdapterText, numberOf: (name: string) => number): TypedAdapter {
	const sizeOf = (size: Size, { name, at }: FactorText): number => {
		const found = typeof size === 'number' ? size : numberOf(size);
		if (Number.isInteger(found) && found >= 1) return found;
		throw new LabError(`${name}: expected a size ${size} that is a whole number from 1 on, got ${found}`, at);
	};
	const factors = text.factors.map((factor): TypedFactor => {
		const [rows, columns] = factor.sizes.map((size) => sizeOf(size, factor));
		const shape = columns === undefined ? ([rows ?? 1] as const) : ([rows ?? 1, columns] as const);
		return { ...{ name: factor.name, shape, frozen: factor.frozen }, start: factor.start ?? 'kaiming' };
	});
	const numbers = text.numbers.map(({ name, of }) => ({ name, value: numberOf(of) }));
	const undecided = new Set(text.factors.flatMap(({ name, start }) => (start === null ? [name] : [])));
	const adapter = startsOf({ name: text.name, formula: text.formula, factors, numbers }, undecided);
	// While it is tried, places are those of the line.
	typedMethod(adapter);
	return { ...adapter, formula: text.formula.trim() };
}

/** A name that the formula uses and nobody knows is most often a factor without a shape. */
export const undeclared = (name: string): string =>
	`expected a shape or a number for ${name}, got none; declare it, such as ${name}: 64x8`;
