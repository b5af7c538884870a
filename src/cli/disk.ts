/** Folders and files of the disk, as the commands see them: read piece by piece, when a piece is needed. */
import { mkdir, open, readdir, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileName, type ByteSource, type Files } from '$src/files/source';
import { UsageError } from './command';

/** Folders below the one that is named, and files in all of them. */
const [DEEPEST, MOST_FILES] = [3, 5000];

const codeOf = (error: unknown): string =>
	error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';

/** A folder with all that is in it, or one file. @throws UsageError where it cannot be read */
export async function openPath(path: string): Promise<Files> {
	const refuse = (error: unknown): never => {
		throw new UsageError(
			`read: expected a folder or a file that can be read, got ${path} (${codeOf(error)}); check the path`
		);
	};
	const files = new Map<string, ByteSource>();
	try {
		const found = await stat(path);
		if (!found.isDirectory()) {
			files.set(fileName(path), fileSource(path, fileName(path), found.size));
			return files;
		}
		await gather(path, '', 0, files);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		return refuse(error);
	}
	return files;
}

async function gather(
	root: string,
	inner: string,
	depth: number,
	files: Map<string, ByteSource>
): Promise<void> {
	const entries = await readdir(join(root, inner), { withFileTypes: true });
	for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const path = inner === '' ? entry.name : `${inner}/${entry.name}`;
		// Links are followed to files only, so no folder comes twice.
		if (entry.isDirectory()) {
			if (depth < DEEPEST) await gather(root, path, depth + 1, files);
			continue;
		}
		const { size, isFile } = await stat(join(root, path)).then(
			(found) => ({ size: found.size, isFile: found.isFile() }),
			() => ({ size: 0, isFile: false })
		);
		if (!isFile) continue;
		if (files.size >= MOST_FILES) {
			throw new UsageError(
				`read: expected at most ${MOST_FILES} files, got more in ${root}; name a smaller folder`
			);
		}
		files.set(path, fileSource(join(root, path), path, size));
	}
}

/** Opened for each look: a folder may hold thousands of files, and one that is written to is seen as it is. */
function fileSource(path: string, name: string, size: number): ByteSource {
	return {
		name,
		size,
		read: async (from, to) => {
			const length = Math.max(0, Math.min(to, size) - from);
			const bytes = new Uint8Array(length);
			let file: FileHandle | undefined;
			try {
				file = await open(path, 'r');
				let got = 0;
				while (got < length) {
					const { bytesRead } = await file.read(bytes, got, length - got, from + got);
					if (bytesRead === 0) break;
					got += bytesRead;
				}
				return bytes.subarray(0, got);
			} catch (error) {
				throw new UsageError(
					`read: expected a readable file, got ${path} (${codeOf(error)}); check the path`
				);
			} finally {
				await file?.close();
			}
		}
	};
}

/** @throws UsageError where the folder cannot be made or a file not written */
export async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
	try {
		await mkdir(folder, { recursive: true });
		for (const [name, bytes] of files) await writeFile(join(folder, name), bytes);
	} catch (error) {
		throw new UsageError(
			`write: expected a folder that can be written, got ${folder} (${codeOf(error)}); check path and disk`
		);
	}
}
