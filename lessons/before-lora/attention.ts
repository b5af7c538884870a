/** The attention weights of a state of the page, computed in float64 from the records of the algebra. */
import { evaluate } from '$src/algebra/evaluate';
import { leaf } from '$src/algebra/expression';
import { matmul, number, scale, softmax, transpose } from '$src/algebra/ops';
import type { Tensor } from '$src/math/tensor';
import { attentionOf, HEAD } from './matrices';
import type { BeforeLoraValues } from './parameters';

export interface Weights {
	/** [T, p] */
	readonly onPrefix: Tensor;
	/** [T, T] */
	readonly onSequence: Tensor;
	/** λ, the weight of a token on the prefix: its mean over the tokens, the least and the most. */
	readonly mean: number;
	readonly least: number;
	readonly most: number;
	/** The largest of all weights. */
	readonly largest: number;
}

/** softmax(Q[K_p; K]ᵀ/√d), row by row, cut after the prefix. */
export function weightsOf(values: BeforeLoraValues): Weights {
	const { tokens, prefix } = values;
	const { Q, K, Kp } = attentionOf(values);
	const keys: Tensor = {
		shape: [prefix + tokens, HEAD],
		data: Float64Array.of(...Kp.data, ...K.data)
	};
	const [q, k] = [leaf('Q', Q.shape), leaf('K', keys.shape)];
	const scores = scale(number(1 / Math.sqrt(HEAD)), matmul(q, transpose(k)));
	const { data } = evaluate(
		softmax(scores),
		new Map([
			['Q', Q],
			['K', keys]
		])
	);
	const rows = Array.from({ length: tokens }, (_, i) =>
		data.subarray(i * (prefix + tokens), (i + 1) * (prefix + tokens))
	);
	const lambda = rows.map((row) => row.subarray(0, prefix).reduce((sum, w) => sum + w, 0));
	return {
		onPrefix: {
			shape: [tokens, prefix],
			data: Float64Array.from(rows.flatMap((r) => [...r.subarray(0, prefix)]))
		},
		onSequence: {
			shape: [tokens, tokens],
			data: Float64Array.from(rows.flatMap((r) => [...r.subarray(prefix)]))
		},
		mean: lambda.reduce((sum, l) => sum + l, 0) / tokens,
		least: Math.min(...lambda),
		most: Math.max(...lambda),
		largest: Math.max(...data)
	};
}
