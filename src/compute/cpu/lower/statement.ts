/** The Wasm of one statement of a kernel, over a block of its rows: a map, a sum, a contraction, or a sum with the map behind it. */
import type { Scalar } from '$src/algebra/scalar';
import { arg, argumentsOf, lettersNamedIn, mul } from '$src/algebra/scalar';
import type { Letter, Read, Slot, Statement } from '../../schedule/schedule';
import type { Code, Local } from '$src/wasm/assembler';
import { emitContraction, takesAlong } from './contraction';
import { emitElements } from './elements';
import { emitMap, emitVector, isVector, loadLanes } from './maps';
import { addressOf, BYTES, joined, nest, type Axis, type Operand } from './operand';
import { OUT, planOf, type Contraction, type Plan } from './plan';
import { emitReduction } from './reduction';

/** Room that kernels use one after the other. */
export class Scratch {
	#used = 0;
	/** @param count numbers @returns bytes behind its start */
	readonly room = (count: number): number => {
		const offset = this.#used;
		this.#used += 16 * Math.ceil((count * BYTES) / 16);
		return offset;
	};
	/** Bytes. */
	get size(): number {
		return this.#used;
	}
}

const [STEP, TABLE] = [0, 1] as [Local, Local];
/** The first entry of the table. */
export const SCRATCH = 0;

/** Where the values of a statement are for those behind it. */
export interface Place {
	/** Of its address in the table. */
	readonly entry: number;
	/** Bytes behind that address. */
	readonly base: number;
	/** Numbers by which the place moves from row to row of the kernel; 0 for a block of its own. */
	readonly perRow: number;
	/** Numbers by which it moves from step to step. */
	readonly perStep: number;
}

interface Context {
	readonly entryOf: (slot: Slot) => number;
	/** The block's first row, or null where there is one block. */
	readonly row: Local | null;
	/** Rows of the block; null where statements do not share rows. */
	readonly rows: number | null;
	readonly places: readonly Place[];
	readonly scratch: Scratch;
	readonly relaxed: boolean;
}

/** What a map makes of a sum: its body, which argument is the sum, and its other arguments. */
interface Behind {
	readonly body: Scalar;
	readonly sum: number;
	readonly others: readonly { readonly n: number; readonly operand: Operand }[];
}

export class Emitter {
	readonly #pointers: Local[] = [];

	constructor(
		readonly code: Code,
		readonly context: Context
	) {}

	/**
	 * A sum and the map of it behind it, in one: nothing is emitted, and false, where the sum has no tiles for that.
	 * @param read which read of the map is the sum @param place of the map
	 */
	emitFused(sum: Statement, map: Statement, read: number, place: Place): boolean {
		const own = this.#pointers.length;
		const operands = [...sum.reads.map((r) => this.#operand(sum, r)), this.#operandAt(place)];
		const others = map.reads.flatMap((r, n) => (n === read ? [] : [{ n, operand: this.#operand(map, r) }]));
		const { out, reduced } = this.#axes(sum);
		const { out: outOfMap } = this.#axes(map);
		const axes = out.map((axis, l): Axis => ({
			size: axis.size,
			strides: [...axis.strides, ...others.map(({ n }) => outOfMap[l]?.strides[n] ?? 0)]
		}));
		const done = this.#contraction({ ...sum, target: map.target }, axes, reduced, [...operands], {
			...{ body: map.body, sum: read },
			others
		});
		this.code.release('i32', this.#pointers.splice(own));
		return done;
	}

	/** The axes of a statement, with strides of its reads and of what it writes. */
	#axes(statement: Statement): {
		readonly out: (Axis & { name: string })[];
		readonly reduced: (Axis & { name: string })[];
	} {
		const letters = this.#block(statement.out);
		const axesOf = (some: readonly Letter[], own: readonly number[]): (Axis & { name: string })[] =>
			some.map(({ name, size }, l) => ({
				name,
				size,
				strides: [
					...statement.reads.map(({ strides }) => strides.find((s) => s.letter === name)?.stride ?? 0),
					own[l] ?? 0
				]
			}));
		return { out: axesOf(letters, rowMajor(letters)), reduced: axesOf(statement.reduced, []) };
	}

	emit(statement: Statement, place: Place): void {
		const { code } = this;
		const operands = [
			...this.#picked(
				statement,
				statement.reads.map((read) => this.#operand(statement, read))
			),
			this.#operandAt(place)
		];
		const { out: axes, reduced } = this.#axes(statement);
		if (
			!this.#map(statement, axes, operands) &&
			!this.#pickedMap(statement, axes, operands) &&
			!this.#contraction(statement, axes, reduced, operands) &&
			!this.#reduction(statement, axes, reduced, operands)
		) {
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

	#map({ body, reduced, reads }: Statement, axes: readonly Axis[], operands: readonly Operand[]): boolean {
		if (reduced.length > 0 || reads.some((r) => r.picked)) return false;
		return emitMap(this.code, body, joined(axes), operands);
	}

	/** Operands that know by which number they are moved. */
	#picked({ reads }: Statement, operands: readonly Operand[]): Operand[] {
		return operands.map((operand, n) => {
			const picked = reads[n]?.picked;
			const by = picked && operands[picked.by];
			return by ? { ...operand, picked: { by, stride: picked.stride } } : operand;
		});
	}

	/** Reads that numbers pick, without a sum: what no number moves any more runs as vectors inside. */
	#pickedMap(
		{ body, reduced, reads }: Statement,
		axes: readonly Axis[],
		operands: readonly Operand[]
	): boolean {
		if (reduced.length > 0 || usesLetters(body) || !reads.some((r) => r.picked)) return false;
		const { code } = this;
		const numbers = reads.flatMap(({ picked }) => (picked ? [picked.by] : []));
		const moved = axes.map(({ strides }) => numbers.some((n) => strides[n] !== 0));
		const split = moved.lastIndexOf(true) + 1;
		const inner = joined(axes.slice(split));
		nest(code, joined(axes.slice(0, split)), operands, () => {
			const found = operands.map((operand): Operand => {
				if (!operand.picked) return operand;
				const pointer = code.local('i32');
				addressOf(code, operand).set(pointer);
				return { base: operand.base, pointer };
			});
			if (!emitMap(code, body, inner, found))
				emitElements(code, { body, outer: null, reduce: null, out: inner, reduced: [], operands: found });
			const own = found.filter((o, n) => o !== operands[n]).map(({ pointer }) => pointer);
			code.release('i32', own);
		});
		return true;
	}

	#contraction(
		statement: Statement,
		axes: readonly Axis[],
		reduced: readonly Axis[],
		operands: readonly Operand[],
		behind: Behind | null = null
	): boolean {
		const { code } = this;
		const { body, outer, reduce, reads, target } = statement;
		if (reads.some((r) => r.picked)) return false;
		const pair = factorPair(body);
		const out = operands.length - 1;
		if (!pair || reduced.length === 0 || reduce !== 'sum' || (outer && !isVector(outer))) return false;
		// A vector that lies over its neighbour reads again what it has written.
		if (target && pair.some((n) => reads[n]?.from === target)) return false;
		const others = behind?.others ?? [];
		const taken = [...pair, out, ...others.map((_, n) => out + 1 + n)];
		const picked = (list: readonly Axis[]): Axis[] =>
			joined(list.map(({ size, strides }) => ({ size, strides: taken.map((n) => strides[n] ?? 0) })));
		const contraction: Contraction = { out: picked(axes), reduced: picked(reduced) };
		const plan: Plan = planOf(contraction);
		if (plan.kind === 'elements') return false;
		const used = outer ? argumentsOf(outer) : [];
		const still = used.every((n) => axes.every((axis) => (axis.strides[n] ?? 0) === 0));
		const epilogue = behind && {
			...{ body: behind.body, sum: behind.sum },
			others: new Map(others.map(({ n }, place) => [n, OUT + 1 + place]))
		};
		if (epilogue && (!still || !takesAlong(contraction, plan, epilogue))) return false;
		const factor = outer && still ? this.#factor(outer, operands) : null;
		const taking = [...[...pair, out].flatMap((n) => operands[n] ?? []), ...others.map((o) => o.operand)];
		const { relaxed } = this.context;
		emitContraction(
			{ code, operands: taking, epilogue, factor, room: (count) => this.#room(count), relaxed },
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

	#reduction(
		{ body, outer, reduce }: Statement,
		axes: readonly Axis[],
		reduced: readonly Axis[],
		operands: readonly Operand[]
	): boolean {
		if (reduced.length === 0 || (outer && usesLetters(outer))) return false;
		const joinedAxes = { out: joined(axes), reduced: joined(reduced) };
		return emitReduction(this.code, { body, outer, reduce, ...joinedAxes, operands });
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
			return this.#operandAt({
				...{ entry: this.context.entryOf(from), base: 0 },
				...{ perRow, perStep: from.perStep ?? 0 }
			});
		const place = this.context.places[from];
		if (!place) throw new Error('wasm: a statement that reads a later one');
		return this.#operandAt(place);
	}

	#operandAt({ entry, base, perRow, perStep }: Place): Operand {
		const { code } = this;
		const { row } = this.context;
		const pointer = code.local('i32');
		this.#pointers.push(pointer);
		code.get(TABLE).memory('i32.load', BYTES * entry);
		if (row !== null && perRow !== 0)
			code
				.get(row)
				.i32(BYTES * perRow)
				.op('i32.mul')
				.op('i32.add');
		if (perStep > 0)
			code
				.get(STEP)
				.i32(BYTES * perStep)
				.op('i32.mul')
				.op('i32.add');
		code.set(pointer);
		return { base, pointer };
	}

	/** Scratch for so many numbers, until the statement is over. */
	#room(count: number): Operand {
		const base = this.context.scratch.room(count);
		return this.#operandAt({ ...{ entry: SCRATCH, base }, perRow: 0, perStep: 0 });
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
const usesLetters = (body: Scalar): boolean => lettersNamedIn(body).size > 0;
