/**
 * Keeps a GPU backend between runs: a device and its compiled shaders outlive one run. It picks no backend
 * (compute/select.ts does) and repairs none: what is lost is let go, and the next run gets a fresh one. A GPU that has
 * not answered is waited for once: from then on the CPU runs at once, until the reader asks for WebGPU by name.
 */
import type { Backend, BackendName } from '$src/compute/backend';
import { cpuBackend } from '$src/compute/cpu/backend';
import type { Refused, Selected } from '$src/compute/select';

type Select = (wanted: BackendName | 'auto') => Promise<Selected>;

export interface Keeper {
	/** As the `select` that was given, with the kept backend where it still works. What is lent cannot be disposed of. */
	readonly select: Select;
	/** Lets the kept backend go, device and all. */
	readonly lose: () => void;
}

export function keepBackend(select: Select): Keeper {
	let kept: Backend | undefined;
	let silent: Refused | undefined;
	const lose = (): void => {
		kept?.dispose();
		kept = undefined;
	};
	return {
		lose,
		select: async (wanted) => {
			if (wanted === 'cpu') return select(wanted);
			if (kept && !kept.usable()) lose();
			if (kept) return { backend: lent(kept), refused: [] };
			if (wanted === 'auto' && silent) return { backend: cpuBackend(), refused: [silent] };
			const selected = await select(wanted);
			silent = selected.refused.find(({ reason }) => reason === 'no-answer');
			// A CPU that stands in is not kept: the GPU may be back next time.
			if (selected.backend.name === 'cpu') return selected;
			kept = selected.backend;
			return { backend: lent(kept), refused: selected.refused };
		}
	};
}

/** The same backend for one run, which must not end it. */
const lent = (backend: Backend): Backend => ({ ...backend, dispose: () => undefined });
