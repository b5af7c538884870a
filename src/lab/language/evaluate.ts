/** A phrase → its value, in a scope of names. Bounded by shapes before anything is worked out; stops at the signal. */
import { FormulaError, type Phrase } from '$src/formula/typed';
import type { LabValue } from '../value';
import { Called, type Argument } from './called';
import type { Context } from './context';
import { LabError } from './error';
import { functions } from './functions';
import { finite, operated } from './matrices';
import { LAB_FUNCTIONS, type LabFunction } from './names';
import { partOf } from './parts';

/** Name → value. */
export type Scope = (name: string) => LabValue | undefined;

const MOST_IN_RANGE = 1000;
const MOST_DEEP = 200;

const isOwn = (name: string): name is LabFunction => Object.hasOwn(LAB_FUNCTIONS, name);

/** @throws LabError, FormulaError, ShapeError, RangeError; the signal's reason once it is aborted */
export async function evaluate(phrase: Phrase, scope: Scope, context: Context, depth = 0): Promise<LabValue> {
	context.signal.throwIfAborted();
	if (depth > MOST_DEEP)
		throw new LabError(
			`expected a line at most ${MOST_DEEP} deep, got a deeper one; write it in parts`,
			null
		);
	const inner = (p: Phrase): Promise<LabValue> => evaluate(p, scope, context, depth + 1);
	switch (phrase.kind) {
		case 'number':
			return finite({ kind: 'number', value: phrase.value }, 'number', phrase.at);
		case 'text':
			return { kind: 'text', value: phrase.value };
		case 'symbol': {
			const found = scope(phrase.name);
			if (found) return found;
			throw new LabError(`${phrase.name} is not defined`, phrase.at, 'missing', [phrase.name]);
		}
		case 'range':
			return rangeOf(await inner(phrase.from), await inner(phrase.to), phrase.at);
		case 'member':
			return partOf(await inner(phrase.of), phrase.name, phrase.at);
		case 'named':
			throw new LabError(
				'expected a value, got an assignment; settings stand in the brackets of a function',
				phrase.at
			);
		case 'call':
			return call(phrase, inner, context);
	}
}

function rangeOf(from: LabValue, to: LabValue, at: number): LabValue {
	if (from.kind !== 'number' || to.kind !== 'number' || !(to.value >= from.value))
		throw new LabError('expected a range that ascends, such as 1..8', at);
	const count = Math.floor(to.value - from.value) + 1;
	if (!(count <= MOST_IN_RANGE))
		throw new LabError(`expected at most ${MOST_IN_RANGE} numbers, got ${count}`, at);
	return { kind: 'range', values: Array.from({ length: count }, (_, n) => from.value + n) };
}

async function call(
	{ name, args, at }: Extract<Phrase, { kind: 'call' }>,
	inner: (phrase: Phrase) => Promise<LabValue>,
	context: Context
): Promise<LabValue> {
	const plain = name.replace('()', '');
	const isFunction = name.endsWith('()') && isOwn(plain);
	const placed: Argument[] = [];
	const named = new Map<string, Argument>();
	for (const arg of args) {
		if (arg.kind !== 'named') {
			const written = writtenOf(arg);
			placed.push({ value: await inner(arg), at: arg.at, ...(written !== null && { written }) });
			continue;
		}
		if (!isFunction)
			throw new LabError(`${plain}: expected arguments without names, got ${arg.name} = …`, arg.at);
		if (named.has(arg.name)) throw new LabError(`${plain}: expected ${arg.name} once, got it twice`, arg.at);
		const written = writtenOf(arg.value);
		const value = await inner(arg.value);
		named.set(arg.name, { value, at: arg.value.at, ...(written !== null && { written }) });
	}
	await context.turn();
	context.signal.throwIfAborted();
	if (!isFunction) {
		const values = placed.map(({ value }) => value);
		return finite(operated(name, values, at), plain, at);
	}
	const called = new Called(plain, placed, named, at);
	try {
		const value = await functions[plain](called, context);
		called.settled();
		return finite(value, plain, at);
	} catch (error) {
		// What the core says has no place of its own: it is that of the call.
		if (error instanceof RangeError && !(error instanceof FormulaError) && !context.signal.aborted)
			throw new LabError(error.message, at);
		throw error;
	}
}

/** A name, or a part of one, as it was written. */
function writtenOf(phrase: Phrase): string | null {
	if (phrase.kind === 'symbol') return phrase.name;
	if (phrase.kind !== 'member') return null;
	const of = writtenOf(phrase.of);
	return of === null ? null : `${of}.${phrase.name}`;
}
