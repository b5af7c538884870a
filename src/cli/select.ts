/** Backends under Node. Dawn is loaded only where a GPU is asked for. */
import type { BackendName } from '$src/compute/backend';
import { selectBackend, type Selected } from '$src/compute/select';
import { nodeGpu } from '$src/compute/webgpu/node';

export const selectOnNode = async (wanted: BackendName | 'auto'): Promise<Selected> =>
	selectBackend(wanted, wanted === 'cpu' ? undefined : await nodeGpu());
