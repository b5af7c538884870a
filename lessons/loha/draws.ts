/**
 * Draws of LoHa factors and the spectra of what they make, in two ways: from the factors in float64, as `rank` on the
 * command line does it, and of a W that was formed in float32. Where a rank is read off is not decided here: whoever
 * has the spectra can move the line.
 */
import { adapter, type Adapter } from '$src/adapters/adapter';
import { randomValues } from '$src/adapters/values';
import { spectrumOf } from '$src/algebra/spectrum';
import { countAbove, rankTolerance } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import { zeros, type Tensor } from '$src/math/tensor';
import { defaultsOf } from '$src/schema/field';
import { runSchema } from '$src/receipt/run';

export interface DrawSettings {
	readonly out: number;
	readonly in: number;
	readonly r1: number;
	readonly r2: number;
	readonly tied: boolean;
	readonly seed: number;
	readonly draws: number;
}

/** σᵢ/σ₁ of one draw, min(m, n) of them, descending; zeros where nothing is left. */
export interface DrawnSpectra {
	readonly exact: Float64Array;
	readonly rounded: Float64Array;
}

export const adapterOf = ({ out, in: columns, r1, r2, tied }: DrawSettings): Adapter =>
	adapter(
		'loha',
		{
			...defaultsOf(runSchema),
			out,
			in: columns,
			rank: tied ? Math.min(r1, r2) : r1,
			rank2: tied ? Math.min(r1, r2) : r2
		},
		{ tied }
	);

const float32 = (x: Tensor): Float32Array => Float32Array.from(x.data);

/** X·Yᵀ with every product and every sum rounded to float32. */
function maskInFloat32(x: Tensor, y: Tensor): Float32Array {
	const [[m = 0, r = 0], [n = 0]] = [x.shape, y.shape];
	const [a, b] = [float32(x), float32(y)];
	const mask = new Float32Array(m * n);
	for (let i = 0; i < m; i++) {
		for (let j = 0; j < n; j++) {
			let sum = 0;
			for (let k = 0; k < r; k++)
				sum = Math.fround(sum + Math.fround((a[i * r + k] ?? 0) * (b[j * r + k] ?? 0)));
			mask[i * n + j] = sum;
		}
	}
	return mask;
}

/** W as it comes out where everything is float32. */
export function formedInFloat32(values: ReadonlyMap<string, Tensor>, tied: boolean): Tensor {
	const factor = (name: string): Tensor => values.get(name) ?? zeros([1, 1]);
	const [X1, Y1, Y2] = [factor('X1'), factor('Y1'), factor('Y2')];
	const X2 = tied ? X1 : factor('X2');
	const [first, second] = [maskInFloat32(X1, Y1), maskInFloat32(X2, Y2)];
	return {
		shape: [X1.shape[0] ?? 0, Y1.shape[0] ?? 0],
		data: Float64Array.from(first, (x, i) => Math.fround(x * (second[i] ?? NaN)))
	};
}

function relative(values: Float64Array, count: number): Float64Array {
	const result = new Float64Array(count);
	const largest = values[0] ?? 0;
	if (largest > 0) result.set(values.subarray(0, count).map((x) => x / largest));
	return result;
}

export function drawSpectra(made: Adapter, settings: DrawSettings, draw: number): DrawnSpectra {
	const values = randomValues(made, settings.seed, draw);
	const count = Math.min(settings.out, settings.in);
	return {
		exact: relative(spectrumOf(made.delta, values).singularValues, count),
		rounded: relative(singularValues(formedInFloat32(values, settings.tied)), count)
	};
}

/** What libraries take for a precision, relative to σ₁. */
export const usualTolerance = (precision: 'float64' | 'float32', out: number, columns: number): number =>
	rankTolerance(out, columns, precision === 'float64' ? 2 ** -52 : 2 ** -23);

/** Rank → how many of the spectra have that many values above the tolerance; ranks descending. */
export function histogramOf(spectra: readonly Float64Array[], tolerance: number): Map<number, number> {
	const counts = new Map<number, number>();
	for (const sigma of spectra) {
		const rank = countAbove(sigma, tolerance);
		counts.set(rank, (counts.get(rank) ?? 0) + 1);
	}
	return new Map([...counts].toSorted(([a], [b]) => b - a));
}
