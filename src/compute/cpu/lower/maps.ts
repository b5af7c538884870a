/**
 * A statement without a sum, four neighbouring elements at a time: loads, the scalar body on vectors, a store.
 * What has no vector form (log, single letters) goes element by element: elements.ts.
 */
import type { Scalar } from '$src/algebra/scalar';
import { argumentsOf } from '$src/algebra/scalar';
import type { Code, Local } from '$src/wasm/assembler';
import { emitExp, emitTanh } from './functions';
import { BYTES, movesAlong, nest, type Axis, type Operand } from './operand';

export const LANES = 4;

/** Has this body a vector form? */
export function isVector(body: Scalar): boolean {
	switch (body.kind) {
		case 'arg':
		case 'constant':
			return true;
		case 'sameLetter':
		case 'letter':
		case 'readOff':
			return false;
		case 'unary':
			return body.fn !== 'log' && isVector(body.x);
		case 'binary':
		case 'atLeast':
		case 'equal':
			return isVector(body.x) && isVector(body.y);
	}
}

/** Leaves the body's value on the stack. @param read the local that holds an argument */
export function emitVector(code: Code, body: Scalar, read: (index: number) => Local): void {
	switch (body.kind) {
		case 'arg':
			code.get(read(body.index));
			return;
		case 'constant':
			code.f32x4(body.value);
			return;
		case 'unary':
			emitVector(code, body.x, read);
			if (body.fn === 'exp') emitExp(code);
			else if (body.fn === 'tanh') emitTanh(code);
			else code.op(body.fn === 'sqrt' ? 'f32x4.sqrt' : 'f32x4.neg');
			return;
		case 'binary':
			emitVector(code, body.x, read);
			emitVector(code, body.y, read);
			code.op(`f32x4.${body.fn}`);
			return;
		case 'atLeast':
		case 'equal':
			emitVector(code, body.x, read);
			emitVector(code, body.y, read);
			code
				.op(body.kind === 'equal' ? 'f32x4.eq' : 'f32x4.ge')
				.f32x4(1)
				.op('v128.and');
			return;
		case 'letter':
		case 'sameLetter':
		case 'readOff':
			throw new Error('wasm: expected a body with a vector form');
	}
}

/**
 * out[…] ← body(operands), over axes joined, the output the last operand and contiguous along the last axis.
 * @returns false where it has no vector form: nothing is emitted then
 */
export function emitMap(
	code: Code,
	body: Scalar,
	axes: readonly Axis[],
	operands: readonly Operand[]
): boolean {
	const lane = axes.at(-1);
	const out = operands.length - 1;
	const target = operands[out];
	if (!lane || !target || lane.size < LANES || lane.strides[out] !== 1 || !isVector(body)) return false;
	const used = argumentsOf(body);
	const values = new Map(used.map((n) => [n, code.local('v128')]));
	const local = (n: number): Local => {
		const found = values.get(n);
		if (found === undefined) throw new Error('wasm: a body that reads what it has not');
		return found;
	};
	const still = (n: number): boolean => axes.every((axis) => (axis.strides[n] ?? 0) === 0);
	/** Loads lanes 0 … count − 1 of what moves. */
	const load = (count: number): void => {
		for (const n of used) {
			const operand = operands[n];
			if (operand && !still(n)) loadLanes(code, operand, lane.strides[n] ?? 0, count, local(n));
		}
	};
	const compute = (): void => emitVector(code, body, local);
	for (const n of used) {
		const operand = operands[n];
		if (operand && still(n)) loadLanes(code, operand, 0, 1, local(n));
	}
	const [whole, rest] = [Math.floor(lane.size / LANES), lane.size % LANES];
	const moves = movesAlong(lane, operands, LANES);
	nest(code, axes.slice(0, -1), operands, () => {
		code.times(whole, moves, () => {
			load(LANES);
			code.get(target.pointer);
			compute();
			code.memory('v128.store', target.base);
		});
		if (rest === 0) return;
		for (const { pointer, by } of moves) code.advance(pointer, whole * by);
		load(rest);
		const value = code.local('v128');
		compute();
		code.set(value);
		storeLanes(code, target, 1, rest, value, 0);
		code.release('v128', [value]);
		for (const { pointer, by } of moves) code.advance(pointer, -whole * by);
	});
	code.release('v128', [...values.values()]);
	return true;
}

/** local ← up to four numbers, one every `stride`; the same number four times where the stride is 0. */
export function loadLanes(code: Code, operand: Operand, stride: number, count: number, into: Local): void {
	const { pointer, base } = operand;
	if (stride === 1 && count === LANES) code.get(pointer).memory('v128.load', base).set(into);
	else {
		code.get(pointer).memory('v128.load32_splat', base).set(into);
		for (let n = 1; n < count && stride !== 0; n++)
			code
				.get(pointer)
				.get(into)
				.lane('load', base + n * stride * BYTES, n)
				.set(into);
	}
}

/** Stores lanes 0 … count − 1, one every `stride`. @param offset bytes behind the operand */
export function storeLanes(
	code: Code,
	operand: Operand,
	stride: number,
	count: number,
	value: Local,
	offset: number
): void {
	const { pointer, base } = operand;
	if (stride === 1 && count === LANES) {
		code
			.get(pointer)
			.get(value)
			.memory('v128.store', base + offset);
		return;
	}
	for (let n = 0; n < count; n++)
		code
			.get(pointer)
			.get(value)
			.lane('store', base + offset + n * stride * BYTES, n);
}
