/**
 * A form is how a method keeps the ΔW of one module in tensors: which of them there must be, what shape ΔW has, and
 * ΔW as a matrix that is made of them. Forms know neither dialects nor scales. A convolution's ΔW is the matrix
 * [out, in·k·k], the unfolding in which it acts.
 */
import type { Made } from '$src/math/made';
import type { Stored } from '$src/math/floats';
import { fail, short } from '../notes';
import type { PartName } from '../keys';
import type { TensorEntry } from '../safetensors';

export type Parts = ReadonlyMap<PartName, TensorEntry>;
/** The numbers of a part, row-major. */
export type Numbers = (part: PartName) => Stored;

/** What a configuration says beyond the tensors' shapes. */
export interface FormOptions {
	/** r as configured; null where no configuration says it. */
	readonly rank: number | null;
	/** The parameter has an axis of experts. */
	readonly hasExperts: boolean;
	/** Number of blocks of a block-diagonal A or B, 1 for none. */
	readonly blocksOfA: number;
	readonly blocksOfB: number;
	/** The weight lies as [in, out]: ΔW is shown transposed. */
	readonly isTransposed: boolean;
}

export interface Layout {
	/** lora, loha, lokr or adalora. */
	readonly method: string;
	/** Of ΔW as the library keeps the weight: [out, in], [out, in, k, k], [experts, out, in], [in, out]. */
	readonly shape: readonly number[];
	/** What it sits on, for whoever writes it again: the rest follows from the shape. */
	readonly on?: 'embedding' | 'experts';
	/** The number that α is divided by: r of the tensors. Null where both Kronecker blocks are full. */
	readonly rank: number | null;
	/** What no rank of such a ΔW exceeds. */
	readonly rankBound: number;
	/** Parts that are counted as the module's parameters. */
	readonly counted: readonly PartName[];
	/** A convolution in so many groups, or 1. */
	readonly groups: number;
	/** ΔW/s, made of the numbers; transposed where that is how the matrix is measured. */
	readonly make: (numbers: Numbers) => Made;
}

export interface Form {
	/** One of these parts is there: the form is this one. */
	readonly signs: readonly PartName[];
	/** @throws FileError where a part is missing or shapes do not fit */
	readonly layout: (module: string, parts: Parts, options: FormOptions) => Layout;
}

/** A part that must be there. */
export function need(module: string, parts: Parts, part: PartName): TensorEntry {
	const entry = parts.get(part);
	if (entry) return entry;
	const there = [...parts.values()].map((one) => short(one.name)).join(', ');
	return fail('incomplete', { module: short(module), missing: part, there });
}

export function misfit(module: string, entry: TensorEntry, expected: string): never {
	return fail('wrong-shape', {
		module: short(module),
		tensor: short(entry.name),
		got: entry.shape.join(', '),
		expected
	});
}

/** Sizes of a tensor: the first axis, the second, and all behind them multiplied. */
export function axes(
	module: string,
	entry: TensorEntry
): readonly [first: number, second: number, kernel: number] {
	const [first, second, ...kernel] = entry.shape;
	if (first === undefined || second === undefined) return misfit(module, entry, 'a matrix or a kernel');
	return [first, second, kernel.reduce((product, size) => product * size, 1)];
}

/** Refuses tensors of which there is nothing to measure. */
export function requireNumbers(module: string, entries: Iterable<TensorEntry>): void {
	for (const entry of entries) {
		if (entry.count === 0)
			fail('zero-size', { file: entry.source.name, count: 1, tensor: short(entry.name) });
	}
}
