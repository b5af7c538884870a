/**
 * What a control's move comes to in lines of numbers alone, at once and on the page, so that the frame that moves the
 * slider shows it. The worker works the same out and has the last word (calculations.svelte.ts); what is not sure here
 * is left to it.
 */
import { BUILT_IN } from '../builtIn';
import { controlAt } from '../language/control';
import { numberValue } from '../language/matrices';
import { plainNumber } from '../language/plain';
import { statementsOf, type Statement } from '../language/statement';
import { valueOfControl } from '../node';
import type { Cell } from '../notebook';
import type { CellState } from '../state';
import type { LabValue } from '../value';

/** Cells that are read in one move: those of a large notebook take some moves, none of which is late. */
const MOST_READ = 50;
/** Lines that follow a control; more of them are not for one frame. */
const MOST_LINES = 300;

interface Line {
	readonly cell: Cell;
	readonly statement: Statement;
}

/** Is it through, with nothing wrong, and is every line of it there? */
const isSound = (state: CellState, statements: readonly Statement[]): boolean =>
	state.status === 'done' &&
	state.error === null &&
	state.values.length === statements.length &&
	statements.every(({ name }, n) => state.values[n]?.name === name);

export class Quick {
	readonly #read = new WeakMap<Cell, readonly Statement[]>();

	/**
	 * @param stateOf what is shown of a cell now, worked out from these very cells
	 * @returns by their ids what cells show then, of those that follow the control; those that are not sure wait
	 */
	after(
		cells: readonly Cell[],
		name: string,
		wanted: number | string,
		stateOf: (id: string) => CellState
	): ReadonlyMap<string, CellState> {
		const read = this.#statementsOf(cells);
		return read ? afterMove(read, name, wanted, stateOf) : new Map();
	}

	/** Of each cell; null while too many of them are unread. */
	#statementsOf(cells: readonly Cell[]): ReadonlyMap<Cell, readonly Statement[]> | null {
		let left = MOST_READ;
		const all = new Map<Cell, readonly Statement[]>();
		for (const cell of cells) {
			let statements = this.#read.get(cell);
			if (!statements && left > 0) {
				left -= 1;
				statements = statementsOf(cell.kind, cell.text);
				this.#read.set(cell, statements);
			}
			if (statements) all.set(cell, statements);
		}
		return all.size === cells.length ? all : null;
	}
}

function afterMove(
	read: ReadonlyMap<Cell, readonly Statement[]>,
	name: string,
	wanted: number | string,
	stateOf: (id: string) => CellState
): ReadonlyMap<string, CellState> {
	const made = new Map<string, CellState>();
	const definers = new Map<string, Line>();
	const readers = new Map<string, Line[]>();
	for (const [cell, statements] of read) {
		for (const statement of statements) {
			const line = { cell, statement };
			if (statement.name !== '') definers.set(statement.name, line);
			for (const input of statement.inputs) {
				const others = readers.get(input);
				if (others) others.push(line);
				else readers.set(input, [line]);
			}
		}
	}
	const isSure = (cell: Cell): boolean => isSound(stateOf(cell.id), read.get(cell) ?? []);

	const setter = definers.get(name)?.cell;
	if (setter?.kind !== 'control' || !isSure(setter)) return made;
	const before = stateOf(setter.id);
	const control = before.controls.find((one) => one.name === name);
	const moved = control && controlAt(control, wanted);
	if (!moved || moved.value === control.value) return made;

	/** Name → what it comes to; undefined where that is not sure, or not yet. */
	const values = new Map<string, LabValue | undefined>([[name, valueOfControl(moved)]]);
	const following = followersOf(name, readers);
	if (following.size > MOST_LINES) return made;
	const scope = (other: string): LabValue | undefined => {
		if (values.has(other)) return values.get(other);
		values.set(other, undefined);
		const line = definers.get(other);
		if (!line) values.set(other, BUILT_IN.get(other));
		else if (following.has(line.statement)) values.set(other, valueOf(line));
		else if (isSure(line.cell))
			values.set(other, stateOf(line.cell.id).values.find((one) => one.name === other)?.value);
		return values.get(other);
	};
	const valueOf = ({ cell, statement: { body } }: Line): LabValue | undefined => {
		if (body.kind !== 'phrase' || !isSure(cell)) return undefined;
		const number = plainNumber(body.phrase, scope);
		return Number.isNaN(number) ? undefined : numberValue(number);
	};

	made.set(setter.id, {
		...before,
		controls: before.controls.map((one) => (one === control ? moved : one)),
		values: before.values.map((one) => (one.name === name ? { name, value: valueOfControl(moved) } : one))
	});
	for (const cell of new Set(following.values())) {
		const state = stateOf(cell.id);
		let isKnown = isSure(cell);
		const next = (read.get(cell) ?? []).map((statement, n) => {
			const old = state.values[n];
			if (!following.has(statement)) return old;
			const value = statement.name === '' ? valueOf({ cell, statement }) : scope(statement.name);
			isKnown &&= value !== undefined;
			return value && { name: statement.name, value };
		});
		if (isKnown) made.set(cell.id, { ...state, values: next.filter((one) => one !== undefined) });
		// What is shown of it is of before the move, beside numbers that are not.
		else if (state.status === 'done' || state.status === 'waiting')
			made.set(cell.id, { ...state, status: 'waiting' });
	}
	return made;
}

/** The lines that read a name, be it through others, each with its cell; of too many some. */
function followersOf(
	name: string,
	readers: ReadonlyMap<string, readonly Line[]>
): ReadonlyMap<Statement, Cell> {
	const found = new Map<Statement, Cell>();
	const names = [name];
	for (const one of names) {
		for (const { cell, statement } of readers.get(one) ?? []) {
			if (found.has(statement)) continue;
			found.set(statement, cell);
			if (statement.name !== '') names.push(statement.name);
		}
		if (found.size > MOST_LINES) break;
	}
	return found;
}

/** Do they show the same numbers, and is nothing else to be seen of either? */
export function showsTheSame(a: CellState, b: CellState): boolean {
	if (a.status !== 'done' || b.status !== 'done' || a.error !== null || b.error !== null) return false;
	if (a.values.length !== b.values.length || a.controls.length !== b.controls.length) return false;
	const isSame = a.values.every(({ name, value }, n) => {
		const other = b.values[n];
		if (other?.name !== name || other.value.kind !== value.kind) return false;
		if (value.kind !== 'number' && value.kind !== 'text') return false;
		return 'value' in other.value && Object.is(other.value.value, value.value);
	});
	return isSame && a.controls.every(({ value }, n) => b.controls[n]?.value === value);
}
