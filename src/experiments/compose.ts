/**
 * Method × problem: which adapter sits on which module, and the loss of their updates. Shapes and expressions alone; the
 * problem's numbers are drawn when somebody asks for them. What trains (experiment.ts), what a run begins with
 * (beginning.ts) and what is said of it before (preview.ts) are all of this one.
 */
import { adapter, place, type Adapter } from '$src/adapters/adapter';
import type { Method } from '$src/adapters/method';
import { ShapeError } from '$src/algebra/errors';
import { topological, type Expression, type Leaf } from '$src/algebra/expression';
import { parseTask, problemNamed, problems } from '$src/models/index';
import type { Module, Posed, Problem } from '$src/models/problem';
import { countOf } from '$src/math/tensor';
import { misfitOf } from '$src/models/task';
import { methodOptions, type Run } from '$src/receipt/run';

export interface Part {
	readonly module: Module;
	readonly adapter: Adapter;
}

export interface Composition {
	readonly run: Run;
	/** What is trained in place of the run's method; null where that is trained. */
	readonly typed: Method | null;
	readonly posed: Posed;
	/** Is it all in the run? A typed adapter and a target of one's own are not. */
	readonly hasReceipt: boolean;
	/** In the order of the problem's modules; there is at least one. */
	readonly parts: readonly Part[];
	/** What is trained, of all modules. */
	readonly leaves: readonly Leaf[];
	/** Trained numbers of all modules. */
	readonly parameters: number;
	/** A scalar expression of all leaves and of the problem's inputs; built once. */
	readonly loss: () => Expression;
}

/** Elements of ΔW that fit every machine the site promises to run on, formed in float64 and with what is measured of it. */
const LARGEST_LAYER = 4096 * 4096;

/** Why ΔW of this shape cannot be formed, or null: the one limit of all that trains or measures. */
export function tooLarge(command: string, out: number, columns: number): string | null {
	if (out * columns <= LARGEST_LAYER) return null;
	return `${command}: expected out·in of at most ${LARGEST_LAYER}, got ${out}·${columns}; try 4096 and 4096`;
}

/** Numbers that training may hold at a time (512 MiB of float32): what the largest layer takes with any method of ours. */
const MOST_HELD = 8 * LARGEST_LAYER;

/**
 * Why training this would fill the memory, or null: the values on the way to ΔW, and of each trained number a gradient
 * and two moments. Of shapes alone, before anything is made.
 */
export function tooMuchHeld(command: string, { delta, parameters }: Adapter): string | null {
	const values = topological([delta]).reduce((sum, { shape }) => sum + countOf(shape), 0);
	const held = values + 3 * parameters;
	if (held <= MOST_HELD) return null;
	return `${command}: expected an adapter that holds at most ${MOST_HELD} numbers while it trains, got ${held}; make it smaller`;
}

const problemOf = ({ task }: Pick<Run, 'task'>): Problem => problems[problemNamed(task)];

/** Why a run cannot be done, or null: what a page shows and the command line answers before any work. */
export function whyImpossible(run: Run): string | null {
	const { isNetwork, misfit } = problemOf(run);
	if (isNetwork) return misfit?.(run) ?? null;
	return tooLarge('train', run.out, run.in) ?? misfitOf(parseTask(run.task), run.out, run.in);
}

/** Why a run is none of one layer and one target, or null: of whatever draws one picture of a ΔW, or one map of ranks. */
export const whyNotOneLayer = (command: string, run: Pick<Run, 'task'>): string | null =>
	problemOf(run).isNetwork
		? `${command}: expected a task of one layer, got ${run.task}; try identity, or train it by itself`
		: null;

/**
 * @param problem the one that the run's task names, unless told otherwise
 * @param typed a typed adapter (adapters/typed.ts) in place of the run's method, whose name and options are not read then
 * @throws RangeError if the options do not fit the method, or the adapter does not fit a module
 */
export function compose(
	run: Run,
	problem: Problem = problemOf(run),
	typed: Method | null = null
): Composition {
	const posed = problem.pose(run, parseTask(run.task), run.seed);
	const isAlone = posed.modules.length === 1;
	const parts = posed.modules.map((module): Part => {
		const options = { ...methodOptions(run), out: module.out, in: module.in };
		// The names of leaves are the streams of their random numbers: a module that is alone has none of its own.
		const placement = { prefix: isAlone ? '' : `${module.name}.` };
		if (!typed) return { module, adapter: adapter(run.method, options, placement) };
		return { module, adapter: fitting(place(typed, options, placement), module) };
	});
	const leaves = parts.flatMap((part) => part.adapter.leaves);
	let loss: Expression | undefined;
	return {
		...{ run, typed, posed, parts, leaves },
		hasReceipt: !typed && problem === problemOf(run),
		parameters: parts.reduce((total, part) => total + part.adapter.parameters, 0),
		loss: () =>
			(loss ??= posed.loss(
				parts.map((part) => part.adapter.delta),
				leaves
			))
	};
}

function fitting(made: Adapter, { name, out, in: columns }: Module): Adapter {
	if (made.delta.shape.join() === [out, columns].join()) return made;
	throw new ShapeError(
		made.method.name,
		`ΔW of ${out} × ${columns}, as ${name} has it`,
		made.delta.shape.join(' × '),
		'change its shapes, or train it elsewhere'
	);
}

/** The part of a problem with one module. @throws Error if there are more: whoever draws one picture has to choose */
export function onlyPart({ parts }: Composition): Part {
	const [part, ...more] = parts;
	if (!part || more.length > 0) throw new Error(`compose: expected one module, got ${parts.length}`);
	return part;
}
