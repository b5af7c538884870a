/** What takes part in the benchmark: something that trains a piece of work. It times and counts nothing itself. */
import type { Work } from '../page/work';

export type Library = 'Rankscope' | 'tfjs' | 'jax-js';

export interface Trainee {
	/** Makes `count` steps, reads no loss but the last, and resolves with it once the work is done. */
	step(count: number): Promise<number>;
	/** Back to step 0. */
	reset(): Promise<void>;
	/** The loss before each of `count` steps from step 0: for the check, never timed. */
	losses(count: number): Promise<number[]>;
	dispose(): void;
}

export interface Contestant {
	readonly library: Library;
	readonly device: 'webgpu' | 'cpu' | 'wasm';
	/** How the step is written; a library is judged by its fastest form. */
	readonly form: string;
	readonly takes: (work: Work) => boolean;
	readonly prepare: (work: Work) => Promise<Trainee>;
}

export const nameOf = ({ library, device, form }: Contestant): string =>
	[`${library} ${device}`, form].filter((part) => part !== '').join(', ');

/** Where the trained matrices of a work lie in one long vector, and that vector at step 0. */
export interface Packed {
	readonly parts: readonly {
		readonly name: string;
		readonly shape: readonly [number, number];
		readonly from: number;
		readonly to: number;
	}[];
	readonly initial: Float32Array;
}

/** @param width pads every matrix with columns of zeros to this many: their gradient stays zero */
export function pack({ factors }: Work, width?: number): Packed {
	let length = 0;
	const parts = Object.entries(factors).map(([name, { rows, columns }]) => {
		const shape = [rows, width ?? columns] as const;
		const from = length;
		length += shape[0] * shape[1];
		return { name, shape, from, to: length };
	});
	const initial = new Float32Array(length);
	for (const { name, shape, from } of parts) {
		const { values, columns } = factors[name] ?? { values: new Float32Array(), columns: 1 };
		values.forEach((value, i) => {
			initial[from + Math.floor(i / columns) * shape[1] + (i % columns)] = value;
		});
	}
	return { parts, initial };
}

/** @throws Error where there is no such thing */
export function find<T>(from: Readonly<Record<string, T>>, name: string): T {
	const found = from[name];
	if (found === undefined)
		throw new Error(`bench: expected ${name}, got ${Object.keys(from).join(', ') || 'nothing'}`);
	return found;
}
