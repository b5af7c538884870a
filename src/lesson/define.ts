/** What a lesson is, apart from its prose: parameters, the matrices and equations for a state, and its derivations. */
import type { Equation } from '$src/algebra/equation';
import type { Exercise } from '$src/exercises/exercise';
import type { Language } from '$src/i18n';
import type { Schema, Values } from '$src/schema/field';
import type { Tensor } from '$src/math/tensor';
import type { Live } from './live';
import type { ReadOther } from './otherReceipt';
import type { SymbolTable } from './symbols/symbols';

/** A lesson with the type of its parameters closed over: what the site handles. */
export interface Lesson {
	readonly id: string;
	/** What the reader can set: sliders, URL and reset derive from it. */
	readonly parameters: Schema;
	/** Leaf name → float64 numbers, for a state of the page; those of a guest in place of the lesson's own, and what follows from them. */
	readonly environment: (
		values: Values<Schema>,
		guest?: ReadonlyMap<string, Tensor>
	) => ReadonlyMap<string, Tensor>;
	/** Equation id → record, for a state of the page. */
	readonly equations: (values: Values<Schema>) => Readonly<Record<string, Equation>>;
	/** Derivation id → its steps, in order. */
	readonly derivations: Readonly<Record<string, readonly string[]>>;
	/** Exercise id → what is right, in the order of the page; the words stand in the prose. */
	readonly exercises: Readonly<Record<string, Exercise>>;
	/** Symbol → spelling, meaning, and what has its value: symbols.json beside the prose. */
	readonly symbols: SymbolTable;
	/** What parameters were called before → their names today: old addresses still open. */
	readonly renamed: Readonly<Record<string, string>>;
	/** The figure that trains, and its runs; absent where nothing does that a receipt could describe. */
	readonly live?: Live<Values<Schema>>;
	/** Receipts of another kind that the page opens too; absent where there are none. */
	readonly others?: ReadOther;
	/** What the lesson works out, as Markdown of a notebook of the lab at a state of the page; absent where a method's own notebook says it. */
	readonly notebook?: (values: Values<Schema>, language: Language) => Promise<string>;
}

/** Which exercise of its page it is, from 1; in every language and on every page the same. */
export const exerciseNumber = (exercises: Lesson['exercises'], id: string): number =>
	Object.keys(exercises).indexOf(id) + 1;

export function defineLesson<const S extends Schema>(
	lesson: Omit<
		Lesson,
		'parameters' | 'environment' | 'equations' | 'exercises' | 'symbols' | 'live' | 'renamed' | 'notebook'
	> & {
		readonly exercises?: Lesson['exercises'];
		readonly renamed?: Readonly<Record<string, Extract<keyof S, string>>>;
		readonly symbols?: SymbolTable;
		readonly parameters: S;
		readonly environment: (
			values: Values<S>,
			guest?: ReadonlyMap<string, Tensor>
		) => ReadonlyMap<string, Tensor>;
		readonly equations: (values: Values<S>) => Readonly<Record<string, Equation>>;
		readonly live?: Live<Values<S>>;
		readonly notebook?: (values: Values<S>, language: Language) => Promise<string>;
	}
): Lesson {
	const { live, notebook, ...others } = lesson;
	return {
		exercises: {},
		renamed: {},
		symbols: {},
		...others,
		...(live && { live: { ...live, runsOf: (values) => live.runsOf(values as Values<S>) } }),
		...(notebook && { notebook: (values, language) => notebook(values as Values<S>, language) }),
		environment: (values, guest) => lesson.environment(values as Values<S>, guest),
		equations: (values) => lesson.equations(values as Values<S>)
	};
}
