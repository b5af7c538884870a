/**
 * An adapter that a reader types, as plain data, and the method that it is: a record like any other (method.ts), so that
 * whatever trains, counts and measures methods does so with it. Its data are read here, by one schema, wherever they
 * come from: a notebook, a link, a message to a worker.
 */
import { ShapeError } from '$src/algebra/errors';
import { leaf, leavesOf, type Expression } from '$src/algebra/expression';
import { number, rowNorms } from '$src/algebra/ops';
import { expressionOf } from '$src/formula/expression';
import { readPhrase } from '$src/formula/phrase';
import { letter } from '$src/formula/tex';
import { formulaIn } from '$src/formula/typed';
import { countOf } from '$src/math/tensor';
import { Recent } from '$src/recent';
import type { Factor, Method, Start } from './method';

export interface TypedAdapter {
	readonly name: string;
	/** The right side of its definition, such as `B*A`. */
	readonly formula: string;
	readonly factors: readonly TypedFactor[];
	/** Letters of the formula that stand for numbers; one called s is the scale of the whole. */
	readonly numbers: readonly { readonly name: string; readonly value: number }[];
}

/**
 * How a factor starts. 'kaiming' is U(±1/√columns), "kaiming'" the same of its transpose, 'normal' N(0, 1/columns); 'W0'
 * is the layer's frozen weights themselves, 'rowNorms' the norms of their rows.
 */
export const TYPED_STARTS = ['zeros', 'kaiming', "kaiming'", 'normal', 'W0', 'rowNorms'] as const;
export type TypedStart = (typeof TYPED_STARTS)[number] | number;

export interface TypedFactor {
	readonly name: string;
	/** [rows, columns], or the length of a vector. */
	readonly shape: readonly [rows: number, columns: number] | readonly [length: number];
	readonly start: TypedStart;
	/** Nothing trains it. What starts as W0 is always frozen. */
	readonly frozen: boolean;
}

/** Letters and figures, a letter first, as phrase.ts reads them. */
export const TYPED_NAME = /^\p{L}[\p{L}\p{N}]{0,39}$/u;
export const LONGEST_FORMULA = 1000;
const MOST_FACTORS = 26;
/** Elements of one tensor on the way, and scalar operations for one ΔW. */
const LIMITS = { elements: 2 ** 24, work: 2 ** 33, share: true };
/** The names of what problems put beside the factors (models/): a factor of that name is kept under another. */
const TAKEN = new Set(['T', 'X', 'R0', 's']);

/** The name of a factor's leaf, and of its values in a result. */
export const leafNameOf = (factor: string): string => (TAKEN.has(factor) ? `factor ${factor}` : factor);

/**
 * Data of any origin as a typed adapter.
 * @throws RangeError that says what was expected where
 */
export function readTyped(data: unknown): TypedAdapter {
	const { name, formula, factors, numbers } = recordOf('adapter', data);
	const names = new Set<string>();
	const nameOf = (where: string, got: unknown): string => {
		const found = textOf(where, got);
		if (!TYPED_NAME.test(found)) throw unreadable(where, 'a letter, then letters and figures', found);
		if (names.has(found)) throw unreadable(where, 'a name of its own', found);
		names.add(found);
		return found;
	};
	const text = textOf('formula', formula);
	if (text.length > LONGEST_FORMULA)
		throw unreadable('formula', `at most ${LONGEST_FORMULA} characters`, `${text.length}`);
	const own = textOf('name', name);
	if (!TYPED_NAME.test(own)) throw unreadable('name', 'a letter, then letters and figures', own);
	return {
		name: own,
		formula: text,
		factors: listOf('factors', factors).map((one) => {
			const factor = recordOf('factor', one);
			const named = nameOf('factor', factor['name']);
			return {
				name: named,
				shape: shapeOf(named, factor['shape']),
				start: startOf(named, factor['start']),
				frozen: factor['frozen'] === true || factor['start'] === 'W0'
			};
		}),
		numbers: listOf('numbers', numbers).map((one) => {
			const entry = recordOf('number', one);
			const { value } = entry;
			if (typeof value !== 'number' || !Number.isFinite(value))
				throw unreadable('number', 'a finite number', String(value));
			return { name: nameOf('number', entry['name']), value };
		})
	};
}

const unreadable = (where: string, expected: string, got: string): RangeError =>
	new RangeError(`adapter ${where}: expected ${expected}, got ${got.slice(0, 60)}; change its definition`);

function recordOf(where: string, data: unknown): Readonly<Record<string, unknown>> {
	if (typeof data !== 'object' || data === null || Array.isArray(data))
		throw unreadable(where, 'a record', typeof data);
	return data as Readonly<Record<string, unknown>>;
}

function listOf(where: string, data: unknown): readonly unknown[] {
	if (!Array.isArray(data)) throw unreadable(where, 'a list', typeof data);
	if (data.length > MOST_FACTORS) throw unreadable(where, `at most ${MOST_FACTORS}`, `${data.length}`);
	return data;
}

function textOf(where: string, data: unknown): string {
	if (typeof data !== 'string') throw unreadable(where, 'a text', typeof data);
	return data;
}

function shapeOf(name: string, data: unknown): TypedFactor['shape'] {
	const sizes = listOf(`shape of ${name}`, data);
	const isSize = (size: unknown): size is number =>
		typeof size === 'number' && Number.isInteger(size) && size >= 1 && size <= LIMITS.elements;
	const [rows, columns, ...more] = sizes;
	if (!isSize(rows) || more.length > 0 || (columns !== undefined && !isSize(columns)))
		throw unreadable(`shape of ${name}`, 'one or two whole numbers from 1 on', sizes.join(' × '));
	if (rows * (columns ?? 1) > LIMITS.elements)
		throw unreadable(`shape of ${name}`, `at most ${LIMITS.elements} numbers`, sizes.join(' × '));
	return columns === undefined ? [rows] : [rows, columns];
}

function startOf(name: string, data: unknown): TypedStart {
	if (typeof data === 'number' && Number.isFinite(data)) return data;
	const found = TYPED_STARTS.find((start) => start === data);
	if (!found) throw unreadable(`start of ${name}`, `${TYPED_STARTS.join(', ')} or a number`, String(data));
	return found;
}

const STARTS: Readonly<Record<Exclude<TypedStart, number>, Start>> = {
	zeros: 'zeros',
	kaiming: 'kaiming',
	"kaiming'": 'kaiming',
	normal: 'normal',
	W0: (w0) => w0,
	rowNorms: (w0) => rowNorms(w0)
};

const factorOf = ({ name, shape, start, frozen }: TypedFactor): Factor => ({
	name: leafNameOf(name),
	peftName: null,
	symbol: name,
	tex: letter(name),
	shape,
	start: typeof start === 'number' ? start : STARTS[start],
	...(start === "kaiming'" && { peftTransposed: true }),
	...(frozen && { isFrozen: true })
});

/** Data → method: the same record for the same data, so that what is kept of its expressions is found again. */
const known = new Recent<string, Method>(32);

/**
 * The method of a typed adapter. It has no options: its sizes are in its data.
 * @throws FormulaError with the place in the formula; ShapeError or RangeError where it cannot be trained
 */
export function typedMethod(adapter: TypedAdapter): Method {
	return known.get(JSON.stringify(adapter), () => methodOf(adapter));
}

/** Data of any origin as the method that they are. @throws RangeError as `readTyped`, and as `typedMethod` */
export const methodIn = (data: unknown): Method => typedMethod(readTyped(data));

function methodOf(adapter: TypedAdapter): Method {
	const { name, formula, numbers } = adapter;
	const factors = adapter.factors.map(factorOf);
	const typed = formulaIn(readPhrase(formula));
	const delta = (factor: (name: string) => Expression, s: Expression): Expression => {
		const symbols = new Map<string, Expression>([
			...adapter.factors.map((one) => [one.name, factor(leafNameOf(one.name))] as const),
			...numbers.map((one) => [one.name, one.name === 's' ? s : number(one.value, letter(one.name))] as const)
		]);
		return expressionOf(typed, symbols, LIMITS);
	};
	const leaves = new Map(factors.map((one) => [one.name, leaf(one.name, one.shape)]));
	const made = delta((one) => leaves.get(one) ?? leaf(one, []), leaf('s', []));
	if (made.shape.length !== 2)
		throw new ShapeError(name, 'ΔW with rows and columns', sizesOf(made.shape), 'end with a matrix');
	const used = leavesOf([made]);
	const unused = factors.find((one) => !used.has(one.name));
	if (unused)
		throw new ShapeError(
			name,
			`every factor in the formula`,
			`none of ${unused.symbol}`,
			'use it, or leave it out'
		);
	if (factors.every(({ isFrozen }) => isFrozen))
		throw new ShapeError(name, 'a factor that is trained', 'frozen ones alone', 'leave out frozen');
	const frozen = adapter.factors.find(({ start, shape }) =>
		start === 'W0'
			? shape.join() !== made.shape.join()
			: start === 'rowNorms' && shape.join() !== `${made.shape[0]}`
	);
	if (frozen) {
		const wanted = frozen.start === 'W0' ? made.shape : made.shape.slice(0, 1);
		throw new ShapeError(
			name,
			`${frozen.name} of ${sizesOf(wanted)}, as W0 says`,
			sizesOf(frozen.shape),
			'change its shape'
		);
	}
	return {
		name,
		title: name,
		options: {},
		factors: () => factors,
		scale: () => numbers.find((one) => one.name === 's')?.value ?? 1,
		delta: (factor, s) => delta(factor, s)
	};
}

const sizesOf = (shape: readonly number[]): string => shape.join(' × ') || 'a number';

/** The layer that it fits: rows and columns of its ΔW. @throws as `typedMethod` */
export function layerOfTyped(adapter: TypedAdapter): readonly [out: number, columns: number] {
	const method = typedMethod(adapter);
	const factors = method.factors({ out: 1, in: 1 });
	const leaves = new Map(factors.map((one) => [one.name, leaf(one.name, one.shape)]));
	const { shape } = method.delta((one) => leaves.get(one) ?? leaf(one, []), leaf('s', []), { out: 1, in: 1 });
	return [shape[0] ?? 1, shape[1] ?? 1];
}

/**
 * Starts for factors that have none: drawn, but for one in each term of a sum that is zero, so that ΔW starts at zero and
 * every factor can move. Where that cannot be, because each factor of a term is there twice, all are drawn.
 * @param undecided names whose start is left to us
 */
export function startsOf(adapter: TypedAdapter, undecided: ReadonlySet<string>): TypedAdapter {
	const symbols = new Map<string, Expression>([
		...adapter.factors.map(({ name, shape }) => [name, leaf(name, shape)] as const),
		...adapter.numbers.map(({ name, value }) => [name, number(value)] as const)
	]);
	const whole = expressionOf(formulaIn(readPhrase(adapter.formula)), symbols, LIMITS);
	const occurrences = new Map<string, number>();
	const count = (e: Expression): void => {
		if (e.kind === 'leaf') occurrences.set(e.name, (occurrences.get(e.name) ?? 0) + 1);
		else e.args.forEach(count);
	};
	count(whole);
	const decided = new Map(adapter.factors.map(({ name, start, frozen }) => [name, { start, frozen }]));
	/** Names that make this zero; null where none can. */
	const zeroed = (e: Expression): readonly string[] | null => {
		if (e.kind === 'leaf') {
			const own = decided.get(e.name);
			if (!own) return null;
			if (!undecided.has(e.name)) return own.start === 'zeros' || own.start === 0 ? [] : null;
			return own.frozen || (occurrences.get(e.name) ?? 0) > 1 ? null : [e.name];
		}
		const { name } = e.op;
		if (name === 'add' || name === 'subtract') {
			const sides = e.args.map(zeroed);
			return sides.includes(null) ? null : sides.flatMap((side) => side ?? []);
		}
		if (!LINEAR.has(name) && !QUOTIENTS.has(name)) return null;
		// Nothing more is needed where one is zero already; else the last one that can be. Nothing is divided by zero.
		const sides = (QUOTIENTS.has(name) ? e.args.slice(0, 1) : e.args).map(zeroed);
		return sides.find((side) => side?.length === 0) ?? sides.findLast((side) => side !== null) ?? null;
	};
	const zeros = new Set(zeroed(whole) ?? []);
	return {
		...adapter,
		factors: adapter.factors.map((one) => {
			if (!undecided.has(one.name)) return one;
			return { ...one, start: zeros.has(one.name) ? 'zeros' : 'kaiming' };
		})
	};
}

/** Ops that are zero where one of their arguments is. */
const LINEAR = new Set([
	'matmul',
	'hadamard',
	'kron',
	'khatriRao',
	'scale',
	'scaleRows',
	'transpose',
	'negative',
	'diag'
]);

/** Ops that are zero where the first of their arguments is. */
const QUOTIENTS = new Set(['dividedBy', 'dotDivide']);

/** Numbers of its factors that are trained. */
export const parametersOfTyped = ({ factors }: TypedAdapter): number =>
	factors.reduce((sum, { shape, frozen }) => (frozen ? sum : sum + countOf(shape)), 0);
