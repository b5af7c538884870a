/** What every backend must do, told once: run by test/unit on the CPU and by test/gpu on WebGPU. */
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { apply, leaf, type Expression, type Leaf } from '$src/algebra/expression';
import {
	add,
	gelu,
	layerNorm,
	matmul,
	number,
	relu,
	rowNorms,
	scale,
	scaleRows,
	softmax,
	squaredNorm,
	subtract,
	transpose
} from '$src/algebra/ops';
import * as scalar from '$src/algebra/scalar';
import { arg } from '$src/algebra/scalar';
import { BackendError, type Backend } from '$src/compute/backend';
import { trainingProgram } from '$src/compute/optimizer';
import type { Program } from '$src/compute/program';
import { experiment } from '$src/experiments/experiment';
import { countOf } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { runSchema, type Run } from '$src/receipt/run';
import { expressionAndValues } from './expressions';
import { relativeDifference, runOracle } from './oracle';
import { classifier, classifierOnAll, CLASSIFIER_ROWS, smallNetworks } from './smallNetworks';

export const runOf = (run: Partial<Run>): Run => ({
	...defaultsOf(runSchema),
	out: 16,
	in: 12,
	rank: 3,
	steps: 40,
	...run
});

/** One step whose only update is state ← expression: reads the value of any expression off a backend. */
export function valueProgram(
	expression: Expression,
	values: ReadonlyMap<string, ArrayLike<number>>
): Program {
	const state = leaf('result', expression.shape);
	const inputs = [...values].map(([name, data]) => ({ name, data }));
	const shapes = new Map<string, readonly number[]>();
	const visit = (e: Expression): void => {
		if (e.kind === 'leaf') shapes.set(e.name, e.shape);
		else e.args.forEach(visit);
	};
	visit(expression);
	return {
		states: [{ leaf: state, initial: new Float32Array(countOf(expression.shape)) }],
		inputs: inputs.map(({ name, data }) => ({
			leaf: leaf(name, shapes.get(name) ?? []),
			values: Float32Array.from(data)
		})),
		tables: [],
		updates: [{ state, next: expression }],
		loss: number(0),
		steps: 1
	};
}

/** ½‖expression‖² of a random expression, some of its leaves trained, with losses that float32 can hold. */
const randomTraining: fc.Arbitrary<Program> = fc
	.tuple(
		expressionAndValues,
		fc.constantFrom('adam' as const, 'sgd' as const),
		fc.constantFrom('constant' as const, 'cosine' as const),
		fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })
	)
	.map(([{ expression, environment, leaves, numbers }, optimizer, schedule, choice]) => {
		const values = (l: Leaf): Float32Array => Float32Array.from(environment.get(l.name)?.data ?? []);
		const isTrained = (_: Leaf, i: number): boolean => i === 0 || (choice[i % choice.length] ?? false);
		return trainingProgram({
			loss: scale(number(0.5), squaredNorm(expression)),
			trained: leaves.filter(isTrained).map((l) => ({ leaf: l, initial: values(l) })),
			inputs: [...leaves.filter((l, i) => !isTrained(l, i)), ...numbers].map((l) => ({
				leaf: l,
				values: values(l)
			})),
			optimizer,
			schedule,
			learningRate: optimizer === 'adam' ? 1e-2 : 1e-4,
			steps: 3
		});
	})
	.filter((program) => runOracle(program, 3).losses.every((loss) => Math.abs(loss) < 1e12));

/** diag(‖x‖)·x, norms of rows. */
const rowsTimesNorms = (x: Expression): Expression => scaleRows(rowNorms(x), x);

/** @param runs how many random programs; fewer where each costs a compilation */
export function backendSuite(name: string, open: () => Promise<Backend>, runs: number): void {
	const using = async <T>(work: (backend: Backend) => Promise<T>): Promise<T> => {
		const backend = await open();
		try {
			return await work(backend);
		} finally {
			backend.dispose();
		}
	};

	describe(name, () => {
		test('computes random expressions within 2e-5 of float64, relative to the largest element', async () => {
			// Up to three products of sums of a few float32 terms: about a hundred roundings of 6e-8.
			await using(async (backend) => {
				await fc.assert(
					fc.asyncProperty(expressionAndValues, async ({ expression, environment }) => {
						const values = new Map([...environment].map(([key, t]) => [key, t.data]));
						const program = valueProgram(expression, values);
						const runner = await backend.prepare(program);
						await runner.run(1);
						const { states } = await runner.read();
						runner.dispose();
						const expected = runOracle(program, 1).states.get('result')?.data ?? [];
						expect(relativeDifference(states.get('result') ?? [], expected)).toBeLessThan(2e-5);
					}),
					{ numRuns: runs, seed: 21 }
				);
			});
		}, 120000);

		test.each<Partial<Run>>([
			{ method: 'lora', task: 'gaussian' },
			{ method: 'lora', task: 'regression:2', optimizer: 'sgd', lr: 0.1 },
			{ method: 'lora', task: 'regression:2', schedule: 'cosine' },
			{ method: 'full', task: 'low-rank:2' },
			{ method: 'loha', task: 'hadamard:2', rank: 2, rank2: 3 },
			{ method: 'lokr', task: 'kron:4x3', rank: 1 },
			{ method: 'lokr', task: 'regression:2', rank: 1, decomposeBoth: true },
			{ method: 'hira', task: 'gaussian' },
			{ method: 'dora', task: 'gaussian' },
			{ method: 'dora', task: 'regression:2' }
		])(
			'trains $method on $task with losses within 3e-6 of float64 after 40 steps',
			async (options) => {
				// Both losses and float64 are near 1: 3e-6 is some fifty float32 roundings.
				const { program } = experiment(runOf(options));
				await using(async (backend) => {
					const runner = await backend.prepare(program);
					const losses = await runner.run(40);
					const expected = runOracle(program, 40);
					expect(relativeDifference(losses, expected.losses)).toBeLessThan(3e-6);
					runner.dispose();
				});
			},
			60000
		);

		test.each<Partial<Run>>([
			{ method: 'lora', task: 'gaussian', out: 41, in: 37, rank: 5 },
			{ method: 'loha', task: 'gaussian', out: 37, in: 29, rank: 3 },
			{ method: 'lokr', task: 'regression:2', out: 36, in: 28, rank: 2 }
		])(
			'trains $method of $out × $in, more elements than any block of threads, within 3e-6 of float64 after 10 steps',
			async (options) => {
				const { program } = experiment(runOf({ ...options, steps: 10 }));
				await using(async (backend) => {
					const runner = await backend.prepare(program);
					expect(relativeDifference(await runner.run(10), runOracle(program, 10).losses)).toBeLessThan(3e-6);
					runner.dispose();
				});
			},
			60000
		);

		test('computes maxima, traces and functions within 1e-6 of float64: the nodes of softmax and its like', async () => {
			// A dozen roundings, and a GPU's exp and log are good to a few units in the last place.
			const a = leaf('a', [5, 7]);
			const rowMax = apply({ name: 'rowMax', notation: 'ij->i', body: arg(0), reduce: 'max' }, [a]);
			const shifted = apply(
				{ name: 'exp', notation: 'ij,i->ij', body: scalar.exp(scalar.sub(arg(0), arg(1))) },
				[a, rowMax]
			);
			const total = apply({ name: 'rowSum', notation: 'ij->i', body: arg(0) }, [shifted]);
			const softmax = apply({ name: 'divide', notation: 'ij,i->ij', body: scalar.div(arg(0), arg(1)) }, [
				shifted,
				total
			]);
			const gram = matmul(softmax, transpose(softmax));
			const trace = apply(
				{ name: 'trace', notation: 'ij->', body: scalar.mul(arg(0), scalar.sameLetter('i', 'j')) },
				[gram]
			);
			const bent = scalar.add(
				scalar.tanh(arg(0)),
				scalar.mul(scalar.atLeast(arg(0), scalar.constant(0)), scalar.log(arg(1)))
			);
			const result = apply(
				{ name: 'bent', notation: 'ij,->ij', body: scalar.max(bent, scalar.neg(scalar.sqrt(arg(1)))) },
				[a, trace]
			);
			const program = valueProgram(
				result,
				new Map([['a', Array.from({ length: 35 }, (_, i) => Math.sin(3 * i + 1))]])
			);
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				await runner.run(1);
				const { states } = await runner.read();
				const expected = runOracle(program, 1).states.get('result')?.data ?? [];
				expect(relativeDifference(states.get('result') ?? [], expected)).toBeLessThan(1e-6);
				runner.dispose();
			});
		});

		test('computes softmax at ±80, GELU at ±20 and layer normalization within 1e-6 of float64: nothing overflows', async () => {
			// exp of a difference of 160 is 0 in float32, and tanh of 360 may not become a quotient of infinities.
			const x = leaf('x', [4, 6]);
			const ends = [
				80, -80, 20, -20, 0, 1, -80, -80, -80, -80, -80, -80, 3, 1, -2, 0.5, -0.1, 0, 5, 5, 5, 5, 5, 4
			];
			const values = new Map([['x', ends]]);
			for (const f of [softmax, gelu, relu, layerNorm, rowsTimesNorms]) {
				const program = valueProgram(f(x), values);
				await using(async (backend) => {
					const runner = await backend.prepare(program);
					await runner.run(1);
					const found = (await runner.read()).states.get('result') ?? [];
					const expected = runOracle(program, 1).states.get('result')?.data ?? [];
					expect(relativeDifference(found, expected)).toBeLessThan(1e-6);
					runner.dispose();
				});
			}
		}, 60000);

		test.each(Object.entries(smallNetworks))(
			'trains a small %s within 2e-5 of float64 after 30 steps, with the same bits however they are grouped',
			async (_, network) => {
				// Sums of softmax, layer normalization and tanh: some hundred roundings, and Adam's division.
				const program = network(30);
				await using(async (backend) => {
					const runner = await backend.prepare(program);
					const losses = await runner.run(30);
					const expected = runOracle(program, 30).losses;
					expect(relativeDifference(losses, expected)).toBeLessThan(2e-5);
					// Minibatches differ: the loss of none of them falls evenly.
					expect(expected.at(-1)).toBeLessThan(0.9 * (expected[0] ?? 0));
					runner.dispose();
					const again = await backend.prepare(program);
					const grouped = [await again.run(1), await again.run(7), await again.run(22)];
					expect(grouped.flatMap((part) => [...part])).toEqual([...losses]);
					again.dispose();
				});
			},
			60000
		);

		test('a minibatch of the whole set is the full batch, bit for bit', async () => {
			const all = Array.from({ length: CLASSIFIER_ROWS }, (_, i) => i);
			await using(async (backend) => {
				const losses: Float32Array[] = [];
				for (const program of [classifier(20, () => all), classifierOnAll(20)]) {
					const runner = await backend.prepare(program);
					losses.push(await runner.run(20));
					runner.dispose();
				}
				expect(losses[1]).toEqual(losses[0]);
			});
		}, 60000);

		test('refuses a number that picks what is not there', async () => {
			await using(async (backend) => {
				for (const row of [CLASSIFIER_ROWS, -1, 0.5, NaN]) {
					const program = classifier(1, () => [0, row]);
					await expect(backend.prepare(program)).rejects.toThrow(
						`expected whole numbers from 0 to ${CLASSIFIER_ROWS - 1} in rows, got ${row}`
					);
				}
			});
		});

		test('gives the same bits however steps are grouped', async () => {
			const { program, composition } = experiment(
				runOf({ method: 'lora', task: 'gaussian', schedule: 'cosine' })
			);
			const names = composition.leaves.map((l) => l.name);
			const bits: string[] = [];
			await using(async (backend) => {
				for (const chunk of [40, 1, 7]) {
					const runner = await backend.prepare(program);
					const losses: number[] = [];
					while (runner.step < 40) losses.push(...(await runner.run(Math.min(chunk, 40 - runner.step))));
					const { states } = await runner.read(names);
					bits.push(JSON.stringify([losses, ...names.map((n) => [...(states.get(n) ?? [])])]));
					runner.dispose();
				}
			});
			expect(bits[1]).toBe(bits[0]);
			expect(bits[2]).toBe(bits[0]);
		}, 60000);

		test('goes on from a snapshot with the bits it would have had', async () => {
			const { program } = experiment(runOf({ method: 'lora', task: 'gaussian' }));
			await using(async (backend) => {
				const whole = await backend.prepare(program);
				await whole.run(40);
				const first = await backend.prepare(program);
				await first.run(13);
				const middle = await first.read();
				const second = await backend.prepare(program);
				await second.restore(middle);
				expect(second.step).toBe(13);
				await second.run(27);
				expect(await second.read()).toEqual(await whole.read());
				for (const runner of [whole, first, second]) runner.dispose();
			});
		}, 60000);

		test('updates all states at once, from the values at the start of the step', async () => {
			// x ← x + yᵀ and y ← 2·x: each reads the other's old value, one of them across threads.
			const [x, y] = [leaf('x', [3, 2]), leaf('y', [2, 3])];
			const program: Program = {
				states: [
					{ leaf: x, initial: Float32Array.of(1, 2, 3, 4, 5, 6) },
					{ leaf: y, initial: Float32Array.of(10, 20, 30, 40, 50, 60) }
				],
				inputs: [],
				tables: [],
				updates: [
					{ state: x, next: add(x, transpose(y)) },
					{ state: y, next: scale(number(2), subtract(y, y)) }
				],
				loss: squaredNorm(matmul(x, y)),
				steps: 3
			};
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				const losses = await runner.run(3);
				const expected = runOracle(program, 3);
				expect([...losses]).toEqual(expected.losses);
				const { states } = await runner.read();
				for (const [key, value] of expected.states)
					expect([...(states.get(key) ?? [])]).toEqual([...value.data]);
				runner.dispose();
			});
		});

		test('exchanges states that need each other’s elements, and a state that needs its own', async () => {
			const [x, y, z] = [leaf('x', [2, 3]), leaf('y', [3, 2]), leaf('z', [2, 2])];
			const program: Program = {
				states: [
					{ leaf: x, initial: Float32Array.of(1, 2, 3, 4, 5, 6) },
					{ leaf: y, initial: Float32Array.of(10, 20, 30, 40, 50, 60) },
					{ leaf: z, initial: Float32Array.of(1, 2, 3, 4) }
				],
				inputs: [],
				tables: [],
				updates: [
					{ state: x, next: transpose(y) },
					{ state: y, next: transpose(x) },
					{ state: z, next: matmul(z, z) }
				],
				loss: squaredNorm(matmul(x, y)),
				steps: 3
			};
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				await runner.run(3);
				const { states } = await runner.read();
				for (const [key, value] of runOracle(program, 3).states)
					expect([...(states.get(key) ?? [])]).toEqual([...value.data]);
				runner.dispose();
			});
		});

		test('trains random expressions with losses within 2e-5 of float64: states are written after all their readers', async () => {
			// As for values: a hundred roundings. A hazard (a new value read for an old one) is off by the learning rate.
			await using(async (backend) => {
				await fc.assert(
					fc.asyncProperty(randomTraining, async (program) => {
						const runner = await backend.prepare(program);
						const losses = await runner.run(3);
						expect(relativeDifference(losses, runOracle(program, 3).losses)).toBeLessThan(2e-5);
						runner.dispose();
					}),
					{ numRuns: runs, seed: 22 }
				);
			});
		}, 120000);

		test('refuses steps that the program’s tables do not have', async () => {
			const { program } = experiment(runOf({ method: 'lora', task: 'gaussian', steps: 5 }));
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				expect(await runner.run(0)).toHaveLength(0);
				await runner.run(3);
				await expect(runner.run(3)).rejects.toThrow('run: expected at most 2 more steps, got 3');
				const { states } = await runner.read();
				await expect(runner.restore({ step: 6, states })).rejects.toThrow(
					'restore: expected a step from 0 to 5, got 6'
				);
				const short = new Map([...states, ['A', new Float32Array(1)]]);
				await expect(runner.restore({ step: 2, states: short })).rejects.toThrow(
					/restore: expected \d+ values for A, got 1/
				);
				expect(runner.step).toBe(3);
				await runner.run(2);
				runner.dispose();
			});
		});

		test('matches axes that are split differently by their letters, [4,4] against [2,8]', async () => {
			const a = leaf('a', [16]);
			const pairs = (rows: number): Expression =>
				apply({ name: 'split', notation: '(ij)->ij', body: arg(0) }, [a], { i: rows });
			const flat = apply({ name: 'join', notation: 'ij->(ij)', body: arg(0) }, [transpose(pairs(4))]);
			const again = transpose(apply({ name: 'split', notation: '(ij)->ij', body: arg(0) }, [flat], { i: 2 }));
			const program = valueProgram(again, new Map([['a', Array.from({ length: 16 }, (_, i) => i)]]));
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				await runner.run(1);
				const { states } = await runner.read();
				expect([...(states.get('result') ?? [])]).toEqual([
					...(runOracle(program, 1).states.get('result')?.data ?? [])
				]);
				runner.dispose();
			});
		});

		test('stops with "diverged" and the step when a loss is no number', async () => {
			const w = leaf('w', [2, 2]);
			const program = trainingProgram({
				loss: squaredNorm(w),
				trained: [{ leaf: w, initial: Float32Array.of(1, 2, 3, 4) }],
				inputs: [],
				optimizer: 'sgd',
				schedule: 'constant',
				learningRate: 1e6,
				steps: 60
			});
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				const failure = await runner.run(60).catch((error: unknown) => error);
				expect(failure).toBeInstanceOf(BackendError);
				expect(failure).toMatchObject({ reason: 'diverged' });
				expect(String(failure)).toMatch(/at step \d+; lower the learning rate/);
				if (!(failure instanceof BackendError)) return;
				const oracle = runOracle(program, failure.step ?? 0).losses;
				expect(failure.losses).toHaveLength(oracle.length);
				expect(oracle.length).toBeGreaterThan(1);
				oracle.forEach((loss, i) => {
					expect((failure.losses?.[i] ?? NaN) / loss).toBeCloseTo(1, 4);
				});
				runner.dispose();
			});
		});

		test('says "diverged" when the last update overflows after a finite loss, instead of handing out numbers that are none', async () => {
			const w = leaf('w', [2]);
			const program = trainingProgram({
				loss: squaredNorm(w),
				trained: [{ leaf: w, initial: Float32Array.of(1e18, 1) }],
				inputs: [],
				optimizer: 'sgd',
				schedule: 'constant',
				learningRate: 1e30,
				steps: 1
			});
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				expect(await runner.run(1)).toHaveLength(1);
				await expect(runner.read()).rejects.toMatchObject({ reason: 'diverged' });
				await expect(runner.read()).rejects.toThrow(/in w after step 1; lower the learning rate/);
				runner.dispose();
			});
		});

		test('reads only the states that are named', async () => {
			const { program } = experiment(runOf({ method: 'lora', task: 'gaussian' }));
			await using(async (backend) => {
				const runner = await backend.prepare(program);
				const { states } = await runner.read(['A']);
				expect([...states.keys()]).toEqual(['A']);
				const initial = program.states.find((s) => s.leaf.name === 'A')?.initial;
				expect([...(states.get('A') ?? [])]).toEqual([...(initial ?? [])]);
				runner.dispose();
			});
		});
	});
}
