/** The live adapter that this lesson's figures share, and its two blocks as numbers. */
import type { Adapter } from '$src/adapters/adapter';
import { evaluateAll } from '$src/algebra/evaluate';
import type { Expression } from '$src/algebra/expression';
import { environmentOf } from '$src/experiments/measure';
import { useLive, type LiveAdapter } from '$src/lesson/liveAdapter.svelte';
import { singularValues } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';
import { live, parameters } from './parameters';

/** Call while a component initialises. */
export const useLiveAdapter = (): LiveAdapter<typeof parameters> => useLive(parameters, live);

export interface Parts {
	/** The blocks, multiplied out where they are low-rank. */
	readonly a: Tensor;
	readonly b: Tensor;
	/** s·A ⊗ B. */
	readonly delta: Tensor;
}

/** @throws Error if the adapter is no scaled Kronecker product */
export function partsOf(adapter: Adapter, factors: Readonly<Record<string, Float32Array>>): Parts {
	const [left, right] = blocksOf(adapter.delta);
	const [a, b, delta] = evaluateAll([left, right, adapter.delta], environmentOf(adapter, factors));
	if (!a || !b || !delta) throw new Error('lokr: no value');
	return { a, b, delta };
}

/**
 * Largest |σ(ΔW) − s·σᵢ(A)σⱼ(B)| over the sorted spectra, relative to the largest; NaN where a number is not finite.
 * σ(ΔW) is that of the matrix itself: what is measured of a run comes from the blocks, by the very rule that is checked.
 */
export function spectrumGap({ a, b, delta }: Parts, scale: number): number {
	if (![a, b, delta].every(({ data }) => data.every(Number.isFinite))) return NaN;
	const measured = singularValues(delta);
	const right = singularValues(b);
	const products = [...singularValues(a)]
		.flatMap((x) => [...right].map((y) => Math.abs(scale) * x * y))
		.sort((x, y) => y - x);
	const largest = products[0] ?? 0;
	const gaps = Array.from({ length: Math.max(products.length, measured.length) }, (_, i) =>
		Math.abs((products[i] ?? 0) - (measured[i] ?? 0))
	);
	return largest > 0 ? Math.max(...gaps) / largest : 0;
}

function blocksOf(delta: Expression): readonly [Expression, Expression] {
	const product = delta.kind === 'apply' ? delta.args[1] : undefined;
	if (product?.kind === 'apply' && product.op.name === 'kron') {
		const [left, right] = product.args;
		if (left && right) return [left, right];
	}
	throw new Error('lokr: expected s·A ⊗ B, got another expression');
}
