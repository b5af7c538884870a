/** What a command of the headless twin is: options by the receipts' schema, one JSON answer. */
import type { Files } from '$src/files/source';
import type { Schema, Values } from '$src/schema/field';

/** Something the user can mend. Its message is one line: operation, expected, got, remedy. Exit code 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';
}

export interface Io {
	/** @throws UsageError where the file cannot be read */
	readonly readText: (path: string) => Promise<string>;
	/** A folder with all that is in it, or one file, read when it is needed. @throws UsageError where there is none */
	readonly open: (path: string) => Promise<Files>;
	/** Writes files into a folder, which is made where it is missing. @throws UsageError where that cannot be done */
	readonly write: (folder: string, files: ReadonlyMap<string, Uint8Array>) => Promise<void>;
	/** One line on stdout, for the command that streams. */
	readonly line: (document: object) => void;
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
	readonly positional: Positional | null;
	readonly example: string;
	/** @param values legal values of the schema @returns the document that is printed */
	readonly run: (
		values: Values<Schema>,
		positional: string,
		io: Io,
		all: readonly string[],
		given: ReadonlySet<string>
	) => Promise<object | null>;
}

export interface Positional {
	readonly name: string;
	readonly about: string;
	/** How many are wanted: one where nothing is said. */
	readonly least?: number;
	readonly most?: number;
}

/** A command whose `run` sees the types of its own schema. The parser guarantees them. */
export function command<const S extends Schema>(
	record: Omit<Command, 'schema' | 'required' | 'exactlyOne' | 'run' | 'positional'> & {
		readonly schema: S;
		readonly required?: readonly (keyof S & string)[];
		readonly exactlyOne?: readonly (keyof S & string)[];
		readonly positional?: Positional;
		/** @param all what stands behind the command without names @param given the fields that were named @returns the document, or null where lines were written already */
		readonly run: (
			values: Values<S>,
			positional: string,
			io: Io,
			all: readonly string[],
			given: ReadonlySet<string>
		) => Promise<object | null>;
	}
): Command {
	return {
		...record,
		required: record.required ?? [],
		exactlyOne: record.exactlyOne ?? [],
		positional: record.positional ?? null,
		run: (values, positional, io, all, given) => record.run(values as Values<S>, positional, io, all, given)
	};
}
