/** What a command of the headless twin is: options by the receipts' schema, one JSON answer. */
import type { Schema, Values } from '$src/schema/field';

/** Something the user can mend. Its message is one line: operation, expected, got, remedy. Exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

export interface Io {
	/** @throws UsageError where the file cannot be read */
	readonly readText: (path: string) => Promise<string>;
	/** Progress and messages: stderr. */
	readonly say: (line: string) => void;
	readonly signal: AbortSignal;
}

/** A command with the type of its options closed over: what the list of commands holds. */
export interface Command {
	readonly name: string;
	readonly about: string;
	readonly schema: Schema;
	/** Options that must be given. */
	readonly required: readonly string[];
	/** Options of which one must be given, and no more than one; none where every other option goes with every other. */
	readonly exactlyOne: readonly string[];
	/** What stands behind the command without a name, such as RECEIPT; then it must be given. */
	readonly positional: { readonly name: string; readonly about: string } | null;
	readonly example: string;
	/** @param values legal values of the schema @returns the document that is printed */
	readonly run: (values: Values<Schema>, positional: string, io: Io) => Promise<object>;
}

/** A command whose `run` sees the types of its own schema. The parser guarantees them. */
export function command<const S extends Schema>(
	record: Omit<Command, 'schema' | 'required' | 'exactlyOne' | 'run' | 'positional'> & {
		readonly schema: S;
		readonly required?: readonly (keyof S & string)[];
		readonly exactlyOne?: readonly (keyof S & string)[];
		readonly positional?: { readonly name: string; readonly about: string };
		readonly run: (values: Values<S>, positional: string, io: Io) => Promise<object>;
	}
): Command {
	return {
		...record,
		required: record.required ?? [],
		exactlyOne: record.exactlyOne ?? [],
		positional: record.positional ?? null,
		run: (values, positional, io) => record.run(values as Values<S>, positional, io)
	};
}
