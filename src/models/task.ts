/**
 * A task is what ΔW is asked to be: a kind, which is one record, and its sizes. Kinds stand in targets.ts, or with the
 * problem that has one of its own; as text a task is `low-rank:8` (index.ts reads it).
 */
import type { Tensor } from '$src/math/tensor';

/** Random numbers N(0, 1) of a name and a shape, the same for one seed. */
export type Draw = (name: string, rows: number, columns: number) => Tensor;

export interface TaskKind {
	readonly name: string;
	/** How its sizes are written behind the name and a colon; none where it has none. */
	readonly sizes: '' | 'K' | 'AxC';
	/** Why it does not fit a layer, with a remedy; null where it does. Where it is absent, every layer fits. */
	readonly misfit?: (sizes: readonly number[], out: number, columns: number) => string | null;
	/** T [out, in] at any scale but zero; absent where no ΔW is asked for. */
	readonly make?: (sizes: readonly number[], out: number, columns: number, draw: Draw) => Tensor;
	/** The largest rank that T has, where it is known without T. */
	readonly rank?: (sizes: readonly number[]) => number;
	/** σ of T at ‖T‖² = min(out, in), descending, where it is known without T. */
	readonly spectrum?: (out: number, columns: number) => Float64Array;
}

export interface Task {
	readonly kind: TaskKind;
	readonly sizes: readonly number[];
}

/** Why a task does not fit a layer and what would, or null where it does. */
export const misfitOf = ({ kind, sizes }: Task, out: number, columns: number): string | null =>
	kind.make
		? (kind.misfit?.(sizes, out, columns) ?? null)
		: `task ${kind.name}: expected one that asks one layer for a ΔW, got one that asks a network; try identity`;
