/** The adapter that is meant among files of the reader's: of several the one that was picked, or the last. */
import type { Adapter } from '$src/files/adapter';
import { fail } from '$src/files/notes';
import { findAdapters, openAdapter, type Found } from '$src/files/open';
import { blobSource } from '$src/files/source';
import type { InspectQuestion } from './protocol';

/** All that lie there, by step and name. @throws FileError where there is none */
export async function adaptersAt({ files }: InspectQuestion): Promise<readonly Found[]> {
	const [first] = files;
	const sources = new Map(files.map(({ path, file }) => [path, blobSource(file, path)]));
	return await findAdapters(sources, first?.path.split('/')[0] ?? '');
}

export function pickedOf(found: readonly Found[], { files, pick }: InspectQuestion): Found {
	const picked = found.find(({ name }) => name === pick) ?? found.at(-1);
	return picked ?? fail('nothing-here', { file: files[0]?.path ?? '' });
}

/** @throws FileError where nothing in it can be measured */
export const openedAt = async (place: InspectQuestion): Promise<Adapter> =>
	(await openAdapter(pickedOf(await adaptersAt(place), place), place.alpha)).adapter;
