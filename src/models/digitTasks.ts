/** What the networks of digits share: the digits that they know, what is asked of them anew, and what is measured. */
import { leaf, type Expression } from '$src/algebra/expression';
import { crossEntropy, gather } from '$src/algebra/ops';
import { tensor, type Tensor } from '$src/math/tensor';
import { remembered } from '$src/remembered';
import { digitImages, picture, PIXELS, turned, type Images, type Stroke } from './digits';
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
import type { TaskKind } from './task';

/** Digits that the pretrained networks have seen; 8 and 9 are new to them. */
export const KNOWN = [0, 1, 2, 3, 4, 5, 6, 7];
const UNSEEN = [8, 9];
/** Answers of the networks. */
export const CLASSES = 10;

/** Images to train on, and images of each task that nothing is trained on. */
const TRAINED = 1024;
export const HELD_OUT = 512;

/** What is asked anew, by the name of the task without the network's. */
const shifts = {
	rotated: (name: string, count: number) => digitImages(`${name}/rotated`, count, KNOWN, { turns: 1 }),
	inverted: (name: string, count: number) =>
		digitImages(`${name}/inverted`, count, KNOWN, { inverted: true }),
	unseen: (name: string, count: number) => digitImages(`${name}/unseen`, count, UNSEEN)
} as const;
export type Shift = keyof typeof shifts;
export const shiftNames = Object.keys(shifts) as Shift[];

/** A drawing as the old task has it, and as the new one does: turned, inverted, or as it is. @returns PIXELS grey values each */
export const picturesOf = (
	shift: Shift,
	strokes: readonly Stroke[]
): { readonly old: Float64Array; readonly new: Float64Array } => {
	const old = picture(strokes);
	if (shift === 'rotated') return { old, new: picture(turned(strokes, 1)) };
	return { old, new: shift === 'inverted' ? old.map((grey) => 1 - grey) : old };
};

interface Sets {
	readonly trained: Images;
	readonly heldOut: Images;
	/** What the network was pretrained on. */
	readonly old: Images;
}

const oldImages = remembered(() => digitImages('held-out/known', HELD_OUT, KNOWN));
const sets = Object.fromEntries(
	shiftNames.map((shift) => [
		shift,
		remembered((): Sets => ({
			trained: shifts[shift]('trained', TRAINED),
			heldOut: shifts[shift]('held-out', HELD_OUT),
			old: oldImages()
		}))
	])
) as Readonly<Record<Shift, () => Sets>>;

export const digitSets = (shift: Shift): Sets => sets[shift]();

/** A network that answers pictures with scores. */
export interface DigitNetwork extends Architecture {
	/** Axes of one picture: all pixels, or pixels and channels. */
	readonly picture: readonly number[];
	/** Scores [count, CLASSES]. @param x [count, …picture] */
	readonly forward: (x: Expression, weights: Adapted) => Expression;
}

const asPictures = ({ picture }: DigitNetwork, pixels: Float64Array): Tensor =>
	tensor([pixels.length / PIXELS, ...picture], pixels);

/** Scores of a network with updates, in float64. @param pixels [count · PIXELS] @returns [count, CLASSES] */
export function digitScores(
	network: DigitNetwork,
	updates: ReadonlyMap<string, Tensor>,
	pixels: Float64Array
): Tensor {
	const leaves = new Leaves(network);
	const x = asPictures(network, pixels);
	const input = leaf('pictures', x.shape);
	const deltas = new Map([...updates].map(([name, { shape }]) => [name, leaf(`${name}/Δ`, shape)]));
	const scores = network.forward(input, adapted(leaves, deltas, []));
	const values = [...updates].map(([name, value]) => [`${name}/Δ`, value] as const);
	return valueOf(scores, leaves, new Map([...values, [input.name, x]]));
}

/** On pictures that nothing was trained on, of the new task and of the old one. */
function measured(network: DigitNetwork, shift: Shift, updates: ReadonlyMap<string, Tensor>): Metrics {
	const { heldOut, old } = digitSets(shift);
	const of = ({ pixels, labels }: Images) => judged(digitScores(network, updates, pixels), labels);
	const [now, before] = [of(heldOut), of(old)];
	return { ...now, ...{ oldLoss: before.loss, oldAccuracy: before.accuracy } };
}

/** The record of the problem: its tasks are `<network>-<shift>`. */
export const digitProblem = (network: DigitNetwork) =>
	problem({
		name: network.name,
		options: networkOptions,
		isNetwork: true,
		weights: weightsOf(network),
		misfit: ({ modules }) => misfitOfModules(network, modules),
		tasks: shiftNames.map((shift): TaskKind => ({ name: `${network.name}-${shift}`, sizes: '' })),
		pose: ({ modules: wanted, batch }, { kind }, seed) => {
			const shift = shiftNames.find((name) => kind.name === `${network.name}-${name}`) ?? 'rotated';
			const modules = modulesOf(network, wanted);
			const leaves = new Leaves(network);
			const pictures = leaf('pictures', [TRAINED, ...network.picture]);
			const [rows, labels] = [leaf('rows', [batch]), leaf('labels', [batch])];
			const taken = (steps: number): Float32Array => minibatches(TRAINED, batch, steps, seed);
			const named = <T>(updates: readonly T[]): Map<string, T> =>
				new Map(modules.flatMap(({ name }, i) => (updates[i] ? [[name, updates[i]]] : [])));
			return {
				modules,
				inputs: [
					{ leaf: pictures, value: () => asPictures(network, digitSets(shift).trained.pixels) },
					...leaves.given()
				],
				drawn: [
					{ leaf: rows, values: taken },
					{
						leaf: labels,
						values: (steps) => taken(steps).map((row) => digitSets(shift).trained.labels[row] ?? NaN)
					}
				],
				loss: (updates, trained) => {
					const weights = adapted(leaves, named(updates), trained);
					return crossEntropy(network.forward(gather(pictures, rows), weights), labels);
				},
				metrics: (updates = []) =>
					updates.length === 0
						? metricsOfFrozen(network, kind.name, () => measured(network, shift, new Map()))
						: measured(network, shift, named(updates))
			};
		}
	});
