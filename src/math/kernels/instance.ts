/**
 * The functions of this folder, ready to be called, over one memory a thread. Null where there is no WebAssembly with
 * vectors, or where it is forbidden: who calls has another way, in TypeScript.
 */
import { emitHalves } from './halves';
import { emitReflections } from './reflections';

type Kernel = (...numbers: readonly number[]) => void;

/** reflections.ts has what they do; addresses are in bytes. */
export type ReflectionKernels = Readonly<Record<'panel' | 'last' | 'gather' | 'solve' | 'spread', Kernel>>;

/** halves.ts has what it does. */
export type HalvesKernels = Readonly<Record<'widen', Kernel>>;

const PAGE = 65_536;
/** A memory never becomes smaller: one beyond this is not kept. */
const KEPT = 32 * 2 ** 20;

/** An arena of this many float64 and functions over it. */
export interface Workspace {
	readonly numbers: Float64Array;
	readonly reflections: (columns: number) => ReflectionKernels;
	readonly halves: () => HalvesKernels;
}

const modules = new Map<string, WebAssembly.Module>();
function moduleOf(name: string, emit: () => Uint8Array<ArrayBuffer>): WebAssembly.Module {
	const known = modules.get(name) ?? new WebAssembly.Module(emit());
	modules.set(name, known);
	return known;
}

class Memory implements Workspace {
	readonly numbers: Float64Array;
	readonly #memory: WebAssembly.Memory;
	readonly #instances = new Map<string, WebAssembly.Exports>();

	constructor(pages: number) {
		this.#memory = new WebAssembly.Memory({ initial: pages });
		this.numbers = new Float64Array(this.#memory.buffer);
	}

	readonly reflections = (columns: number): ReflectionKernels =>
		this.#exports(`reflections ${columns}`, () => emitReflections(columns)) as ReflectionKernels;

	readonly halves = (): HalvesKernels => this.#exports('halves', emitHalves) as HalvesKernels;

	#exports(name: string, emit: () => Uint8Array<ArrayBuffer>): WebAssembly.Exports {
		const known =
			this.#instances.get(name) ??
			new WebAssembly.Instance(moduleOf(name, emit), { env: { memory: this.#memory } }).exports;
		this.#instances.set(name, known);
		return known;
	}
}

let kept: Memory | undefined;
let isAllowed: boolean | undefined;

/** Whether such a module can be made here at all. */
function canCompile(): boolean {
	try {
		return moduleOf('reflections 2', () => emitReflections(2)) instanceof WebAssembly.Module;
	} catch {
		return false;
	}
}

/** @param count of float64 that it has at least; what is in them is whatever was left */
export function workspace(count: number): Workspace | null {
	isAllowed ??= canCompile();
	if (!isAllowed) return null;
	if (kept && kept.numbers.length >= count) return kept;
	const pages = Math.ceil((8 * count) / PAGE);
	try {
		const made = new Memory(pages);
		if (pages * PAGE <= KEPT) kept = made;
		return made;
	} catch {
		// No memory of that size.
		return null;
	}
}
