/** Rank of the small matrices of this lesson's figures and equations, measured on the matrix itself in float64. */
import { singularValues } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';

/** Below this share of σ₁ a singular value counts as zero: far above the rounding of a sum, far below what a draw has. */
export const NEGLIGIBLE = 1e-11;

export function rankOfMatrix(w: Tensor): number {
	const sigma = singularValues(w);
	const limit = NEGLIGIBLE * (sigma[0] ?? 0);
	return sigma.filter((s) => s > limit).length;
}
