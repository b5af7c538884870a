/** Float32 factors as what is measured of an adapter; spectrum and rank are those of any expression (algebra/spectrum.ts). */
import type { Adapter } from '$src/adapters/adapter';
import type { Environment } from '$src/algebra/evaluate';
import { tensor, type Tensor } from '$src/math/tensor';
import { own } from '$src/own';

/**
 * float32 arrays by factor name → an environment of ΔW, s included.
 * @param frozen values of what is not trained, where the method has such factors
 */
export function environmentOf(
	adapter: Adapter,
	factors: Readonly<Record<string, Float32Array>>,
	frozen: Environment = new Map()
): Map<string, Tensor> {
	const environment = new Map<string, Tensor>(frozen);
	environment.set(adapter.s.name, tensor([], [Math.fround(adapter.scale)]));
	for (const leaf of adapter.leaves)
		environment.set(leaf.name, tensor(leaf.shape, own(factors, leaf.name) ?? []));
	return environment;
}
