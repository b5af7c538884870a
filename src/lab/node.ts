/** One line of an open notebook: what it defines, how far it is, and what it came to. */
import { LabError, type CellError } from './language/error';
import type { Control } from './language/control';
import type { Statement } from './language/statement';
import type { Outdating } from './outdating';
import type { GraphNode } from './runtime';
import type { LabValue } from './value';

export type Status = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

export class LineNode {
	/** Of its cell. */
	cell: string;
	statement: Statement;
	status: Status = 'waiting';
	value: LabValue | null = null;
	/** Numbers of its value, from the moment that there is one. */
	held = 0;
	error: CellError | null = null;
	/** From 0 to 1 while something long runs. */
	progress: number | null = null;
	losses: Float32Array | null = null;
	/** As it is set now, where it is a control. */
	control: Control | null = null;
	node: GraphNode<LabValue> | null = null;
	/** While it runs. */
	abort: Outdating | null = null;

	constructor(cell: string, statement: Statement) {
		this.cell = cell;
		this.statement = statement;
		if (statement.body.kind === 'control') this.control = statement.body.control;
	}

	/** The same line, of this cell and in this place by now. */
	become(cell: string, statement: Statement): void {
		this.cell = cell;
		const by = statement.from - this.statement.from;
		this.statement = statement;
		const { error } = this;
		if (by !== 0 && error && error.at !== null) this.error = { ...error, at: error.at + by };
	}

	/** Losses as they come; others in between are left as they are. */
	hear(fromStep: number, values: Float32Array): void {
		const length = fromStep + values.length;
		if (!this.losses || fromStep === 0 || this.losses.length < fromStep) {
			const all = new Float32Array(length);
			if (fromStep > 0 && this.losses) all.set(this.losses.subarray(0, fromStep));
			all.set(values, fromStep);
			this.losses = all;
			return;
		}
		const all = new Float32Array(Math.max(length, this.losses.length));
		all.set(this.losses);
		all.set(values, fromStep);
		this.losses = all;
	}

	stop(): void {
		this.abort?.abort(new LabError('stopped', null, 'stopped'));
	}
}

/** What a control stands for. */
export const valueOfControl = (control: Control): LabValue =>
	control.kind === 'number'
		? { kind: 'number', value: control.value }
		: { kind: 'text', value: control.value };
