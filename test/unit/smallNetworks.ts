/** Small networks that train on drawn data, for what holds on every backend. No problem of the site is among them. */
import { apply, leaf, type Expression } from '$src/algebra/expression';
import {
	add,
	causalSoftmax,
	crossEntropy,
	gainAndBias,
	gather,
	gelu,
	layerNorm,
	number,
	regrouped,
	relu,
	rmsNorm,
	scale,
	softmax,
	squaredNorm,
	subtract,
	unfold,
	windows
} from '$src/algebra/ops';
import * as scalar from '$src/algebra/scalar';
import { trainingProgram } from '$src/compute/optimizer';
import type { Input, Program, Table } from '$src/compute/program';
import { Random } from '$src/math/random';
import { countOf } from '$src/math/tensor';

const drawn = (name: string, shape: readonly number[], size = 1): Input => ({
	leaf: leaf(name, shape),
	values: Float32Array.from(new Random(8, name).normal(shape).data, (v) => size * v)
});

/** Whole numbers from 0 to below − 1. */
const wholes = (name: string, shape: readonly number[], below: number): Input => ({
	leaf: leaf(name, shape),
	values: Float32Array.from(
		new Random(9, name).normal(shape).data,
		(v) => Math.floor(97 * Math.abs(v)) % below
	)
});

/** One of those a step. */
const wholesEachStep = (name: string, shape: readonly number[], below: number, steps: number): Table => ({
	leaf: leaf(name, shape),
	values: wholes(name, [steps * countOf(shape)], below).values
});

const contraction = (notation: string, a: Expression, b: Expression): Expression =>
	apply({ name: notation, notation, body: scalar.product(2) }, [a, b]);

const adam = {
	optimizer: 'adam',
	schedule: 'constant',
	learningRate: 2e-2
} as const;
const trained = (inputs: readonly Input[]) =>
	inputs.map(({ leaf: l, values }) => ({ leaf: l, initial: values }));

/** Attention over a batch of two sequences, layer normalization, a GELU network: all its weights trained on drawn data. */
function transformer(steps: number): Program {
	const [batch, length, width, hidden] = [2, 5, 4, 6];
	const x = drawn('x', [batch, length, width]);
	const y = drawn('y', [batch, length, width]);
	const weights = ['Q', 'K', 'V'].map((name) => drawn(name, [width, width], 0.5));
	const gain = { leaf: leaf('gain', [width]), values: new Float32Array(width).fill(1) };
	const bias = drawn('bias', [width], 0.1);
	const [up, down] = [drawn('up', [width, hidden], 0.5), drawn('down', [hidden, width], 0.5)];
	const [q = x.leaf, k = x.leaf, v = x.leaf] = weights.map((w) => contraction('btd,de->bte', x.leaf, w.leaf));
	const attention = contraction('bij,bjd->bid', softmax(contraction('bid,bjd->bij', q, k)), v);
	const normal = gainAndBias(layerNorm(add(x.leaf, attention)), gain.leaf, bias.leaf);
	const network = contraction('bth,hd->btd', gelu(contraction('btd,dh->bth', normal, up.leaf)), down.leaf);
	return trainingProgram({
		loss: scale(number(0.5), squaredNorm(subtract(add(normal, network), y.leaf))),
		trained: trained([...weights, gain, bias, up, down]),
		inputs: [x, y],
		...{ ...adam, steps }
	});
}

export const CLASSIFIER_ROWS = 12;

/** Two layers on minibatches out of a set of rows that is held once. @param rows of the set, one list a step; all by default */
export function classifier(steps: number, rows: (step: number) => readonly number[]): Program {
	const [width, hidden, classes] = [6, 7, 3];
	const [data, labels] = [
		drawn('data', [CLASSIFIER_ROWS, width]),
		wholes('labels', [CLASSIFIER_ROWS], classes)
	];
	const [first, second] = [drawn('first', [hidden, width], 0.4), drawn('second', [classes, hidden], 0.4)];
	const taken = Array.from({ length: steps }, (_, step) => rows(step));
	const size = taken[0]?.length ?? 0;
	const [at, own] = [leaf('rows', [size]), leaf('labels of rows', [size])];
	const inside = relu(contraction('bd,hd->bh', gather(data.leaf, at), first.leaf));
	return trainingProgram({
		loss: crossEntropy(contraction('bh,ch->bc', inside, second.leaf), own),
		trained: trained([first, second]),
		inputs: [data],
		tables: [
			{ leaf: at, values: Float32Array.from(taken.flat()) },
			{ leaf: own, values: Float32Array.from(taken.flat(), (row) => labels.values[row] ?? NaN) }
		],
		...{ ...adam, steps }
	});
}

/** The same on all rows at once, without minibatches. */
export function classifierOnAll(steps: number): Program {
	const program = classifier(steps, () => Array.from({ length: CLASSIFIER_ROWS }, (_, i) => i));
	const fixed = program.tables.filter(({ leaf: l }) => l.shape.length > 0);
	return {
		...program,
		tables: program.tables.filter((t) => !fixed.includes(t)),
		inputs: [
			...program.inputs,
			...fixed.map(({ leaf: l, values }) => ({ leaf: l, values: values.slice(0, countOf(l.shape)) }))
		]
	};
}

/** Tokens → embedding that is trained too → one causal head → the next token. */
function decoder(steps: number): Program {
	const [batch, length, width, tokens] = [3, 5, 4, 6];
	const embedding = drawn('embedding', [tokens, width]);
	const weights = ['Q', 'K', 'V'].map((name) => drawn(name, [width, width], 0.5));
	const seen = wholesEachStep('seen', [batch, length], tokens, steps);
	const next = wholesEachStep('next', [batch, length], tokens, steps);
	const x = gather(embedding.leaf, seen.leaf);
	const [q = x, k = x, v = x] = weights.map((w) => contraction('btd,de->bte', rmsNorm(x), w.leaf));
	const attention = contraction('bij,bjd->bid', causalSoftmax(contraction('bid,bjd->bij', q, k)), v);
	const scores = contraction('btd,vd->btv', add(x, attention), embedding.leaf);
	return trainingProgram({
		loss: crossEntropy(scores, next.leaf),
		trained: trained([embedding, ...weights]),
		inputs: [],
		tables: [seen, next],
		...{ ...adam, steps }
	});
}

/** Two convolutions, the second one of a window that moves two pixels, and a layer behind them. */
function convolution(steps: number): Program {
	const [batch, side, channels, classes] = [3, 6, 3, 4];
	const one = windows(side, side, 3);
	const two = windows(4, 4, 2, 2);
	const at = (name: string, { positions, numbers }: typeof one): Input => ({
		leaf: leaf(name, [positions, numbers.length / positions]),
		values: Float32Array.from(numbers)
	});
	const [atOne, atTwo] = [at('windows 1', one), at('windows 2', two)];
	const [images, labels] = [drawn('images', [batch, side * side, 1]), wholes('labels', [batch], classes)];
	const [first, second] = [drawn('first', [channels, 9], 0.4), drawn('second', [5, 4 * channels], 0.4)];
	const last = drawn('last', [classes, 4 * 5], 0.4);
	const layer = (x: Expression, where: Input, weights: Input): Expression =>
		relu(contraction('rw,cw->rc', unfold(x, where.leaf), weights.leaf));
	const middle = regrouped(layer(images.leaf, atOne, first), '(np)c->npc', { n: batch });
	const inside = layer(middle, atTwo, second);
	return trainingProgram({
		loss: crossEntropy(
			contraction('nd,kd->nk', regrouped(inside, '(np)c->n(pc)', { n: batch }), last.leaf),
			labels.leaf
		),
		trained: trained([first, second, last]),
		inputs: [images, labels, atOne, atTwo],
		...{ ...adam, steps }
	});
}

/** Rows 0 to 4, then 5 to 9, then 10 to 2 … */
const inTurn = (step: number): number[] =>
	Array.from({ length: 5 }, (_, i) => (5 * step + i) % CLASSIFIER_ROWS);

export const smallNetworks = {
	transformer,
	classifier: (steps: number) => classifier(steps, inTurn),
	decoder,
	convolution
} as const satisfies Record<string, (steps: number) => Program>;
