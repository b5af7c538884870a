/** Why a line has no value: its own mistake, a name that is missing, there twice or in a circle, or one that failed. */
import type { Phrase } from '$src/formula/typed';
import { cellErrorOf, type CellError } from './language/error';
import { undeclared } from './language/adapterText';
import type { LineNode } from './node';

type Cells = ReadonlyMap<string, readonly LineNode[]>;

/** Names of one circle that are told. */
const MOST_NAMES = 12;

/** @param input the name that could not be had, where the runtime says so; '' where it names none */
export function errorOfNode(
	{ statement }: LineNode,
	error: unknown,
	input: string | null,
	cells: Cells
): CellError {
	const { name, from, body, inputs } = statement;
	if (body.kind === 'unreadable') return body.error;
	if (input === null) return placed(name, cellErrorOf(error, from));
	const definers = definersIn(cells);
	const at = (of: string): number | null => {
		const place = body.kind === 'phrase' ? placeOf(body.phrase, of) : null;
		return place === null ? from : from + place;
	};
	if (name !== '' && (definers.get(name)?.length ?? 0) > 1) {
		return {
			...{ reason: 'twice', at: from, names: [name] },
			message: `expected one definition of ${name}, got ${definers.get(name)?.length ?? 2}; rename one`
		};
	}
	const circle = circleOf(name, definers);
	if (circle) {
		return {
			...{ reason: 'circle', at: from, names: circle.slice(0, MOST_NAMES) },
			message: `expected an order of definitions, got a circle: ${wayBack(circle)}; break it somewhere`
		};
	}
	if (!definers.has(input) && inputs.includes(input)) {
		const message =
			body.kind === 'adapter'
				? undeclared(input)
				: `expected a name that is defined, got ${input}; define it in a cell`;
		return { reason: 'missing', at: at(input), names: [input], message };
	}
	return {
		...{ reason: 'upstream', at: at(input), names: [input] },
		message: `expected a value of ${input}, got an error in its cell; mend it there`
	};
}

/** Says which line it is, as far as that has a name and nothing within it is named. */
const placed = (name: string, error: CellError): CellError =>
	name !== '' && error.message.startsWith('expected ')
		? { ...error, message: `${name}: ${error.message}` }
		: error;

/** Kept for as long as the cells are these: a thousand lines with a mistake ask a thousand times. */
const knownDefiners = new WeakMap<Cells, ReadonlyMap<string, readonly LineNode[]>>();

/** Name → the lines that define it. */
function definersIn(cells: Cells): ReadonlyMap<string, readonly LineNode[]> {
	const known = knownDefiners.get(cells);
	if (known) return known;
	const definers = new Map<string, LineNode[]>();
	for (const line of [...cells.values()].flat()) {
		const { name } = line.statement;
		const found = definers.get(name);
		if (found) found.push(line);
		else if (name !== '') definers.set(name, [line]);
	}
	knownDefiners.set(cells, definers);
	return definers;
}

function wayBack(circle: readonly string[]): string {
	const told = circle.slice(0, MOST_NAMES);
	return [...told, ...(told.length < circle.length ? ['…'] : []), circle[0] ?? ''].join(' → ');
}

/** A way from a name back to itself; null where there is none. */
function circleOf(
	name: string,
	definers: ReadonlyMap<string, readonly LineNode[]>
): readonly string[] | null {
	if (name === '') return null;
	const before = new Map<string, string | null>([[name, null]]);
	const open = [name];
	for (let here = open.shift(); here !== undefined; here = open.shift()) {
		for (const input of definers.get(here)?.flatMap(({ statement }) => statement.inputs) ?? []) {
			if (input === name) return wayTo(here, before);
			if (before.has(input) || !definers.has(input)) continue;
			before.set(input, here);
			open.push(input);
		}
	}
	return null;
}

function wayTo(end: string, before: ReadonlyMap<string, string | null>): readonly string[] {
	const way: string[] = [];
	for (let here: string | null = end; here !== null; here = before.get(here) ?? null) way.push(here);
	return way.reverse();
}

function placeOf(phrase: Phrase, name: string): number | null {
	switch (phrase.kind) {
		case 'symbol':
			return phrase.name === name ? phrase.at : null;
		case 'call':
			return phrase.args.map((arg) => placeOf(arg, name)).find((at) => at !== null) ?? null;
		case 'named':
			return placeOf(phrase.value, name);
		case 'member':
			return placeOf(phrase.of, name);
		case 'range':
			return placeOf(phrase.from, name) ?? placeOf(phrase.to, name);
		default:
			return null;
	}
}
