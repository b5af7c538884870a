/**
 * Zip archives without reading all of them: the central directory at the end, then an entry when it is asked for. Stored
 * entries (what weights should be) are read piece by piece out of the archive; deflated ones are unpacked by the platform,
 * up to a limit that no archive can talk its way past. Format: APPNOTE.TXT of PKWARE, 4.3 (zip64: 4.5.3).
 */
import { fail, short } from './notes';
import { bytesSource, type ByteSource, type Files } from './source';

const [END, DIRECTORY, LOCAL, END64, LOCATOR64] = [
	0x06054b50, 0x02014b50, 0x04034b50, 0x06064b50, 0x07064b50
];
/** The end record and the longest comment behind it. */
const TAIL = 22 + 65_535;
const MOST_ENTRIES = 10_000;
const MOST_DIRECTORY = 50_000_000;
/** Bytes that a packed entry may become. */
const MOST_UNPACKED = 2 ** 30;
const FULL = 0xffffffff;

interface Entry {
	readonly path: string;
	readonly method: number;
	readonly packed: number;
	readonly size: number;
	/** Where its local header begins. */
	readonly at: number;
}

export const isZip = async (source: ByteSource): Promise<boolean> => {
	const [a, b, c, d] = await source.read(0, 4);
	return a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6));
};

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
const long = (view: DataView, at: number): number => Number(view.getBigUint64(at, true));

/** The files in an archive, by path. @throws FileError where it is no zip, or one that is not read here */
export async function filesInZip(archive: ByteSource): Promise<Files> {
	const entries = await entriesOf(archive);
	return new Map(
		entries.filter(({ path }) => !path.endsWith('/')).map((entry) => [entry.path, lazily(archive, entry)])
	);
}

async function entriesOf(archive: ByteSource): Promise<Entry[]> {
	const bad = (got: string): never => fail('zip-bad', { file: archive.name, got });
	const tail = await archive.read(Math.max(0, archive.size - TAIL), archive.size);
	const view = viewOf(tail);
	let end = tail.length - 22;
	while (end >= 0 && view.getUint32(end, true) !== END) end--;
	if (end < 0) return bad('it has no end record, so it is cut off');
	let [count, length, from] = [
		view.getUint16(end + 10, true),
		view.getUint32(end + 12, true),
		view.getUint32(end + 16, true)
	];
	if (end >= 20 && view.getUint32(end - 20, true) === LOCATOR64) {
		const at = long(view, end - 12);
		const record = viewOf(await archive.read(at, at + 56));
		if (record.byteLength < 56 || record.getUint32(0, true) !== END64)
			return bad('its zip64 record is missing');
		[count, length, from] = [long(record, 32), long(record, 40), long(record, 48)];
	}
	if (count > MOST_ENTRIES) return fail('too-many', { file: archive.name, most: MOST_ENTRIES });
	if (from + length > archive.size || length > MOST_DIRECTORY)
		return bad('its directory lies beyond its end');
	const directory = await archive.read(from, from + length);
	const entries: Entry[] = [];
	for (let at = 0; entries.length < count;) {
		const read = entryAt(directory, at);
		if (!read) return bad('its directory is damaged');
		entries.push(read.entry);
		at = read.next;
	}
	return entries;
}

function entryAt(directory: Uint8Array, at: number): { entry: Entry; next: number } | null {
	if (at + 46 > directory.length) return null;
	const view = viewOf(directory);
	if (view.getUint32(at, true) !== DIRECTORY) return null;
	const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
		number,
		number,
		number
	];
	const next = at + 46 + name + extra + comment;
	if (next > directory.length) return null;
	const path = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + name)).replaceAll('\\', '/');
	let [packed, size, local] = [
		view.getUint32(at + 20, true),
		view.getUint32(at + 24, true),
		view.getUint32(at + 42, true)
	];
	// Sizes that do not fit stand in the field of zip64, in this order.
	for (let field = at + 46 + name, stop = field + extra; field + 4 <= stop;) {
		const [id, length] = [view.getUint16(field, true), view.getUint16(field + 2, true)];
		let value = field + 4;
		const wide = (given: number): number => {
			if (given !== FULL || value + 8 > Math.min(stop, field + 4 + length)) return given;
			value += 8;
			return long(view, value - 8);
		};
		if (id === 1) [size, packed, local] = [wide(size), wide(packed), wide(local)];
		field += 4 + length;
	}
	return { entry: { path, method: view.getUint16(at + 10, true), packed, size, at: local }, next };
}

/** Where an entry's bytes begin: its local header has lengths of its own. */
async function startOf(archive: ByteSource, { path, at, packed }: Entry): Promise<number> {
	const header = viewOf(await archive.read(at, at + 30));
	const got = `the header of ${short(path)} is damaged`;
	if (header.byteLength < 30 || header.getUint32(0, true) !== LOCAL)
		return fail('zip-bad', { file: archive.name, got });
	const start = at + 30 + header.getUint16(26, true) + header.getUint16(28, true);
	return start + packed <= archive.size ? start : fail('zip-bad', { file: archive.name, got });
}

function lazily(archive: ByteSource, entry: Entry): ByteSource {
	const { path: name, method, packed, size } = entry;
	const file = { file: archive.name, entry: short(name) };
	if (method === 0) {
		let start: Promise<number> | undefined;
		return {
			name,
			size: packed,
			read: async (from, to) => {
				const begin = await (start ??= startOf(archive, entry));
				return archive.read(begin + Math.min(from, packed), begin + Math.min(to, packed));
			}
		};
	}
	let unpacked: Promise<ByteSource> | undefined;
	const unpack = async (): Promise<ByteSource> => {
		if (method !== 8) return fail('zip-method', { ...file, got: `method ${method}` });
		if (size > MOST_UNPACKED) return fail('zip-large', { ...file, most: MOST_UNPACKED });
		const start = await startOf(archive, entry);
		return bytesSource(await inflated(archive, start, start + packed, size, file), name);
	};
	return { name, size, read: async (from, to) => (await (unpacked ??= unpack())).read(from, to) };
}

/** Bytes that are unpacked at a time. */
const PIECE = 2 ** 20;

/** Never more than the entry says it has: what goes beyond is not kept. */
async function inflated(
	archive: ByteSource,
	from: number,
	to: number,
	size: number,
	file: { readonly file: string; readonly entry: string }
): Promise<Uint8Array> {
	const packed = new ReadableStream<BufferSource>({
		async pull(controller) {
			const piece = await archive.read(from, Math.min(to, from + PIECE));
			from += piece.length;
			if (piece.length > 0) controller.enqueue(Uint8Array.from(piece));
			if (piece.length === 0 || from >= to) controller.close();
		}
	});
	const reader = packed.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
	const result: Uint8Array[] = [];
	let length = 0;
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) break;
			length += value.length;
			if (length > size) break;
			result.push(value);
		}
	} catch {
		length = -1;
	}
	if (length !== size) {
		await reader.cancel().catch(() => undefined);
		return fail('zip-bad', {
			file: file.file,
			got: `${file.entry} does not unpack to the ${size} bytes that it should`
		});
	}
	const whole = new Uint8Array(size);
	let at = 0;
	for (const piece of result) {
		whole.set(piece, at);
		at += piece.length;
	}
	return whole;
}
