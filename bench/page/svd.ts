/**
 * Singular values of 64 products ΔW = P·Qᵀ of LoHa 4/4, 64 × 64: Rankscope from the thin factors in float64, against
 * ml-matrix and jax-js on the matrices themselves. The truth is ml-matrix's in float64. Rankscope's own row on the
 * whole matrices says what the detour through the factors gains.
 */
import * as jax from '@jax-js/jax';
import { Matrix as MlMatrix, SingularValueDecomposition } from 'ml-matrix';
import { Random } from '$src/math/random';
import { timesTransposed } from '$src/math/dense';
import { measureRankOfFactors } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import { tensor, toRows, type Tensor } from '$src/math/tensor';
import { startJax } from '../contestants/jax';
import type { SvdResult } from './results';
import { largest, median, timed } from './rounds';

const [COUNT, SIZE, RANK] = [64, 64, 4];
/** Milliseconds from which once is enough. */
const SLOW = 2000;

/** The row-wise Khatri–Rao product of two drawn factors, from float32 values. */
function thin(seed: number, name: string): Tensor {
	const draw = (which: number): Float32Array =>
		Float32Array.from(new Random(seed, `bench/${name}${which}`).normal([SIZE, RANK]).data);
	const [first, second] = [draw(1), draw(2)];
	const width = RANK * RANK;
	const data = Float64Array.from({ length: SIZE * width }, (_, at) => {
		const [row, i, j] = [Math.floor(at / width), Math.floor((at % width) / RANK), at % RANK];
		return (first[row * RANK + i] ?? NaN) * (second[row * RANK + j] ?? NaN);
	});
	return tensor([SIZE, width], data);
}

/** Values only, as Rankscope asks for them too. */
const byMlMatrix = (w: Tensor): ArrayLike<number> =>
	new SingularValueDecomposition(new MlMatrix(toRows(w)), {
		autoTranspose: true,
		computeLeftSingularVectors: false,
		computeRightSingularVectors: false
	}).diagonal;

export async function measureSvd(rounds: number): Promise<SvdResult[]> {
	const factors = Array.from({ length: COUNT }, (_, i) => ({ p: thin(i, 'p'), q: thin(i, 'q') }));
	const matrices = factors.map(({ p, q }) => timesTransposed(p, q));
	const truth = matrices.map((w) => [...Array.from(byMlMatrix(w))].sort((a, b) => b - a));
	const errorOf = (found: readonly ArrayLike<number>[]): number =>
		largest(
			found.flatMap((values, k) =>
				(truth[k] ?? []).map((s, i) => Math.abs((values[i] ?? 0) - s) / (truth[k]?.[0] ?? NaN))
			)
		);
	type Way = () => Promise<readonly ArrayLike<number>[]>;
	const here = (each: (k: number) => ArrayLike<number>): Way => {
		return async () => Promise.resolve(matrices.map((_, k) => each(k)));
	};
	const nothing = tensor([0, 0], []);
	const ways: [string, Way][] = [
		[
			'Rankscope, from the factors',
			here((k) => {
				const { p, q } = factors[k] ?? { p: nothing, q: nothing };
				return measureRankOfFactors(p, q).singularValues;
			})
		],
		['Rankscope, dense', here((k) => singularValues(matrices[k] ?? nothing))],
		['ml-matrix', here((k) => byMlMatrix(matrices[k] ?? nothing))]
	];
	await startJax();
	const all = Float32Array.from(matrices.flatMap((w) => [...w.data]));
	for (const device of ['webgpu', 'wasm'] as const) {
		const given = jax.numpy.array(all, { device, shape: [COUNT, SIZE, SIZE] });
		const values = jax.jit((w: jax.Array) => jax.numpy.linalg.svdvals(w), { device });
		ways.push([
			`jax-js ${device}`,
			async () => {
				const found = await values(given.ref).data();
				return matrices.map((_, k) => found.subarray(k * SIZE, (k + 1) * SIZE));
			}
		]);
	}
	const results: SvdResult[] = [];
	const times = ways.map((): number[] => []);
	const errors = await Promise.all(ways.map(async ([, way]) => errorOf(await way())));
	for (let round = 0; round < rounds; round++) {
		for (const [i, [, way]] of ways.entries()) {
			const [known] = times[i] ?? [];
			if (known === undefined || known < SLOW) times[i]?.push(await timed(way));
		}
	}
	ways.forEach(([name], i) =>
		results.push({ name, milliseconds: median(times[i] ?? []), error: errors[i] ?? NaN })
	);
	return results;
}
