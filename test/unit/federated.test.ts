/** The federated simulation: what averaging is and is not, what is sent, and that it replays. */
import { describe, expect, test } from 'vitest';
import { adapter } from '$src/adapters/adapter';
import { cpuBackend } from '$src/compute/cpu/backend';
import { averaged, bytesOfRound, meanOf } from '$src/experiments/federated/averaging';
import { classifier, startOf, wholeOf, type Weights } from '$src/experiments/federated/classifier';
import { clientsOf, digitsOf, heldOut, HELD_OUT, PICTURES } from '$src/experiments/federated/clients';
import { judge } from '$src/experiments/federated/judge';
import { federatedFields, type FederatedSettings, formNames } from '$src/experiments/federated/fields';
import { clientProgram, federate, stepsOfRound, type Round } from '$src/experiments/federated/simulate';
import { difference, product, sum, scaled } from '$src/math/dense';
import { measureRank } from '$src/math/rank';
import { frobeniusNorm, largestDifference, tensor, type Tensor } from '$src/math/tensor';
import { Random } from '$src/math/random';
import { methodOptions, runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const small: FederatedSettings = {
	...defaultsOf(federatedFields),
	clients: 3,
	rounds: 3,
	epochs: 1,
	rank: 2
};
const bits = (weights: Weights): string => JSON.stringify([...weights].map(([n, x]) => [n, [...x]]));

async function run(
	form: (typeof formNames)[number],
	settings: FederatedSettings,
	clients = clientsOf(settings)
) {
	const rounds: Round[] = [];
	const end = await federate(form, settings, { clients, onRound: (round) => rounds.push(round) });
	if (!end) throw new Error('expected an end');
	return { ...end, rounds };
}

describe.each(formNames)('federated averaging of %s', (form) => {
	test('of one client is plain training, bit for bit', async () => {
		const settings = { ...small, clients: 1 };
		const [client] = clientsOf(settings);
		if (!client) throw new Error('expected a client');
		const made = classifier(form, settings.rank);
		const program = clientProgram(made, client, startOf(made, settings.seed), settings);
		const runner = await cpuBackend().prepare(program);
		await runner.run(program.steps);
		const plain = (await runner.read()).states;
		runner.dispose();
		expect(bits((await run(form, settings)).weights)).toBe(bits(plain));
	});

	test('keeps equal clients equal: three of them are one', async () => {
		const [client] = clientsOf(small);
		if (!client) throw new Error('expected a client');
		const alone = await run(form, small, [client]);
		const three = await run(form, small, [client, client, client]);
		expect(bits(three.weights)).toBe(bits(alone.weights));
		expect(three.rounds.at(-1)?.accuracy).toBe(alone.rounds.at(-1)?.accuracy);
		// What is averaged is rounded to float32, the mean of the products is not.
		expect(three.rounds.at(-1)?.gap).toBeLessThan(1e-5);
	});

	test('replays by its seed, and another seed is another run', async () => {
		const [first, again, other] = [
			await run(form, small),
			await run(form, small),
			await run(form, { ...small, seed: 2 })
		];
		expect(bits(again.weights)).toBe(bits(first.weights));
		expect(again.rounds).toEqual(first.rounds);
		expect(bits(other.weights)).not.toBe(bits(first.weights));
	});

	test('sends every trained number down and up, four bytes each, to every client each round', async () => {
		const { rounds, parameters, weights } = await run(form, small);
		const numbers = [...weights.values()].reduce((count, { length }) => count + length, 0);
		expect(parameters).toBe(numbers);
		expect(rounds.map(({ bytes }) => bytes)).toEqual([0, 1, 2, 3].map((n) => n * numbers * 4 * 2 * 3));
		expect(bytesOfRound(numbers, 3)).toBe(24 * numbers);
	});

	test('starts with W of variance 2/columns, as every other form does', () => {
		const made = classifier(form, 8);
		const w = wholeOf(made, startOf(made, 3)).get('fc1');
		const variance = (frobeniusNorm(w ?? tensor([0, 0], [])) ** 2 * 144) / (64 * 144);
		expect(variance / 2).toBeGreaterThan(0.75);
		expect(variance / 2).toBeLessThan(1.25);
	});

	test('can be stopped: then it has no end', async () => {
		const abort = new AbortController();
		const rounds: number[] = [];
		const onRound = ({ round }: Round): void => {
			rounds.push(round);
			if (round === 1) abort.abort();
		};
		expect(await federate(form, { ...small, rounds: 80 }, { signal: abort.signal, onRound })).toBeNull();
		expect(rounds).toEqual([0, 1]);
	});
});

describe('the two means', () => {
	test('are one where W itself is sent, and differ where factors are', async () => {
		const settings = { ...small, epochs: 4 };
		const gaps = await Promise.all(
			formNames.map(async (form) => (await run(form, settings)).rounds.at(-1)?.gap)
		);
		expect(gaps[0]).toBeLessThan(1e-5);
		expect(gaps[1]).toBeGreaterThan(1e-3);
		expect(gaps[2]).toBeGreaterThan(1e-3);
	});

	test('differ by the covariance of the factors: mean of BA − mean B · mean A = mean of δB δA', () => {
		const draw = (name: string, shape: readonly number[]): Tensor[] =>
			Array.from({ length: 5 }, (_, c) => new Random(c, name).normal(shape));
		const [bs, as] = [draw('B', [7, 2]), draw('A', [2, 9])];
		const mean = (all: readonly Tensor[]): Tensor =>
			scaled(
				1 / all.length,
				all.reduce((total, one) => sum(total, one))
			);
		const times = (ls: readonly Tensor[], rs: readonly Tensor[]): Tensor[] =>
			ls.flatMap((l, i) => (rs[i] ? [product(l, rs[i])] : []));
		const [b, a] = [mean(bs), mean(as)];
		const off = difference(mean(times(bs, as)), product(b, a));
		const covariance = mean(
			times(
				bs.map((x) => difference(x, b)),
				as.map((x) => difference(x, a))
			)
		);
		expect(frobeniusNorm(off)).toBeGreaterThan(0.1);
		expect(largestDifference(off, covariance)).toBeLessThan(1e-14);
		// Nobody can send it as factors of rank 2.
		expect(measureRank(mean(times(bs, as))).rank).toBe(7);
		expect(measureRank(product(b, a)).rank).toBe(2);
	});

	test('are exact sums: the mean of float32 numbers is rounded once', () => {
		const sent = [
			[1, 0.1],
			[2, 0.2],
			[6, 0.3]
		].map((x) => new Map([['W', Float32Array.from(x)]]));
		const exact = (Math.fround(0.1) + Math.fround(0.2) + Math.fround(0.3)) / 3;
		expect([...(averaged(sent).get('W') ?? [])]).toEqual([3, Math.fround(exact)]);
		expect(
			meanOf([new Map([['W', tensor([1, 2], [1, 5])]]), new Map([['W', tensor([1, 2], [3, 8])]])]).get('W')
				?.data
		).toEqual(Float64Array.of(2, 6.5));
		expect(() => averaged([])).toThrow('expected at least one client');
	});
});

describe('the classifier', () => {
	test('costs as much as FedPara of R as it does of rank 2R, and bounds the rank of W by R² and 2R', () => {
		for (const rank of [1, 2, 4, 7]) {
			const [full, thin, fedpara] = formNames.map((form) => classifier(form, rank));
			expect(fedpara?.parameters).toBe(thin?.parameters);
			expect(full?.parameters).toBe(144 * 64 + 64 * 64 + 64 * 10 + 64 + 64 + 10);
			const bound = (made: typeof thin): number | undefined => made?.layers[0]?.adapter.rankBound;
			expect([bound(thin), bound(fedpara)]).toEqual([2 * rank, Math.min(64, rank * rank)]);
		}
		// As the adapter of the same name counts it.
		const loha = adapter(
			'loha',
			methodOptions({ ...defaultsOf(runSchema), out: 64, in: 144, rank: 4, rank2: 4 })
		);
		expect(classifier('fedpara', 4).layers[0]?.adapter.parameters).toBe(loha.parameters);
	});

	test('is judged as plain loops judge it', () => {
		const made = classifier('fedpara', 3);
		const network = wholeOf(made, startOf(made, 5));
		const { pixels, labels } = heldOut(1);
		const layer = (x: Float64Array, name: string): Float64Array => {
			const [w, b] = [network.get(name), network.get(`${name}.bias`)];
			return Float64Array.from(b?.data ?? [], (bias, i) =>
				x.reduce((total, value, j) => total + value * (w?.data[i * x.length + j] ?? NaN), bias)
			);
		};
		const relu = (x: Float64Array): Float64Array => x.map((value) => Math.max(0, value));
		let [right, loss] = [0, 0];
		labels.forEach((label, row) => {
			const x = pixels.slice(row * 144, (row + 1) * 144);
			const scores = layer(relu(layer(relu(layer(x, 'fc1')), 'fc2')), 'head');
			loss += Math.log(scores.reduce((total, s) => total + Math.exp(s), 0)) - (scores[label] ?? NaN);
			if (scores.indexOf(Math.max(...scores)) === label) right += 1;
		});
		const said = judge(network, { pixels, labels });
		expect(said.accuracy).toBe(right / HELD_OUT);
		expect(said.loss).toBeCloseTo(loss / HELD_OUT, 10);
	});
});

describe('clients', () => {
	test('have so many digits each, going round, and all of them where they have ten', () => {
		expect(digitsOf(0, 3)).toEqual([0, 1, 2]);
		expect(digitsOf(3, 3)).toEqual([0, 1, 9]);
		for (const c of [0, 5, 15]) expect(digitsOf(c, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
		for (const { digits, images } of clientsOf({ ...small, clients: 8 })) {
			expect(images.labels.length).toBe(PICTURES);
			expect([...new Set(images.labels)].sort((a, b) => a - b)).toEqual(digits);
		}
	});

	test('have pictures of their own, and nobody has those that are held out', () => {
		const sets = [...clientsOf(small).map(({ images }) => images), heldOut(small.seed)];
		const pictures = sets.flatMap(({ pixels, labels }) =>
			labels.map((_, i) => pixels.slice(i * 144, (i + 1) * 144).join())
		);
		expect(new Set(pictures).size).toBe(pictures.length);
	});

	test('take whole batches: no picture is left out of an epoch', () => {
		expect(stepsOfRound(1)).toBe(6);
		expect(Number.isInteger(stepsOfRound(7))).toBe(true);
	});

	test("learn: what is not one of a client's digits is learned from the others", async () => {
		const { rounds } = await run('fedpara', { ...small, clients: 4, rank: 4, rounds: 8, epochs: 3 });
		expect(rounds[0]?.accuracy).toBeLessThan(0.3);
		expect(rounds.at(-1)?.accuracy).toBeGreaterThan(0.45);
	});
});

test('a product of factors whose steps are too long is said to have diverged', async () => {
	const long = { ...small, clients: 1, rate: 50, rounds: 5 };
	await expect(federate('low-rank', long)).rejects.toMatchObject({ reason: 'diverged' });
});
