/**
 * What both kinds of register tiles share (contraction.ts, dot.ts): what is emitted into, loops over tiles of an axis,
 * and the one step of every sum.
 */
import type { Scalar } from '$src/algebra/scalar';
import type { Code, Local } from '$src/wasm/assembler';
import { movesAlong, nest, shifted, type Axis, type Operand } from './operand';
import { OUT } from './plan';

/** What is made of a sum before it is stored. */
export interface Epilogue {
	/** Of arguments: the sum, and others that lie behind the output among the operands. */
	readonly body: Scalar;
	/** Which argument the sum is. */
	readonly sum: number;
	/** Argument → its place among the operands; along the lanes it moves by 1 or not at all. */
	readonly others: ReadonlyMap<number, number>;
}

export interface Emission {
	readonly code: Code;
	/** a, b and the output, then what an epilogue reads. */
	readonly operands: readonly Operand[];
	readonly epilogue?: Epilogue | null;
	/** A vector that multiplies every sum, or null. */
	readonly factor: Local | null;
	/** Room for a copy of so many numbers, for as long as this is emitted. */
	readonly room: (count: number) => Operand;
	/** Fused multiply-add where the machine has it: faster there, other bits than elsewhere. */
	readonly relaxed: boolean;
}

export const stride = (axis: Axis | undefined, n: number): number => axis?.strides[n] ?? 0;

/** Runs `tile` for every stretch of an axis: whole tiles of `most`, then what is left. */
export function tiles(
	code: Code,
	axis: Axis | undefined,
	operands: readonly Operand[],
	most: number,
	tile: (positions: readonly number[]) => void
): void {
	if (!axis) {
		tile([0]);
		return;
	}
	const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);
	const [whole, rest] = [Math.floor(axis.size / most), axis.size % most];
	code.times(whole, movesAlong(axis, operands, most), () => tile(upTo(most)));
	if (rest > 0) shifted(code, axis, operands, whole * most, () => tile(upTo(rest)));
}

/**
 * The loops of a sum. No position is written out twice: V8 of Node 20 keeps a register for every offset of a loop, and
 * with four positions of them it spilt, at half the speed; Chromium 156 runs both alike.
 */
export function sumOver(
	code: Code,
	reduced: readonly Axis[],
	operands: readonly Operand[],
	body: () => void
): void {
	nest(code, reduced, operands.slice(0, OUT), body);
}

/** sum ← left·right + sum */
export function multiplyAdd(code: Code, left: Local, right: Local, sum: Local, relaxed: boolean): void {
	if (relaxed) code.get(left).get(right).get(sum).op('f32x4.relaxed_madd').set(sum);
	else code.get(sum).get(left).get(right).op('f32x4.mul').op('f32x4.add').set(sum);
}
