/** What is shown of a cell: that of its lines, together. */
import type { Control } from './language/control';
import type { CellError } from './language/error';
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
	/** The first of its lines', of those that are not waiting or running. */
	readonly error: CellError | null;
	/** Of a control cell, else empty. */
	readonly controls: readonly Control[];
}

/** Of a cell without lines. */
export const EMPTY: CellState = {
	...{ status: 'done', progress: null, losses: null },
	...{ values: [], error: null, controls: [] }
};

/** In one pass: a control of a large notebook asks it of every cell that reads it. */
export function stateOf(lines: readonly LineNode[]): CellState {
	let status: Status = 'done';
	let [progress, losses, error]: [number | null, Float32Array | null, CellError | null] = [null, null, null];
	const values: { readonly name: string; readonly value: LabValue }[] = [];
	const controls: Control[] = [];
	for (const line of lines) {
		if (ORDER[line.status] < ORDER[status]) ({ status } = line);
		progress ??= line.progress;
		losses ??= line.losses;
		// What is worked out again is not mistaken yet.
		if (line.status === 'failed' || line.status === 'stopped') error ??= line.error;
		if (line.value) values.push({ name: line.statement.name, value: line.value });
		if (line.control) controls.push(line.control);
	}
	return { status, progress, losses, values, error, controls };
}

/** Of several lines the first of these is told. */
const ORDER: Readonly<Record<Status, number>> = { running: 0, waiting: 1, stopped: 2, failed: 3, done: 4 };
