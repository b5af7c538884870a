/**
 * What the address of a lesson says: its settings, or, where it is a receipt, the state that has its run; how the page
 * is shown; and the current step of each derivation. What is wrong in it is replaced by legal values and reported.
 */
import { own } from '$src/own';
import { isReceipt, parseReceipt, type ParsedReceipt } from '$src/receipt/receipt';
import { defaultsOf, parseQuery, type ParsedQuery, type Problem, type Schema } from '$src/schema/field';
import type { Lesson } from './define';
import type { OtherReceipt } from './otherReceipt';
import { stateWith } from './live';
import { strangersIn, viewSchema, type View } from './view';

/** A receipt that the address is. */
export interface Arrived {
	readonly receipt: ParsedReceipt;
	/** Why the page does not have its run; what is set is not of the receipt then. Nothing: it has. */
	readonly refused: readonly Problem[];
}

export interface Settings extends ParsedQuery<Schema> {
	readonly arrived: Arrived | null;
	/** A receipt of another kind that the address is. */
	readonly other: OtherReceipt | null;
}

export interface Address extends Settings {
	readonly view: View;
	/** Derivation id → id of its current step. */
	readonly steps: Readonly<Record<string, string>>;
	/** Does the address set something that the reader did not leave as it was? */
	readonly isGiven: boolean;
}

/** What says how the page is shown, beside what is set on it. */
const ofView = ['step', ...Object.keys(viewSchema)];

/** Every derivation at its first step. */
export const firstSteps = ({ derivations }: Pick<Lesson, 'derivations'>): Record<string, string> =>
	Object.fromEntries(Object.entries(derivations).map(([id, steps]) => [id, steps[0] ?? '']));

/** A query with the names of today: what a parameter was called before is it, unless the query says both. */
export function withNames({ renamed }: Pick<Lesson, 'renamed'>, query: URLSearchParams): URLSearchParams {
	return new URLSearchParams(
		[...query].flatMap(([name, value]) => {
			const today = own(renamed, name);
			if (today === undefined) return [[name, value]];
			return query.has(today) ? [] : [[today, value]];
		})
	);
}

export function readSettings(
	lesson: Pick<Lesson, 'parameters' | 'live' | 'renamed' | 'others'>,
	written: URLSearchParams
): Settings {
	const { parameters } = lesson;
	const query = isReceipt(written) ? written : withNames(lesson, written);
	if (!isReceipt(query)) return { ...parseQuery(parameters, query, ofView), arrived: null, other: null };
	const text = new URLSearchParams([...query].filter(([name]) => !ofView.includes(name)));
	const other = lesson.others?.(text) ?? null;
	if (other) {
		const found = other.problems.length > 0 ? {} : other.settings;
		return { values: { ...defaultsOf(parameters), ...found }, problems: [], arrived: null, other };
	}
	const receipt = parseReceipt(text.toString());
	const found = receipt.problems.length > 0 ? { refused: receipt.problems } : stateWith(lesson, receipt.run);
	const isFound = 'values' in found;
	return {
		values: isFound ? found.values : defaultsOf(parameters),
		problems: [],
		arrived: { receipt, refused: isFound ? [] : found.refused },
		other: null
	};
}

export function readAddress(
	lesson: Pick<Lesson, 'parameters' | 'derivations' | 'live' | 'renamed' | 'others'>,
	query: URLSearchParams
): Address {
	const { values, problems, arrived, other } = readSettings(lesson, query);
	const view = readView(lesson, query);
	const steps = readSteps(lesson, query.get('step'));
	const isOpened = arrived?.refused.length === 0 || other?.problems.length === 0;
	const said = withNames(lesson, query);
	const isSet = Object.entries(lesson.parameters).some(
		([name, field]) => said.has(name) && !(field.always === true && own(values, name) === field.default)
	);
	return {
		values,
		arrived,
		other,
		problems: [...problems, ...view.problems, ...steps.problems],
		view: view.values,
		steps: steps.values,
		isGiven: isOpened || isSet
	};
}

function readView(
	{ parameters }: Pick<Lesson, 'parameters'>,
	query: URLSearchParams
): ParsedQuery<typeof viewSchema> {
	const said = new URLSearchParams([...query].filter(([name]) => Object.hasOwn(viewSchema, name)));
	const { values, problems } = parseQuery(viewSchema, said);
	const known = Object.keys(parameters);
	const got = strangersIn(values.keep, known).join(',').slice(0, 80);
	if (got === '') return { values, problems };
	const expected = `all, none, or names of ${known.join(', ')}`;
	return { values, problems: [...problems, { field: 'keep', expected, got, used: values.keep }] };
}

function readSteps(
	lesson: Pick<Lesson, 'derivations'>,
	wanted: string | null
): { readonly values: Readonly<Record<string, string>>; readonly problems: readonly Problem[] } {
	const first = firstSteps(lesson);
	if (wanted === null) return { values: first, problems: [] };
	const [derivation = '', step = ''] = wanted.split('.');
	if (own(lesson.derivations, derivation)?.includes(step))
		return { values: { ...first, [derivation]: step }, problems: [] };
	const known = Object.entries(lesson.derivations).flatMap(([id, ids]) => ids.map((s) => `${id}.${s}`));
	const expected = `one of ${known.join(', ')}`;
	const problem = { field: 'step', expected, got: wanted.slice(0, 80), used: known[0] ?? '' };
	return { values: first, problems: [problem] };
}
