/**
 * The classifier that is trained from scratch: the layers of models/mlp.ts whose two wide matrices are W itself, whole or
 * as FedPara writes it (arXiv 2108.06098), and no frozen weights beneath. Head and biases are whole in every form. It
 * knows no clients.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import type { MethodName } from '$src/adapters/index';
import { evaluate } from '$src/algebra/evaluate';
import { leaf, type Expression, type Leaf } from '$src/algebra/expression';
import { Random } from '$src/math/random';
import { countOf, scalar, tensor, type Tensor } from '$src/math/tensor';
import { mlpNetwork } from '$src/models/mlp';
import { cheapest, type Adapted } from '$src/models/network';
import { formsOf } from '$src/algebra/factored';
import { methodOptions, runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';
import { own } from '$src/own';
import type { FormName } from './fields';

interface Form {
	readonly method: MethodName;
	/** Of the factors, from R. */
	readonly rank: (r: number) => number;
	/** Standard deviation of a factor's numbers, so that each of W has variance v. */
	readonly deviation: (v: number, rank: number) => number;
}

/** Square roots are the same on every machine, powers need not be. */
const fourthRoot = (x: number): number => Math.sqrt(Math.sqrt(x));

const forms: Readonly<Record<FormName, Form>> = {
	full: { method: 'full', rank: () => 1, deviation: (v) => Math.sqrt(v) },
	'low-rank': { method: 'lora', rank: (r) => 2 * r, deviation: (v, rank) => fourthRoot(v / rank) },
	// Each of the two products has the variance √v.
	fedpara: { method: 'loha', rank: (r) => r, deviation: (v, rank) => fourthRoot(Math.sqrt(v) / rank) }
};

/** What is written in another form; what reads the answer stays whole. */
const PARAMETRISED = ['fc1', 'fc2'];

/** Values by the name of the leaf, float32: what a client and the server send each other. */
export type Weights = ReadonlyMap<string, Float32Array>;

/** W [out, in] by the name of its layer, and its bias behind it, in float64: whatever wrote it. */
export type Network = ReadonlyMap<string, Tensor>;

export interface Classifier {
	readonly form: FormName;
	/** All that is trained, and sent. */
	readonly leaves: readonly Leaf[];
	/** s of each product, which is 1: no number is sent for it. */
	readonly scales: readonly Leaf[];
	readonly parameters: number;
	/** W of each parametrised layer, from its factors. */
	readonly layers: readonly { readonly name: string; readonly adapter: Adapter }[];
	/** Scores [count, 10]. @param x [count, 144] */
	readonly scores: (x: Expression) => Expression;
}

/** @param r R of FedPara, at least 1 */
export function classifier(form: FormName, r: number): Classifier {
	const { method, rank } = forms[form];
	const layers = PARAMETRISED.map((name) => {
		const [out, columns] = own(mlpNetwork.matrices, name) ?? [1, 1];
		const given = { ...defaultsOf(runSchema), method, out, in: columns };
		const ranks = { rank: rank(r), rank2: rank(r), alpha: rank(r) };
		return { name, adapter: adapter(method, methodOptions({ ...given, ...ranks }), { prefix: `${name}.` }) };
	});
	const whole = Object.entries({ ...mlpNetwork.matrices, ...mlpNetwork.others })
		.filter(([name]) => !PARAMETRISED.includes(name))
		.map(([name, shape]) => leaf(name, shape));
	const leaves = [...layers.flatMap(({ adapter: { leaves: own } }) => own), ...whole];
	const weightOf = (name: string): Expression => {
		const found =
			layers.find((one) => one.name === name)?.adapter.delta ?? whole.find((one) => one.name === name);
		if (!found) throw new Error(`federated: expected a layer, got ${name}`);
		return found;
	};
	const weights: Adapted = {
		whole: weightOf,
		through: (x, name) => {
			const w = weightOf(name);
			return cheapest(formsOf(w, x), w, x, leaves);
		}
	};
	return {
		...{ form, leaves, layers },
		scales: layers.map(({ adapter: { s } }) => s),
		parameters: leaves.reduce((sum, { shape }) => sum + countOf(shape), 0),
		scores: (x) => mlpNetwork.forward(x, weights)
	};
}

/** N(0, ·) so that the numbers of every W have variance 2/columns (He et al. 2015, arXiv 1502.01852), biases 0: alike in every form. */
export function startOf({ form, layers, leaves }: Classifier, seed: number): Weights {
	const deviations = new Map(
		layers.flatMap(({ adapter: { leaves: own, options } }) => {
			const deviation = forms[form].deviation(2 / options.in, options.rank);
			return own.map(({ name }) => [name, deviation] as const);
		})
	);
	return new Map(
		leaves.map(({ name, shape }) => {
			const [, columns] = shape;
			const size = columns === undefined ? 0 : (deviations.get(name) ?? Math.sqrt(2 / columns));
			const drawn = new Random(seed, `federated/${name}`).normal(shape);
			return [name, Float32Array.from(drawn.data, (x) => size * x)];
		})
	);
}

/** A network from what is sent of it. */
export function wholeOf({ layers, leaves }: Classifier, weights: Weights): Network {
	const values = new Map(
		leaves.map(({ name, shape }) => [name, tensor(shape, Float64Array.from(weights.get(name) ?? []))])
	);
	const inside = new Set(layers.flatMap(({ adapter: { leaves: own } }) => own.map(({ name }) => name)));
	return new Map([
		...layers.map(
			({ name, adapter: { delta, s } }) =>
				[name, evaluate(delta, new Map([...values, [s.name, scalar(1)]]))] as const
		),
		...[...values].filter(([name]) => !inside.has(name))
	]);
}
