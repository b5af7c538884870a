/** The weights of the small networks on the disk: they lie in `static/models`, next to this code or above it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UsageError } from './command';

/** @throws UsageError where there is no such file */
export async function readModel(name: string): Promise<Uint8Array> {
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const path = join(folder, 'static', 'models', name);
		if (existsSync(path)) return readFile(path);
		if (dirname(folder) === folder)
			throw new UsageError(`train: expected the weights static/models/${name}, got none; fetch them again`);
	}
}
