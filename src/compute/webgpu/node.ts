/** WebGPU under Node through Dawn (package `webgpu`): for the command line and the tests, never in a page. */

/**
 * Dawn's GPU object, or undefined where the package cannot be loaded on this platform.
 * @param options Dawn's own flags, such as `enable-dawn-features=disable_workgroup_init`
 */
export async function nodeGpu(options: readonly string[] = []): Promise<GPU | undefined> {
	try {
		const { create, globals } = await import('webgpu');
		Object.assign(globalThis, globals);
		return create([...options]);
	} catch {
		return undefined;
	}
}
