/** A budget that cannot be: what was expected, what came, what to do. Its message is one line. */

/** What is wrong, for whoever says it in words of their own. */
export type PlanProblem =
	| 'none-found'
	| 'pattern'
	| 'not-supported'
	| 'options'
	| 'all'
	| 'no-default'
	| 'experts'
	| 'quantized'
	| 'twice'
	| 'too-many'
	| 'save-full'
	| 'save-unknown';

export class PlanError extends Error {
	override readonly name = 'PlanError';
	constructor(
		readonly problem: PlanProblem,
		expected: string,
		got: string,
		remedy: string,
		/** The names or the value that it is about, and no word beside them. */
		readonly about = got
	) {
		super(`expected ${expected}, got ${got}; ${remedy}`);
	}
}

/** @throws PlanError */
export const refusePlan = (
	problem: PlanProblem,
	expected: string,
	got: string,
	remedy: string,
	about?: string
): never => {
	throw new PlanError(problem, expected, got, remedy, about);
};
