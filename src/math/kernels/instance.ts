/**
 * The functions of this folder, ready to be called, over one memory a thread. Null where there is no WebAssembly with
 * vectors, or where it is forbidden: who calls has another way, in TypeScript.
 */
import { Module, type Code } from '$src/wasm/assembler';
import { across, downwards } from './bidiagonal';
import { gather, last, panel, solve, spread } from './reflections';
import { columnsOf, rowsOf, widen } from './unpack';

/** Its parameters are addresses in bytes, and counts. */
export type Kernel = (...numbers: readonly number[]) => void;

/** By name; those on panels are made for a number of columns. */
const emitters = {
	across,
	downwards,
	widen,
	gather,
	last,
	panel,
	solve,
	spread,
	rowsHalf: rowsOf('half'),
	rowsBrain: rowsOf('brain'),
	rowsSingle: rowsOf('single'),
	columnsHalf: columnsOf('half'),
	columnsBrain: columnsOf('brain'),
	columnsSingle: columnsOf('single')
};
export type Wanted = readonly [name: keyof typeof emitters, columns?: number];

/** An arena of float64, and functions over it. */
export interface Workspace {
	readonly numbers: Float64Array;
	/** One of those that were wanted. */
	readonly kernel: (...which: Wanted) => Kernel;
}

const PAGE = 65_536;
/** A memory never becomes smaller: one beyond this is not kept. */
const KEPT = 32 * 2 ** 20;

function bytesOf(code: Code): Uint8Array<ArrayBuffer> {
	const module = new Module();
	module.add(code, { parameters: Array<'i32'>(code.parameters).fill('i32'), results: [] }, 'run');
	return module.encode(1);
}

/** Made once a thread; null where it could not be. */
const modules = new Map<string, WebAssembly.Module | null>();
function moduleOf([name, columns = 0]: Wanted): WebAssembly.Module | null {
	const key = `${name} ${columns}`;
	const known = modules.get(key);
	if (known !== undefined) return known;
	let made: WebAssembly.Module | null = null;
	try {
		made = new WebAssembly.Module(bytesOf(emitters[name](columns)));
	} catch {
		// No WebAssembly, none with vectors, forbidden, or too long for an older page's own thread.
	}
	modules.set(key, made);
	return made;
}

class Memory implements Workspace {
	readonly numbers: Float64Array;
	readonly #memory: WebAssembly.Memory;
	readonly #kernels = new Map<WebAssembly.Module, Kernel>();

	constructor(pages: number) {
		this.#memory = new WebAssembly.Memory({ initial: pages });
		this.numbers = new Float64Array(this.#memory.buffer);
	}

	readonly kernel = (...which: Wanted): Kernel => {
		const module = moduleOf(which);
		if (!module) throw new Error(`kernels: expected ${which.join(' ')} to be wanted first, got none`);
		const known = this.#kernels.get(module);
		if (known) return known;
		const instance = new WebAssembly.Instance(module, { env: { memory: this.#memory } });
		const made = instance.exports['run'] as Kernel;
		this.#kernels.set(module, made);
		return made;
	};
}

let kept: Memory | undefined;

/** @throws RangeError where there is no memory of that size */
function memoryOf(count: number): Memory {
	if (kept && kept.numbers.length >= count) return kept;
	const pages = Math.ceil((8 * count) / PAGE);
	const made = new Memory(pages);
	if (pages * PAGE <= KEPT) kept = made;
	return made;
}

/**
 * @param count of float64 that it has at least; what is in them is whatever was left
 * @param wanted functions that will be called
 */
export function workspace(count: number, wanted: readonly Wanted[]): Workspace | null {
	if (!wanted.every((one) => moduleOf(one))) return null;
	try {
		return memoryOf(count);
	} catch {
		// No memory of that size.
		return null;
	}
}
