/** The forms in which X·ΔWᵀ can be computed, and the choice among them by counted cost. */
import { describe, expect, test } from 'vitest';
import { gradients } from '$src/algebra/adjoint';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { formsOf, operations } from '$src/algebra/factored';
import { add, squaredNorm } from '$src/algebra/ops';
import { adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import { onlyPart } from '$src/experiments/compose';
import { experiment } from '$src/experiments/experiment';
import { compile } from '$src/compute/schedule/compile';
import { Random } from '$src/math/random';
import { largestDifference } from '$src/math/tensor';
import { methodOptions, type Run } from '$src/receipt/run';
import { runOf } from './backendSuite';

const cases: readonly Partial<Run>[] = [
	{ method: 'lora', rank: 8 },
	{ method: 'loha', rank: 4 },
	{ method: 'loha', rank: 8 },
	{ method: 'lokr', rank: 8 },
	{ method: 'lokr', rank: 2 },
	{ method: 'full' }
];
const named = cases.map((run) => [`${run.method} ${run.rank ?? ''}`, run] as const);

describe('the forms of X·ΔWᵀ', () => {
	test.each(named)('of %s have the same value, the dense one first', (_, run) => {
		const made = adapter(run.method ?? 'lora', methodOptions(runOf({ out: 16, in: 12, ...run })));
		const x = leaf('X', [5, 12]);
		const environment = randomValues(made, 3, 0).set('X', new Random(3, 'x').normal([5, 12]));
		const [dense, ...others] = formsOf(made.delta, x).map((form) => evaluate(form, environment));
		if (run.method !== 'full') expect(others.length).toBeGreaterThan(0);
		for (const other of others) expect(dense && largestDifference(dense, other)).toBeLessThan(1e-12);
	});

	test.each(named)('of %s cost more than the one that is trained, gradients included', (_, run) => {
		for (const size of [32, 64, 256]) {
			const { composition, program } = experiment(
				runOf({ ...run, out: size, in: size, task: 'regression:2' })
			);
			const { adapter: made } = onlyPart(composition);
			const [x, r0] = [leaf('X', [64, size]), leaf('R0', [64, size])];
			const costs = formsOf(made.delta, x).map((form) => {
				const loss = squaredNorm(add(form, r0));
				return operations([loss, ...gradients(loss, made.leaves)]);
			});
			// The step adds the optimizer and the mean, and joins maps: some hundredths.
			const step = compile({
				...program,
				updates: program.updates.filter((u) => !/^[mv]\(/.test(u.state.name))
			});
			expect(step.operations / Math.min(...costs)).toBeGreaterThan(0.9);
			expect(step.operations / Math.min(...costs)).toBeLessThan(1.3);
		}
	});

	test('are chosen anew as the ranks grow: LoHa on 64 × 64 forms ΔW once r₁r₂ comes near 64', () => {
		const forms = (rank: number): boolean => {
			const { program } = experiment(runOf({ method: 'loha', rank, out: 64, in: 64, task: 'regression:2' }));
			return compile(program).phases.some(({ kernels }) =>
				kernels.some(({ statements }) => statements.some(({ name }) => name === 'khatriRao'))
			);
		};
		expect([4, 5, 8].map(forms)).toEqual([true, true, false]);
	});
});
