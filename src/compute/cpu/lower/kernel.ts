/**
 * A kernel of the schedule as one Wasm function of the step. Statement by statement over blocks of rows, so that
 * what one hands to the next stays in the cache: a statement meets earlier ones at its own element only.
 */
import type { Scalar } from '$src/algebra/scalar';
import { arg, argumentsOf, mul } from '$src/algebra/scalar';
import type { Kernel, Letter, Read, Slot, Statement } from '../../schedule/schedule';
import { Code, type Local } from '$src/wasm/assembler';
import { emitContraction } from './contraction';
import { emitElements } from './elements';
import { emitMap, emitVector, isVector, loadLanes } from './maps';
import { BYTES, joined, type Axis, type Operand } from './operand';
import { planOf, type Contraction, type Plan } from './plan';

/** Room behind the arena that kernels use one after the other. */
export class Scratch {
	#used = 0;
	#most = 0;
	constructor(readonly start: number) {}
	/** @param count numbers @returns address in bytes */
	readonly room = (count: number): number => {
		const address = this.start + this.#used;
		this.#used += 16 * Math.ceil((count * BYTES) / 16);
		this.#most = Math.max(this.#most, this.#used);
		return address;
	};
	reset(): void {
		this.#used = 0;
	}
	/** Bytes, the arena included. */
	get end(): number {
		return this.start + this.#most;
	}
}

/** Elements of a block: they and what they become fit the second cache. */
const BLOCK = 32768;

/** Where the values of a statement are for those behind it. */
interface Place {
	readonly base: number;
	/** Numbers by which the place moves from row to row of the kernel; 0 for a block of its own. */
	readonly perRow: number;
	readonly movesWithStep: boolean;
}

const movesWithStep = (slot: Slot): boolean => slot.kind === 'table' || slot.kind === 'losses';

export function kernelCode({ statements, count }: Kernel, scratch: Scratch, relaxed: boolean): Code {
	const code = new Code(1);
	const step = 0 as Local;
	scratch.reset();
	const [first] = statements;
	const rows = first?.out[0]?.size ?? 1;
	const inRows = statements.every((s) => (s.out[0]?.size ?? 1) === rows);
	const perRow = count / rows;
	const rowsInBlock = inRows ? Math.max(1, Math.min(rows, Math.floor(BLOCK / perRow))) : rows;
	const places = statements.map(({ target }): Place => {
		if (!target) return { base: scratch.room(rowsInBlock * perRow), perRow: 0, movesWithStep: false };
		return { base: BYTES * target.offset, perRow, movesWithStep: movesWithStep(target) };
	});
	const block = (size: number, row: Local | null): void => {
		statements.forEach((statement, n) => {
			const place = places[n];
			if (!place) return;
			new Emitter(code, { step, row, rows: inRows ? size : null, places, scratch, relaxed }).emit(
				statement,
				place
			);
		});
	};
	if (rowsInBlock === rows) {
		block(rows, null);
		return code;
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
	return code;
}

interface Context {
	readonly step: Local;
	/** The block's first row, or null where there is one block. */
	readonly row: Local | null;
	/** Rows of the block; null where statements do not share rows. */
	readonly rows: number | null;
	readonly places: readonly Place[];
	readonly scratch: Scratch;
	readonly relaxed: boolean;
}

class Emitter {
	readonly #pointers: Local[] = [];

	constructor(
		readonly code: Code,
		readonly context: Context
	) {}

	emit(statement: Statement, place: Place): void {
		const { code } = this;
		const out = this.#block(statement.out);
		const operands = [
			...statement.reads.map((read) => this.#operand(statement, read)),
			this.#operandAt(place)
		];
		const flat = rowMajor(out);
		const axesOf = (letters: readonly Letter[], own: readonly number[]): (Axis & { name: string })[] =>
			letters.map(({ name, size }, l) => ({
				name,
				size,
				strides: [
					...statement.reads.map(({ strides }) => strides.find((s) => s.letter === name)?.stride ?? 0),
					own[l] ?? 0
				]
			}));
		const axes = axesOf(out, flat);
		const reduced = axesOf(statement.reduced, []);
		if (!this.#map(statement, axes, operands) && !this.#contraction(statement, axes, reduced, operands)) {
			const named = usesLetters(statement.body) || (statement.outer !== null && usesLetters(statement.outer));
			emitElements(code, {
				body: statement.body,
				outer: statement.outer,
				reduce: reduced.length > 0 ? statement.reduce : null,
				out: named ? axes : joined(axes),
				reduced: named ? reduced : joined(reduced),
				operands
			});
		}
		code.release('i32', this.#pointers);
	}

	#map({ body, reduced }: Statement, axes: readonly Axis[], operands: readonly Operand[]): boolean {
		return reduced.length === 0 && emitMap(this.code, body, joined(axes), operands);
	}

	#contraction(
		statement: Statement,
		axes: readonly Axis[],
		reduced: readonly Axis[],
		operands: readonly Operand[]
	): boolean {
		const { code } = this;
		const { body, outer, reduce, reads, target } = statement;
		const pair = factorPair(body);
		const out = operands.length - 1;
		if (!pair || reduced.length === 0 || reduce !== 'sum' || (outer && !isVector(outer))) return false;
		// A vector that lies over its neighbour reads again what it has written.
		if (target && pair.some((n) => reads[n]?.from === target)) return false;
		const picked = (list: readonly Axis[]): Axis[] =>
			joined(
				list.map(({ size, strides }) => ({ size, strides: [...pair, out].map((n) => strides[n] ?? 0) }))
			);
		const contraction: Contraction = { out: picked(axes), reduced: picked(reduced) };
		const plan: Plan = planOf(contraction);
		if (plan.kind === 'elements') return false;
		const used = outer ? argumentsOf(outer) : [];
		const still = used.every((n) => axes.every((axis) => (axis.strides[n] ?? 0) === 0));
		const factor = outer && still ? this.#factor(outer, operands) : null;
		const three = [...pair, out].flatMap((n) => operands[n] ?? []);
		emitContraction(
			{ code, operands: three, factor, room: this.context.scratch.room, relaxed: this.context.relaxed },
			contraction,
			plan
		);
		if (factor !== null) code.release('v128', [factor]);
		if (outer && !still) {
			// The output is read back as one more argument.
			const twice = axes.map(({ size, strides }) => ({ size, strides: [...strides, strides[out] ?? 0] }));
			const [last] = operands.slice(-1);
			if (last) {
				const again = [...operands, last];
				const whole = mul(arg(out), outer);
				if (!emitMap(code, whole, joined(twice), again))
					emitElements(code, {
						body: whole,
						outer: null,
						reduce: null,
						out: joined(twice),
						reduced: [],
						operands: again
					});
			}
		}
		return true;
	}

	/** The value of a body whose arguments do not move, four times in a vector. */
	#factor(body: Scalar, operands: readonly Operand[]): Local {
		const { code } = this;
		const values = new Map(argumentsOf(body).map((n) => [n, code.local('v128')]));
		for (const [n, local] of values) {
			const operand = operands[n];
			if (operand) loadLanes(code, operand, 0, 1, local);
		}
		const result = code.local('v128');
		emitVector(code, body, (n) => values.get(n) ?? result);
		code.set(result);
		code.release('v128', [...values.values()]);
		return result;
	}

	/** The letters of an index space, the first cut down to the rows of the block. */
	#block(letters: readonly Letter[]): Letter[] {
		const { rows } = this.context;
		return letters.map((letter, n) => (n === 0 && rows !== null ? { ...letter, size: rows } : letter));
	}

	#operand({ out }: Statement, { from, strides }: Read): Operand {
		const [first] = out;
		const perRow = strides.find((s) => s.letter === first?.name)?.stride ?? 0;
		if (typeof from !== 'number')
			return this.#operandAt({ base: BYTES * from.offset, perRow, movesWithStep: movesWithStep(from) });
		const place = this.context.places[from];
		if (!place) throw new Error('wasm: a statement that reads a later one');
		return this.#operandAt(place);
	}

	#operandAt({ base, perRow, movesWithStep: withStep }: Place): Operand {
		const { code } = this;
		const { row, step } = this.context;
		const pointer = code.local('i32');
		this.#pointers.push(pointer);
		if (row === null || perRow === 0) code.i32(0);
		else
			code
				.get(row)
				.i32(BYTES * perRow)
				.op('i32.mul');
		if (withStep) code.get(step).i32(BYTES).op('i32.mul').op('i32.add');
		code.set(pointer);
		return { base, pointer };
	}
}

/** Row-major strides. */
function rowMajor(letters: readonly Letter[]): number[] {
	let stride = 1;
	return [...letters]
		.reverse()
		.map(({ size }) => {
			const own = stride;
			stride *= size;
			return own;
		})
		.reverse();
}

/** The two reads whose product the body is. */
function factorPair(body: Scalar): readonly [number, number] | null {
	if (body.kind !== 'binary' || body.fn !== 'mul') return null;
	return body.x.kind === 'arg' && body.y.kind === 'arg' ? [body.x.index, body.y.index] : null;
}

/** Letters have no value where axes are joined. */
function usesLetters(body: Scalar): boolean {
	switch (body.kind) {
		case 'sameLetter':
			return true;
		case 'unary':
			return usesLetters(body.x);
		case 'binary':
		case 'atLeast':
			return usesLetters(body.x) || usesLetters(body.y);
		default:
			return false;
	}
}
