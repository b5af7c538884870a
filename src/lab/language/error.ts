/** What is the matter with a line of a notebook. */
import { ShapeError } from '$src/algebra/errors';
import { FormulaError } from '$src/formula/typed';

export type ErrorReason = 'formula' | 'missing' | 'twice' | 'circle' | 'train' | 'upstream' | 'stopped';

export interface CellError {
	/** One line in English, as the core says it: what was to be done to which shapes, what was expected, what came. */
	readonly message: string;
	/** In the cell's text, from 0; null where it is of no place. */
	readonly at: number | null;
	/** Names that the error is about: missing, defined twice, in a circle, failed themselves. */
	readonly names?: readonly string[];
	/** For whoever has words of their own for it. */
	readonly reason: ErrorReason;
}

/** Thrown while a line is worked out; its place is that in the line. */
export class LabError extends Error {
	constructor(
		message: string,
		readonly at: number | null,
		readonly reason: ErrorReason = 'formula',
		readonly names: readonly string[] = []
	) {
		super(message);
		this.name = 'LabError';
	}
}

/** @param from where the line begins in its cell */
export function cellErrorOf(error: unknown, from: number): CellError {
	const placed = (at: number | null): number | null => (at === null ? null : from + at);
	if (error instanceof LabError) {
		const { message, at, reason, names } = error;
		return { message, reason, at: placed(at), ...(names.length > 0 && { names }) };
	}
	if (error instanceof FormulaError) {
		const { expected, got, remedy, reason, detail } = error.what;
		const message = `expected ${expected}, got ${got}; ${remedy}`;
		const isMissing = reason === 'unknown' && detail !== undefined;
		return { message, at: placed(error.at), reason: 'formula', ...(isMissing && { names: [detail] }) };
	}
	const message = error instanceof Error ? error.message : String(error);
	return { message, at: error instanceof ShapeError ? placed(0) : null, reason: 'formula' };
}
