/**
 * A statement without a sum, four neighbouring elements at a time: loads, the scalar body on vectors, a store.
 * What has no vector form (log, single letters) goes element by element: elements.ts.
 */
import type { Scalar } from '$src/algebra/scalar';
import { argumentsOf, hasFunction } from '$src/algebra/scalar';
import type { Code, Local } from '$src/wasm/assembler';
import { emitExp, emitTanh } from './functions';
import { BYTES, movesAlong, nest, shifted, type Axis, type Operand } from './operand';

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
	const { before, load } = loadsAlong(code, axes, operands, values);
	before([]);
	const [whole, rest] = [Math.floor(lane.size / LANES), lane.size % LANES];
	// Of a body without functions the loop would be half of the work.
	const written = hasFunction(body) ? 1 : Math.min(MOST_WRITTEN, whole);
	const rounds = Math.floor(whole / written);
	const one = (offset: number): void => {
		load(LANES, offset);
		code.get(target.pointer);
		emitVector(code, body, local);
		code.memory('v128.store', target.base + offset * BYTES);
	};
	nest(code, axes.slice(0, -1), operands, () => {
		before([lane]);
		code.times(rounds, movesAlong(lane, operands, written * LANES), () => {
			for (let n = 0; n < written; n++) one(n * LANES);
		});
		shifted(code, lane, operands, rounds * written * LANES, () => {
			for (let n = 0; n < whole - rounds * written; n++) one(n * LANES);
			if (rest === 0) return;
			const at = (whole - rounds * written) * LANES;
			load(rest, at);
			const value = code.local('v128');
			emitVector(code, body, local);
			code.set(value);
			storeLanes(code, target, 1, rest, value, at * BYTES);
			code.release('v128', [value]);
		});
	});
	code.release('v128', [...values.values()]);
	return true;
}

/** Vectors of a map that are written out in one round of its loop. */
const MOST_WRITTEN = 4;

/**
 * Loads of the arguments that have a local, four neighbours along the last of these axes: what does not move along it is
 * loaded before its loop, what does not move at all before all loops.
 */
export function loadsAlong(
	code: Code,
	axes: readonly Axis[],
	operands: readonly Operand[],
	values: ReadonlyMap<number, Local>
): {
	/** Loads what moves, but not along these axes; with none of them what never moves. */
	readonly before: (inner: readonly Axis[]) => void;
	/** Loads lanes 0 … count − 1 of what moves along the last axis, `offset` positions further. */
	readonly load: (count: number, offset: number) => void;
} {
	const lane = axes.at(-1);
	const movesIn = (some: readonly Axis[], n: number): boolean => some.some((axis) => axis.strides[n] !== 0);
	const each = (take: (n: number, operand: Operand, into: Local) => void): void => {
		for (const [n, into] of values) {
			const operand = operands[n];
			if (operand) take(n, operand, into);
		}
	};
	return {
		before: (inner) =>
			each((n, operand, into) => {
				if (!movesIn(inner, n) && movesIn(axes, n) === inner.length > 0) loadLanes(code, operand, 0, 1, into);
			}),
		load: (count, offset) =>
			each((n, { pointer, base }, into) => {
				const stride = lane?.strides[n] ?? 0;
				if (stride !== 0)
					loadLanes(code, { pointer, base: base + offset * stride * BYTES }, stride, count, into);
			})
	};
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
