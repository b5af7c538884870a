/**
 * Selecting a backend where the reader left the choice to us: the faster one, by measurement. What was asked for by
 * name, and a CPU that is alone, are left as they are.
 */
import { BackendError, type BackendName } from '$src/compute/backend';
import type { Calibration, Work } from '$src/compute/calibrate';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Selected } from '$src/compute/select';

/** Finds a backend for some work. @throws BackendError if none is left */
export type Select = (wanted: BackendName | 'auto', work: Work) => Promise<Selected>;

/**
 * Nobody waits for a measurement: where nothing is known of such work the CPU takes it, and says nothing of a choice.
 * @param hasGpu is there anything to choose from?
 */
export function atOnce(
	select: (wanted: BackendName | 'auto') => Promise<Selected>,
	calibration: () => Calibration,
	hasGpu: boolean
): Select {
	return async (wanted, work) => {
		if (wanted !== 'auto' || !hasGpu) return select(wanted);
		if (calibration().isEmpty) return { backend: cpuBackend(), refused: [] };
		const found = await select(wanted);
		if (found.backend.name === 'cpu') return found;
		const choice = calibration().known(found.backend, work);
		if (choice?.name === 'webgpu') return { ...found, choice };
		return { backend: cpuBackend(), refused: found.refused, ...(choice && { choice }) };
	};
}

/**
 * @param onMeasured called when something new is known
 * @param signal what is measured after it is not kept
 */
export function calibrated(
	select: (wanted: BackendName | 'auto') => Promise<Selected>,
	calibration: () => Calibration,
	onMeasured: () => void,
	signal?: AbortSignal
): Select {
	return async (wanted, work) => {
		const found = await select(wanted);
		if (wanted !== 'auto' || found.backend.name === 'cpu') return found;
		const cpu = cpuBackend();
		try {
			const choice = await calibration().choose(cpu, found.backend, work, signal);
			if (choice.measured) onMeasured();
			return { ...found, choice, backend: choice.name === 'cpu' ? cpu : found.backend };
		} catch (error) {
			if (!(error instanceof BackendError)) throw error;
			// Numbers that overflow do so on either: the run itself will say it. Anything else is the GPU's refusal.
			const { reason, message } = error;
			const refused = reason === 'diverged' ? [] : [{ name: 'webgpu', reason, message } as const];
			return { backend: cpu, refused: [...found.refused, ...refused] };
		}
	};
}
