/** What a name of a notebook stands for: plain data, one kind each, that pages draw and the command line prints. */
import type { TypedAdapter } from '$src/adapters/typed';
import type { Result } from '$src/experiments/protocol';
import type { MethodName } from '$src/adapters/index';
import type { Run } from '$src/receipt/run';
import type { AdapterText } from './language/adapterText';

/** One line of why a rank bound holds: the part of the formula, the rule of its op, and what it gives. */
export interface BoundStep {
	/** The part, as TeX. */
	readonly tex: string;
	readonly op: string;
	/** Which rule gave it: that of the op, a factor that both sides share, or the smaller side of its shape. */
	readonly rule: 'op' | 'tied' | 'shape';
	/** Bounds of the arguments that are matrices. */
	readonly from: readonly number[];
	readonly bound: number;
	/** How deep it stands in the formula; 0 is the whole. */
	readonly depth: number;
}

export interface MatrixValue {
	readonly kind: 'matrix';
	readonly shape: readonly [rows: number, columns: number];
	/** Row-major. */
	readonly data: Float64Array;
	/** What was measured of it from its factors, where it has some: more exact than from the matrix. */
	readonly measured?: Omit<SpectrumValue, 'kind' | 'shape' | 'sides'>;
}

export interface SpectrumValue {
	readonly kind: 'spectrum';
	readonly shape: readonly [rows: number, columns: number];
	/** Descending. */
	readonly singularValues: Float64Array;
	readonly rank: number;
	readonly tolerance: number;
	readonly stableRank: number;
	/** The two sides, [rows, k] and [columns, k], where svd was asked for. */
	readonly sides: { readonly u: MatrixValue; readonly v: MatrixValue } | null;
}

export interface AdapterValue {
	readonly kind: 'adapter';
	readonly adapter: TypedAdapter;
	/** ΔW, [out, in]. */
	readonly shape: readonly [out: number, columns: number];
	/** Trained numbers. */
	readonly parameters: number;
	readonly rankBound: number;
	/** Why; the whole first. */
	readonly why: readonly BoundStep[];
	/** Where every gradient is zero at the start, so that nothing can move: the letters that start at zero. Else null. */
	readonly still: readonly string[] | null;
	/** `ΔW = …`, as TeX. */
	readonly tex: string;
	/** What it is made of, so that a sweep can make it at other sizes. */
	readonly text: AdapterText;
	readonly sizes: Readonly<Record<string, number>>;
	/** `∂L/∂factor = …` in the letters of the formula and G = ∂L/∂ΔW, as TeX, of each trained factor. */
	readonly gradients: readonly { readonly factor: string; readonly tex: string }[];
}

export interface RunValue {
	readonly kind: 'run';
	readonly run: Run;
	/** What ΔW was asked to be, where that is a matrix of the notebook: then the run's task says nothing. */
	readonly target: MatrixValue | null;
	/** What was trained: a typed adapter, or a method of the index by its name. */
	readonly of: AdapterValue | MethodName;
	readonly result: Result;
	/** ΔW as trained, in float64 from the float32 factors. */
	readonly delta: MatrixValue;
}

/** One point of a sweep. */
export interface SweepPoint {
	/** What was varied, in the order of `SweepValue.names`. */
	readonly at: readonly number[];
	readonly parameters: number;
	readonly rankBound: number;
	/** As measured; null where it diverged. */
	readonly rank: number | null;
	/** ‖ΔW−T‖²/‖T‖²; null where it diverged. */
	readonly error: number | null;
	/** A proven lower bound on it, or null. */
	readonly floor: number | null;
}

export interface SweepValue {
	readonly kind: 'sweep';
	/** What was varied: one name, or two. */
	readonly names: readonly string[];
	readonly points: readonly SweepPoint[];
}

/** A ΔW out of a file. */
export interface ModuleValue {
	readonly kind: 'module';
	readonly name: string;
	/** The file and whose it is, such as `peft`. */
	readonly file: string;
	readonly dialect: string;
	readonly method: string;
	readonly parameters: number;
	readonly rankBound: number;
	/** Then delta and rankBound are of s·BA alone: what DoRA makes of it needs the base weights, which are not in the file. */
	readonly isDora: boolean;
	readonly delta: MatrixValue;
}

export type Figure =
	| {
			readonly type: 'spectrum';
			readonly series: readonly { readonly name: string; readonly spectrum: SpectrumValue }[];
			/** Lines at ranks, such as a bound. */
			readonly against: readonly number[];
	  }
	| {
			readonly type: 'losses';
			/** losses[i] is the loss before step i. */
			readonly series: readonly { readonly name: string; readonly losses: Float32Array }[];
	  }
	| { readonly type: 'heatmap'; readonly name: string; readonly matrix: MatrixValue }
	| {
			readonly type: 'curve';
			readonly series: readonly { readonly name: string; readonly sweep: SweepValue }[];
	  }
	| { readonly type: 'race'; readonly rows: readonly RaceRow[] };

/** One that ran in a race at about equal parameters. */
export interface RaceRow {
	readonly name: string;
	readonly task: string;
	/** Of the layer. */
	readonly shape: readonly [out: number, columns: number];
	/** The rank that it was given, null where its own sizes are kept. */
	readonly rank: number | null;
	readonly parameters: number;
	readonly rankBound: number;
	/** The rank that it came to; null where all that were tried diverged. */
	readonly measured: number | null;
	/** The best of those that were tried. */
	readonly lr: number;
	readonly error: number | null;
}

export type LabValue =
	| { readonly kind: 'number'; readonly value: number }
	| { readonly kind: 'text'; readonly value: string }
	| { readonly kind: 'range'; readonly values: readonly number[] }
	| MatrixValue
	| SpectrumValue
	/** A method of the index, such as lora. */
	| { readonly kind: 'method'; readonly name: MethodName }
	/** Several parts under names, such as A, B and error of nearestKron. */
	| { readonly kind: 'parts'; readonly parts: readonly { readonly name: string; readonly value: LabValue }[] }
	| AdapterValue
	| RunValue
	| SweepValue
	| ModuleValue
	| { readonly kind: 'race'; readonly rows: readonly RaceRow[] }
	| { readonly kind: 'figure'; readonly figure: Figure };

/** Numbers that a value holds, as far as they take room. */
export function numbersIn(value: LabValue): number {
	switch (value.kind) {
		case 'matrix':
			return value.data.length;
		case 'spectrum':
			return (
				value.singularValues.length + (value.sides ? numbersIn(value.sides.u) + numbersIn(value.sides.v) : 0)
			);
		case 'parts':
			return value.parts.reduce((sum, part) => sum + numbersIn(part.value), 0);
		case 'run':
			return value.delta.data.length + value.result.losses.length + value.result.parameters;
		case 'module':
			return value.delta.data.length;
		case 'range':
			return value.values.length;
		default:
			return 1;
	}
}
