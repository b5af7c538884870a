/**
 * What a statement reads and writes, as a loop sees it: an address in the memory and a stride along each axis.
 * It emits no arithmetic: maps.ts, contraction.ts and elements.ts do.
 */
import type { Code, Local } from '$src/wasm/assembler';

/** One thing that is read or written. Addresses are pointer + base, both in bytes. */
export interface Operand {
	readonly base: number;
	readonly pointer: Local;
	/** Further by stride times the number that `by` gives, in numbers. */
	readonly picked?: { readonly by: Operand; readonly stride: number };
}

/** Leaves the address of what is read, without its base, on the stack. */
export function addressOf(code: Code, { pointer, picked }: Operand): Code {
	code.get(pointer);
	if (picked)
		addressOf(code, picked.by)
			.memory('f32.load', picked.by.base)
			.op('i32.trunc_sat_f32_s')
			.i32(BYTES * picked.stride)
			.op('i32.mul')
			.op('i32.add');
	return code;
}

/** One index of a loop nest: strides[n] in numbers, of operand n. */
export interface Axis {
	readonly size: number;
	readonly strides: readonly number[];
}

export const BYTES = 4;

/** Neighbouring axes that every operand walks as one become one; axes of size 1 vanish. The order of positions stays. */
export function joined(axes: readonly Axis[]): Axis[] {
	const result: Axis[] = [];
	for (const axis of axes) {
		if (axis.size === 1) continue;
		const before = result.at(-1);
		if (before?.strides.every((stride, n) => stride === axis.size * (axis.strides[n] ?? 0))) {
			result[result.length - 1] = { size: before.size * axis.size, strides: axis.strides };
		} else result.push(axis);
	}
	return result;
}

export const sizeOfAll = (axes: readonly Axis[]): number => axes.reduce((n, axis) => n * axis.size, 1);

/** Emits the loops over these axes, outermost first, with the operands' pointers at each position. */
export function nest(
	code: Code,
	axes: readonly Axis[],
	operands: readonly Operand[],
	body: () => void
): void {
	const [axis, ...inner] = axes;
	if (!axis) {
		body();
		return;
	}
	code.times(axis.size, movesAlong(axis, operands), () => nest(code, inner, operands, body));
}

/** How the pointers move by `by` positions along an axis; one move a pointer. */
export function movesAlong(
	axis: Axis,
	operands: readonly Operand[],
	by = 1
): { pointer: Local; by: number }[] {
	const moves = new Map<Local, number>();
	operands.forEach(({ pointer }, n) => {
		const move = by * BYTES * (axis.strides[n] ?? 0);
		if (move !== 0) moves.set(pointer, move);
	});
	return [...moves].map(([pointer, move]) => ({ pointer, by: move }));
}

/** Emits the body with the pointers moved along an axis. */
export function shifted(
	code: Code,
	axis: Axis,
	operands: readonly Operand[],
	by: number,
	body: () => void
): void {
	const moves = movesAlong(axis, operands, by);
	for (const move of moves) code.advance(move.pointer, move.by);
	body();
	for (const move of moves) code.advance(move.pointer, -move.by);
}
