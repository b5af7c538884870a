import { apply, leaf, type Expression } from '$src/algebra/expression';
import { add, causalSoftmax, crossEntropy, gather, gelu, rmsNorm } from '$src/algebra/ops';
import * as scalar from '$src/algebra/scalar';
import { tensor, type Tensor } from '$src/math/tensor';
import { remembered } from '$src/remembered';
import { textOf, WORDS, type Dialect } from './grammar';
import {
	adapted,
	judged,
	Leaves,
	metricsOfFrozen,
	minibatches,
	misfitOfModules,
	modulesOf,
	networkOptions,
	valueOf,
	weightsOf,
	type Adapted,
	type Architecture
} from './network';
import { problem, type Metrics } from './problem';

/** Words that it sees, numbers of a word, heads, numbers between the two layers behind attention, blocks. */
export const LENGTH = 16;
const [WIDTH, HEADS, HIDDEN, BLOCKS] = [32, 4, 64, 2];

const square = [WIDTH, WIDTH] as const;
const block = (i: number) => ({
	...{
		[`layers.${i}.q`]: square,
		[`layers.${i}.k`]: square,
		[`layers.${i}.v`]: square,
		[`layers.${i}.o`]: square
	},
	...{ [`layers.${i}.up`]: [HIDDEN, WIDTH] as const, [`layers.${i}.down`]: [WIDTH, HIDDEN] as const }
});

/** A decoder that reads a sentence and says what comes next: RMS norm before each part, causal attention, GELU. */
export const transformerNetwork: Architecture = {
	name: 'transformer',
	matrices: {
		embed: [WORDS.length, WIDTH],
		...Object.fromEntries(Array.from({ length: BLOCKS }, (_, i) => Object.entries(block(i))).flat()),
		head: [WORDS.length, WIDTH]
	},
	embedding: 'embed',
	others: { positions: [LENGTH, WIDTH] }
};

const half = scalar.product(2);

/** Scores and what each position attends to. */
export interface Read {
	/** [batch · length, words]. */
	readonly scores: Expression;
	/** Of each block, [batch, head, position, position seen]: rows sum to 1. */
	readonly attention: readonly Expression[];
}

/** @param seen words [batch, length], by their places in WORDS */
export function read(seen: Expression, { through, whole }: Adapted): Read {
	const [b = 1] = seen.shape;
	const sizes = { b, h: HEADS };
	let x: Expression = apply(
		{ name: 'embedded', notation: 'btd,td->(bt)d', body: scalar.add(scalar.arg(0), scalar.arg(1)) },
		[gather(whole('embed'), seen), whole('positions')]
	);
	const attention: Expression[] = [];
	for (let i = 0; i < BLOCKS; i++) {
		const own = (name: string): string => `layers.${i}.${name}`;
		const normal = rmsNorm(x);
		const [q, k, v] = ['q', 'k', 'v'].map((name) => through(normal, own(name)));
		if (!q || !k || !v) throw new Error('transformer: expected queries, keys and values');
		const scores = apply(
			{
				name: 'scores',
				notation: '(bi)(he),(bj)(he)->bhij',
				body: scalar.mul(scalar.constant(1 / Math.sqrt(WIDTH / HEADS)), half)
			},
			[q, k],
			sizes
		);
		const seenBy = causalSoftmax(scores);
		attention.push(seenBy);
		const mixed = apply({ name: 'mixed', notation: 'bhij,(bj)(he)->(bi)(he)', body: half }, [seenBy, v]);
		x = add(x, through(mixed, own('o')));
		x = add(x, through(gelu(through(rmsNorm(x), own('up'))), own('down')));
	}
	return { scores: through(rmsNorm(x), 'head'), attention };
}

/** A text for each: [count · (LENGTH + 1)] words. */
interface Texts {
	readonly words: readonly (readonly number[])[];
	/** Mean of −log odds of all words but the first: what the source itself loses on these texts. */
	readonly best: number;
}

/** Texts to train on, and texts that nothing is trained on. */
const [TRAINED, HELD_OUT] = [512, 96];

function textsOf(dialect: Dialect, name: string, count: number): Texts {
	const texts = Array.from({ length: count }, (_, i) => textOf(dialect, `${name}/${i}`, LENGTH));
	const logOdds = texts.flatMap((text) => text.logOdds.slice(1));
	return {
		words: texts.map(({ words }) => words),
		best: -logOdds.reduce((sum, x) => sum + x, 0) / logOdds.length
	};
}

const setsOf = (dialect: Dialect) => ({
	trained: remembered(() => textsOf(dialect, 'trained', TRAINED)),
	heldOut: remembered(() => textsOf(dialect, 'held-out', HELD_OUT)),
	/** Others, for pretraining. */
	many: (count: number) => textsOf(dialect, 'pretrained', count)
});
const sets = { north: setsOf('north'), south: setsOf('south') };

export const grammarSets = (dialect: Dialect) => sets[dialect];

/** All words but the last, and all but the first: what is seen, and what comes next. */
export const seenOf = (texts: readonly (readonly number[])[]): number[] =>
	texts.flatMap((text) => text.slice(0, -1));
export const nextOf = (texts: readonly (readonly number[])[]): number[] =>
	texts.flatMap((text) => text.slice(1));

/** Scores of the next word behind each, in float64. @returns [count · LENGTH, words] */
export function wordScores(
	updates: ReadonlyMap<string, Tensor>,
	texts: readonly (readonly number[])[]
): Tensor {
	const leaves = new Leaves(transformerNetwork);
	const seen = leaf('seen', [texts.length, LENGTH]);
	const deltas = new Map([...updates].map(([name, { shape }]) => [name, leaf(`${name}/Δ`, shape)]));
	const { scores } = read(seen, adapted(leaves, deltas, []));
	const values = [...updates].map(([name, value]) => [`${name}/Δ`, value] as const);
	return valueOf(scores, leaves, new Map([...values, [seen.name, tensor(seen.shape, seenOf(texts))]]));
}

/** On texts that nothing was trained on, of the new dialect and of the old one. */
function measured(updates: ReadonlyMap<string, Tensor>): Metrics {
	const of = ({ words }: Texts) => judged(wordScores(updates, words), nextOf(words));
	const [south, north] = [sets.south.heldOut(), sets.north.heldOut()];
	const [now, before] = [of(south), of(north)];
	return {
		...{ ...now, bestLoss: south.best },
		...{ oldLoss: before.loss, oldAccuracy: before.accuracy, oldBestLoss: north.best }
	};
}

/** The decoder knows the north, and is asked to speak as the south does. */
export const transformer = problem({
	name: 'transformer',
	options: networkOptions,
	isNetwork: true,
	weights: weightsOf(transformerNetwork),
	misfit: ({ modules }) => misfitOfModules(transformerNetwork, modules),
	tasks: [{ name: 'transformer-south', sizes: '' }],
	pose: ({ modules: wanted, batch }, { kind }, seed) => {
		const modules = modulesOf(transformerNetwork, wanted);
		const leaves = new Leaves(transformerNetwork);
		const [seen, next] = [leaf('seen', [batch, LENGTH]), leaf('next', [batch * LENGTH])];
		const named = <T>(updates: readonly T[]): Map<string, T> =>
			new Map(modules.flatMap(({ name }, i) => (updates[i] ? [[name, updates[i]]] : [])));
		const taken = (steps: number, of: typeof seenOf): Float32Array => {
			const { words } = sets.south.trained();
			const rows = [...minibatches(words.length, batch, steps, seed)];
			return Float32Array.from(of(rows.map((row) => words[row] ?? [])));
		};
		return {
			modules,
			inputs: leaves.given(),
			drawn: [
				{ leaf: seen, values: (steps) => taken(steps, seenOf) },
				{ leaf: next, values: (steps) => taken(steps, nextOf) }
			],
			loss: (updates, trained) =>
				crossEntropy(read(seen, adapted(leaves, named(updates), trained)).scores, next),
			metrics: (updates = []) =>
				updates.length === 0
					? metricsOfFrozen(transformerNetwork, kind.name, () => measured(new Map()))
					: measured(named(updates))
		};
	}
});
