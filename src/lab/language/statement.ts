/**
 * The text of a cell → its lines: a name, what it is made of, and the names that it reads. Nothing is worked out here; a
 * line that cannot be read is one too, and says why.
 */
import { readPhrase } from '$src/formula/phrase';
import { FormulaError, type Phrase } from '$src/formula/typed';
import type { CellKind } from '../notebook';
import { adapterIn, type AdapterText } from './adapterText';
import { controlsIn, type Control } from './control';
import { cellErrorOf, LabError, type CellError } from './error';
import { DEFINED, inputsOf, linesOf, NAME, plainName, type Line } from './lines';
import { isLabFunction } from './names';

export type Body =
	| { readonly kind: 'phrase'; readonly phrase: Phrase }
	| { readonly kind: 'control'; readonly control: Control }
	| { readonly kind: 'adapter'; readonly adapter: AdapterText }
	| { readonly kind: 'unreadable'; readonly error: CellError };

export interface Statement {
	/** '' where it defines none. */
	readonly name: string;
	/** Where it begins in the cell's text. */
	readonly from: number;
	/** As typed. */
	readonly text: string;
	/** Names that it reads, each once. */
	readonly inputs: readonly string[];
	readonly body: Body;
}

/** Characters of a cell, and lines of it: more than anybody would read. */
export const LONGEST_CELL = 20_000;
const MOST_LINES = 200;
/** Characters of one line. */
const LONGEST_LINE = 1000;

/** The lines of a cell; of a text cell none. Never throws. */
export function statementsOf(kind: CellKind, text: string): readonly Statement[] {
	if (kind === 'text') return [];
	if (text.length > LONGEST_CELL)
		return [
			unread(text, `expected a cell of at most ${LONGEST_CELL} characters, got ${text.length}; split it`)
		];
	const plain = withoutComments(text);
	const lines = linesOf(plain);
	if (lines.length > MOST_LINES)
		return [unread(text, `expected at most ${MOST_LINES} lines, got ${lines.length}; split the cell`)];
	if (kind === 'control') return controlsIn(plain).map((one) => controlStatement(one));
	if (kind === 'adapter') return lines.length === 0 ? [] : [adapterStatement(plain, lines)];
	return lines.map((line) => phraseStatement(line, kind === 'figure'));
}

const unread = (text: string, message: string): Statement =>
	broken('', 0, text.slice(0, 100), new LabError(message, null));

/** In place of the lines of a cell, in a notebook that has too many. */
export const tooMany = (text: string, most: number): Statement =>
	unread(text, `expected at most ${most} lines in a notebook, got more; leave out some`);

/** Comments become white space, so that places stay. */
const withoutComments = (text: string): string =>
	text.replaceAll(/"[^"\n]*"|#[^\n]*/g, (found) =>
		found.startsWith('#') ? ' '.repeat(found.length) : found
	);

function broken(name: string, from: number, text: string, error: unknown): Statement {
	return { name, from, text, inputs: [], body: { kind: 'unreadable', error: cellErrorOf(error, from) } };
}

/** The name that a line defines; '' where it defines none. @throws LabError where nobody could say the name */
export function definedIn(text: string): { readonly name: string; readonly rest: string } {
	const [whole, written] = DEFINED.exec(text) ?? [];
	if (whole === undefined || written === undefined) return { name: '', rest: text };
	const name = plainName(written);
	if (!NAME.test(name))
		throw new LabError(`expected a name of letters, then figures, got ${written}; choose another`, 0);
	if (isLabFunction(name))
		throw new LabError(`expected a name of its own, got ${name}, which is a function; choose another`, 0);
	// White space in its place, so that places are those of the line.
	return { name, rest: ' '.repeat(whole.length) + text.slice(whole.length) };
}

/** @throws LabError where a line ends behind its = */
function requireSome(name: string, rest: string): void {
	if (name !== '' && rest.trim() === '')
		throw new LabError(`expected a formula right of =, got nothing; write what ${name} is`, rest.length - 1);
}

function requireShort({ length }: string): void {
	if (length > LONGEST_LINE)
		throw new LabError(`expected a line of at most ${LONGEST_LINE} characters, got ${length}; part it`, null);
}

function phraseStatement({ from, text }: Line, isFigure: boolean): Statement {
	let name = '';
	try {
		requireShort(text);
		const defined = definedIn(text);
		({ name } = defined);
		requireSome(name, defined.rest);
		const phrase = isFigure ? figureIn(defined.rest) : readPhrase(defined.rest, isLabFunction);
		if (phrase.kind === 'named')
			throw new LabError('expected one name, = and what it is, got two', phrase.at);
		return { ...{ name, from, text }, inputs: inputsOf(phrase), body: { kind: 'phrase', phrase } };
	} catch (error) {
		return broken(name, from, text, error);
	}
}

/** `spectrum(run), against = 4` is `spectrum(run, against = 4)`. */
function figureIn(text: string): Phrase {
	const before = 'figure(';
	const whole = readWithin(before, text);
	const [first, ...others] = whole.kind === 'call' ? shifted(whole, -before.length).args : [];
	if (!first) throw new LabError('expected a figure, such as spectrum(run), got nothing', 0);
	if (others.length === 0) return first;
	if (first.kind !== 'call' || others.some(({ kind }) => kind !== 'named'))
		throw new LabError('expected a figure, then settings such as against = 4', others[0]?.at ?? 0);
	return { ...first, args: [...first.args, ...others] };
}

/** Places in what stands before do not count. */
function readWithin(before: string, text: string): Phrase {
	try {
		return readPhrase(`${before}${text})`, (name) => name === 'figure' || isLabFunction(name));
	} catch (error) {
		if (!(error instanceof FormulaError) || error.at === null) throw error;
		const at = Math.min(text.length, Math.max(0, error.at - before.length));
		throw new FormulaError({ ...error.what, at });
	}
}

function shifted<P extends Phrase>(phrase: P, by: number): P {
	const at = Math.max(0, phrase.at + by);
	const inner = (of: Phrase): Phrase => shifted(of, by);
	const p: Phrase = phrase;
	switch (p.kind) {
		case 'call':
			return { ...phrase, at, args: p.args.map(inner) };
		case 'named':
			return { ...phrase, at, value: inner(p.value) };
		case 'member':
			return { ...phrase, at, of: inner(p.of) };
		case 'range':
			return { ...phrase, at, from: inner(p.from), to: inner(p.to) };
		default:
			return { ...phrase, at };
	}
}

function controlStatement({ from, text, read }: ReturnType<typeof controlsIn>[number]): Statement {
	try {
		requireShort(text);
		const control = read();
		if (isLabFunction(control.name))
			throw new LabError(`expected a name of its own, got ${control.name}, which is a function`, 0);
		return { name: control.name, from, text, inputs: [], body: { kind: 'control', control } };
	} catch (error) {
		return broken(plainName(DEFINED.exec(text)?.[1] ?? ''), from, text, error);
	}
}

function adapterStatement(text: string, lines: readonly Line[]): Statement {
	const [first, ...others] = lines;
	const from = first?.from ?? 0;
	let name = '';
	try {
		for (const line of lines) requireShort(line.text);
		const defined = definedIn(first?.text ?? '');
		({ name } = defined);
		if (!first || name === '') throw new LabError('expected a name, = and a formula, such as mine = A*B', 0);
		requireSome(name, defined.rest);
		const adapter = adapterIn(name, defined.rest, first, others);
		return { ...{ name, from, text }, inputs: adapter.inputs, body: { kind: 'adapter', adapter } };
	} catch (error) {
		return broken(name, from, text, error);
	}
}
