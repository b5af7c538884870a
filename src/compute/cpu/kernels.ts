/**
 * Compiled kernels of the CPU backend, kept from run to run: schedules that have a kernel in common compile it once.
 * Runs of a grid of ranks differ in few of theirs.
 */
import type { Kernel, Schedule, Slot } from '../schedule/schedule';
import { Recent } from '$src/recent';
import { keyOfKernel, slotsOf } from './lower/kernel';
import { emitKernels } from './lower/program';
import { unitsOf, type Units } from './units';

/** Where the function of a kernel is. */
export interface Compiled {
	readonly module: WebAssembly.Module;
	readonly name: string;
	/** Bytes of scratch that it needs. */
	readonly scratch: number;
}

/** A kernel of one schedule. */
export interface Step {
	readonly compiled: Compiled;
	/** Whose addresses stand in its table, behind that of the scratch. */
	readonly slots: readonly Slot[];
}

export interface Ready {
	/** In the order in which they run. */
	readonly steps: readonly Step[];
	/** Numbers behind the arena that they hand to each other. */
	readonly handed: number;
}

/** A few hundred programs. */
const MOST_KERNELS = 4096;

class Kernels {
	readonly #known = new Recent<string, Promise<Compiled>>(MOST_KERNELS);
	readonly #schedules = new WeakMap<Schedule, Promise<Ready>>();

	constructor(readonly relaxed: boolean) {}

	of(schedule: Schedule): Promise<Ready> {
		const made = this.#schedules.get(schedule) ?? this.#make(unitsOf(schedule));
		this.#schedules.set(schedule, made);
		// What failed is tried again.
		made.catch(() => this.#schedules.delete(schedule));
		return made;
	}

	async #make({ units, handed }: Units): Promise<Ready> {
		const keyed = units.map((kernel) => ({ kernel, key: keyOfKernel(kernel) }));
		const missing = keyed.filter(({ key }) => !this.#known.find(key));
		if (missing.length > 0) this.#compile(new Map(missing.map(({ key, kernel }) => [key, kernel])));
		const steps = keyed.map(async ({ key, kernel }): Promise<Step> => {
			const compiled = await this.#known.find(key);
			if (!compiled) throw new Error('wasm: a kernel that was not compiled');
			return { compiled, slots: slotsOf(kernel) };
		});
		return { steps: await Promise.all(steps), handed };
	}

	/** All in one module. */
	#compile(missing: ReadonlyMap<string, Kernel>): void {
		const { bytes, kernels } = emitKernels([...missing.values()], this.relaxed);
		const compiling = WebAssembly.compile(bytes);
		[...missing.keys()].forEach((key, n) => {
			const own = kernels[n];
			if (!own) return;
			const made = compiling.then((module) => ({ module, ...own }));
			made.catch(() => this.#known.delete(key));
			this.#known.set(key, made);
		});
	}
}

const [plain, fused] = [new Kernels(false), new Kernels(true)];

/** @param relaxed as emitKernels */
export const kernelsOf = (schedule: Schedule, relaxed: boolean): Promise<Ready> =>
	(relaxed ? fused : plain).of(schedule);
