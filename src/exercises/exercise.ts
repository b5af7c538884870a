/**
 * What an exercise is, apart from its words: the answer, and the answers that its author expects. The words (question,
 * hints, options, what to say to a mistake) stand in the lesson's Markdown, `:::exercise{id="…"}`, once a language.
 *
 * A typed answer is compared by value, on seeded samples of the symbols at valid shapes, and then by form where form
 * is the point. Every exercise brings cases that must be accepted and cases that must not: they are tests, and a page
 * of docs/.
 */

/** Sizes by letter, such as m, n, r: `matrix('m', 'r')`. A letter that is also a symbol has the value of the size. */
export type SymbolKind =
	| { readonly kind: 'matrix'; readonly rows: string; readonly columns: string }
	/** A real number between 0.5 and 2.5, so that powers and quotients stay apart. */
	| { readonly kind: 'real' }
	/** A whole number. */
	| { readonly kind: 'size'; readonly min: number; readonly max: number };

/** Not named in the answer's symbols: a matrix of m rows and n columns. */
export const matrix = (rows: string, columns: string): SymbolKind => ({ kind: 'matrix', rows, columns });
export const real = (): SymbolKind => ({ kind: 'real' });
/** A positive whole number; 2 to 9 unless told otherwise. */
export const size = (min = 2, max = 9): SymbolKind => ({ kind: 'size', min, max });

export type Symbols = Readonly<Record<string, SymbolKind>>;

/** What the outermost operation of an answer must be, where the form is the point. */
export type Form = 'any' | 'product' | 'sum' | 'number';

interface WithCases {
	/** Beside the answer itself: what must be taken as right, in the reader's ways of writing it. */
	readonly accept?: readonly string[];
	/** What must not be taken as right, beside the mistakes. */
	readonly refuse?: readonly string[];
}

/** A formula in given symbols, of numbers or of matrices; a prime transposes, `*` is the matrix product, `.*` Hadamard. */
export interface FormulaExercise extends WithCases {
	readonly kind: 'formula';
	readonly symbols: Symbols;
	readonly answer: string;
	/** Mistake id → the formula that whoever makes it would type. Each has its own feedback in the Markdown. */
	readonly mistakes: Readonly<Record<string, string>>;
	readonly form: Form;
	/** A condition on sampled whole numbers: samples that violate it are drawn again. */
	readonly where?: string;
}

/** A number, as digits or as arithmetic such as 2*4*(64+64). */
export interface NumberExercise extends WithCases {
	readonly kind: 'number';
	/** Arithmetic; evaluated by the same evaluator as the reader's. */
	readonly answer: string;
	/** Relative; 1e-9 unless the question asks for about how much. */
	readonly tolerance: number;
	readonly mistakes: Readonly<Record<string, string>>;
}

/** One of the options of the Markdown. Every wrong option has its feedback under its own id. */
export interface ChoiceExercise {
	readonly kind: 'choice';
	readonly options: readonly string[];
	readonly answer: string;
}

/** Items of the Markdown to be put into their order. */
export interface OrderExercise {
	readonly kind: 'order';
	/** In the right order. They are shown shuffled. */
	readonly items: readonly string[];
}

export type Exercise = FormulaExercise | NumberExercise | ChoiceExercise | OrderExercise;

export const formula = (
	given: Omit<FormulaExercise, 'kind' | 'form' | 'mistakes'> &
		Partial<Pick<FormulaExercise, 'form' | 'mistakes'>>
): FormulaExercise => ({ kind: 'formula', form: 'any', mistakes: {}, ...given });
export const number = (
	given: Omit<NumberExercise, 'kind' | 'tolerance' | 'mistakes'> &
		Partial<Pick<NumberExercise, 'tolerance' | 'mistakes'>>
): NumberExercise => ({ kind: 'number', tolerance: 1e-9, mistakes: {}, ...given });
export const choice = (options: readonly string[], answer: string): ChoiceExercise => ({
	kind: 'choice',
	options,
	answer
});
export const order = (...items: readonly string[]): OrderExercise => ({ kind: 'order', items });

/** Ids under which the Markdown must say something to a wrong answer. */
export function feedbackIds(exercise: Exercise): readonly string[] {
	switch (exercise.kind) {
		case 'formula':
		case 'number':
			return Object.keys(exercise.mistakes);
		case 'choice':
			return exercise.options.filter((option) => option !== exercise.answer);
		case 'order':
			return [];
	}
}
