/** A large matrix for a picture: of each block the element that is largest in size, so that nothing strong is lost. */
import type { Tensor } from '$src/math/tensor';
import type { MatrixValue } from '../value';

/** Rows and columns of a picture. */
const MOST = 256;

export function reduced({ shape: [rows, columns], data }: MatrixValue): Tensor {
	const [high, wide] = [Math.ceil(rows / MOST), Math.ceil(columns / MOST)];
	if (high === 1 && wide === 1) return { shape: [rows, columns], data };
	const [r, c] = [Math.ceil(rows / high), Math.ceil(columns / wide)];
	const out = new Float64Array(r * c);
	for (let i = 0; i < rows; i++) {
		for (let j = 0; j < columns; j++) {
			const [at, x] = [Math.floor(i / high) * c + Math.floor(j / wide), data[i * columns + j] ?? 0];
			if (Math.abs(x) > Math.abs(out[at] ?? 0)) out[at] = x;
		}
	}
	return { shape: [r, c], data: out };
}
