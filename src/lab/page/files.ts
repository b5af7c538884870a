/** Files that the reader opened in the page, for loadAdapter: which adapter is meant by a name. */
import { FileError, sentenceOf } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { blobSource } from '$src/files/source';
import { moduleOf } from '../fromFile';
import type { Files } from '../language/context';
import type { ModuleValue } from '../value';
import type { LabFile } from './protocol';

export const fileReader =
	(files: ReadonlyMap<string, LabFile>): Files =>
	async (name, wanted) => {
		const file = files.get(name);
		if (!file) {
			const known = [...files.keys()].join(', ') || 'none yet';
			throw new RangeError(
				`loadAdapter: expected a file that is open (${known}), got ${name}; open it first`
			);
		}
		try {
			return await moduleIn(file, wanted);
		} catch (error) {
			if (!(error instanceof FileError)) throw error;
			throw new RangeError(`loadAdapter: ${sentenceOf(error.note)}`, { cause: error });
		}
	};

async function moduleIn({ name, parts }: LabFile, wanted: string | null): Promise<ModuleValue> {
	const sources = new Map(parts.map(({ path, file }) => [path, blobSource(file, path)]));
	const found = (await findAdapters(sources, name)).at(-1);
	if (!found) throw new RangeError(`loadAdapter: expected an adapter in ${name}, got none`);
	return moduleOf((await openAdapter(found)).adapter, wanted);
}
