/** Gradients of the algebra against central differences. */
import { expect } from 'vitest';
import type { Adapter } from '$src/adapters/adapter';
import { leafGradients } from '$src/algebra/adjoint';
import { evaluate, evaluateNumber } from '$src/algebra/evaluate';
import type { Expression } from '$src/algebra/expression';
import { tensor, type Tensor } from '$src/math/tensor';

/** Of a number by what an adapter trains, relative to the largest. */
export function expectGradients(root: Expression, made: Adapter, values: ReadonlyMap<string, Tensor>): void {
	const h = 1e-6;
	for (const [name, gradient] of leafGradients(root, made.leaves)) {
		const found = evaluate(gradient, values).data;
		const { shape, data } = values.get(name) ?? tensor([0], []);
		expect(data.length).toBeGreaterThan(0);
		const largest = Math.max(...found.map(Math.abs));
		data.forEach((x, i) => {
			const moved = (by: number): number => {
				const other = tensor(shape, [...data].with(i, x + by));
				return evaluateNumber(root, new Map([...values, [name, other]]));
			};
			const difference = (moved(h) - moved(-h)) / (2 * h);
			expect(Math.abs(difference - (found[i] ?? NaN))).toBeLessThan(1e-5 * largest);
		});
	}
}
