/**
 * Two adapters made into one, as PEFT's add_weighted_adapter does it (PEFT 0.21, tuners/lora/model.py; s = 1 here):
 * `cat` joins the factors, `linear` adds them. The second adapter is also written with other factors, B₂M and M⁻¹A₂.
 */
import { beside, difference, filled, product, scaled, sum, transposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { frobeniusNorm, type Tensor } from '$src/math/tensor';

/** Outputs and inputs of the layer, and the rank of both adapters. */
export const COMBINED_SIZE = 8;
export const COMBINED_RANK = 2;

/** B [m, r], A [r, n]: ΔW = BA. */
export interface Pair {
	readonly B: Tensor;
	readonly A: Tensor;
}

/** An adapter whose numbers are drawn from N(0, 1). */
export function drawnPair(seed: number, which: 1 | 2): Pair {
	const normal = (name: string, shape: readonly number[]): Tensor =>
		new Random(seed, `combining/${name}${which}`).normal(shape);
	return {
		B: normal('B', [COMBINED_SIZE, COMBINED_RANK]),
		A: normal('A', [COMBINED_RANK, COMBINED_SIZE])
	};
}

/** M: a rotation times a stretch, of the two columns of B₂. @param angle in degrees @param stretch c > 0 */
export interface Turn {
	readonly angle: number;
	readonly stretch: number;
}

/** The same BA from other factors, BM and M⁻¹A. */
export function turned({ B, A }: Pair, { angle, stretch }: Turn): Pair {
	const [cosine, sine] = [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)];
	const rotation = filled(2, 2, (i, j) => (i === j ? cosine : i < j ? -sine : sine));
	return {
		B: scaled(stretch, product(B, rotation)),
		A: scaled(1 / stretch, product(transposed(rotation), A))
	};
}

/** Weights of the two, not negative. */
export type Weights = readonly [first: number, second: number];

/** w₁B₁A₁ + w₂B₂A₂. */
export const weightedSum = (one: Pair, other: Pair, [w1, w2]: Weights): Tensor =>
	sum(scaled(w1, product(one.B, one.A)), scaled(w2, product(other.B, other.A)));

/** `cat`: [w₁B₁ w₂B₂] and A₁ above A₂, of rank up to r₁ + r₂. (PEFT puts the weights on A; the product is the same.) */
export const joined = (one: Pair, other: Pair, [w1, w2]: Weights): Pair => ({
	B: beside([scaled(w1, one.B), scaled(w2, other.B)]),
	A: transposed(beside([transposed(one.A), transposed(other.A)]))
});

/** `linear`: √w₁B₁ + √w₂B₂ and √w₁A₁ + √w₂A₂, of the rank that both have. */
export function added(one: Pair, other: Pair, [w1, w2]: Weights): Pair {
	const [p, q] = [Math.sqrt(w1), Math.sqrt(w2)];
	return {
		B: sum(scaled(p, one.B), scaled(q, other.B)),
		A: sum(scaled(p, one.A), scaled(q, other.A))
	};
}

/** ‖BA − S‖/‖S‖, S what the weighted sum is. */
export const errorOf = ({ B, A }: Pair, wanted: Tensor): number =>
	frobeniusNorm(difference(product(B, A), wanted)) / frobeniusNorm(wanted);

/**
 * E‖BA − S‖²/E‖S‖² of `linear`, for factors with independent entries of mean 0 and one variance: the cross terms are
 * √(w₁w₂)(B₁M⁻¹A₂ + B₂MA₁), and M of stretch c turns and stretches only. Any angle gives the same.
 */
export const expectedSquare = ([w1, w2]: Weights, stretch: number): number =>
	(w1 * w2 * (stretch ** 2 + stretch ** -2)) / (w1 ** 2 + w2 ** 2);
