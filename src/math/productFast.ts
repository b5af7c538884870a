/**
 * P·Qᵀ of larger matrices through WebAssembly (`spread` of kernels/reflections.ts): the same sums in the same order as the
 * plain loops of dense.ts, so the same bits.
 */
import { workspace } from './kernels/instance';
import { PANEL } from './kernels/reflections';

const SQUARE = PANEL * PANEL;
const F64 = 8;

/**
 * @param p [m, width], row after row @param q [n, width] @param out [m, n], written where it could be done
 * @returns false where there is no WebAssembly
 */
export function productFast(p: Float64Array, q: Float64Array, width: number, out: Float64Array): boolean {
	const [m, n] = [p.length / width, q.length / width];
	const [height, panels] = [4 * Math.ceil(m / 4), Math.ceil(width / PANEL)];
	const space = workspace(SQUARE + height * PANEL * (panels + 1), [['spread', PANEL]]);
	if (!space) return false;
	const spread = space.kernel('spread', PANEL);
	const { numbers } = space;
	const [sums, left] = [SQUARE, SQUARE + height * PANEL];
	numbers.fill(0, sums, left + height * PANEL * panels);
	// −P in panels of columns: what is spread is taken away.
	for (let i = 0, at = 0; i < m; i++) {
		for (let j = 0; j < width; j++, at++) {
			const panel = Math.floor(j / PANEL);
			numbers[left + panel * height * PANEL + i * PANEL + (j % PANEL)] = -(p[at] ?? NaN);
		}
	}
	for (let first = 0; first < n; first += PANEL) {
		const columns = Math.min(PANEL, n - first);
		numbers.fill(0, sums, left);
		for (let panel = 0; panel < panels; panel++) {
			// A tile of Qᵀ.
			const terms = Math.min(PANEL, width - panel * PANEL);
			numbers.fill(0, 0, SQUARE);
			for (let j = 0; j < columns; j++)
				for (let k = 0; k < terms; k++)
					numbers[k * PANEL + j] = q[(first + j) * width + panel * PANEL + k] ?? NaN;
			spread((left + panel * height * PANEL) * F64, sums * F64, height, 0);
		}
		for (let i = 0; i < m; i++)
			for (let j = 0; j < columns; j++) out[i * n + first + j] = numbers[sums + i * PANEL + j] ?? NaN;
	}
	return true;
}
