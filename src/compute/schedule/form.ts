/**
 * Expressions → statements. Cheap maps are written into the statements that read them; everything else is
 * formed: computed once an element and read back by address. Axes meet by their letters and strides,
 * never by their sizes.
 */
import { topological, type Apply, type Expression } from '$src/algebra/expression';
import { allLetters, lettersOf, sizeOf, stridesOf } from '$src/algebra/notation';
import {
	arg,
	argumentsOf,
	constant,
	div,
	hasFunction,
	isDear,
	lettersNamedIn,
	mul,
	substitute,
	type Scalar
} from '$src/algebra/scalar';
import { countOf } from '$src/math/tensor';
import type { Letter } from './schedule';

/** A read before slots exist: of a leaf or of a formed node. */
export interface SourceRead {
	readonly source: Expression;
	/** Letter of the reader → stride in the source. */
	readonly strides: ReadonlyMap<string, number>;
	/** It lies further by a number that the draft reads as well: what a sum over [v = number] picks out. */
	readonly picked?: Picked;
}

/** How a read is moved by the number that another read of the draft gives. */
export interface Picked {
	/** Index among the reads. */
	readonly by: number;
	/** Elements of the source from one number to the next. */
	readonly stride: number;
	/** The number is whole, from 0 to this size − 1. */
	readonly size: number;
}

/** A formed node's code before phases exist. */
export interface Draft {
	readonly node: Apply;
	readonly out: readonly Letter[];
	readonly reduced: readonly Letter[];
	readonly reads: readonly SourceRead[];
	readonly body: Scalar;
	readonly outer: Scalar | null;
}

/** A body with reads in somebody's letters. */
interface Inlined {
	readonly body: Scalar;
	readonly reads: readonly SourceRead[];
}

const isReduction = (e: Apply): boolean => allLetters(e.notation).reduced.length > 0;

/** @param roots formed in any case @returns drafts in topological order */
export function form(roots: readonly Expression[]): Draft[] {
	const order = topological(roots);
	const formed = new Set<Expression>(roots);
	const inlined = new Map<Expression, Inlined>();
	const readers = new Map<Expression, Apply[]>();
	for (const e of order) {
		if (e.kind !== 'apply') continue;
		for (const a of e.args) readers.set(a, [...(readers.get(a) ?? []), e]);
	}
	for (const e of order) {
		if (e.kind !== 'apply') continue;
		if (isReduction(e) || (readers.get(e) ?? []).some((reader) => !sameGrouping(e, reader))) formed.add(e);
		const own = inline(e, formed, inlined);
		inlined.set(e, own);
		// A map of several tensors, or a function, under a sum would be computed again at every position of the sum.
		const tensors = own.reads.filter((r) => r.strides.size > 0).length;
		const costs = tensors > 1 || isDear(own.body);
		const others = (readers.get(e) ?? []).filter((reader) => !picks(reader, e));
		if (costs && others.some((reader) => isReduction(reader))) formed.add(e);
		// One for a row is not computed again for each element of it.
		if (hasFunction(own.body) && others.some((reader) => countOf(reader.shape) > countOf(e.shape)))
			formed.add(e);
		// A function that several read is computed once.
		if (isDear(e.body) && others.length > 1) formed.add(e);
	}
	return order.flatMap((e): Draft[] => {
		const own = inlined.get(e);
		return e.kind === 'apply' && formed.has(e) && own ? [draft(e, own)] : [];
	});
}

/**
 * The letter of a node that is [letter = number], the number one of a leaf's that the letter does not move; null of
 * every other node.
 */
function letterPicked({ args: [source], body, notation }: Apply): string | null {
	if (source?.kind !== 'leaf' || body.kind !== 'equal' || body.x.kind !== 'arg' || body.y.kind !== 'letter')
		return null;
	const { name } = body.y;
	return notation.args.some((axes) => lettersOf(axes).includes(name)) ? null : name;
}

/** Does the reader sum over the letter of [letter = number], so that one term alone is left of its sum? */
function picks(reader: Apply, node: Apply): boolean {
	const letter = letterPicked(node);
	if (letter === null || reader.reduce !== 'sum' || !sameGrouping(node, reader)) return false;
	const position = lettersOf(node.notation.out).indexOf(letter);
	const { reduced } = allLetters(reader.notation);
	const factors = factorsOf(reader.body);
	return reader.args.every((argument, n) => {
		if (argument !== node) return true;
		const own = lettersOf(reader.notation.args[n] ?? [])[position];
		return (
			own !== undefined && reduced.includes(own) && factors.some((f) => f.kind === 'arg' && f.index === n)
		);
	});
}

/** Does the reader split the axes of this node as the node itself does? Else its letters have no name there. */
function sameGrouping(node: Apply, reader: Apply): boolean {
	return reader.args.every(
		(argument, n) =>
			argument !== node ||
			(reader.notation.args[n] ?? []).every((axis, k) => {
				const own = node.notation.out[k] ?? [];
				return (
					axis.length === own.length &&
					axis.every((letter, l) => sizeOf(reader.sizes, letter) === sizeOf(node.sizes, own[l] ?? ''))
				);
			})
	);
}

/** The node's body with every inlined argument written out. */
function inline(
	node: Apply,
	formed: ReadonlySet<Expression>,
	known: ReadonlyMap<Expression, Inlined>
): Inlined {
	const reads: SourceRead[] = [];
	const add = (read: SourceRead): Scalar => {
		const index = reads.findIndex((r) => r.source === read.source && sameStrides(r.strides, read.strides));
		if (index >= 0) return arg(index);
		reads.push(read);
		return arg(reads.length - 1);
	};
	const bodies = node.args.map((argument, n): Scalar => {
		const axes = node.notation.args[n] ?? [];
		const isInside = argument.kind === 'apply' && (!formed.has(argument) || picks(node, argument));
		const inner = isInside ? known.get(argument) : undefined;
		if (argument.kind === 'leaf' || !inner) {
			return add({ source: argument, strides: stridesOf(axes, node.sizes) });
		}
		// The argument's letters, in the names they have here.
		const names = new Map(
			lettersOf(argument.notation.out).map((letter, l) => [letter, lettersOf(axes)[l] ?? letter])
		);
		const rename = (letter: string): string => names.get(letter) ?? letter;
		const renamed = inner.reads.map((r) =>
			add({ source: r.source, strides: new Map([...r.strides].map(([letter, s]) => [rename(letter), s])) })
		);
		return substitute(renameLetters(inner.body, rename), (i) => renamed[i] ?? constant(NaN));
	});
	return { body: rebuild(substitute(node.body, (i) => bodies[i] ?? constant(NaN))), reads };
}

const sameStrides = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean =>
	a.size === b.size && [...a].every(([letter, stride]) => b.get(letter) === stride);

function renameLetters(body: Scalar, rename: (letter: string) => string): Scalar {
	switch (body.kind) {
		case 'sameLetter':
			return { ...body, x: rename(body.x), y: rename(body.y) };
		case 'letter':
			return { ...body, name: rename(body.name) };
		case 'unary':
			return { ...body, x: renameLetters(body.x, rename) };
		case 'binary':
		case 'atLeast':
		case 'equal':
			return { ...body, x: renameLetters(body.x, rename), y: renameLetters(body.y, rename) };
		default:
			return body;
	}
}

/** A product's constants as one factor in front. */
function rebuild(body: Scalar): Scalar {
	const parts = factorsOf(body);
	const numbers = parts.filter((p) => p.kind === 'constant');
	if (numbers.length === 0) return body;
	const value = numbers.reduce((product, p) => product * p.value, 1);
	return parts.filter((p) => p.kind !== 'constant').reduce(mul, constant(value));
}

function factorsOf(body: Scalar): Scalar[] {
	if (body.kind === 'binary' && body.fn === 'mul') return [...factorsOf(body.x), ...factorsOf(body.y)];
	return [body];
}

function draft(node: Apply, { body, reads }: Inlined): Draft {
	const { out, reduced } = allLetters(node.notation);
	const letter = (name: string): Letter => ({ name, size: sizeOf(node.sizes, name) });
	const base = { node, out: out.map(letter), reduced: reduced.map(letter), reads };
	if (reduced.length === 0 || node.reduce !== 'sum') return { ...base, body, outer: null };
	const picked = pickedOut({ ...base, body, outer: null });
	return picked.reduced.length === 0 ? picked : withOuter(picked);
}

/** A body as the quotient of two products. */
interface Quotient {
	readonly above: readonly Scalar[];
	readonly below: readonly Scalar[];
}

function quotientOf(body: Scalar): Quotient {
	if (body.kind === 'unary' && body.fn === 'neg') {
		const { above, below } = quotientOf(body.x);
		return { above: [constant(-1), ...above], below };
	}
	if (body.kind !== 'binary' || (body.fn !== 'mul' && body.fn !== 'div')) return { above: [body], below: [] };
	const [x, y] = [quotientOf(body.x), quotientOf(body.y)];
	return body.fn === 'mul'
		? { above: [...x.above, ...y.above], below: [...x.below, ...y.below] }
		: { above: [...x.above, ...y.below], below: [...x.below, ...y.above] };
}

const written = ({ above, below }: Quotient): Scalar =>
	div(above.reduce(mul, constant(1)), below.reduce(mul, constant(1)));

/** The factors and divisors of the body that no reduced letter moves, once behind the sum. */
function withOuter(whole: Draft): Draft {
	const { above, below } = quotientOf(whole.body);
	const reduced = whole.reduced.map(({ name }) => name);
	const lettersOfRead = ({ strides, picked }: SourceRead): string[] => [
		...strides.keys(),
		...(picked ? (whole.reads[picked.by]?.strides.keys() ?? []) : [])
	];
	const moving = whole.reads.map((read) => lettersOfRead(read).some((l) => reduced.includes(l)));
	const moves = (f: Scalar): boolean =>
		argumentsOf(f).some((n) => moving[n]) || [...lettersNamedIn(f)].some((l) => reduced.includes(l));
	const still = (f: Scalar): boolean => !moves(f);
	const fixed = { above: above.filter(still), below: below.filter(still) };
	if (fixed.above.length + fixed.below.length === 0) return { ...whole, outer: null };
	const body = written({ above: above.filter(moves), below: below.filter(moves) });
	return { ...whole, body, outer: written(fixed) };
}

/** Σ_v [v = number]·f(v) is f(number): the sum goes, and what the letter moved is moved by the number. */
function pickedOut(whole: Draft): Draft {
	const factors = factorsOf(whole.body);
	for (const factor of factors) {
		if (factor.kind !== 'equal' || factor.x.kind !== 'arg' || factor.y.kind !== 'letter') continue;
		const by = factor.x.index;
		const { name } = factor.y;
		const letter = whole.reduced.find((l) => l.name === name);
		const others = factors.filter((f) => f !== factor);
		const index = whole.reads[by];
		if (!letter || index?.source.kind !== 'leaf' || index.strides.has(name)) continue;
		// The letter itself, or a second number for one read: rare enough to be summed.
		const isElsewhere = others.some((f) => lettersNamedIn(f).has(name));
		if (isElsewhere || whole.reads.some(({ strides, picked }) => picked && strides.has(name))) continue;
		return pickedOut({
			...whole,
			reduced: whole.reduced.filter((l) => l !== letter),
			body: others.reduce(mul, constant(1)),
			reads: whole.reads.map((read): SourceRead => {
				const stride = read.strides.get(name);
				if (stride === undefined) return read;
				const strides = new Map([...read.strides].filter(([l]) => l !== name));
				return { source: read.source, strides, picked: { by, stride, size: letter.size } };
			})
		});
	}
	return whole;
}
