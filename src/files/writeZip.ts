/**
 * Files as a zip that stores them as they are, chunk after chunk: weights do not shrink, and nothing is copied. No zip64:
 * what it writes is below 4 GiB. Reading one is zip.ts.
 */
import { FileError, note } from './notes';

/** Offsets and sizes have 32 bits. */
const MOST_BYTES = 2 ** 32 - 1;
const MOST_FILES = 65_535;
/** 1980-01-01 00:00, the earliest that the format has: the same files are the same bytes. */
const DATE = 0x21;
/** Names are UTF-8. */
const UTF8 = 0x800;

const table = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c;
});

/** CRC-32 of ISO 3309, as zip and PNG have it. */
export function crc32(bytes: Uint8Array): number {
	let c = 0xffffffff;
	for (let i = 0; i < bytes.length; i++) c = (table[(c ^ (bytes[i] ?? 0)) & 0xff] ?? 0) ^ (c >>> 8);
	return (c ^ 0xffffffff) >>> 0;
}

interface Entry {
	readonly name: Uint8Array;
	readonly crc: number;
	readonly size: number;
	readonly offset: number;
}

/** What a local header and the directory say alike, from the version that is needed on. */
function common(view: DataView, at: number, { name, crc, size }: Entry): void {
	view.setUint16(at, 20, true);
	view.setUint16(at + 2, UTF8, true);
	// Method 0, stored; time 0.
	view.setUint16(at + 8, DATE, true);
	view.setUint32(at + 10, crc, true);
	view.setUint32(at + 14, size, true);
	view.setUint32(at + 18, size, true);
	view.setUint16(at + 22, name.length, true);
}

function localHeader(entry: Entry): Uint8Array<ArrayBuffer> {
	const header = new Uint8Array(30 + entry.name.length);
	const view = new DataView(header.buffer);
	view.setUint32(0, 0x04034b50, true);
	common(view, 4, entry);
	header.set(entry.name, 30);
	return header;
}

function directoryEntry(entry: Entry): Uint8Array<ArrayBuffer> {
	const header = new Uint8Array(46 + entry.name.length);
	const view = new DataView(header.buffer);
	view.setUint32(0, 0x02014b50, true);
	view.setUint16(4, 20, true);
	common(view, 6, entry);
	view.setUint32(42, entry.offset, true);
	header.set(entry.name, 46);
	return header;
}

/**
 * @param files path → bytes, in the order in which they are written
 * @throws FileError where the zip would be 4 GiB or more
 */
export function* zipChunks(
	files: Iterable<readonly [path: string, bytes: Uint8Array<ArrayBuffer>]>
): Generator<Uint8Array<ArrayBuffer>> {
	const entries: Entry[] = [];
	let offset = 0;
	for (const [path, bytes] of files) {
		const name = new TextEncoder().encode(path);
		const next = offset + 30 + name.length + bytes.length;
		if (next > MOST_BYTES || entries.length >= MOST_FILES)
			throw new FileError(note('zip-large', { file: 'zip', entry: path, most: MOST_BYTES }));
		const entry: Entry = { name, crc: crc32(bytes), size: bytes.length, offset };
		entries.push(entry);
		offset = next;
		yield localHeader(entry);
		yield bytes;
	}
	let length = 0;
	for (const entry of entries) {
		const header = directoryEntry(entry);
		length += header.length;
		yield header;
	}
	const end = new Uint8Array(22);
	const view = new DataView(end.buffer);
	view.setUint32(0, 0x06054b50, true);
	view.setUint16(8, entries.length, true);
	view.setUint16(10, entries.length, true);
	view.setUint32(12, length, true);
	view.setUint32(16, offset, true);
	yield end;
}

/** The same as one file to be handed over. @param folder within the zip that holds them all */
export const zipBlob = (files: Iterable<readonly [string, Uint8Array<ArrayBuffer>]>, folder: string): Blob =>
	new Blob([...zipChunks([...files].map(([name, bytes]) => [`${folder}/${name}`, bytes] as const))], {
		type: 'application/zip'
	});
