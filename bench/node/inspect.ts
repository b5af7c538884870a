/** What the command inspect does with a folder, without its process: read the index, then measure module after module. */
import { openPath } from '$src/cli/disk';
import { measureModule } from '$src/files/measured';
import { findAdapters, openAdapter } from '$src/files/open';

/** @returns seconds to the rows of all modules, to the first that is measured and to all of them, and the sum of the largest singular values */
export async function inspectAll(
	path: string
): Promise<{ rows: number; first: number; seconds: number; sum: number }> {
	const start = performance.now();
	const found = (await findAdapters(await openPath(path), path)).at(-1);
	if (!found) throw new Error(`expected an adapter in ${path}, got none`);
	const { adapter } = await openAdapter(found);
	const rows = (performance.now() - start) / 1000;
	let [first, sum] = [0, 0];
	for (const module of adapter.modules) {
		const { singularValues } = await measureModule(module);
		first ||= (performance.now() - start) / 1000;
		sum += singularValues[0] ?? NaN;
	}
	return { rows, first, seconds: (performance.now() - start) / 1000, sum };
}
