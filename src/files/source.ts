/**
 * Bytes that are read when they are needed: a file on a disk, a file that was dropped on a page, an entry of a zip. The
 * one interface through which everything here looks at a file; what is not asked for is never in memory.
 */

export interface ByteSource {
	/** How it is called in messages: a name or a path. */
	readonly name: string;
	/** Bytes. */
	readonly size: number;
	/** Bytes from … to before …: fewer where the file ends before. */
	readonly read: (from: number, to: number) => Promise<Uint8Array>;
}

/** Path, with / between folders → file. */
export type Files = ReadonlyMap<string, ByteSource>;

export const blobSource = (blob: Blob, name: string): ByteSource => ({
	name,
	size: blob.size,
	read: async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer())
});

export const bytesSource = (bytes: Uint8Array, name: string): ByteSource => ({
	name,
	size: bytes.length,
	read: (from, to) => Promise.resolve(bytes.slice(from, to))
});

/** Bytes that are read ahead at most. */
const FARTHEST = 4 * 2 ** 20;

/**
 * The same, for whoever reads many pieces one behind the other: each such piece doubles what is read ahead, a leap ends
 * it. A look at a disk, and more so at a file on a page, takes longer than the numbers of a module.
 */
export function readingAhead(source: ByteSource): ByteSource {
	let held: { readonly from: number; readonly bytes: Uint8Array } = { from: 0, bytes: new Uint8Array() };
	let [next, ahead] = [NaN, 0];
	return {
		name: source.name,
		size: source.size,
		read: async (from, to) => {
			const wanted = Math.max(from, Math.min(to, source.size));
			const end = held.from + held.bytes.length;
			if (!(from >= held.from && wanted <= end)) {
				ahead = from === next ? Math.min(FARTHEST, Math.max(2 * ahead, to - from)) : 0;
				held = { from, bytes: await source.read(from, Math.min(wanted + ahead, source.size)) };
			}
			next = to;
			return held.bytes.subarray(from - held.from, wanted - held.from);
		}
	};
}

/** Configurations are short; a longer one is none. */
const LONGEST_TEXT = 10_000_000;

/** The whole file as text, as far as it can be a configuration. */
export const textOf = async (source: ByteSource): Promise<string> =>
	new TextDecoder().decode(await source.read(0, Math.min(source.size, LONGEST_TEXT)));

export const fileName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
