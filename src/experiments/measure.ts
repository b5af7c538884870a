/** Float32 factors as what is measured of an adapter; spectrum and rank are those of any expression (algebra/spectrum.ts). */
import type { Adapter } from '$src/adapters/adapter';
import { evaluate, type Environment } from '$src/algebra/evaluate';
import { spectrumOf } from '$src/algebra/spectrum';
import { tensor, type Tensor } from '$src/math/tensor';
import { own } from '$src/own';
import type { ModuleSnapshot, Snapshot } from './protocol';

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

/** ΔW of one module and what is measured of it, in float64. @param environment of all its factors, and of s */
export function measure(
	name: string,
	{ delta, parameters, rankBound }: Adapter,
	environment: Environment
): { readonly delta: Tensor; readonly snapshot: ModuleSnapshot } {
	const { singularValues, rank, tolerance, stableRank } = spectrumOf(delta, environment);
	return {
		delta: evaluate(delta, environment),
		snapshot: { ...{ name, parameters, rankBound }, ...{ singularValues, rank, tolerance, stableRank } }
	};
}

/** What was measured of a run with one module. @throws Error if it has more: whoever draws one spectrum has to choose */
export function onlyModule({ modules }: Pick<Snapshot, 'modules'>): ModuleSnapshot {
	const [module, ...more] = modules;
	if (!module || more.length > 0) throw new Error(`measure: expected one module, got ${modules.length}`);
	return module;
}
