/**
 * Federated averaging (McMahan et al. 2017, arXiv 1602.05629), simulated in one thread: each round every client starts
 * from the mean, trains on its own pictures by SGD, and sends what it has trained, factors as factors; the server averages
 * and nothing else. Local training is the compute core's CPU program, a client each. It draws nothing: a round is told.
 */
import { leaf } from '$src/algebra/expression';
import { crossEntropy, gather } from '$src/algebra/ops';
import type { Runner } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import { trainingProgram } from '$src/compute/optimizer';
import type { Program } from '$src/compute/program';
import { measureRank } from '$src/math/rank';
import { tensor } from '$src/math/tensor';
import { PIXELS } from '$src/models/digits';
import { minibatches } from '$src/models/network';
import { digestOf } from '../digest';
import { apart, averaged, bytesOfRound, meanOf } from './averaging';
import { classifier, startOf, wholeOf, type Classifier, type Network, type Weights } from './classifier';
import { clientsOf, heldOut, PICTURES, type Client } from './clients';
import type { FederatedSettings, FormName } from './fields';
import { judge } from './judge';
import { formatFederated } from './receipt';

/** Pictures of a step on a client. */
const BATCH = 16;

/** What there is to say after so many rounds; round 0 is the start. */
export interface Round {
	readonly form: FormName;
	readonly round: number;
	/** Sent so far, up and down, by all clients. */
	readonly bytes: number;
	/** Share of the held-out pictures that the averaged network names rightly, and its cross-entropy. */
	readonly accuracy: number;
	readonly loss: number;
	/**
	 * Of the network whose W is the mean of the clients' W, which nobody sends; of the full form it is the same one. Null
	 * before the first round.
	 */
	readonly ofProducts: number | null;
	/**
	 * Over the parametrised layers: ‖mean of W − W of mean factors‖ / ‖mean of W − W before the round‖, the share of a
	 * round's step by which the two means differ; 0 at the start.
	 */
	readonly gap: number;
}

/** What one form came to. */
export interface Trained {
	readonly form: FormName;
	readonly parameters: number;
	/** Measured of fc1 after the last round: W of the mean factors, and the mean of the clients' W. */
	readonly rank: number;
	readonly rankOfMean: number;
	/** Of W of fc1, from its expression. */
	readonly bound: number;
	/** With digest: a query that replays this run (receipt.ts); '' where its clients are not those of the settings. */
	readonly receipt: string;
}

export const stepsOfRound = (epochs: number): number => (epochs * PICTURES) / BATCH;

/** What a client trains, all rounds of it. @param start of every state, as any round begins from what is restored */
export function clientProgram(
	made: Classifier,
	{ images, seed }: Client,
	start: Weights,
	{ rate, epochs, rounds }: Pick<FederatedSettings, 'rate' | 'epochs' | 'rounds'>
): Program {
	const count = images.labels.length;
	const pictures = leaf('pictures', [count, PIXELS]);
	const [rows, labels] = [leaf('rows', [BATCH]), leaf('labels', [BATCH])];
	const steps = rounds * stepsOfRound(epochs);
	const taken = minibatches(count, BATCH, steps, seed);
	return trainingProgram({
		loss: crossEntropy(made.scores(gather(pictures, rows)), labels),
		trained: made.leaves.map((one) => ({ leaf: one, initial: start.get(one.name) ?? new Float32Array() })),
		inputs: [
			{ leaf: pictures, values: Float32Array.from(images.pixels) },
			...made.scales.map((s) => ({ leaf: s, values: Float32Array.of(1) }))
		],
		tables: [
			{ leaf: rows, values: taken },
			{ leaf: labels, values: taken.map((row) => images.labels[row] ?? NaN) }
		],
		...{ optimizer: 'sgd', schedule: 'constant', learningRate: rate, steps }
	});
}

const digestOfWeights = ({ leaves }: Classifier, weights: Weights): string =>
	digestOf(leaves.map(({ name }) => weights.get(name) ?? new Float32Array()));

/** Of nothing nothing. */
const shareOf = (part: number, whole: number): number => (part === 0 ? 0 : part / whole);

export interface Options {
	readonly signal?: AbortSignal;
	readonly onRound?: (round: Round) => void;
	/** In place of those that the settings draw. */
	readonly clients?: readonly Client[];
}

/** @returns null where it was stopped before its end @throws BackendError 'diverged' where a client's loss is no number any more */
export async function federate(
	form: FormName,
	settings: FederatedSettings,
	{ signal, onRound, clients: given }: Options = {}
): Promise<(Trained & { readonly weights: Weights }) | null> {
	const made = classifier(form, settings.rank);
	const clients = given ?? clientsOf(settings);
	const asked = heldOut(settings.seed);
	let mean = startOf(made, settings.seed);
	let network = wholeOf(made, mean);
	let products = network;
	onRound?.({
		...{ form, round: 0, bytes: 0, ofProducts: null, gap: 0 },
		...judge(network, asked)
	});
	const [names, steps] = [made.layers.map(({ name }) => name), stepsOfRound(settings.epochs)];
	const backend = cpuBackend();
	const runners: Runner[] = [];
	try {
		for (const client of clients)
			runners.push(await backend.prepare(clientProgram(made, client, mean, settings)));
		for (let round = 1; round <= settings.rounds; round++) {
			const sent: Weights[] = [];
			for (const runner of runners) {
				if (signal?.aborted) return null;
				await runner.restore({ step: (round - 1) * steps, states: mean });
				await runner.run(steps);
				sent.push((await runner.read()).states);
			}
			// Whoever asks to stop is heard between two rounds.
			await new Promise((resolve) => setTimeout(resolve));
			mean = averaged(sent);
			const before = network;
			network = wholeOf(made, mean);
			products = meanOf(sent.map((one) => wholeOf(made, one)));
			onRound?.({
				...{ form, round, bytes: round * bytesOfRound(made.parameters, clients.length) },
				...judge(network, asked),
				ofProducts: form === 'full' ? null : judge(products, asked).accuracy,
				gap: shareOf(apart(products, network, names), apart(products, before, names))
			});
		}
	} finally {
		for (const runner of runners) runner.dispose();
	}
	const rankIn = (one: Network): number =>
		measureRank(one.get('fc1') ?? tensor([1, 1], new Float64Array(1))).rank;
	return {
		...{ form, parameters: made.parameters, weights: mean },
		...{ rank: rankIn(network), rankOfMean: rankIn(products) },
		bound: made.layers[0]?.adapter.rankBound ?? NaN,
		receipt: given ? '' : formatFederated(form, settings, digestOfWeights(made, mean))
	};
}
