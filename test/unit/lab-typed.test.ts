/** A typed adapter is a method like any other: retyped, a method of the index trains bit for bit as it does. */
import { describe, expect, test } from 'vitest';
import type { TypedAdapter, TypedFactor } from '$src/adapters/typed';
import { cpuBackend } from '$src/compute/cpu/backend';
import { digestOf } from '$src/experiments/digest';
import { compose } from '$src/experiments/compose';
import { train } from '$src/experiments/train';
import { runSchema, type Run } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

const factor = (
	name: string,
	shape: TypedFactor['shape'],
	start: TypedFactor['start'] = 'kaiming',
	frozen = start === 'W0'
): TypedFactor => ({ name, shape, start, frozen });

const base = { ...defaultsOf(runSchema), backend: 'cpu', steps: 25, lr: 0.02 } as const;

async function trained(run: Run, typed: TypedAdapter | null) {
	const result = await train(run, {
		select: () => Promise.resolve({ backend: cpuBackend(), refused: [] }),
		signal: new AbortController().signal,
		onEvent: () => undefined,
		progressEvery: Infinity,
		typed
	});
	const names = compose(run, undefined, typed).leaves.map(({ name }) => name);
	const digest = digestOf(names.map((name) => result.factors[name] ?? new Float32Array()));
	return {
		digest,
		losses: result.losses,
		rank: result.modules[0]?.rank,
		bound: result.modules[0]?.rankBound
	};
}

const s = [{ name: 's', value: 1 }];
const out = 12;
const columns = 10;
const r = 3;

const retyped: readonly (readonly [string, Partial<Run>, TypedAdapter])[] = [
	[
		'lora',
		{ method: 'lora' },
		{
			name: 'mine',
			formula: 's*(B*A)',
			factors: [factor('B', [out, r], 'zeros'), factor('A', [r, columns])],
			numbers: s
		}
	],
	[
		'lora at another scale',
		{ method: 'lora', alpha: 6 },
		{
			name: 'mine',
			formula: 's*(B*A)',
			factors: [factor('B', [out, r], 'zeros'), factor('A', [r, columns])],
			numbers: [{ name: 's', value: 2 }]
		}
	],
	[
		'loha',
		{ method: 'loha', rank2: 2 },
		{
			name: 'mine',
			formula: "s ((X1*Y1') .* (X2*Y2'))",
			factors: [
				factor('X1', [out, r]),
				factor('Y1', [columns, r], "kaiming'"),
				factor('X2', [out, 2]),
				factor('Y2', [columns, 2], 'zeros')
			],
			numbers: s
		}
	],
	[
		'lokr',
		{ method: 'lokr', rank: 1 },
		{
			name: 'mine',
			formula: 's*kron(A, B1*B2)',
			factors: [factor('A', [3, 2], 'zeros'), factor('B1', [4, 1]), factor('B2', [1, 5])],
			numbers: s
		}
	],
	[
		'hira',
		{ method: 'hira' },
		{
			name: 'mine',
			formula: 'W0 .* (B*A)',
			factors: [
				factor('B', [out, r], 'zeros'),
				factor('A', [r, columns]),
				factor('W0', [out, columns], 'W0')
			],
			numbers: []
		}
	],
	[
		'dora',
		{ method: 'dora' },
		{
			name: 'mine',
			formula: 'diag(m ./ rowNorms(W0 + s*(B*A))) * (W0 + s*(B*A)) - W0',
			factors: [
				factor('B', [out, r], 'zeros'),
				factor('A', [r, columns]),
				factor('m', [out], 'rowNorms'),
				factor('W0', [out, columns], 'W0')
			],
			numbers: s
		}
	],
	[
		'full',
		{ method: 'full' },
		{ name: 'mine', formula: 'W', factors: [factor('W', [out, columns], 'zeros')], numbers: [] }
	]
];

describe('a method of the index, retyped', () => {
	test.each(retyped)('trains bit for bit as it does: %s', async (_name, change, typed) => {
		for (const task of ['gaussian', 'regression:2']) {
			const run = { ...base, out, in: columns, rank: r, ...change, task };
			const built = await trained(run, null);
			const own = await trained({ ...run, method: 'full' }, typed);
			expect({ ...own, task }).toEqual({ ...built, task });
			expect(built.losses.at(-1)).toBeLessThan(built.losses[0] ?? 0);
		}
	});
});
