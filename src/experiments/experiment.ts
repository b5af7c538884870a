/** A run's receipt made concrete: adapter, target, initial values, loss and floor. Pure: the same receipt, the same numbers. */
import { adapter, frozenValues, initialValues, type Adapter } from '$src/adapters/adapter';
import { gradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression } from '$src/algebra/expression';
import { applied, operations } from '$src/algebra/factored';
import { add, number, scale, squaredNorm, subtract } from '$src/algebra/ops';
import { spectrumOf } from '$src/algebra/spectrum';
import { trainingProgram } from '$src/compute/optimizer';
import type { Input, Program } from '$src/compute/program';
import { countOf, squaredNorm as squaredNormOf, type Tensor } from '$src/math/tensor';
import { methodOptions, type Run } from '$src/receipt/run';
import { misfitOf, parseTask, type Task } from '$src/receipt/task';
import { floorOf } from './floor';
import { environmentOf, relativeError } from './measure';
import type { Snapshot } from './protocol';
import { regressionData, regressionInputs, targetOf } from './target';

export interface Experiment {
	readonly run: Run;
	readonly adapter: Adapter;
	readonly task: Task;
	readonly target: Tensor;
	readonly program: Program;
	/** Proven lower bound on the relative error, or null. */
	readonly floor: number | null;
	/** Measures factors read back from a backend. */
	readonly snapshot: (step: number, factors: Readonly<Record<string, Float32Array>>) => Snapshot;
}

/** Elements of ΔW that fit every machine the site promises to run on, formed in float64 and with what is measured of it. */
const LARGEST_LAYER = 4096 * 4096;

/** Why ΔW of this shape cannot be formed, or null: the one limit of all that trains or measures. */
export function tooLarge(command: string, out: number, columns: number): string | null {
	if (out * columns <= LARGEST_LAYER) return null;
	return `${command}: expected out·in of at most ${LARGEST_LAYER}, got ${out}·${columns}; try 4096 and 4096`;
}

/** Why a run cannot be done, or null: what a page shows and the command line answers before any work. */
export const problemOf = (run: Run): string | null =>
	tooLarge('train', run.out, run.in) ?? misfitOf(parseTask(run.task), run.out, run.in);

/** A run that no backend can do: one of its settings must change. */
export class ImpossibleRun extends RangeError {}

/** @throws ImpossibleRun where problemOf(run) is not null, or a rank, a factor or a task does not fit */
export function experiment(run: Run): Experiment {
	try {
		return concrete(run);
	} catch (error) {
		throw error instanceof RangeError ? new ImpossibleRun(error.message) : error;
	}
}

function concrete(run: Run): Experiment {
	const problem = problemOf(run);
	if (problem) throw new RangeError(problem);
	const task = parseTask(run.task);
	const made = adapter(run.method, methodOptions(run));
	const target = targetOf(task, run.out, run.in, run.seed);
	const { loss, inputs } =
		task.kind === 'regression' ? regression(made, target, run.seed) : approximation(made, target);
	const initial = initialValues(made, run.seed, run.init, () => frozenWeightsOf(run));
	const frozen = frozenValues(made, initial);
	const program = trainingProgram({
		loss,
		trained: made.leaves.map((l) => ({ leaf: l, initial: float32(initial.get(l.name)) })),
		inputs: [
			{ leaf: made.s, values: float32(initial.get(made.s.name)) },
			...made.frozen.map((p) => ({ leaf: p.leaf, values: float32(frozen.get(p.leaf.name)) })),
			...inputs
		],
		optimizer: run.optimizer,
		schedule: run.schedule,
		learningRate: run.lr,
		steps: run.steps
	});
	const norm = squaredNormOf(target);
	if (!(norm > 0)) throw new RangeError('task: expected a target that is not zero');
	return {
		run,
		adapter: made,
		task,
		target,
		program,
		floor: floorOf(made, task, target),
		snapshot: (step, factors) => {
			const environment = environmentOf(made, factors, frozen);
			const spectrum = spectrumOf(made.delta, environment);
			const error = relativeError(evaluate(made.delta, environment), target);
			return { step, factors, ...spectrum, error };
		}
	};
}

/** W0 of the layer, [out, in]: the same whatever the task is. */
const frozenWeightsOf = ({ out, in: columns, seed }: Run): Tensor => regressionInputs(out, columns, seed).w0;

/** Data that many runs share are the same array in all of them. */
const rounded = new WeakMap<Tensor, Float32Array>();

function float32(t: Tensor | undefined): Float32Array {
	if (!t) return new Float32Array();
	const values = rounded.get(t) ?? Float32Array.from(t.data);
	rounded.set(t, values);
	return values;
}

/** ½‖ΔW − T‖². */
function approximation({ delta }: Adapter, target: Tensor): { loss: Expression; inputs: Input[] } {
	const t = leaf('T', target.shape);
	return {
		loss: scale(number(0.5), squaredNorm(subtract(delta, t))),
		inputs: [{ leaf: t, values: float32(target) }]
	};
}

/**
 * mean((X(W0 + ΔW)ᵀ − Y)²). The frozen part R0 = X·W0ᵀ − Y is formed once, in float64, before training;
 * X·ΔWᵀ in whichever form makes the step, gradients included, cost least.
 */
function regression(
	{ delta, leaves: trained }: Adapter,
	target: Tensor,
	seed: number
): { loss: Expression; inputs: Input[] } {
	const { x: rows, r0 } = regressionData(target, seed);
	const x = leaf('X', rows.shape);
	const residual = leaf('R0', r0.shape, { tex: 'R_0' });
	const perElement = leaf('1/n', []);
	const lossOf = (form: Expression): Expression => scale(perElement, squaredNorm(add(form, residual)));
	const stepOf = (form: Expression): number => {
		const loss = lossOf(form);
		return operations([loss, ...gradients(loss, trained)]);
	};
	return {
		loss: lossOf(applied(delta, x, stepOf)),
		inputs: [
			{ leaf: perElement, values: Float32Array.of(1 / countOf(r0.shape)) },
			{ leaf: x, values: float32(rows) },
			{ leaf: residual, values: float32(r0) }
		]
	};
}
