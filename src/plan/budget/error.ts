/** A budget that cannot be: what was expected, what came, what to do. Its message is one line. */
export class PlanError extends Error {
	override readonly name = 'PlanError';
}

/** @throws PlanError */
export const refusePlan = (expected: string, got: string, remedy: string): never => {
	throw new PlanError(`expected ${expected}, got ${got}; ${remedy}`);
};
