/**
 * What the small real networks share: a frozen network whose matrices may each carry a ΔW, as expressions; which of them
 * carry one, by name; and minibatches. A network itself is a file of its own (mlp.ts, cnn.ts, transformer.ts).
 */
import { gradients } from '$src/algebra/adjoint';
import { leaf, topological, type Expression, type Leaf, type Shape } from '$src/algebra/expression';
import { formsOf, operations } from '$src/algebra/factored';
import { add, squaredNorm } from '$src/algebra/ops';
import { evaluateQuickly } from '$src/algebra/quick';
import { Random } from '$src/math/random';
import type { Tensor } from '$src/math/tensor';
import { integer, text } from '$src/schema/field';
import { own } from '$src/own';
import { baseOf } from './base';
import type { Given, Metrics, Module } from './problem';

export interface Architecture {
	/** Of its problem. */
	readonly name: string;
	/** Matrices [out, in] on which a ΔW may sit, in order. */
	readonly matrices: Readonly<Record<string, readonly [out: number, columns: number]>>;
	/** That of them whose rows are looked up; none by default. */
	readonly embedding?: string;
	/** What stays as it is: biases, positions. */
	readonly others: Readonly<Record<string, Shape>>;
	/** Inputs that no training has made, such as which pixels a window sees; none by default. */
	readonly constants?: readonly { readonly leaf: Leaf; readonly value: Tensor }[];
}

/** The options of every network. */
export const networkOptions = {
	modules: text({
		default: 'all-linear',
		about: 'which modules carry a ΔW: names with commas, all-linear (all but embed and head), or all',
		pattern: /^[a-z\d]+([._-][a-z\d]+)*(,[a-z\d]+([._-][a-z\d]+)*){0,63}$/,
		expected: 'names with commas, all-linear or all'
	}),
	batch: integer({ min: 1, max: 256, default: 32, about: 'rows of a minibatch' })
} as const;

/** What is left out by all-linear: what is read or written, not computed with. */
const ENDS = ['embed', 'head'];

const fits = (name: string, wanted: string): boolean =>
	wanted === 'all' ||
	(wanted === 'all-linear' && !ENDS.includes(name)) ||
	name === wanted ||
	name.endsWith(`.${wanted}`);

/** Names of the matrices that carry a ΔW, each once, in the order of the network: `q` is that of every layer. */
export const chosen = ({ matrices }: Architecture, modules: string): string[] =>
	Object.keys(matrices).filter((name) => modules.split(',').some((wanted) => fits(name, wanted)));

/** Why the modules cannot be, with the names that there are; null where they can. */
export function misfitOfModules({ matrices }: Architecture, modules: string): string | null {
	const names = Object.keys(matrices);
	const unknown = modules.split(',').find((wanted) => !names.some((name) => fits(name, wanted)));
	if (unknown === undefined) return null;
	return `modules: expected some of ${names.join(', ')}, all-linear or all, got ${unknown}; try all-linear`;
}

/** @throws RangeError where misfitOfModules is not null */
export function modulesOf(network: Architecture, modules: string): Module[] {
	const misfit = misfitOfModules(network, modules);
	if (misfit) throw new RangeError(misfit);
	return chosen(network, modules).map((name): Module => {
		const [out, columns] = own(network.matrices, name) ?? [1, 1];
		return {
			...{ name, out, in: columns },
			...(network.embedding === name && { isEmbedding: true }),
			w0: () => baseOf(network.name, name),
			target: null
		};
	});
}

/** All weights by name and shape. */
export const weightsOf = ({ matrices, others }: Architecture): Readonly<Record<string, Shape>> => ({
	...matrices,
	...others
});

/** The weights of a network as leaves, each the same object however often it is asked for. */
export class Leaves {
	readonly #leaves: ReadonlyMap<string, Leaf>;

	constructor(readonly network: Architecture) {
		this.#leaves = new Map(
			Object.entries(weightsOf(network)).map(([name, shape]) => [name, leaf(`${name}/W`, shape)])
		);
	}

	get all(): readonly (readonly [name: string, leaf: Leaf])[] {
		return [...this.#leaves];
	}

	of(name: string): Leaf {
		const found = this.#leaves.get(name);
		if (!found) throw new Error(`${this.network.name}: expected weights, got none called ${name}`);
		return found;
	}

	/** As inputs of a loss, with the constants. */
	given(): Given[] {
		const weights = this.all.map(([name, one]) => ({
			leaf: one,
			value: () => baseOf(this.network.name, name)
		}));
		const constants = (this.network.constants ?? []).map(({ leaf: one, value }) => ({
			leaf: one,
			value: () => value
		}));
		return [...weights, ...constants];
	}
}

/** The weights with the updates of some of them: what a network is written with. */
export interface Adapted {
	/** x·(W + ΔW)ᵀ, in the form that costs a step least. @param x [rows, in] @returns [rows, out] */
	readonly through: (x: Expression, name: string) => Expression;
	/** W + ΔW, or what else is called so. */
	readonly whole: (name: string) => Expression;
}

/**
 * @param updates ΔW by name of the module, of some of them
 * @param trained the leaves that a step finds gradients of
 */
export function adapted(
	leaves: Leaves,
	updates: ReadonlyMap<string, Expression>,
	trained: readonly Leaf[]
): Adapted {
	const whole = (name: string): Expression => {
		const update = updates.get(name);
		return update ? add(leaves.of(name), update) : leaves.of(name);
	};
	const plain = (w: Expression, x: Expression): Expression => formsOf(w, x)[0] ?? w;
	return {
		whole,
		through: (x, name) => {
			const update = updates.get(name);
			if (!update) return plain(leaves.of(name), x);
			const frozen = plain(leaves.of(name), x);
			const forms = [plain(whole(name), x), ...formsOf(update, x).map((form) => add(frozen, form))];
			return cheapest(forms, update, x, trained);
		}
	};
}

/** Counted as a step costs: its value, and the gradients of its own factors and of what stands before it. */
export function cheapest(
	forms: readonly Expression[],
	update: Expression,
	x: Expression,
	trained: readonly Leaf[]
): Expression {
	const factors = topological([update]).filter((e) => e.kind === 'leaf' && trained.includes(e));
	const before = topological([x]).some((e) => e.kind === 'leaf' && trained.includes(e)) ? [x] : [];
	// What stands before costs the same in every form.
	const stub = leaf('what stands before', x.shape);
	const swapped = (e: Expression): Expression => (e === x ? stub : e);
	const costs = forms.map((form) => {
		const loss = squaredNorm(replaced(form, swapped));
		return operations([loss, ...gradients(loss, [...factors, ...(before.length > 0 ? [stub] : [])])]);
	});
	return forms[costs.indexOf(Math.min(...costs))] ?? update;
}

function replaced(e: Expression, swap: (e: Expression) => Expression): Expression {
	const found = swap(e);
	if (found !== e || e.kind === 'leaf') return found;
	const args = e.args.map((a) => replaced(a, swap));
	return args.some((a, i) => a !== e.args[i]) ? { ...e, args } : e;
}

/** An expression of leaves, its weights and what else is given, in float64. */
export function valueOf(expression: Expression, leaves: Leaves, others: ReadonlyMap<string, Tensor>): Tensor {
	const weights = leaves.given().map(({ leaf: one, value }) => [one.name, value()] as const);
	return evaluateQuickly(expression, new Map([...weights, ...others]));
}

/** Of the weights that came last, by task: every run begins with them. */
const frozen = new Map<string, { readonly weights: Tensor; readonly metrics: Metrics }>();

/** What is measured of a network without an update: once, for as long as it has the same weights. */
export function metricsOfFrozen({ name }: Architecture, task: string, measure: () => Metrics): Metrics {
	const weights = baseOf(name, 'head');
	const last = frozen.get(task);
	if (last?.weights === weights) return last.metrics;
	const metrics = measure();
	frozen.set(task, { weights, metrics });
	return metrics;
}

/**
 * Which rows each step takes: all of them in a drawn order, then all again in another one, so that each is taken equally
 * often. @returns steps · batch numbers from 0 to rows − 1
 */
export function minibatches(rows: number, batch: number, steps: number, seed: number): Float32Array {
	const taken = new Float32Array(steps * batch);
	let order: number[] = [];
	for (let at = 0, round = 0; at < taken.length; at++) {
		if (at % rows === 0) order = shuffled(rows, seed, round++);
		taken[at] = order[at % rows] ?? 0;
	}
	return taken;
}

function shuffled(rows: number, seed: number, round: number): number[] {
	const { data } = new Random(seed, `batches/${round}`).normal([rows]);
	return Array.from({ length: rows }, (_, i) => i).sort((a, b) => (data[a] ?? 0) - (data[b] ?? 0));
}

/** Mean of −log softmax(scores)[label], and the share of rows whose largest score is the label's. */
export function judged(
	{ shape, data }: Tensor,
	labels: readonly number[]
): { readonly loss: number; readonly accuracy: number } {
	const classes = shape.at(-1) ?? 1;
	let [loss, right] = [0, 0];
	labels.forEach((label, row) => {
		const scores = data.subarray(row * classes, (row + 1) * classes);
		const largest = Math.max(...scores);
		const total = scores.reduce((sum, score) => sum + Math.exp(score - largest), 0);
		loss += largest + Math.log(total) - (scores[label] ?? NaN);
		if (scores.indexOf(largest) === label) right++;
	});
	return { loss: loss / labels.length, accuracy: right / labels.length };
}
