import { expect, test } from 'vitest';
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { formsOf } from '$src/algebra/factored';
import { add, gelu } from '$src/algebra/ops';
import { evaluateQuickly } from '$src/algebra/quick';
import { Random } from '$src/math/random';

/** gelu(x·Wᵀ)·Vᵀ + x·Uᵀ, so that products stand within other nodes. */
function nested(batch: number, width: number, inside: number) {
	const x = leaf('x', [batch, width]);
	const [w, v, u] = [leaf('w', [inside, width]), leaf('v', [5, inside]), leaf('u', [5, width])];
	const times = (a: typeof x, b: Parameters<typeof formsOf>[1]) => formsOf(a, b)[0] ?? a;
	const expression = add(times(v, gelu(times(w, x))), times(u, x));
	const environment = new Map(
		[x, w, v, u].map(({ name, shape }) => [name, new Random(3, name).normal(shape)] as const)
	);
	return { expression, environment };
}

// Small products are plain loops; those of more than 100,000 multiplications go through WebAssembly.
test.each([
	[3, 4, 6],
	[257, 33, 41],
	[1536, 32, 64]
])('%i rows of %i numbers through %i are the same bits as the oracle’s', (...sizes) => {
	const { expression, environment } = nested(...sizes);
	expect(evaluateQuickly(expression, environment)).toEqual(evaluate(expression, environment));
});

test('a leaf without a value is refused as the oracle refuses it', () => {
	const { expression } = nested(2, 2, 2);
	expect(() => evaluateQuickly(expression, new Map())).toThrow(/give it in the environment/);
});
