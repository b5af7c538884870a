/**
 * WebAssembly in its binary form, as far as the CPU backend and src/math need it: one function's instructions, and a
 * module of such functions over one memory. It knows no schedule and checks no types: the engine validates the module.
 * https://webassembly.github.io/spec/core/binary/
 */
import { Bytes, signed, unsigned } from './bytes';

export type ValueType = 'i32' | 'f32' | 'f64' | 'v128';

const TYPES: Readonly<Record<ValueType, number>> = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b };

/** Instructions without immediates that are used here. */
const PLAIN = {
	'i32.add': [0x6a],
	'i32.sub': [0x6b],
	'i32.mul': [0x6c],
	'i32.eq': [0x46],
	'i32.and': [0x71],
	'f64.add': [0xa0],
	'f64.sub': [0xa1],
	'f64.mul': [0xa2],
	'f64.div': [0xa3],
	'f64.max': [0xa5],
	'f64.neg': [0x9a],
	'f64.sqrt': [0x9f],
	'f64.eq': [0x61],
	'f64.le': [0x65],
	'f64.ge': [0x66],
	'f64.copysign': [0xa6],
	select: [0x1b],
	'i32.trunc_sat_f32_s': [0xfc, 0],
	'f64.convert_i32_s': [0xb7],
	'f64.promote_f32': [0xbb],
	'f32.demote_f64': [0xb6],
	'f32.add': [0x92],
	'f32.mul': [0x94],
	'f32.max': [0x97],
	'f32x4.splat': [0xfd, 19],
	'f32x4.eq': [0xfd, 65],
	'f32x4.lt': [0xfd, 67],
	'f32x4.gt': [0xfd, 68],
	'f32x4.ge': [0xfd, 70],
	'v128.and': [0xfd, 78],
	/** a and not b. */
	'v128.andnot': [0xfd, 79],
	'v128.or': [0xfd, 80],
	'v128.bitselect': [0xfd, 82],
	'i32x4.splat': [0xfd, 17],
	'i32x4.gt_s': [0xfd, 59],
	'i32x4.extend_low_i16x8_u': [0xfd, 0xa9, 1],
	'i32x4.shl': [0xfd, 0xab, 1],
	'i32x4.add': [0xfd, 0xae, 1],
	'f32x4.neg': [0xfd, 0xe1, 1],
	'f32x4.sqrt': [0xfd, 0xe3, 1],
	'f32x4.add': [0xfd, 0xe4, 1],
	'f32x4.sub': [0xfd, 0xe5, 1],
	'f32x4.mul': [0xfd, 0xe6, 1],
	'f32x4.div': [0xfd, 0xe7, 1],
	'f32x4.min': [0xfd, 0xe8, 1],
	'f32x4.max': [0xfd, 0xe9, 1],
	/** [a, b] → a unless b is smaller, or larger: one instruction of the machine, where min and max take seven. */
	'f32x4.pmin': [0xfd, 0xea, 1],
	'f32x4.pmax': [0xfd, 0xeb, 1],
	'f64x2.splat': [0xfd, 20],
	'f64x2.promote_low_f32x4': [0xfd, 95],
	'f64x2.add': [0xfd, 0xf0, 1],
	'f64x2.sub': [0xfd, 0xf1, 1],
	'f64x2.mul': [0xfd, 0xf2, 1],
	/** a·b + c, rounded once or twice as the machine likes: relaxed SIMD. */
	'f32x4.relaxed_madd': [0xfd, 0x85, 2]
} as const;
export type Plain = keyof typeof PLAIN;

/** Loads and stores: the code, and log₂ of the bytes that it moves. */
const MEMORY = {
	'i32.load': [[0x28], 2],
	'f32.load': [[0x2a], 2],
	'f32.store': [[0x38], 2],
	'f64.load': [[0x2b], 3],
	'f64.store': [[0x39], 3],
	'v128.load': [[0xfd, 0], 2],
	'v128.load32_splat': [[0xfd, 9], 2],
	'v128.load64_splat': [[0xfd, 10], 3],
	'v128.load64_zero': [[0xfd, 93], 3],
	'v128.store': [[0xfd, 11], 2]
} as const;
export type Access = keyof typeof MEMORY;

/** Eight bytes of two vectors. */
type Half = 0 | 1 | 2 | 3;

/** A local variable: its index. */
export type Local = number & { readonly local: unique symbol };

/** The instructions of one function. */
export class Code {
	readonly bytes = new Bytes();
	readonly #locals: ValueType[] = [];
	/** Locals that may be used again, by type. */
	readonly #free = new Map<ValueType, Local[]>();

	constructor(readonly parameters: number) {}

	/** Takes a local. Its value is whatever the last owner left. */
	local(type: ValueType): Local {
		const again = this.#free.get(type)?.pop();
		if (again !== undefined) return again;
		this.#locals.push(type);
		return (this.parameters + this.#locals.length - 1) as Local;
	}
	/** Gives locals back. */
	release(type: ValueType, locals: readonly Local[]): void {
		this.#free.set(type, [...(this.#free.get(type) ?? []), ...locals]);
	}

	get(local: Local): this {
		this.bytes.push(0x20, ...unsigned(local));
		return this;
	}
	set(local: Local): this {
		this.bytes.push(0x21, ...unsigned(local));
		return this;
	}
	i32(value: number): this {
		this.bytes.push(0x41, ...signed(value));
		return this;
	}
	f64(value: number): this {
		this.bytes.push(0x44, ...new Uint8Array(Float64Array.of(value).buffer));
		return this;
	}
	/** A vector of four times this float32. */
	f32x4(value: number): this {
		const word = [...new Uint8Array(Float32Array.of(value).buffer)];
		this.bytes.push(0xfd, 12, ...word, ...word, ...word, ...word);
		return this;
	}
	/** A vector whose first lanes are all ones, and the others zero. */
	firstLanes(count: number): this {
		this.bytes.push(0xfd, 12, ...Array.from({ length: 16 }, (_, byte) => (byte < 4 * count ? 255 : 0)));
		return this;
	}
	op(name: Plain): this {
		this.bytes.push(...PLAIN[name]);
		return this;
	}
	/** @param offset bytes behind the address on the stack */
	memory(name: Access, offset: number): this {
		const [code, align] = MEMORY[name];
		this.bytes.push(...code, align, ...unsigned(offset));
		return this;
	}
	/** Replaces or stores one lane of a vector: [address, vector] → [vector] or []. */
	lane(name: 'load' | 'store', offset: number, lane: number): this {
		this.bytes.push(0xfd, name === 'load' ? 86 : 90, 2, ...unsigned(offset), lane);
		return this;
	}
	extract(lane: number): this {
		this.bytes.push(0xfd, 31, lane);
		return this;
	}
	/** The upper half of the vector on the stack, twice. */
	upperHalf(scratch: Local): this {
		return this.set(scratch).get(scratch).get(scratch).halves(1, 1);
	}
	/** Of [a, b] on the stack a vector of one half of each: 0 and 1 are a's, 2 and 3 b's. */
	halves(lower: Half, upper: Half): this {
		const eight = (half: Half): number[] => Array.from({ length: 8 }, (_, i) => 8 * half + i);
		this.bytes.push(0xfd, 13, ...eight(lower), ...eight(upper));
		return this;
	}
	/** One of the two float64 of the vector on the stack. */
	extract64(lane: 0 | 1): this {
		this.bytes.push(0xfd, 33, lane);
		return this;
	}
	call(index: number): this {
		this.bytes.push(0x10, ...unsigned(index));
		return this;
	}
	/** local ← local + value */
	advance(local: Local, value: number): this {
		return value === 0 ? this : this.get(local).i32(value).op('i32.add').set(local);
	}
	/** Runs the body until the condition that it leaves on the stack is 0. */
	repeat(body: () => void): this {
		this.bytes.push(0x03, 0x40);
		body();
		this.bytes.push(0x0d, 0, 0x0b);
		return this;
	}
	/**
	 * Runs the body `count` times and moves pointers by their steps after each; then takes all of it back.
	 * A count of 1 is no loop, one of 0 nothing.
	 */
	times(count: number, moves: readonly Move[], body: () => void): this {
		if (count < 1) return this;
		if (count === 1) {
			body();
			return this;
		}
		const counter = this.local('i32');
		this.i32(count).set(counter);
		this.repeat(() => {
			body();
			for (const { pointer, by } of moves) this.advance(pointer, by);
			this.get(counter).i32(1).op('i32.sub').set(counter).get(counter);
		});
		for (const { pointer, by } of moves) this.advance(pointer, -count * by);
		this.release('i32', [counter]);
		return this;
	}

	/** The function's entry in the code section. */
	encode(into: Bytes): void {
		const locals = [...unsigned(this.#locals.length), ...this.#locals.flatMap((type) => [1, TYPES[type]])];
		const body = this.bytes.all;
		into.push(...unsigned(locals.length + body.length + 1), ...locals);
		into.append(body);
		into.push(0x0b);
	}
}

/** A pointer, in bytes, and by how much it moves. */
export interface Move {
	readonly pointer: Local;
	readonly by: number;
}

export interface Signature {
	readonly parameters: readonly ValueType[];
	readonly results: readonly ValueType[];
}

/** A module: functions of the host, then own functions, over an imported memory `env.memory`. */
export class Module {
	readonly #types: string[] = [];
	readonly #imports: { readonly name: string; readonly type: number }[] = [];
	readonly #functions: { readonly type: number; readonly code: Code; readonly name: string | null }[] = [];

	/** All of them before the first own function. @returns index */
	import(name: string, signature: Signature): number {
		this.#imports.push({ name, type: this.#type(signature) });
		return this.#imports.length - 1;
	}

	/** @param name under which it is exported, or null @returns index */
	add(code: Code, signature: Signature, name: string | null = null): number {
		this.#functions.push({ type: this.#type(signature), code, name });
		return this.#imports.length + this.#functions.length - 1;
	}

	#type({ parameters, results }: Signature): number {
		const list = (types: readonly ValueType[]): number[] => [types.length, ...types.map((t) => TYPES[t])];
		const key = [0x60, ...list(parameters), ...list(results)].join();
		const known = this.#types.indexOf(key);
		if (known >= 0) return known;
		return this.#types.push(key) - 1;
	}

	/** @param pages of 64 KiB that the memory has at least */
	encode(pages: number): Uint8Array<ArrayBuffer> {
		const text = (t: string): number[] => [...unsigned(t.length), ...new TextEncoder().encode(t)];
		const memory = [...text('env'), ...text('memory'), 2, 0, ...unsigned(pages)];
		const hosts = this.#imports.map(({ name, type }) => [
			...text('env'),
			...text(name),
			0,
			...unsigned(type)
		]);
		const exported = this.#functions.flatMap(({ name }, i) =>
			name === null ? [] : [[...text(name), 0, ...unsigned(this.#imports.length + i)]]
		);
		const code = new Bytes();
		code.push(...unsigned(this.#functions.length));
		for (const { code: own } of this.#functions) own.encode(code);
		const bytes = new Bytes();
		const section = (id: number, content: Uint8Array): void => {
			bytes.push(id, ...unsigned(content.length));
			bytes.append(content);
		};
		const list = (entries: readonly (readonly number[])[]): Uint8Array =>
			Uint8Array.from([...unsigned(entries.length), ...entries.flat()]);
		bytes.push(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
		section(1, list(this.#types.map((key) => key.split(',').map(Number))));
		section(2, list([memory, ...hosts]));
		section(3, list(this.#functions.map(({ type }) => unsigned(type))));
		section(7, list(exported));
		section(10, code.all);
		return bytes.all.slice();
	}
}
