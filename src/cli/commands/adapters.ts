/** What the commands on whole adapters share: opening one, its modules as thin factors, writing a folder and reading it back. */
import type { Adapter, AdapterModule } from '$src/files/adapter';
import { thinModule } from '$src/files/compared';
import { FileError, note, sentenceOf, short, type Note } from '$src/files/notes';
import { findAdapters, openAdapter } from '$src/files/open';
import { loraFolder, readBack, type ThinModule } from '$src/files/saved';
import type { Thin } from '$src/math/thin';
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

/** Why a module cannot be written as LoRA, or null. */
export function whyNotWritten({ layout }: AdapterModule): string | null {
	if (layout.on === 'experts') return 'experts in one parameter are not written here';
	if (layout.groups > 1) return 'a convolution in groups has no plain LoRA';
	return null;
}

/** s·ΔW of a module as thin factors, or null, with a note why. */
export async function thinOrNote(module: AdapterModule, notes: Note[]): Promise<Thin | null> {
	const about = whyNotWritten(module);
	if (about !== null) {
		notes.push(note('not-written', { module: short(module.name), about }));
		return null;
	}
	try {
		const [thin] = await thinModule(module);
		return thin ?? null;
	} catch (error) {
		if (!(error instanceof FileError)) throw error;
		notes.push(error.note);
		return null;
	}
}

/** What to tell the writer of a module besides its factors. */
export const kindOf = ({ layout }: AdapterModule): Pick<ThinModule, 'shape' | 'on'> =>
	layout.on === 'embedding' ? { on: 'embedding' } : { shape: layout.shape };

/** Largest relative error that rounding to float32 explains. */
const ROUNDING = 1e-5;

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
