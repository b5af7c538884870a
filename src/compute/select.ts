/** Which backend runs: the one asked for, or the first that is there, and why not the others. */
import { BackendError, type Backend, type BackendName, type FailureReason } from './backend';
import type { Choice } from './calibrate';
import { cpuBackend } from './cpu/backend';
import type { Limits } from './webgpu/limits';

export interface Refused {
	readonly name: BackendName;
	readonly reason: FailureReason;
	readonly message: string;
}

export interface Selected {
	readonly backend: Backend;
	/** What was tried in vain before. */
	readonly refused: readonly Refused[];
	/** The measurement that chose it; absent where nothing was measured. */
	readonly choice?: Choice;
}

/**
 * @param wanted 'auto': WebGPU, else the CPU; a name: that backend or an error
 * @param gpu navigator.gpu, or Dawn's under Node; undefined where there is none
 * @param limits how long the GPU is waited for
 * @throws BackendError if the backend that was asked for by name cannot be had
 */
export async function selectBackend(
	wanted: BackendName | 'auto',
	gpu: GPU | undefined,
	limits?: Limits
): Promise<Selected> {
	if (wanted === 'cpu') return { backend: cpuBackend(), refused: [] };
	try {
		const { webgpuBackend } = await import('./webgpu/backend').catch(notLoaded);
		return { backend: await webgpuBackend(gpu, limits ? { limits } : {}), refused: [] };
	} catch (error) {
		if (wanted === 'webgpu') throw error;
		if (!(error instanceof BackendError)) throw error;
		const { reason, message } = error;
		return { backend: cpuBackend(), refused: [{ name: 'webgpu', reason, message }] };
	}
}

/** A download that failed is no reason to leave a reader without training. */
function notLoaded(error: unknown): never {
	const why = error instanceof Error ? error.message : String(error);
	throw new BackendError('gpu-error', `webgpu: expected its code, got ${why}; reload the page`);
}
