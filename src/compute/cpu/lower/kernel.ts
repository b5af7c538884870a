/**
 * A kernel of the schedule as one Wasm function of the step and of a table of addresses: its sizes are constants, where
 * things are it reads there, so that schedules share it. Statement by statement over blocks of rows, so that what one
 * hands to the next stays in the cache: a statement meets earlier ones at its own element only.
 */
import { Code, type Local } from '$src/wasm/assembler';
import type { Kernel, Slot } from '../../schedule/schedule';
import { readOfSum } from './fuse';
import { Emitter, SCRATCH, Scratch, type Place } from './statement';

/** The slots that a kernel reads and writes, each once: their addresses stand in its table, behind that of the scratch. */
export function slotsOf({ statements }: Kernel): Slot[] {
	const slots = new Set<Slot>();
	for (const { reads, target } of statements) {
		for (const { from } of reads) if (typeof from !== 'number') slots.add(from);
		if (target) slots.add(target);
	}
	return [...slots];
}

/** What the code of a kernel depends on: kernels of one key have the same, wherever their slots are. */
export function keyOfKernel(kernel: Kernel): string {
	const slots = slotsOf(kernel);
	const slot = (of: Slot): string => `${slots.indexOf(of)}${of.perStep ? ` by ${of.perStep}` : ''}`;
	const statements = kernel.statements.map(({ out, reduced, reduce, reads, body, outer, target }) => [
		...[out, reduced, reduce, body, outer, target && slot(target)],
		reads.map(({ from, strides, picked }) => [typeof from === 'number' ? from : slot(from), strides, picked])
	]);
	return JSON.stringify([kernel.count, statements]);
}

/** Elements of a block: they and what they become fit the second cache. */
const BLOCK = 32768;

export interface KernelCode {
	/** (step, address of the table) → nothing */
	readonly code: Code;
	/** Bytes of scratch. */
	readonly scratch: number;
}

/** Rows of all statements, and of a block of them. */
function blocksOf({ statements, count }: Kernel): { rows: number; inRows: boolean; rowsInBlock: number } {
	const rows = statements[0]?.out[0]?.size ?? 1;
	const inRows = statements.every((s) => (s.out[0]?.size ?? 1) === rows);
	const rowsInBlock = inRows ? Math.max(1, Math.min(rows, Math.floor(BLOCK / (count / rows)))) : rows;
	return { rows, inRows, rowsInBlock };
}

/** Does each statement run over all of its elements before the next one begins? */
export function isOneBlock(kernel: Kernel): boolean {
	const { rows, rowsInBlock } = blocksOf(kernel);
	return rows === rowsInBlock;
}

export function kernelCode(kernel: Kernel, relaxed: boolean): KernelCode {
	const { statements, count } = kernel;
	const code = new Code(2);
	const [slots, scratch] = [slotsOf(kernel), new Scratch()];
	const entryOf = (slot: Slot): number => 1 + slots.indexOf(slot);
	const { rows, inRows, rowsInBlock } = blocksOf(kernel);
	const perRow = count / rows;
	const places = statements.map(({ target }): Place => {
		if (!target) return { entry: SCRATCH, base: scratch.room(rowsInBlock * perRow), perRow: 0, perStep: 0 };
		return { entry: entryOf(target), base: 0, perRow, perStep: target.perStep ?? 0 };
	});
	const block = (size: number, row: Local | null): void => {
		let fused = false;
		statements.forEach((statement, n) => {
			const [place, next, placeBehind] = [places[n], statements[n + 1], places[n + 1]];
			// What the sum before it has taken along.
			const isDone = fused;
			fused = false;
			if (!place || isDone) return;
			const emitter = new Emitter(code, {
				entryOf,
				row,
				rows: inRows ? size : null,
				places,
				scratch,
				relaxed
			});
			const read = readOfSum(statements, n);
			fused =
				read !== null && !!next && !!placeBehind && emitter.emitFused(statement, next, read, placeBehind);
			if (!fused) emitter.emit(statement, place);
		});
	};
	if (rowsInBlock === rows) {
		block(rows, null);
		return { code, scratch: scratch.size };
	}
	const row = code.local('i32');
	code.i32(0).set(row);
	const whole = Math.floor(rows / rowsInBlock);
	code.times(whole, [{ pointer: row, by: rowsInBlock }], () => block(rowsInBlock, row));
	const rest = rows - whole * rowsInBlock;
	if (rest > 0) {
		code.i32(whole * rowsInBlock).set(row);
		block(rest, row);
	}
	return { code, scratch: scratch.size };
}
