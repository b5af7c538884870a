/** What is shown of a cell: that of its lines, together. */
import type { Control } from './language/control';
import type { CellError } from './language/error';
import type { Statement } from './language/statement';
import type { LineNode, Status } from './node';
import type { LabValue } from './value';

export interface CellState {
	readonly status: Status;
	/** From 0 to 1 while something long runs, else null. */
	readonly progress: number | null;
	/** Losses so far of what trains in this cell, else null. */
	readonly losses: Float32Array | null;
	/** In the order of its lines; name '' for a line without one. While it is waiting or running, those of before. */
	readonly values: readonly { readonly name: string; readonly value: LabValue }[];
	/** The first of its lines'. */
	readonly error: CellError | null;
	/** Of a control cell, else empty. */
	readonly controls: readonly Control[];
}

/** Of a cell without lines. */
export const EMPTY: CellState = {
	...{ status: 'done', progress: null, losses: null },
	...{ values: [], error: null, controls: [] }
};

/** The same line, or a control that is set to what its line now says. */
export function isSame({ statement, control }: LineNode, other: Statement): boolean {
	const { body } = other;
	if (statement.body.kind !== body.kind || statement.name !== other.name) return false;
	if (control && body.kind === 'control') return JSON.stringify(control) === JSON.stringify(body.control);
	return statement.text === other.text;
}

export function stateOf(lines: readonly LineNode[]): CellState {
	const failed = lines.find(({ error }) => error !== null);
	const running = lines.find(({ progress }) => progress !== null);
	return {
		status: statusOf(lines.map(({ status }) => status)),
		progress: running?.progress ?? null,
		losses: lines.find(({ losses }) => losses !== null)?.losses ?? null,
		values: lines.flatMap(({ statement: { name }, value }) => (value ? [{ name, value }] : [])),
		error: failed?.error ?? null,
		controls: lines.flatMap(({ control }) => (control ? [control] : []))
	};
}

const ORDER: readonly Status[] = ['running', 'waiting', 'stopped', 'failed'];

const statusOf = (all: readonly Status[]): Status => ORDER.find((status) => all.includes(status)) ?? 'done';
