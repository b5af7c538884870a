/**
 * What a page asks of a small network, beside training it (train.ts, in the worker): ΔW of its modules from trained
 * factors, what it says to one picture, which digits it mistakes for which, what text it writes, what it attends to, and
 * which rank costs as much as another method's. All in float64, on the thread that asks; the base is loaded first
 * (base.ts, `loadBase`).
 */
import { frozenValues, initialValues } from '$src/adapters/values';
import { leaf } from '$src/algebra/expression';
import { evaluate } from '$src/algebra/evaluate';
import type { Range } from '$src/math/dense';
import { Random } from '$src/math/random';
import { tensor, type Tensor } from '$src/math/tensor';
import { cnnNetwork } from '$src/models/cnn';
import {
	CLASSES,
	digitScores,
	digitSets,
	HELD_OUT,
	shiftNames,
	type DigitNetwork
} from '$src/models/digitTasks';
import { PIXELS } from '$src/models/digits';
import { problemNamed } from '$src/models/index';
import { mlpNetwork } from '$src/models/mlp';
import { adapted, Leaves, valueOf } from '$src/models/network';
import { LENGTH, read, transformerNetwork } from '$src/models/transformer';
import type { Run } from '$src/receipt/run';
import { compose } from './compose';
import { environmentOf } from './measure';

/** ΔW [out, in] by name of the module. Empty is the network as it came. */
export type Updates = ReadonlyMap<string, Tensor>;

/** @param factors trained ones, as a snapshot has them */
export function updatesOf(run: Run, factors: Readonly<Record<string, Float32Array>>): Updates {
	return new Map(
		compose(run).parts.map(({ adapter, module }) => {
			const frozen =
				adapter.frozen.length > 0
					? frozenValues(adapter, initialValues(adapter, run.seed, run.init, module.w0))
					: undefined;
			return [module.name, evaluate(adapter.delta, environmentOf(adapter, factors, frozen))];
		})
	);
}

/** Updates mixed with weights: Σ w·ΔW, for several adapters on one base. */
export function mixed(parts: readonly (readonly [weight: number, updates: Updates])[]): Updates {
	const result = new Map<string, Tensor>();
	for (const [weight, updates] of parts)
		for (const [name, { shape, data }] of updates) {
			const known = result.get(name);
			result.set(
				name,
				tensor(
					shape,
					data.map((x, i) => (known?.data[i] ?? 0) + weight * x)
				)
			);
		}
	return result;
}

/** The network of digits that a task belongs to. @throws RangeError if it belongs to another */
function digitNetwork(task: string): DigitNetwork {
	const name = problemNamed(task);
	if (name === 'mlp') return mlpNetwork;
	if (name === 'cnn') return cnnNetwork;
	throw new RangeError(`digits: expected a task of mlp or cnn, got ${task}`);
}

/** exp(scores) over their sum. */
function shares(scores: ArrayLike<number>): number[] {
	const all = Array.from(scores);
	const largest = Math.max(...all);
	const powers = all.map((score) => Math.exp(score - largest));
	const total = powers.reduce((sum, power) => sum + power, 0);
	return powers.map((power) => power / total);
}

/** How sure the network is of each digit. @param pixels of one picture (models/digits.ts, `picture`) @returns ten numbers that sum to 1 */
export const sureOf = (task: string, updates: Updates, pixels: Float64Array): readonly number[] =>
	shares(digitScores(digitNetwork(task), updates, pixels).data);

/**
 * How often each digit (row) is taken for each (column), of the pictures of the task that nothing is trained on.
 * @param part pictures from … to before …; all of them by default
 */
export function mistaken(
	task: string,
	updates: Updates,
	which: 'new' | 'old' = 'new',
	[from, to]: Range = [0, HELD_OUT]
): Tensor {
	const shift = shiftNames.find((name) => task.endsWith(`-${name}`)) ?? 'rotated';
	const { heldOut, old } = digitSets(shift);
	const images = which === 'new' ? heldOut : old;
	const labels = images.labels.slice(from, to);
	const pixels = images.pixels.subarray(from * PIXELS, to * PIXELS);
	const { data } = digitScores(digitNetwork(task), updates, pixels);
	const counts = new Float64Array(CLASSES * CLASSES);
	labels.forEach((label, row) => {
		const scores = data.subarray(row * CLASSES, (row + 1) * CLASSES);
		const at = label * CLASSES + scores.indexOf(Math.max(...scores));
		counts[at] = (counts[at] ?? 0) + 1;
	});
	return tensor([CLASSES, CLASSES], counts);
}

/** A context as the decoder reads it: its last LENGTH words, and full stops behind where there are fewer, which nobody sees. */
const contextOf = (words: readonly number[]): Tensor =>
	tensor([1, LENGTH], [...words.slice(-LENGTH), ...Array.from({ length: LENGTH }, () => 0)].slice(0, LENGTH));

function readContext(updates: Updates, words: readonly number[], what: 'scores' | number): Tensor {
	const leaves = new Leaves(transformerNetwork);
	const seen = leaf('seen', [1, LENGTH]);
	const deltas = new Map([...updates].map(([name, { shape }]) => [name, leaf(`${name}/Δ`, shape)]));
	const { scores, attention } = read(seen, adapted(leaves, deltas, []));
	const wanted = what === 'scores' ? scores : attention[what];
	if (!wanted)
		throw new RangeError(`attention: expected a block from 0 to ${attention.length - 1}, got ${what}`);
	const values = [...updates].map(([name, value]) => [`${name}/Δ`, value] as const);
	return valueOf(wanted, leaves, new Map([...values, [seen.name, contextOf(words)]]));
}

/**
 * What the decoder writes behind some words, by their places in WORDS (models/grammar.ts): drawn by its own odds.
 * @param words at least one, the full stop where a text begins @returns all words, those given first
 */
export function writes(updates: Updates, words: readonly number[], count: number, seed: number): number[] {
	const random = new Random(seed, 'text');
	const text = [...words];
	for (let i = 0; i < count; i++) {
		const { shape, data } = readContext(updates, text, 'scores');
		const size = shape[1] ?? 1;
		const last = Math.min(text.length, LENGTH) - 1;
		const odds = shares(data.subarray(last * size, (last + 1) * size));
		const drawn = random.uniforms(i)[0];
		let sum = 0;
		const next = odds.findIndex((share) => (sum += share) > drawn);
		text.push(next < 0 ? odds.length - 1 : next);
	}
	return text;
}

/** What each position of a text attends to, [heads, positions, positions seen]; rows sum to 1. @param block from 0 */
export function attends(updates: Updates, words: readonly number[], block: number): Tensor {
	const { shape, data } = readContext(updates, words, block);
	const [, heads = 1] = shape;
	const count = Math.min(words.length, LENGTH);
	const result = new Float64Array(heads * count * count);
	for (let h = 0; h < heads; h++)
		for (let i = 0; i < count; i++)
			for (let j = 0; j < count; j++)
				result[(h * count + i) * count + j] = data[(h * LENGTH + i) * LENGTH + j] ?? NaN;
	return tensor([heads, count, count], result);
}

/** The rank whose price is nearest to so many parameters, and that price. @param run method, task and modules are read */
export function rankFor(
	run: Run,
	parameters: number,
	most = 64
): { readonly rank: number; readonly parameters: number } {
	const priced = Array.from({ length: most }, (_, i) => {
		const rank = i + 1;
		return { rank, parameters: compose({ ...run, rank, rank2: rank }).parameters };
	});
	const off = (one: { readonly parameters: number }): number => Math.abs(one.parameters - parameters);
	return priced.reduce(
		(best, one) => (off(one) < off(best) ? one : best),
		priced[0] ?? { rank: 1, parameters: 0 }
	);
}
