/** Proven lower bounds on the relative error ‖ΔW−T‖²/‖T‖²: what no training can pass. */
import type { Adapter } from '$src/adapters/adapter';
import { tailEnergy } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';
import type { Task } from '$src/receipt/task';

/** Larger targets would keep the reader waiting for an SVD. */
const LARGEST = 256;

/**
 * Eckart–Young at the rank bound of ΔW: no matrix of that rank is closer to T. Null where the target's
 * spectrum is neither known by construction nor small enough to compute.
 * @param known the target's singular values, descending, where somebody has them already
 */
export function floorOf(
	adapter: Adapter,
	task: Task,
	target: Tensor,
	known: Float64Array | null = null
): number | null {
	const bound = adapter.rankBound;
	const full = Math.min(...target.shape);
	if (bound >= full) return 0;
	if (task.kind === 'identity') return 1 - bound / full;
	if ((task.kind === 'low-rank' || task.kind === 'regression') && task.k <= bound) return 0;
	if (!known && full > LARGEST) return null;
	const spectrum = known ?? singularValues(target);
	return tailEnergy(spectrum, bound) / tailEnergy(spectrum, 0);
}
