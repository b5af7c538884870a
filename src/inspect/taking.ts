/** Files that were dropped or chosen, folders with all that is in them, each with its path. */
import type { Files } from './session.svelte';

/** Files of a folder beyond these are not looked at. */
const MOST_FILES = 5000;
/** Folders below the one that was dropped. */
const DEEPEST = 4;

type Taken = { path: string; file: File; root?: string };

/** An entry's own type is of an old interface that browsers share without a standard. */
async function walk(entry: FileSystemEntry, depth: number, into: Taken[]): Promise<void> {
	if (into.length >= MOST_FILES) return;
	const path = entry.fullPath.replace(/^\//, '');
	if (entry.isFile) {
		const file = await new Promise<File>((resolve, reject) =>
			(entry as FileSystemFileEntry).file(resolve, reject)
		);
		into.push({ path, file });
		return;
	}
	if (depth >= DEEPEST) return;
	const reader = (entry as FileSystemDirectoryEntry).createReader();
	for (;;) {
		// It gives a part at a time, and an empty one at the end.
		const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
			reader.readEntries(resolve, reject)
		);
		if (part.length === 0) return;
		for (const inner of part) await walk(inner, depth + 1, into);
	}
}

/** All files of a drop, those in folders too. The transfer must be asked while its event lasts. */
export async function filesOfDrop(transfer: DataTransfer): Promise<Files> {
	const entries = [...transfer.items].map((item) => item.webkitGetAsEntry());
	const plain = [...transfer.files];
	if (entries.every((entry) => entry === null)) return filesOfList(plain);
	const taken: Taken[] = [];
	for (const entry of entries) if (entry) await walk(entry, 0, taken);
	return withoutRoot(taken);
}

export const filesOfList = (files: Iterable<File>): Files =>
	withoutRoot(
		[...files].slice(0, MOST_FILES).map((file) => ({ path: file.webkitRelativePath || file.name, file }))
	);

/** The one folder that all files lie in says nothing: what is in it is told apart below. */
function withoutRoot(taken: readonly Taken[]): Files {
	const roots = new Set(taken.map(({ path }) => path.slice(0, path.indexOf('/') + 1)));
	const [root] = roots;
	if (roots.size !== 1 || root === undefined || root === '') return taken;
	return taken.map(({ path, file }) => ({ path: path.slice(root.length), file, root: root.slice(0, -1) }));
}
