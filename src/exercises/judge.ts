/**
 * A reader's answer → what to say to it. Right is what has the value of the answer on every sample, and its form where
 * form is the point; a mistake is what has the value of a mistake that the author expected. What cannot be read, uses
 * another letter, does not fit together, is too large to be worked out or is not finite gets a hint and is not counted.
 */
import { operationOf, SIGNS } from '$src/formula/operations';
import { read } from '$src/formula/reading';
import { texOf } from '$src/formula/tex';
import { FormulaError, type Typed } from '$src/formula/typed';
import { difference, scaled, transposed } from '$src/math/dense';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';
import type { Exercise, Form, FormulaExercise, NumberExercise } from './exercise';
import { samplesOf } from './sample';
import { valueOf, type Sample } from './value';

/** What a typed answer differs in, where that can be told from its values. */
export type Near = 'factor' | 'sign' | 'transposed' | 'shape' | 'unit';

/** Numbers at which the answer and the reader's differ. */
export interface Counterexample {
	readonly given: readonly (readonly [name: string, value: number])[];
	readonly yours: number;
	readonly right: number;
}

export type Hint =
	| { readonly reason: 'empty' | 'long' | 'infinite' }
	/** @property at position in the text, from 0 */
	| { readonly reason: 'syntax'; readonly at: number | null }
	| {
			readonly reason: 'unknown' | 'function' | 'arguments' | 'shape' | 'size';
			readonly detail: string;
			/** The letters of the question. */
			readonly known: readonly string[];
	  };

export type Verdict =
	| { readonly kind: 'right' }
	| { readonly kind: 'mistake'; readonly id: string }
	| { readonly kind: 'form'; readonly form: Form }
	| { readonly kind: 'wrong'; readonly near: Near | null; readonly counterexample: Counterexample | null }
	/** Not counted. */
	| { readonly kind: 'hint'; readonly hint: Hint };

/** An answer as it is kept: text, the id of an option, or ids of items in the reader's order. */
export type Answer = string | readonly string[];

/** Characters: longer than any answer. */
const LONGEST = 200;
const TOLERANCE = 1e-9;

/** Letters of the question may stand together. @throws FormulaError */
const readAnswer = (text: string, known: readonly string[]): Typed => read(text, { known, together: true });

/** How a line is read, as TeX; null where it cannot be read (yet), or is longer than any answer. */
export function texOfAnswer(text: string, known: readonly string[]): string | null {
	if (text.length > LONGEST) return null;
	try {
		return texOf(readAnswer(text, known)).text;
	} catch {
		return null;
	}
}

/** @throws Error if the exercise itself cannot be evaluated: the author's mistake, which a test finds */
export function judge(exercise: Exercise, answer: Answer): Verdict {
	switch (exercise.kind) {
		case 'choice':
			return answer === exercise.answer ? { kind: 'right' } : { kind: 'mistake', id: String(answer) };
		case 'order': {
			const given = typeof answer === 'string' ? answer.split(',') : answer;
			const isRight =
				given.length === exercise.items.length && given.every((id, i) => id === exercise.items[i]);
			return isRight ? { kind: 'right' } : { kind: 'wrong', near: null, counterexample: null };
		}
		case 'formula':
		case 'number':
			return judgeTyped(exercise, String(answer));
	}
}

function judgeTyped(exercise: FormulaExercise | NumberExercise, text: string): Verdict {
	const known = exercise.kind === 'formula' ? Object.keys(exercise.symbols) : [];
	if (text.trim() === '') return hint({ reason: 'empty' });
	if (text.length > LONGEST) return hint({ reason: 'long' });
	const samples = samplesFor(exercise);
	const values = (typed: Typed): Tensor[] => samples.map((sample) => asMatrix(valueOf(typed, sample)));
	let typed: Typed;
	let yours: Tensor[];
	try {
		typed = readAnswer(text, known);
		yours = values(typed);
	} catch (error) {
		if (!(error instanceof FormulaError)) throw error;
		return hint(hintFor(error, known));
	}
	const valuesOf = (formula: string): Tensor[] => values(readAnswer(formula, known));
	const right = valuesOf(exercise.answer);
	const tolerance = exercise.kind === 'number' ? exercise.tolerance : TOLERANCE;
	if (allSame(yours, right, tolerance)) {
		const form = exercise.kind === 'formula' ? exercise.form : 'any';
		return hasForm(typed, form) ? { kind: 'right' } : { kind: 'form', form };
	}
	for (const [id, mistake] of Object.entries(exercise.mistakes)) {
		if (allSame(yours, valuesOf(mistake), tolerance)) return { kind: 'mistake', id };
	}
	return { kind: 'wrong', near: nearness(yours, right), counterexample: counter(samples, yours, right) };
}

const hint = (what: Hint): Verdict => ({ kind: 'hint', hint: what });

function hintFor({ reason, detail, at }: FormulaError, known: readonly string[]): Hint {
	if (reason === 'infinite') return { reason };
	return reason === 'syntax' ? { reason, at } : { reason, detail, known };
}

const cache = new WeakMap<Exercise, readonly Sample[]>();
function samplesFor(exercise: FormulaExercise | NumberExercise): readonly Sample[] {
	let samples = cache.get(exercise);
	if (!samples) {
		if (exercise.kind === 'number') samples = [new Map()];
		else {
			const { symbols, where } = exercise;
			samples = samplesOf(symbols, where ? readAnswer(where, Object.keys(symbols)) : null);
		}
		cache.set(exercise, samples);
	}
	return samples;
}

/** A number is 1 × 1. */
const asMatrix = ({ shape, data }: Tensor): Tensor => ({ shape: shape.length === 0 ? [1, 1] : shape, data });

function same(a: Tensor, b: Tensor, tolerance: number): boolean {
	if (a.shape.join() !== b.shape.join()) return false;
	const size = Math.max(frobeniusNorm(a), frobeniusNorm(b), Number.MIN_VALUE);
	// Infinity is no more than Infinity: what is not finite is the same as nothing.
	return size < Infinity && frobeniusNorm(difference(a, b)) <= tolerance * size;
}
const none: Tensor = { shape: [0, 0], data: new Float64Array() };
const allSame = (a: readonly Tensor[], b: readonly Tensor[], tolerance: number): boolean =>
	a.every((value, i) => same(value, b[i] ?? none, tolerance));

/** Each element within rounding of its own size. */
function isTransposed(a: Tensor, b: Tensor): boolean {
	const flipped = transposed(a);
	if (flipped.shape.join() !== b.shape.join()) return false;
	return flipped.data.every(
		(v, i) => Math.abs(v - (b.data[i] ?? NaN)) <= TOLERANCE * Math.max(1, Math.abs(v))
	);
}

/** What all samples have in common that differ from the answer. */
function nearness(yours: readonly Tensor[], right: readonly Tensor[]): Near | null {
	const pairs = yours.map((a, i) => [a, right[i] ?? none] as const);
	if (pairs.some(([a, b]) => a.shape.join() !== b.shape.join()))
		return pairs.every(([a, b]) => isTransposed(a, b)) ? 'transposed' : 'shape';
	// The same factor on every sample; a single number has a factor always, so powers of 1000 and 1024 alone count there.
	const [factor = NaN] = pairs.map(([a, b]) => {
		const at = b.data.findIndex((v) => v !== 0);
		return (a.data[at] ?? NaN) / (b.data[at] ?? NaN);
	});
	const isScaled = pairs.every(([a, b]) => same(a, scaled(factor, b), 1e-6));
	if (!Number.isFinite(factor) || factor === 0 || !isScaled) return null;
	if (Math.abs(factor + 1) < 1e-9) return 'sign';
	if (pairs.length > 1) return 'factor';
	const bases = [1000, 1024];
	const isUnit = bases.some((base) =>
		[1, 2, 3].some((power) => Math.abs(Math.abs(Math.log(factor)) - power * Math.log(base)) < 1e-6)
	);
	return isUnit ? 'unit' : null;
}

/** Of the samples that differ the one with the smallest numbers. */
function counter(
	samples: readonly Sample[],
	yours: readonly Tensor[],
	right: readonly Tensor[]
): Counterexample | null {
	const found = samples.flatMap((sample, i): Counterexample[] => {
		const [a, b] = [yours[i], right[i]];
		const given = [...sample].flatMap(([name, { shape, data }]): [string, number][] =>
			shape.length === 0 ? [[name, data[0] ?? NaN]] : []
		);
		if (!a || !b || a.data.length !== 1 || b.data.length !== 1) return [];
		if (given.length !== sample.size || given.length === 0) return [];
		if (given.some(([, value]) => !Number.isInteger(value)) || same(a, b, TOLERANCE)) return [];
		return [{ given, yours: a.data[0] ?? NaN, right: b.data[0] ?? NaN }];
	});
	const total = ({ given }: Counterexample): number => given.reduce((sum, [, value]) => sum + value, 0);
	return found.reduce<Counterexample | null>(
		(least, one) => (least && total(least) <= total(one) ? least : one),
		null
	);
}

const signs = (...names: readonly string[]) => names.map((name) => SIGNS.get(name));
const [products, sums, signed] = [signs('*', '/', '.*', '^', 'kron'), signs('+', '-'), signs('negative')];

function hasForm(typed: Typed, form: Form): boolean {
	const outermost = (of: Typed) => (of.kind === 'call' ? operationOf(of.name) : undefined);
	const isOneOf = (of: Typed, operations: readonly unknown[]): boolean =>
		of.kind === 'call' && operations.includes(outermost(of));
	const inner = typed.kind === 'call' && isOneOf(typed, signed) ? (typed.args[0] ?? typed) : typed;
	switch (form) {
		case 'any':
			return true;
		case 'number':
			return inner.kind === 'number';
		case 'product':
			return isOneOf(inner, products);
		case 'sum':
			return isOneOf(inner, sums);
	}
}
