/**
 * How many dimensions the set of matrices has that a method reaches: the rank of the Jacobian of ΔW at random factors,
 * and the formulas for it. Not how large the rank of ΔW is.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import type { MethodOptions } from '$src/adapters/index';
import { halves } from '$src/adapters/loha';
import { blocks } from '$src/adapters/lokr';
import { initialValues } from '$src/adapters/values';
import { evaluate } from '$src/algebra/evaluate';
import type { Expression, Leaf } from '$src/algebra/expression';
import { measureRank } from '$src/math/rank';
import { zeros, type Tensor } from '$src/math/tensor';
import { runSchema } from '$src/receipt/run';
import { defaultsOf } from '$src/schema/field';

/**
 * The rank of the Jacobian of a product that is linear in each of its factors: then a derivative is the product with a
 * unit matrix in the factor's place.
 * @param at numbers of all leaves
 */
export function dimensionAt(
	product: Expression,
	factors: readonly Leaf[],
	at: ReadonlyMap<string, Tensor>
): number {
	const derivatives: Float64Array[] = [];
	for (const { name, shape } of factors) {
		const unit = zeros(shape);
		const there = new Map([...at, [name, unit]]);
		for (let i = 0; i < unit.data.length; i++) {
			unit.data[i] = 1;
			derivatives.push(evaluate(product, there).data);
			unit.data[i] = 0;
		}
	}
	const columns = derivatives[0]?.length ?? 0;
	const jacobian = zeros([derivatives.length, columns]);
	derivatives.forEach((derivative, i) => {
		jacobian.data.set(derivative, i * columns);
	});
	return measureRank(jacobian).rank;
}

export const freeMethods = ['lora', 'loha', 'lokr'] as const;
export type FreeMethod = (typeof freeMethods)[number];

export interface FreeLayer {
	readonly out: number;
	readonly in: number;
}

/**
 * A method that costs r(m + n) numbers: LoHa with r split evenly. LoKr has two full blocks, as near to square as the
 * layer allows, whatever r is. None for LoHa at r = 1.
 */
export function freeAdapter(method: FreeMethod, layer: FreeLayer, rank: number): Adapter | null {
	const options: MethodOptions = { ...defaultsOf(runSchema), ...layer, rank };
	if (method === 'lora') return adapter('lora', options);
	if (method === 'lokr') return adapter('lokr', { ...options, rank: Math.max(layer.out, layer.in) });
	const [r1, r2] = halves(rank);
	return r2 === 0 ? null : adapter('loha', { ...options, rank: r1, rank2: r2 });
}

/**
 * For almost all factors, capped by mn; of LoHa proven as an upper bound, and measured wherever we looked. LoRA: r(m + n − r). LoHa: each mask has rᵢ² to spare, rows and columns of the
 * two masks m + n − 1 together, for rᵢ ≤ max(m, n). LoKr with full blocks: one number.
 */
export function dimensionOf({ method, options }: Adapter): number {
	const { out: m, in: n, rank, rank2 } = options;
	const count = (): number => {
		if (method.name === 'lora') return rank * (m + n - Math.min(rank, m, n));
		if (method.name === 'loha') return (rank + rank2) * (m + n) - rank ** 2 - rank2 ** 2 - (m + n - 1);
		const { a, b, c, d } = blocks(options);
		return a * c + b * d - 1;
	};
	return Math.min(m * n, count());
}

export interface FreedomQuestion extends FreeLayer {
	readonly seed: number;
}

/** One method at one r: what is measured at random factors. */
export interface FreedomPoint {
	readonly method: FreeMethod;
	/** Numbers over m + n: r, but for LoKr. */
	readonly price: number;
	readonly parameters: number;
	readonly dimension: number;
	/** Of ΔW. */
	readonly rank: number;
}

export function freedomPoint(method: FreeMethod, question: FreedomQuestion, r: number): FreedomPoint | null {
	const made = freeAdapter(method, question, r);
	if (!made) return null;
	const at = initialValues(made, question.seed, 'random');
	return {
		method,
		price: made.parameters / (question.out + question.in),
		parameters: made.parameters,
		dimension: dimensionAt(made.delta, made.leaves, at),
		rank: measureRank(evaluate(made.delta, at)).rank
	};
}

/** Every r up to the shorter side: beyond it LoRA is every matrix. */
export const freeRanks = ({ out, in: columns }: FreeLayer): number[] =>
	Array.from({ length: Math.min(out, columns) }, (_, i) => i + 1);

/** All points of a layer. */
export const freedomOf = (question: FreedomQuestion): FreedomPoint[] => [
	...freeRanks(question).flatMap((r) =>
		(['lora', 'loha'] as const).flatMap((method) => freedomPoint(method, question, r) ?? [])
	),
	...[freedomPoint('lokr', question, 1)].flatMap((point) => point ?? [])
];
