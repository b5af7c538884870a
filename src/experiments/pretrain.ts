/**
 * How the weights that networks begin with were made: all of a network's own weights trained from drawn ones on what it
 * knows, by the same core. The recipe stands here; the file says that it is of this recipe. No page trains so.
 */
import { leaf, type Expression } from '$src/algebra/expression';
import { crossEntropy, gather } from '$src/algebra/ops';
import { cpuBackend } from '$src/compute/cpu/backend';
import { trainingProgram } from '$src/compute/optimizer';
import { Random } from '$src/math/random';
import { countOf, tensor, type Tensor } from '$src/math/tensor';
import { cnnNetwork } from '$src/models/cnn';
import { digitImages } from '$src/models/digits';
import { KNOWN, type DigitNetwork } from '$src/models/digitTasks';
import { mlpNetwork } from '$src/models/mlp';
import {
	adapted,
	Leaves,
	minibatches,
	weightsOf,
	type Adapted,
	type Architecture
} from '$src/models/network';
import { grammarSets, LENGTH, nextOf, read, seenOf, transformerNetwork } from '$src/models/transformer';

export interface Recipe {
	readonly steps: number;
	readonly batch: number;
	readonly learningRate: number;
	readonly seed: number;
}

export const recipes = {
	mlp: { steps: 3000, batch: 64, learningRate: 2e-3, seed: 1 },
	cnn: { steps: 3000, batch: 64, learningRate: 2e-3, seed: 1 },
	transformer: { steps: 4000, batch: 32, learningRate: 3e-3, seed: 1 }
} as const satisfies Record<string, Recipe>;
export type Pretrained = keyof typeof recipes;

interface Data {
	readonly network: Architecture;
	readonly loss: (weights: Adapted) => Expression;
	readonly inputs: readonly { readonly leaf: ReturnType<typeof leaf>; readonly values: Float32Array }[];
	readonly tables: readonly { readonly leaf: ReturnType<typeof leaf>; readonly values: Float32Array }[];
}

/** Images that the networks of digits were trained on. */
const IMAGES = 4096;
/** Texts that the decoder was trained on. */
const TEXTS = 4096;

function digitData(network: DigitNetwork, { steps, batch, seed }: Recipe): Data {
	const { pixels, labels } = digitImages('pretrained', IMAGES, KNOWN);
	const pictures = leaf('pictures', [IMAGES, ...network.picture]);
	const [rows, own] = [leaf('rows', [batch]), leaf('labels', [batch])];
	const taken = minibatches(IMAGES, batch, steps, seed);
	return {
		network,
		loss: (weights) => crossEntropy(network.forward(gather(pictures, rows), weights), own),
		inputs: [{ leaf: pictures, values: Float32Array.from(pixels) }],
		tables: [
			{ leaf: rows, values: taken },
			{ leaf: own, values: taken.map((row) => labels[row] ?? NaN) }
		]
	};
}

function textData({ steps, batch, seed }: Recipe): Data {
	const { words } = grammarSets('north').many(TEXTS);
	const [seen, next] = [leaf('seen', [batch, LENGTH]), leaf('next', [batch * LENGTH])];
	const texts = [...minibatches(words.length, batch, steps, seed)].map((row) => words[row] ?? []);
	return {
		network: transformerNetwork,
		loss: (weights) => crossEntropy(read(seen, weights).scores, next),
		inputs: [],
		tables: [
			{ leaf: seen, values: Float32Array.from(seenOf(texts)) },
			{ leaf: next, values: Float32Array.from(nextOf(texts)) }
		]
	};
}

const dataOf = (name: Pretrained, recipe: Recipe): Data => {
	if (name === 'transformer') return textData(recipe);
	return digitData(name === 'mlp' ? mlpNetwork : cnnNetwork, recipe);
};

/** N(0, 2/in) for matrices, zeros for biases, small numbers for positions. */
function drawn(name: string, shape: readonly number[], seed: number): Tensor {
	const normal = new Random(seed, `pretrain/${name}`).normal(shape);
	const [, columns] = shape;
	const size = columns === undefined ? 0 : Math.sqrt((name === 'positions' ? 0.1 : 1) / columns);
	return tensor(
		shape,
		normal.data.map((x) => size * x)
	);
}

/** Trains a network's own weights. @returns them by name, and the losses of the last hundred steps, in the mean */
export async function pretrain(
	name: Pretrained,
	recipe: Recipe = recipes[name]
): Promise<{ readonly weights: Map<string, Tensor>; readonly loss: number }> {
	const { network, loss, inputs, tables } = dataOf(name, recipe);
	const leaves = new Leaves(network);
	const program = trainingProgram({
		loss: loss(adapted(leaves, new Map(), [])),
		trained: leaves.all.map(([own, l]) => ({
			leaf: l,
			initial: Float32Array.from(drawn(own, l.shape, recipe.seed).data)
		})),
		inputs: [
			...inputs,
			...(network.constants ?? []).map(({ leaf: l, value }) => ({
				leaf: l,
				values: Float32Array.from(value.data)
			}))
		],
		tables,
		...{ optimizer: 'adam', schedule: 'cosine', learningRate: recipe.learningRate, steps: recipe.steps }
	});
	const runner = await cpuBackend().prepare(program);
	const losses = await runner.run(recipe.steps);
	const { states } = await runner.read();
	runner.dispose();
	const last = losses.slice(-100);
	return {
		weights: new Map(
			Object.entries(weightsOf(network)).map(([own, shape]) => [
				own,
				tensor(shape, states.get(leaves.of(own).name) ?? new Float32Array(countOf(shape)))
			])
		),
		loss: last.reduce((sum, x) => sum + x, 0) / last.length
	};
}
