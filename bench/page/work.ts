/**
 * A piece of work that every contestant does: one adapter, one loss, the same numbers for all of them, taken from
 * Rankscope's own experiment. What it is not: it runs nothing, and times nothing.
 */
import type { Program } from '$src/compute/program';
import { onlyPart } from '$src/experiments/compose';
import { asked } from '$src/models/problem';
import { experiment } from '$src/experiments/experiment';
import { regressionData, REGRESSION_ROWS } from '$src/models/regression';
import { runSchema, type Run } from '$src/receipt/run';

export type Method = 'lora' | 'loha' | 'lokr';

/** data: mean((X(W0+ΔW)ᵀ − Y)²); matrix: ½‖ΔW − T‖². */
export type Loss = 'data' | 'matrix';

export interface WorkName {
	readonly method: Method;
	readonly r1: number;
	readonly r2: number;
	/** Width and height of the layer. */
	readonly size: number;
	readonly loss: Loss;
	readonly seed: number;
}

export interface Matrix {
	readonly rows: number;
	readonly columns: number;
	readonly values: Float32Array;
}

export interface Work extends WorkName {
	readonly name: string;
	/** Rows of data. */
	readonly batch: number;
	readonly run: Run;
	readonly program: Program;
	/** What is trained, by name, at step 0. */
	readonly factors: Readonly<Record<string, Matrix>>;
	/** Of the loss data: X, W0, Y and R0 = X·W0ᵀ − Y. Of the loss matrix: T alone. */
	readonly inputs: Readonly<Record<string, Matrix>>;
	/** The update that fits best, [size, size], in float64. */
	readonly target: Float64Array;
}

/** Steps that a program's tables hold: more than any chunk takes. */
export const LONGEST = 50_000;
export const ADAM = { rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

const defaults = Object.fromEntries(
	Object.entries(runSchema).map(([name, field]) => [name, field.default])
) as unknown as Run;

export function workOf(name: WorkName, steps = LONGEST): Work {
	const { method, r1, r2, size, loss, seed } = name;
	// A rank as large as the layer leaves both blocks of LoKr full.
	const rank = method === 'lokr' ? size : r1;
	const run: Run = {
		...defaults,
		...{ method, out: size, in: size, rank, rank2: r2, seed, steps, lr: ADAM.rate },
		task: loss === 'data' ? 'regression:8' : 'gaussian'
	};
	const { composition, program } = experiment(run);
	const { adapter, module } = onlyPart(composition);
	const target = asked(module);
	if (adapter.scale !== 1) throw new Error(`bench: expected s = 1, got ${adapter.scale}`);
	const factors: Record<string, Matrix> = {};
	for (const { leaf, initial } of program.states) {
		const [rows = 1, columns = 1] = leaf.shape;
		if (adapter.leaves.includes(leaf)) factors[leaf.name] = { rows, columns, values: initial };
	}
	const input = (wanted: string): Float32Array =>
		program.inputs.find((i) => i.leaf.name === wanted)?.values ?? new Float32Array();
	const layer = (values: ArrayLike<number>): Matrix => ({
		rows: size,
		columns: size,
		values: Float32Array.from(values)
	});
	const rows = (values: ArrayLike<number>): Matrix => ({ ...layer(values), rows: REGRESSION_ROWS });
	const common = {
		...name,
		name: titleOf(name),
		batch: REGRESSION_ROWS,
		run,
		program,
		factors,
		target: target.data
	};
	if (loss === 'matrix') return { ...common, inputs: { T: layer(input('T')) } };
	const { w0, y } = regressionData(target, seed);
	return {
		...common,
		inputs: { X: rows(input('X')), R0: rows(input('R0')), W0: layer(w0.data), Y: rows(y.data) }
	};
}

export function titleOf({ method, r1, r2, size, loss }: WorkName): string {
	const titles = { lora: `LoRA ${r1}`, loha: `LoHa ${r1}/${r2}`, lokr: 'LoKr' };
	return `${titles[method]}, ${size}${loss === 'matrix' ? ', matrix target' : ''}`;
}

/** LoKr's full blocks: ΔW = A ⊗ B with A [a, c] and B [b, d]. */
export function blocksOf({ factors }: Work): { a: number; b: number; c: number; d: number } {
	const [first, second] = [factors['A'], factors['B']];
	if (!first || !second) throw new Error('bench: expected the factors A and B of LoKr');
	return { a: first.rows, c: first.columns, b: second.rows, d: second.columns };
}

/** @throws Error where a work has no such factor or input */
export function matrixOf(from: Readonly<Record<string, Matrix>>, name: string): Matrix {
	const found = from[name];
	if (!found) throw new Error(`bench: expected a matrix ${name}, got ${Object.keys(from).join(', ')}`);
	return found;
}
