/** Proven lower bounds on the relative error ‖ΔW−T‖²/‖T‖²: what no training can pass. */
import type { Adapter } from '$src/adapters/adapter';
import type { Expression } from '$src/algebra/expression';
import { kronFloor, type Blocks } from '$src/math/kron';
import { tailShare } from '$src/math/rank';
import { singularValues } from '$src/math/svd';
import type { Tensor } from '$src/math/tensor';
import type { Task } from '$src/models/task';

/** Larger targets would keep the reader waiting for an SVD. */
const LARGEST = 256;

/**
 * The larger of two bounds: Eckart–Young at the rank bound of ΔW, for no matrix of that rank is closer to T; and
 * for ΔW = s·A ⊗ B what the nearest Kronecker product leaves (Van Loan and Pitsianis), whatever A and B are.
 * Null where a bound is neither known by construction nor small enough to compute.
 * @param known the target's singular values, descending, where somebody has them already
 */
export function floorOf(
	adapter: Adapter,
	task: Task,
	target: Tensor,
	known: Float64Array | null = null
): number | null {
	const byRank = rankFloor(adapter.rankBound, task, target, known);
	const blocks = kronBlocks(adapter.delta);
	if (!blocks) return byRank;
	const [rows = 0, columns = 0] = target.shape;
	const shape = [blocks.a * blocks.c, (rows * columns) / (blocks.a * blocks.c)];
	if (Math.min(...shape) > LARGEST) return byRank;
	return Math.max(byRank ?? 0, keptKronFloor(target, blocks));
}

/** Target → shape of A → floor: kept, so that r and α can be dragged over one target within a frame. */
const kept = new WeakMap<Tensor, Map<string, number>>();

function keptKronFloor(target: Tensor, blocks: Blocks): number {
	const floors = kept.get(target) ?? new Map<string, number>();
	kept.set(target, floors);
	const key = `${blocks.a}x${blocks.c}`;
	const floor = floors.get(key) ?? kronFloor(target, blocks);
	floors.set(key, floor);
	return floor;
}

/** Target → singular values: the cells of a grid share one target. */
const spectra = new WeakMap<Tensor, Float64Array>();

/** Eckart–Young at a rank. */
function rankFloor(bound: number, task: Task, target: Tensor, known: Float64Array | null): number | null {
	const [rows = 0, columns = 0] = target.shape;
	const full = Math.min(rows, columns);
	if (bound >= full) return 0;
	const { kind, sizes } = task;
	if ((kind.rank?.(sizes) ?? Infinity) <= bound) return 0;
	const given = known ?? kind.spectrum?.(rows, columns);
	if (!given && full > LARGEST) return null;
	const spectrum = given ?? spectra.get(target) ?? singularValues(target);
	spectra.set(target, spectrum);
	return tailShare(spectrum, bound);
}

/** The shape of A where ΔW is s·A ⊗ B. */
function kronBlocks(delta: Expression): Blocks | null {
	if (delta.kind === 'leaf') return null;
	const [first, second] = delta.args;
	if (delta.op.name === 'scale' && second) return kronBlocks(second);
	const [a, c] = first?.shape ?? [];
	return delta.op.name === 'kron' && a !== undefined && c !== undefined ? { a, c } : null;
}
