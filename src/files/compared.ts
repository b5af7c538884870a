/** Two adapters, module by module: ΔW against ΔW through the factors, never factors against factors. */
import { principalAngles, shareWithin } from '$src/math/angles';
import { difference, innerProduct, scaled } from '$src/math/dense';
import { leadingOf } from '$src/math/leading';
import { denseOf, shapeOf, type Made } from '$src/math/made';
import { frobeniusNorm } from '$src/math/tensor';
import { distanceOfThin, innerOfThin, overlapOf, thinOf, type ThinSvd } from '$src/math/thin';
import type { AdapterModule } from './adapter';
import { isThin, madeParts, thinOfPart, type MadePart } from './thinParts';

export interface Compared {
	readonly name: string;
	/** ⟨ΔW₁, ΔW₂⟩/(‖ΔW₁‖·‖ΔW₂‖); null where one is zero. */
	readonly cosine: number | null;
	/** ‖ΔW₁ − ΔW₂‖ */
	readonly distance: number;
	readonly norms: readonly [number, number];
	/** k, and the mean squared cosine of the principal angles of the leading k directions, left and right. */
	readonly overlap: readonly [k: number, value: number];
	/** Of the first module, or expert: angles in radians between the leading directions, ascending, MOST_ANGLES at most. */
	readonly angles: { readonly left: readonly number[]; readonly right: readonly number[] };
	/** Share of ‖ΔW₁‖² within the row and column space of ΔW₂, and of ‖ΔW₂‖² within that of ΔW₁: what is common; the rest is new. Of a Kronecker product that is not thin the leading MOST_DIRECTIONS stand for all, of both. */
	readonly common: readonly [ofFirst: number, ofSecond: number];
}

/** Leading directions whose angles are given. */
export const MOST_ANGLES = 16;
/** Directions that are looked at of a matrix that is not thin. */
const MOST_DIRECTIONS = 64;

/** @returns null where the modules are of different shapes */
export async function compareModules(a: AdapterModule, b: AdapterModule): Promise<Compared | null> {
	const [left, right] = [await madeParts(a), await madeParts(b)];
	if (left.length !== right.length) return null;
	let [inner, distance, first, second, most, overlap] = [0, 0, 0, 0, 0, 0];
	let [within, without] = [0, 0];
	let angles: Compared['angles'] = { left: [], right: [] };
	for (const [i, x] of left.entries()) {
		const y = right[i];
		if (!y || shapeOf(x.made).join() !== shapeOf(y.made).join()) return null;
		const pair = productOf(x, y);
		inner += pair.inner;
		distance = Math.hypot(distance, pair.distance);
		const [one, other] = [directionsOf(x), directionsOf(y)];
		const [p, q] = [one.norm, other.norm];
		[first, second] = [Math.hypot(first, p), Math.hypot(second, q)];
		const k = Math.min(one.rank, other.rank);
		most = Math.max(most, k);
		overlap += (k > 0 ? overlapOf(one, other, k) : 0) / left.length;
		within += p * p * shareWithin(other, one, other.rank);
		without += q * q * shareWithin(one, other, one.rank);
		const few = Math.min(k, MOST_ANGLES);
		if (i === 0 && few > 0) {
			angles = {
				left: [...principalAngles(one.u, other.u, few)],
				right: [...principalAngles(one.v, other.v, few)]
			};
		}
	}
	const isZero = first === 0 || second === 0;
	return {
		name: a.name,
		cosine: isZero ? null : Math.max(-1, Math.min(1, inner / first / second)),
		distance,
		norms: [first, second],
		overlap: [most, overlap],
		angles,
		common: [first > 0 ? within / first / first : 0, second > 0 ? without / second / second : 0]
	};
}

/** ⟨X, Y⟩ and ‖X − Y‖: through thin factors, and of what is not thin through the matrices themselves. */
function productOf(x: MadePart, y: MadePart): { readonly inner: number; readonly distance: number } {
	if (isThin(x.made) && isThin(y.made)) {
		const [a, b] = [thinOfPart(x), thinOfPart(y)];
		return { inner: innerOfThin(a, b), distance: distanceOfThin(a, b) };
	}
	const [a, b] = [scaled(x.scale, denseOf(x.made)), scaled(y.scale, denseOf(y.made))];
	return { inner: innerProduct(a, b), distance: frobeniusNorm(difference(a, b)) };
}

/** ⟨X, Y⟩ of matrices that are made alike; of Kronecker products of one split it is the product of those of their blocks. */
function innerOfMade(x: Made, y: Made): number {
	if (x.kind === 'kron' && y.kind === 'kron' && shapeOf(x.a).join() === shapeOf(y.a).join())
		return innerOfMade(x.a, y.a) * innerOfMade(x.b, y.b);
	return isThin(x) && isThin(y) ? innerOfThin(thinOf(x), thinOf(y)) : innerProduct(denseOf(x), denseOf(y));
}

/** ⟨ΔW₁, ΔW₂⟩ over all parts of a module, or null where the shapes are others. */
export function innerOfParts(a: readonly MadePart[], b: readonly MadePart[]): number | null {
	if (a.length !== b.length) return null;
	let sum = 0;
	for (const [i, x] of a.entries()) {
		const y = b[i];
		if (!y || shapeOf(x.made).join() !== shapeOf(y.made).join()) return null;
		sum += x.scale * y.scale * innerOfMade(x.made, y.made);
	}
	return sum;
}

/** Directions that count, the leading ones of what is not thin. */
function directionsOf({ made, scale }: MadePart): ThinSvd & { readonly rank: number; readonly norm: number } {
	const largest = (values: Float64Array): number => values[0] ?? 0;
	const rankIn = (values: Float64Array): number =>
		values.reduce((count, s) => (s > 1e-12 * largest(values) ? count + 1 : count), 0);
	const found = leadingOf(made, (all) =>
		isThin(made) ? all.length : Math.min(rankIn(all), MOST_DIRECTIONS)
	);
	const by = Math.abs(scale);
	const norm = Math.sqrt(found.all.reduce((sum, s) => sum + (by * s) ** 2, 0));
	const { u, v } = found;
	return {
		u,
		v,
		singularValues: found.singularValues.map((s) => by * s),
		rank: rankIn(found.singularValues),
		norm
	};
}
