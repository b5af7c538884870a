/**
 * A schedule as what the CPU compiles: kernels, and where one block holds all rows of a kernel its statements one by one.
 * The smaller the pieces, the more of them do programs of other ranks have in common. Nothing is computed otherwise.
 */
import type { Kernel, Read, Schedule, Slot, Statement } from '../schedule/schedule';
import { readOfSum } from './lower/fuse';
import { isOneBlock } from './lower/kernel';

export interface Units {
	/** In the order in which a step runs them. */
	readonly units: readonly Kernel[];
	/** Slots behind the arena, for values that one statement hands to the next; numbers in all. */
	readonly handed: number;
}

export function unitsOf({ phases, arena }: Schedule): Units {
	let most = 0;
	const units = phases
		.flatMap(({ kernels }) => kernels)
		.flatMap((kernel) => {
			if (!isOneBlock(kernel)) return [kernel];
			const { pieces, handed } = piecesOf(kernel, arena);
			most = Math.max(most, handed);
			return pieces;
		});
	return { units, handed: most };
}

/** @param start where values that are handed on may lie, in numbers */
function piecesOf(
	{ statements, count }: Kernel,
	start: number
): { readonly pieces: readonly Kernel[]; readonly handed: number } {
	let handed = 0;
	const slots = statements.map(({ target, name }): Slot => {
		if (target) return target;
		const slot: Slot = { name, kind: 'formed', offset: start + handed, length: count };
		// Each begins with a vector.
		handed += 4 * Math.ceil(count / 4);
		return slot;
	});
	/** @param before the statement whose value it is handed within the piece, if there is one */
	const alone = (statement: Statement, n: number, before: number | null): Statement => {
		const reads = statement.reads.map((read): Read => {
			if (before !== null && read.from === before) return { ...read, from: 0 };
			const from = typeof read.from === 'number' ? slots[read.from] : read.from;
			if (!from) throw new Error('wasm: a statement that reads a later one');
			return { ...read, from };
		});
		return { ...statement, reads, target: slots[n] ?? null };
	};
	const goesOn = statements.map((_, n) => readOfSum(statements, n) !== null);
	const pieces = statements.flatMap((statement, n): Kernel[] => {
		if (goesOn[n]) return [];
		const before = statements[n - 1];
		if (!goesOn[n - 1] || !before) return [{ count, statements: [alone(statement, n, null)] }];
		return [
			{ count, statements: [{ ...alone(before, n - 1, null), target: null }, alone(statement, n, n - 1)] }
		];
	});
	return { pieces, handed };
}
