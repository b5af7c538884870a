/** A run's receipt made concrete: method × problem × optimizer. Pure: the same receipt, the same numbers. */
import { frozenValues, initialValues } from '$src/adapters/values';
import type { Leaf } from '$src/algebra/expression';
import { trainingProgram } from '$src/compute/optimizer';
import type { Input, Program } from '$src/compute/program';
import { squaredNorm, type Tensor } from '$src/math/tensor';
import { parseTask } from '$src/models/index';
import { towards } from '$src/models/matrix';
import { relativeError } from '$src/models/layer';
import type { Metrics } from '$src/models/problem';
import type { Run } from '$src/receipt/run';
import { remembered } from '$src/remembered';
import type { Method } from '$src/adapters/method';
import { compose, onlyPart, whyImpossible, type Composition, type Part } from './compose';
import { floorOf } from './floor';
import { environmentOf, measure } from './measure';
import type { Snapshot } from './protocol';

export interface Experiment {
	readonly run: Run;
	readonly composition: Composition;
	readonly program: Program;
	/** Proven lower bound on the relative error; null where none is known, or there are several modules. */
	readonly floor: number | null;
	/** What the model does before it is trained; null where nothing but the error is measured. */
	readonly metrics: () => Metrics | null;
	/** Measures factors read back from a backend. */
	readonly snapshot: (step: number, factors: Readonly<Record<string, Float32Array>>) => Snapshot;
}

/** A run that no backend can do: one of its settings must change. */
export class ImpossibleRun extends RangeError {}

/** What is trained beside what a run says. */
export interface Own {
	/** In place of its method. */
	readonly typed?: Method | null;
	/** In place of its task: [out, in]. */
	readonly target?: Tensor | null;
}

/** @throws ImpossibleRun where whyImpossible(run) is not null, or a rank, a factor or a task does not fit */
export function experiment(run: Run, own: Own = {}): Experiment {
	try {
		return concrete(run, own);
	} catch (error) {
		throw error instanceof RangeError ? new ImpossibleRun(error.message) : error;
	}
}

function concrete(given: Run, { typed = null, target = null }: Own): Experiment {
	// A task of which nothing is known but its numbers.
	const run: Run = target ? { ...given, task: 'gaussian' } : given;
	const why = whyImpossible(run);
	if (why) throw new RangeError(why);
	return experimentOf(compose(run, target ? towards(target) : undefined, typed));
}

/** @throws RangeError if the update that is asked for is zero */
export function experimentOf(composition: Composition): Experiment {
	const { run, posed, parts, leaves } = composition;
	if (parts.some(({ module: { target } }) => target && !(squaredNorm(target()) > 0)))
		throw new RangeError('task: expected a target that is not zero');
	const began = parts.map(({ adapter, module }) => {
		const initial = initialValues(adapter, run.seed, run.init, module.w0);
		return { adapter, module, initial, frozen: frozenValues(adapter, initial) };
	});
	const initialOf = new Map(began.flatMap(({ initial }) => [...initial]));
	const given = (leaf: Leaf): Input => ({ leaf, values: float32(initialOf.get(leaf.name)) });
	const program = trainingProgram({
		loss: composition.loss(),
		trained: leaves.map((leaf) => ({ leaf, initial: float32(initialOf.get(leaf.name)) })),
		inputs: [
			...parts.flatMap(({ adapter }) => [adapter.s, ...adapter.frozen.map(({ leaf }) => leaf)].map(given)),
			...posed.inputs.map(({ leaf, value }) => ({ leaf, values: float32(value()) }))
		],
		tables: (posed.drawn ?? []).map(({ leaf, values }) => ({ leaf, values: values(run.steps) })),
		optimizer: run.optimizer,
		schedule: run.schedule,
		learningRate: run.lr,
		steps: run.steps
	});
	return {
		...{ run, composition, program },
		floor: parts.length === 1 ? floorOfPart(onlyPart(composition), run) : null,
		metrics: remembered(() => posed.metrics?.() ?? null),
		snapshot: (step, factors) => {
			const measured = began.map(({ adapter, frozen, module }) => {
				const environment = environmentOf(adapter, factors, frozen);
				const { delta, snapshot } = measure(module.name, adapter, environment);
				return { delta, snapshot, error: module.target ? relativeError(delta, module.target()) : NaN };
			});
			return {
				...{ step, factors },
				modules: measured.map(({ snapshot }) => snapshot),
				// Of several modules the mean.
				error: measured.reduce((sum, { error }) => sum + error, 0) / measured.length,
				...(posed.metrics && { metrics: posed.metrics(measured.map(({ delta }) => delta)) })
			};
		}
	};
}

const floorOfPart = ({ adapter, module: { target } }: Part, run: Run): number | null =>
	target && floorOf(adapter, parseTask(run.task), target());

/** Data that many runs share are the same array in all of them. */
const rounded = new WeakMap<Tensor, Float32Array>();

function float32(t: Tensor | undefined): Float32Array {
	if (!t) return new Float32Array();
	const values = rounded.get(t) ?? Float32Array.from(t.data);
	rounded.set(t, values);
	return values;
}
