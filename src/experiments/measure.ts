/**
 * What is measured of an adapter: spectrum, rank and distance to a target, in float64 from the float32
 * factors. Never from a float32 product: its rounding looks like rank (see math/rank.ts).
 */
import type { Adapter } from '$src/adapters/adapter';
import { evaluate, evaluateAll, type Environment } from '$src/algebra/evaluate';
import type { Expression } from '$src/algebra/expression';
import { factored, widthOf } from '$src/algebra/factored';
import { measureRank, measureRankOfFactors, type MeasuredRank } from '$src/math/rank';
import { frobeniusNorm, matrixShape, tensor, type Tensor } from '$src/math/tensor';
import { own } from '$src/own';

/** float32 arrays by factor name → an environment of ΔW, s included. */
export function environmentOf(
	adapter: Adapter,
	factors: Readonly<Record<string, Float32Array>>
): Map<string, Tensor> {
	const environment = new Map<string, Tensor>([[adapter.s.name, tensor([], [Math.fround(adapter.scale)])]]);
	for (const leaf of adapter.leaves)
		environment.set(leaf.name, tensor(leaf.shape, own(factors, leaf.name) ?? []));
	return environment;
}

/** The spectrum of a matrix expression, through its thin factors where they are thin. */
export function spectrumOf(w: Expression, environment: Environment): MeasuredRank {
	const terms = factored(w);
	if (widthOf(terms) >= Math.min(...w.shape)) return measureRank(evaluate(w, environment));
	return measureRankOfFactors(
		beside(
			evaluateAll(
				terms.map((t) => t.p),
				environment
			)
		),
		beside(
			evaluateAll(
				terms.map((t) => t.q),
				environment
			)
		)
	);
}

/** [P₁ P₂ …] */
function beside(parts: readonly Tensor[]): Tensor {
	const [only] = parts;
	if (only && parts.length === 1) return only;
	const shapes = parts.map(matrixShape);
	const rows = shapes[0]?.rows ?? 0;
	const data: number[] = [];
	for (let i = 0; i < rows; i++) {
		parts.forEach((part, n) => {
			const width = shapes[n]?.columns ?? 0;
			for (let j = 0; j < width; j++) data.push(part.data[i * width + j] ?? NaN);
		});
	}
	return tensor([rows, data.length / rows], data);
}

/** ‖ΔW − T‖²/‖T‖², of numbers of any size. */
export function relativeError(delta: Tensor, target: Tensor): number {
	const difference = { shape: target.shape, data: target.data.map((t, i) => (delta.data[i] ?? NaN) - t) };
	return (frobeniusNorm(difference) / frobeniusNorm(target)) ** 2;
}
