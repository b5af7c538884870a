/**
 * A field of a receipt: its values, its default, and how text becomes a value. From a schema (a record of
 * fields) come the URL, reset, slider ranges and the options of the command line; there is no second parser.
 */
import { own } from '$src/own';

/** What was wrong with one piece of text, and what was used instead. */
export interface Problem {
	readonly field: string;
	readonly expected: string;
	readonly got: string;
	/** The legal value used in its place, as text. */
	readonly used: string;
}

export type Parsed<T> = { readonly value: T } | { readonly value: T; readonly problem: Problem };

interface FieldBase<T> {
	readonly default: T;
	/** One line on what it means, for `--help`. */
	readonly about: string;
	/** Is it written even where it equals the default? (the seed) */
	readonly always?: boolean;
}

export interface NumberField extends FieldBase<number> {
	readonly kind: 'integer' | 'number';
	readonly min: number;
	readonly max: number;
	/** Step of a slider; 1 for integers. */
	readonly step: number;
}

export interface ChoiceField<T extends string = string> extends FieldBase<T> {
	readonly kind: 'choice';
	readonly choices: readonly T[];
}

export interface FlagField extends FieldBase<boolean> {
	readonly kind: 'flag';
}

export interface TextField extends FieldBase<string> {
	readonly kind: 'text';
	readonly pattern: RegExp;
	/** The pattern in words, such as "identity, gaussian or low-rank:K". */
	readonly expected: string;
}

export type Field = NumberField | ChoiceField | FlagField | TextField;
export type Schema = Readonly<Record<string, Field>>;

export type ValueOf<F> = F extends NumberField
	? number
	: F extends ChoiceField<infer T>
		? T
		: F extends FlagField
			? boolean
			: string;
export type Values<S extends Schema> = { readonly [K in keyof S]: ValueOf<S[K]> };

type NumberOptions = { min: number; max: number; default: number; about: string; always?: boolean };

export const integer = (options: NumberOptions): NumberField => ({ kind: 'integer', step: 1, ...options });
export const real = (options: NumberOptions & { step?: number }): NumberField => ({
	kind: 'number',
	step: (options.max - options.min) / 1000,
	...options
});
export const choice = <const T extends string>(
	choices: readonly T[],
	options: { default: NoInfer<T>; about: string }
): ChoiceField<T> => ({ kind: 'choice', choices, ...options });
export const flag = (about: string): FlagField => ({ kind: 'flag', default: false, about });
export const text = (options: Omit<TextField, 'kind'>): TextField => ({ kind: 'text', ...options });

/** The legal values of a field, in words. */
export function expectedOf(field: Field): string {
	switch (field.kind) {
		case 'integer':
			return `an integer from ${field.min} to ${field.max}`;
		case 'number':
			return `a number from ${field.min} to ${field.max}`;
		case 'choice':
			return `one of ${field.choices.join(', ')}`;
		case 'flag':
			return 'true or false';
		case 'text':
			return field.expected;
	}
}

export const formatValue = (value: string | number | boolean): string => String(value);

/** Text → a legal value, always; with a problem where the text was not legal. Numbers are clamped, the rest falls back to the default. */
export function parseField(name: string, field: Field, got: string): Parsed<string | number | boolean> {
	const bad = (used: string | number | boolean): Parsed<string | number | boolean> => ({
		value: used,
		problem: { field: name, expected: expectedOf(field), got: got.slice(0, 80), used: formatValue(used) }
	});
	switch (field.kind) {
		case 'integer':
		case 'number': {
			const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(got.trim());
			const value = Number(got);
			if (!isNumber || !Number.isFinite(value)) return bad(field.default);
			const rounded = field.kind === 'integer' ? Math.round(value) : value;
			const legal = Math.min(field.max, Math.max(field.min, rounded));
			return legal === value ? { value } : bad(legal);
		}
		case 'choice':
			return field.choices.includes(got) ? { value: got } : bad(field.default);
		case 'flag':
			if (got === 'true' || got === '' || got === '1') return { value: true };
			return got === 'false' || got === '0' ? { value: false } : bad(field.default);
		case 'text':
			return field.pattern.test(got) ? { value: got } : bad(field.default);
	}
}

export const defaultsOf = <S extends Schema>(schema: S): Values<S> =>
	Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, field.default])) as Values<S>;

export interface ParsedQuery<S extends Schema> {
	readonly values: Values<S>;
	readonly problems: readonly Problem[];
}

/**
 * A query → legal values. Missing fields take their default; unknown names are reported, not kept.
 * @param known further names that somebody else reads, and that are no mistake
 */
export function parseQuery<S extends Schema>(
	schema: S,
	query: URLSearchParams,
	known: readonly string[] = []
): ParsedQuery<S> {
	const values = new Map<string, unknown>(Object.entries(defaultsOf(schema)));
	const problems: Problem[] = [];
	for (const [name, got] of query) {
		const field = own(schema, name);
		if (!field) {
			if (!known.includes(name)) {
				const expected = `one of ${[...Object.keys(schema), ...known].join(', ')}`;
				problems.push({ field: name.slice(0, 40), expected, got: got.slice(0, 80), used: 'nothing' });
			}
			continue;
		}
		const parsed = parseField(name, field, got);
		values.set(name, parsed.value);
		if ('problem' in parsed) problems.push(parsed.problem);
	}
	return { values: Object.fromEntries(values) as Values<S>, problems };
}

/** Values → query, defaults left out; fields marked `always` stay. */
export function formatQuery<S extends Schema>(schema: S, values: Values<S>): URLSearchParams {
	const query = new URLSearchParams();
	for (const [name, field] of Object.entries(schema)) {
		const value = own(values as Readonly<Record<string, string | number | boolean>>, name);
		if (value !== undefined && (field.always === true || value !== field.default))
			query.set(name, formatValue(value));
	}
	return query;
}
