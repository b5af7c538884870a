/** Files that the reader opened, for loadAdapter. */
import type { ModuleValue } from '../value';
import type { LabFile } from './protocol';

export const fileReader =
	(files: ReadonlyMap<string, LabFile>) =>
	(file: string, _module: string | null): Promise<ModuleValue> =>
		Promise.reject(new Error(`loadAdapter: expected one of ${[...files.keys()].join(', ')}, got ${file}`));
