/**
 * The weights that networks begin with: pretrained, shipped as files (static/models), loaded once before a run asks for
 * them. Nothing here reads a file: src/experiments/base.ts does.
 */
import type { Shape } from '$src/algebra/expression';
import type { Tensor } from '$src/math/tensor';

export type Weights = Readonly<Record<string, Shape>>;

const known = new Map<string, ReadonlyMap<string, Tensor>>();

export const hasBase = (problem: string): boolean => known.has(problem);

/**
 * @param tensors by name; more than the problem has are left
 * @throws RangeError if one is missing, of another shape, or holds what is no number
 */
export function keepBase(problem: string, weights: Weights, tensors: ReadonlyMap<string, Tensor>): void {
	for (const [name, shape] of Object.entries(weights)) {
		const found = tensors.get(name);
		const got = found ? `[${found.shape.join(', ')}]` : 'none';
		if (!found || found.shape.join() !== shape.join() || !found.data.every(Number.isFinite))
			throw new RangeError(
				`${problem}: expected weights ${name} of shape [${shape.join(', ')}], got ${got}; load the file of this version`
			);
	}
	known.set(problem, tensors);
}

/** @throws Error where the weights were not loaded, or have no such name */
export function baseOf(problem: string, name: string): Tensor {
	const found = known.get(problem)?.get(name);
	if (!found) throw new Error(`${problem}: expected its weights ${name} to be loaded, got none`);
	return found;
}
