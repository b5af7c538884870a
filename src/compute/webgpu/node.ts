/** WebGPU under Node through Dawn (package `webgpu`): for the command line and the tests, never in a page. */
import { restWhileWaiting } from './nodeWait';

/** What is made of Dawn's object does not keep it alive; collected too early, it takes the process with it. */
const alive = new Set<GPU>();

/**
 * Dawn's GPU object, or undefined where the package cannot be loaded on this platform.
 * @param options Dawn's own flags, such as `enable-dawn-features=disable_workgroup_init`
 */
export async function nodeGpu(options: readonly string[] = []): Promise<GPU | undefined> {
	try {
		const { create, globals } = await import('webgpu');
		Object.assign(globalThis, globals);
		const gpu = create([...options]);
		alive.add(gpu);
		restWhileWaiting(gpu);
		return gpu;
	} catch {
		return undefined;
	}
}
