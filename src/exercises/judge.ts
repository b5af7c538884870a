/**
 * A reader's answer → what to say to it. Right is what has the value of the answer on every sample, and its form where
 * form is the point; a mistake is what has the value of a mistake that the author expected. What cannot be read, uses
 * another letter, does not fit together, is too large to be worked out or is not finite gets a hint and is not counted.
 */
import { norm as normOf } from '$src/math/scale';
import { frobeniusNorm } from '$src/math/tensor';
import type { Exercise, Form, FormulaExercise, NumberExercise } from './exercise';
import { NotAFormula, parseFormula, type Typed } from './mathjs';
import { samplesOf } from './sample';
import { NoValue } from './size';
import { valueOf, type Sample, type Value } from './value';
import { formulaOf, LONGEST, UnknownName } from './written';

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

const TOLERANCE = 1e-9;

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
	const values = (typed: Typed): Value[] => samples.map((sample) => valueOf(typed, sample));
	let read = '';
	let typed: Typed;
	let yours: Value[];
	try {
		read = formulaOf(text, known);
		typed = parseFormula(read);
		yours = values(typed);
	} catch (error) {
		// A position in what we made of the text helps nobody.
		return hint(hintFor(error, known, read === text));
	}
	const valuesOf = (formula: string): Value[] => values(parseFormula(formulaOf(formula, known)));
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

function hintFor(error: unknown, known: readonly string[], asTyped: boolean): Hint {
	if (error instanceof UnknownName) return { reason: 'unknown', detail: error.unknown, known };
	if (error instanceof NoValue) {
		const { reason, detail } = error;
		return reason === 'infinite' ? { reason } : { reason, detail, known };
	}
	if (error instanceof NotAFormula) return { reason: 'syntax', at: asTyped ? error.at : null };
	throw error;
}

const cache = new WeakMap<Exercise, readonly Sample[]>();
function samplesFor(exercise: FormulaExercise | NumberExercise): readonly Sample[] {
	let samples = cache.get(exercise);
	if (!samples) {
		if (exercise.kind === 'number') samples = [new Map()];
		else {
			const { symbols, where } = exercise;
			samples = samplesOf(symbols, where ? parseFormula(formulaOf(where, Object.keys(symbols))) : null);
		}
		cache.set(exercise, samples);
	}
	return samples;
}

/** [rows, columns, elements …]; a number is 1 × 1. */
const flat = (value: Value): { readonly shape: string; readonly data: ArrayLike<number> } =>
	typeof value === 'number'
		? { shape: '1,1', data: [value] }
		: { shape: value.shape.length === 0 ? '1,1' : value.shape.join(), data: value.data };

function same(a: Value, b: Value, tolerance: number): boolean {
	const [x, y] = [flat(a), flat(b)];
	if (x.shape !== y.shape) return false;
	const size = Math.max(norm(a), norm(b), Number.MIN_VALUE);
	const difference = normOf(Float64Array.from(x.data, (v, i) => v - (y.data[i] ?? NaN)));
	// Infinity is no more than Infinity: what is not finite is the same as nothing.
	return size < Infinity && difference <= tolerance * size;
}
const norm = (a: Value): number => (typeof a === 'number' ? Math.abs(a) : frobeniusNorm(a));
const allSame = (a: readonly Value[], b: readonly Value[], tolerance: number): boolean =>
	a.every((value, i) => same(value, b[i] ?? NaN, tolerance));

/** What all samples have in common that differ from the answer. */
function nearness(yours: readonly Value[], right: readonly Value[]): Near | null {
	const pairs = yours.map((a, i) => [flat(a), flat(right[i] ?? NaN)] as const);
	const flipped = (shape: string): string => shape.split(',').reverse().join();
	if (pairs.some(([a, b]) => a.shape !== b.shape)) {
		const isFlipped = pairs.every(([a, b]) => {
			const columns = Number(a.shape.split(',')[1]);
			const rows = Number(a.shape.split(',')[0]);
			return (
				flipped(a.shape) === b.shape &&
				Array.from(a.data).every((v, i) => {
					const other = b.data[(i % columns) * rows + Math.floor(i / columns)] ?? NaN;
					return Math.abs(v - other) <= TOLERANCE * Math.max(1, Math.abs(v));
				})
			);
		});
		return isFlipped ? 'transposed' : 'shape';
	}
	// The same factor on every sample; a single number has a factor always, so powers of 1000 and 1024 alone count there.
	const factors = pairs.map(([a, b]) => {
		const at = Array.from(b.data).findIndex((v) => v !== 0);
		return (a.data[at] ?? NaN) / (b.data[at] ?? NaN);
	});
	const [factor = NaN] = factors;
	const scaled = yours.every((value, i) => {
		const wanted = right[i] ?? NaN;
		const by =
			typeof wanted === 'number' ? wanted * factor : { ...wanted, data: wanted.data.map((x) => x * factor) };
		return same(value, by, 1e-6);
	});
	if (!Number.isFinite(factor) || factor === 0 || !scaled) return null;
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
	yours: readonly Value[],
	right: readonly Value[]
): Counterexample | null {
	const found = samples.flatMap((sample, i): Counterexample[] => {
		const [a, b] = [yours[i], right[i]];
		const given = [...sample].filter((pair): pair is [string, number] => typeof pair[1] === 'number');
		if (typeof a !== 'number' || typeof b !== 'number' || given.length !== sample.size || given.length === 0)
			return [];
		if (given.some(([, value]) => !Number.isInteger(value)) || same(a, b, TOLERANCE)) return [];
		return [{ given, yours: a, right: b }];
	});
	const total = ({ given }: Counterexample): number => given.reduce((sum, [, value]) => sum + value, 0);
	return found.reduce<Counterexample | null>(
		(least, one) => (least && total(least) <= total(one) ? least : one),
		null
	);
}

function hasForm(typed: Typed, form: Form): boolean {
	const inner = typed.kind === 'call' && typed.name === 'negative' ? (typed.args[0] ?? typed) : typed;
	switch (form) {
		case 'any':
			return true;
		case 'number':
			return inner.kind === 'number';
		case 'product':
			return inner.kind === 'call' && ['*', '/', '.*', '^', 'kron', 'kron()'].includes(inner.name);
		case 'sum':
			return inner.kind === 'call' && ['+', '-'].includes(inner.name);
	}
}
