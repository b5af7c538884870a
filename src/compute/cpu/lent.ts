/**
 * Memories of the CPU backend, and the functions that run in them. To make one takes longer than to train a small
 * adapter, so a run gives its own back to the next; what the next finds in it counts for nothing.
 */
import { BackendError } from '../backend';
import { own } from '$src/own';
import type { Compiled } from './kernels';

/** Of the step, and of the address of the kernel's table. */
export type KernelFunction = (step: number, table: number) => void;

const PAGE = 65536;
/** Memories that wait for a run; larger ones than this many pages are let go. */
const [MOST_FREE, LARGEST] = [4, 512];

const waiting: Lent[] = [];

export class Lent {
	readonly #instances = new WeakMap<WebAssembly.Module, WebAssembly.Instance>();

	constructor(readonly memory: WebAssembly.Memory) {}

	/** Whoever gives it back does not touch it again. */
	giveBack(): void {
		if (waiting.length < MOST_FREE && this.memory.buffer.byteLength <= LARGEST * PAGE) waiting.push(this);
	}

	async functionOf({ module, name }: Compiled): Promise<KernelFunction> {
		const { exp, log, tanh } = Math;
		const known = this.#instances.get(module);
		const instance =
			known ?? (await WebAssembly.instantiate(module, { env: { memory: this.memory, exp, log, tanh } }));
		this.#instances.set(module, instance);
		return own(instance.exports, name) as unknown as KernelFunction;
	}
}

/** @throws BackendError 'out-of-memory' */
export function lend(bytes: number): Lent {
	const again = waiting.pop();
	const pages = Math.max(1, Math.ceil(bytes / PAGE));
	try {
		if (!again) return new Lent(new WebAssembly.Memory({ initial: pages }));
		const more = pages - again.memory.buffer.byteLength / PAGE;
		if (more > 0) again.memory.grow(more);
		return again;
	} catch {
		throw new BackendError(
			'out-of-memory',
			`cpu: expected ${Math.ceil(pages / 16)} MiB of memory, got none; use a smaller layer`
		);
	}
}
