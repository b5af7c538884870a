/** Two adapters, module by module: ΔW against ΔW through the factors, never factors against factors. */
import type { Made } from '$src/math/made';
import { distanceOfThin, innerOfThin, overlapOf, svdOfThin, thinOf, type Thin } from '$src/math/thin';
import type { AdapterModule } from './adapter';

export interface Compared {
	readonly name: string;
	/** ⟨ΔW₁, ΔW₂⟩/(‖ΔW₁‖·‖ΔW₂‖); null where one is zero. */
	readonly cosine: number | null;
	/** ‖ΔW₁ − ΔW₂‖ */
	readonly distance: number;
	readonly norms: readonly [number, number];
	/** k, and the mean squared cosine of the principal angles of the leading k directions, left and right. */
	readonly overlap: readonly [k: number, value: number];
}

/** Several experts, one after the other. */
const partsOf = (made: Made): readonly Made[] => (made.kind === 'blocks' ? made.parts : [made]);

/** s·ΔW as thin factors, one an expert. */
export async function thinModule(module: AdapterModule): Promise<readonly Thin[]> {
	const { made, scale } = await module.load();
	return partsOf(made).map((part) => {
		const { p, q } = thinOf(part);
		return { p: { ...p, data: p.data.map((x) => scale * x) }, q };
	});
}

/** @returns null where the modules are of different shapes */
export async function compareModules(a: AdapterModule, b: AdapterModule): Promise<Compared | null> {
	const [left, right] = [await thinModule(a), await thinModule(b)];
	if (left.length !== right.length) return null;
	let [inner, squares, first, second, most, overlap] = [0, 0, 0, 0, 0, 0];
	for (const [i, x] of left.entries()) {
		const y = right[i];
		if (!y || x.p.rows !== y.p.rows || x.q.rows !== y.q.rows) return null;
		const [one, other] = [svdOfThin(x), svdOfThin(y)];
		const largest = (values: Float64Array): number => values[0] ?? 0;
		const ranks = [one, other].map(
			({ singularValues: values }) => values.filter((s) => s > 1e-12 * largest(values)).length
		);
		const k = Math.min(...ranks);
		inner += innerOfThin(x, y);
		squares += distanceOfThin(x, y) ** 2;
		first += one.singularValues.reduce((sum, s) => sum + s * s, 0);
		second += other.singularValues.reduce((sum, s) => sum + s * s, 0);
		most = Math.max(most, k);
		overlap += (k > 0 ? overlapOf(one, other, k) : 0) / left.length;
	}
	const norms = [Math.sqrt(first), Math.sqrt(second)] as const;
	const isZero = norms[0] === 0 || norms[1] === 0;
	return {
		name: a.name,
		cosine: isZero ? null : Math.max(-1, Math.min(1, inner / (norms[0] * norms[1]))),
		distance: Math.sqrt(squares),
		norms,
		overlap: [most, overlap]
	};
}
