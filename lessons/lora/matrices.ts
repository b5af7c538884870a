/**
 * The matrices that the derivation speaks of: leaves, and their numbers for a state of the page. B and A are
 * those of the live adapter once it has trained; before, they are drawn from the seed, because at B = 0 most
 * equations would hold trivially. Of a large layer the leading corner is shown: every step holds for it too.
 */
import { adapter } from '$src/adapters/adapter';
import { initialCorner } from '$src/adapters/values';
import { leaf } from '$src/algebra/expression';
import { guestOr } from '$src/lesson/guest/guest';
import { methodOptions } from '$src/receipt/run';
import { difference, filled, part, product, scaled, timesTransposed } from '$src/math/dense';
import { Random } from '$src/math/random';
import { svd } from '$src/math/svd';
import { at, scalar, zeros, type Tensor } from '$src/math/tensor';
import { lazily } from '$src/lazily';
import { remembered } from '$src/remembered';
import { runOf, type LoraValues } from './parameters';

/** Rows and columns of the corner that the derivation evaluates. */
const CORNER = 48;
/** Of two adapters less: what stands beside each other is made by a product with 2r columns. */
const PAIR_CORNER = 12;
const fewOf = (rows: number): number => Math.min(rows, PAIR_CORNER);
/** Inputs x in the derivation's batch. */
const BATCH = 6;

export interface Corner {
	readonly out: number;
	readonly in: number;
	readonly rank: number;
}

export const cornerOf = (values: Pick<LoraValues, 'out' | 'in' | 'rank'>): Corner => ({
	out: Math.min(values.out, CORNER),
	in: Math.min(values.in, CORNER),
	rank: values.rank
});

/** The symbols of the derivation; m = out, n = in. */
export function leavesFor({ out: m, in: n, rank: r }: Corner) {
	const [few, fewer] = [fewOf(m), fewOf(n)];
	return {
		W0: leaf('W0', [m, n], { tex: 'W_0' }),
		B: leaf('B', [m, r]),
		A: leaf('A', [r, n]),
		s: leaf('s', []),
		/** Inputs and labels, one a column. */
		X: leaf('X', [n, BATCH], { tex: 'x' }),
		Y: leaf('Y', [m, BATCH], { tex: 'y' }),
		/** A change of ΔW, and changes of the factors: directions of any length. */
		D: leaf('D', [m, n]),
		dB: leaf('dB', [m, r], { tex: '\\mathrm{d}B', symbol: 'B' }),
		dA: leaf('dA', [r, n], { tex: '\\mathrm{d}A', symbol: 'A' }),
		/** The factors at step 0. */
		B0: leaf('B0', [m, r], { tex: 'B_0', symbol: 'B' }),
		A0: leaf('A0', [r, n], { tex: 'A_0', symbol: 'A' }),
		zeroA: leaf('zeroA', [r, n], { tex: '0', symbol: 'A' }),
		zeroB: leaf('zeroB', [m, r], { tex: '0', symbol: 'B' }),
		eta: leaf('eta', [], { tex: '\\eta' }),
		M: leaf('M', [r, r]),
		inverseM: leaf('inverseM', [r, r], { tex: 'M^{-1}', symbol: 'M' }),
		/** Two adapters for one layer, and their weights. */
		B1: leaf('B1', [few, r], { tex: 'B_1', symbol: 'B' }),
		A1: leaf('A1', [r, fewer], { tex: 'A_1', symbol: 'A' }),
		B2: leaf('B2', [few, r], { tex: 'B_2', symbol: 'B' }),
		A2: leaf('A2', [r, fewer], { tex: 'A_2', symbol: 'A' }),
		w1: leaf('w1', [], { tex: 'w_1', symbol: 'w' }),
		w2: leaf('w2', [], { tex: 'w_2', symbol: 'w' }),
		/** [I 0] and [0 I]. */
		first: leaf('first', [r, 2 * r]),
		second: leaf('second', [r, 2 * r]),
		/** Of B and A as few rows and columns. */
		someB: leaf('someB', [few, r], { tex: 'B', symbol: 'B' }),
		someA: leaf('someA', [r, fewer], { tex: 'A', symbol: 'A' }),
		/** A start that is not zero, and the leading singular directions of G₀: r of the right ones, the next r left ones. */
		startB: leaf('startB', [few, r], { tex: 'B_*', symbol: 'B' }),
		startA: leaf('startA', [r, fewer], { tex: 'A_*', symbol: 'A' }),
		V: leaf('V', [n, r], { tex: 'V' }),
		U: leaf('U', [m, r], { tex: 'U' })
	};
}

/** Leaf name → numbers, for every leaf of leavesFor. */
export function environmentFor(
	values: LoraValues,
	guest?: ReadonlyMap<string, Tensor>
): ReadonlyMap<string, Tensor> {
	const shape = cornerOf(values);
	const { out: m, in: n, rank: r } = shape;
	const normal = (name: string, rows: number, columns: number, size: number): Tensor =>
		scaled(size, new Random(values.seed, `derivation/${name}`).normal([rows, columns]));
	const made = adapter('lora', methodOptions(runOf(values)));
	const pair = remembered(() => invertible(values.seed, r));
	const W0 = remembered(() => normal('W0', m, n, 1 / Math.sqrt(n)));
	const [X, Y] = [remembered(() => normal('x', n, BATCH, 1)), remembered(() => normal('y', m, BATCH, 1))];
	const directions = remembered(() =>
		leadingDirections(timesTransposed(difference(product(W0(), X()), Y()), X()), r)
	);
	const B = remembered(() => guestOr(guest, 'B', normal('B', m, r, 1 / Math.sqrt(r))));
	const A = remembered(() => guestOr(guest, 'A', normal('A', r, n, 1 / Math.sqrt(n))));
	const [dB, dA] = [remembered(() => normal('dB', m, r, 0.1)), remembered(() => normal('dA', r, n, 0.1))];
	/** Two adapters of the layer, corners of numbers that are there; the second is one to start from, too. */
	const rowsOf = (of: Tensor): Tensor => part(of, [0, fewOf(m)], [0, r]);
	const columnsOf = (of: Tensor): Tensor => part(of, [0, r], [0, fewOf(n)]);
	const B2 = remembered(() => rowsOf(scaled(10 / Math.sqrt(r), dB())));
	const A2 = remembered(() => columnsOf(scaled(10 / Math.sqrt(n), dA())));
	return lazily<Tensor>([
		['W0', W0],
		['B', B],
		['A', A],
		['s', () => guestOr(guest, 's', scalar(made.scale))],
		['X', X],
		['Y', Y],
		['D', () => normal('D', m, n, 0.1)],
		['dB', dB],
		['dA', dA],
		['B0', () => zeros([m, r])],
		['A0', () => initialCorner(made, 'A', values.seed, 'default', [r, n])],
		['zeroA', () => zeros([r, n])],
		['zeroB', () => zeros([m, r])],
		['eta', () => scalar(values.lr)],
		['M', () => pair().matrix],
		['inverseM', () => pair().inverse],
		['B1', () => rowsOf(B())],
		['A1', () => columnsOf(A())],
		['B2', B2],
		['A2', A2],
		['w1', () => scalar(1 - values.combineShare)],
		['w2', () => scalar(values.combineShare)],
		['first', () => filled(r, 2 * r, (i, j) => (j === i ? 1 : 0))],
		['second', () => filled(r, 2 * r, (i, j) => (j === i + r ? 1 : 0))],
		['someB', () => rowsOf(B())],
		['someA', () => columnsOf(A())],
		['startB', B2],
		['startA', A2],
		['V', () => directions().v],
		['U', () => directions().u]
	]);
}

/** A trained factor as the derivation sees it, or null while a number in it is not finite. */
export function liveFactors(
	values: LoraValues,
	factors: Readonly<Record<string, Float32Array>>
): Map<string, Tensor> | null {
	const { out: m, in: n, rank: r } = cornerOf(values);
	const { A, B } = factors;
	if (A?.length !== values.in * r || B?.length !== values.out * r) return null;
	if (!A.every(Number.isFinite) || !B.every(Number.isFinite)) return null;
	const [whole, wide]: [Tensor, Tensor] = [
		{ shape: [values.out, r], data: Float64Array.from(B) },
		{ shape: [r, values.in], data: Float64Array.from(A) }
	];
	return new Map([
		['B', part(whole, [0, m], [0, r])],
		['A', part(wide, [0, r], [0, n])],
		['someB', part(whole, [0, fewOf(m)], [0, r])],
		['someA', part(wide, [0, r], [0, fewOf(n)])]
	]);
}

/** M = I + uvᵀ with vᵀu = 1, so that M⁻¹ = I − uvᵀ/2 (Sherman–Morrison): any r, never near singular. */
function invertible(seed: number, r: number): { matrix: Tensor; inverse: Tensor } {
	const u = new Random(seed, 'derivation/u').uniform([r]).data;
	const w = new Random(seed, 'derivation/v').uniform([r]).data;
	const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);
	const share = (1 - dot(w, u)) / dot(u, u);
	const v = w.map((x, i) => x + share * (u[i] ?? 0));
	/** I + share·uvᵀ. */
	const moved = (share: number): Tensor =>
		filled(r, r, (i, j) => (i === j ? 1 : 0) + share * (u[i] ?? NaN) * (v[j] ?? NaN));
	return { matrix: moved(1), inverse: moved(-1 / 2) };
}

/** The first r right singular vectors of G and the r left ones after them; zeros where there are no more. */
function leadingDirections(G: Tensor, r: number): { v: Tensor; u: Tensor } {
	const { u, v } = svd(G);
	const columns = (of: Tensor, from: number): Tensor => {
		const [rows = 0, count = 0] = of.shape;
		return filled(rows, r, (i, j) => (from + j < count ? at(of, i, from + j) : 0));
	};
	return { v: columns(v, 0), u: columns(u, r) };
}
