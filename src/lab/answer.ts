/** A notebook run from end to end without a page: what each of its lines came to, in the order of the file. */
import type { CellKind, Notebook } from './notebook';
import { printed } from './printed';
import { labSession, type SessionOptions } from './session';
import type { LabValue } from './value';

export interface Line {
	/** Null where a line defines none. */
	readonly name: string | null;
	readonly kind: CellKind;
	/** From 1, of all cells of the file. */
	readonly cell: number;
	readonly value?: LabValue;
	readonly error?: { readonly message: string; readonly at: number | null };
}

/** @param signal stops what runs; lines without a value say so */
export async function runNotebook(
	notebook: Notebook,
	options: Omit<SessionOptions, 'onChange'>,
	signal: AbortSignal,
	onDone: (line: { readonly done: number; readonly of: number }) => void = () => undefined
): Promise<readonly Line[]> {
	const session = labSession({
		...options,
		onChange: () => {
			// What begins after it was stopped is stopped, too.
			if (signal.aborted) stop();
			onDone({ done: session.lines().filter(isOver).length, of: session.lines().length });
		}
	});
	const stop = (): void => {
		for (const { id } of notebook.cells) session.stop(id);
	};
	session.setNotebook(notebook);
	signal.addEventListener('abort', stop);
	try {
		await session.settled();
		const places = new Map(notebook.cells.map(({ id, kind }, n) => [id, { kind, cell: n + 1 }]));
		return session.lines().map(({ name, cell, value, error }): Line => {
			const place = places.get(cell) ?? { kind: 'text', cell: 0 };
			const known = { name: name === '' ? null : name, ...place };
			if (value) return { ...known, value };
			return { ...known, error: { message: error?.message ?? 'no value', at: error?.at ?? null } };
		});
	} finally {
		signal.removeEventListener('abort', stop);
		session.dispose();
	}
}

const isOver = ({ status }: { readonly status: string }): boolean =>
	status !== 'waiting' && status !== 'running';

/** A line as plain JSON. */
export const printedLine = ({ value, ...line }: Line): object =>
	value ? { ...line, value: printed(value) } : line;
