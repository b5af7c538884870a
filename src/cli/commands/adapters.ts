/** What the commands on whole adapters share: opening one, writing a folder and reading it back. */
import type { Adapter } from '$src/files/adapter';
import { sentenceOf, type Note } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { loraFolder, readBack, ROUNDING, type ThinModule } from '$src/files/saved';
import { text } from '$src/schema/field';
import { UsageError, type Io } from '../command';

export const folderField = text({
	default: '',
	about: 'folder that is written; it is made where it is missing',
	pattern: /^.+$/s,
	expected: 'a path to a folder'
});

/** The one adapter at a path: of several checkpoints the last. */
export async function openOne(path: string, alpha: number, io: Io): Promise<Adapter> {
	const found = await findAdapters(await io.open(path), path);
	const last = found.at(-1);
	if (!last) throw new Error('findAdapters finds or throws');
	if (found.length > 1) io.say(`${path}: ${found.length} adapters, ${last.name} is taken`);
	return (await openAdapter(last, alpha > 0 ? alpha : null)).adapter;
}

/** Writes a LoRA folder, after it was read back and compared. @returns names of the files, and the error of reading back */
export async function writeLora(
	command: string,
	folder: string,
	modules: readonly ThinModule[],
	io: Io
): Promise<{ readonly files: readonly string[]; readonly readBack: number }> {
	if (modules.length === 0)
		throw new UsageError(
			`${command}: expected a module that can be written, got none; see the messages above`
		);
	const files = loraFolder(modules);
	const error = await readBack(files, modules);
	if (!(error <= ROUNDING)) {
		throw new UsageError(
			`${command}: expected the folder to read back as what was computed, got a relative error of ${error}; numbers beyond float32's range cannot be saved`
		);
	}
	await io.write(folder, files);
	return { files: [...files.keys()], readBack: error };
}

export const warningsOf = (notes: readonly Note[]): readonly string[] => notes.map(sentenceOf);
