/**
 * The safetensors format: eight bytes with the length of a JSON header, the header, then the numbers. The index is read
 * first, a tensor when somebody asks for it. Nothing in a file is trusted: what can be read in spite of a fault is, and the
 * fault is noted. Format: https://github.com/huggingface/safetensors (README, "Format"); the reference refuses gaps, overlaps
 * and spare bytes. It knows no adapters.
 */
import type { Stored } from '$src/math/floats';
import { bitsOf, decoderOf, numberKinds } from './numberKinds';
import { fail, note, short, type Note } from './notes';
import type { ByteSource } from './source';
import { repeatedNames } from './repeatedNames';
import { refuseOtherKinds } from './suspects';

/** Headers beyond this are refused, as the reference does. */
const LARGEST_HEADER = 100_000_000;

export interface TensorEntry {
	readonly name: string;
	readonly dtype: string;
	readonly shape: readonly number[];
	/** Numbers in it. */
	readonly count: number;
	/** Bytes from the start of the file. */
	readonly begin: number;
	readonly end: number;
	/** The file ends before the tensor does. */
	readonly isCut: boolean;
	readonly source: ByteSource;
}

export interface Index {
	readonly source: ByteSource;
	readonly tensors: ReadonlyMap<string, TensorEntry>;
	readonly metadata: ReadonlyMap<string, string>;
	/** What the reference would refuse, and what cannot be measured. */
	readonly notes: readonly Note[];
}

type Json = Readonly<Record<string, unknown>>;
const isRecord = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
/** Axes of a tensor. */
const MOST_AXES = 16;

/** @throws FileError where there is no index to be had: not this format, or cut off in the header */
export async function readIndex(source: ByteSource): Promise<Index> {
	const { name: file, size } = source;
	const head = await source.read(0, 512);
	refuseOtherKinds(file, head);
	if (size < 8 || head.length < 8) fail('too-short', { file, bytes: size });
	const length = Number(new DataView(head.buffer, head.byteOffset, 8).getBigUint64(0, true));
	if (8 + length > size) fail('header-beyond', { file, length, bytes: size });
	if (length > LARGEST_HEADER) fail('header-too-long', { file, length, most: LARGEST_HEADER });
	const bytes = await source.read(8, 8 + length);
	if (bytes.length < length) fail('header-beyond', { file, length, bytes: 8 + bytes.length });
	let text: string;
	let header: unknown;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		header = JSON.parse(text);
	} catch {
		return fail('header-no-json', { file });
	}
	if (!isRecord(header)) return fail('header-no-json', { file });
	const notes: Note[] = repeatedNames(text).map((tensor) =>
		note('name-twice', { file, tensor: short(tensor) })
	);
	const metadata = metadataOf(header, file, notes);
	const entries = Object.entries(header)
		.filter(([name]) => name !== '__metadata__')
		.map(([name, entry]) => entryOf(name, entry, 8 + length, source))
		.sort((a, b) => a.begin - b.begin || a.end - b.end);
	if (entries.length === 0) fail('no-tensors', { file });
	notes.push(...faultsOf(entries, 8 + length, source));
	return { source, tensors: new Map(entries.map((entry) => [entry.name, entry])), metadata, notes };
}

function metadataOf(header: Json, file: string, notes: Note[]): ReadonlyMap<string, string> {
	const given = header['__metadata__'];
	const metadata = new Map<string, string>();
	for (const [key, value] of Object.entries(isRecord(given) ? given : {})) {
		if (typeof value === 'string') metadata.set(key, value);
		else notes.push(note('metadata-no-text', { file, key: short(key) }));
	}
	if (given !== undefined && !isRecord(given)) notes.push(note('metadata-no-text', { file, key: 'all' }));
	return metadata;
}

function entryOf(name: string, given: unknown, start: number, source: ByteSource): TensorEntry {
	const refuse = (expected: string, got: unknown): never =>
		fail('header-entry', {
			file: source.name,
			tensor: short(name),
			expected,
			got: short(JSON.stringify(got) ?? 'nothing')
		});
	if (!isRecord(given)) return refuse('an object', given);
	const { dtype, shape, data_offsets: offsets } = given;
	if (typeof dtype !== 'string') return refuse('a dtype', dtype);
	const bits = bitsOf(dtype);
	if (bits === null) return refuse(`one of ${numberKinds.join(', ')}`, dtype);
	if (!Array.isArray(shape) || shape.length > MOST_AXES || !shape.every(isCount))
		return refuse('a shape of non-negative integers', shape);
	const [begin, end]: unknown[] = Array.isArray(offsets) ? offsets : [];
	if (!isCount(begin) || !isCount(end) || end < begin) return refuse('data_offsets [begin, end]', offsets);
	const count = shape.reduce<number>((product, size) => product * Number(size), 1);
	const wanted = (count * bits) / 8;
	if (end - begin !== wanted) return refuse(`${wanted} bytes of ${dtype} [${shape.join(', ')}]`, end - begin);
	return {
		name,
		dtype,
		shape: shape.map(Number),
		count,
		begin: start + begin,
		end: start + end,
		isCut: start + end > source.size,
		source
	};
}

/** What lies wrong between the tensors, and behind them. @param entries by where they begin */
function faultsOf(entries: readonly TensorEntry[], start: number, { name: file, size }: ByteSource): Note[] {
	const notes: Note[] = [];
	let reached = start;
	let fault: Note | undefined;
	for (const { name, begin, end } of entries) {
		if (begin > reached) fault ??= note('gap', { file, tensor: short(name), bytes: begin - reached });
		if (begin < reached) fault ??= note('overlap', { file, tensor: short(name) });
		reached = Math.max(reached, end);
	}
	if (fault) notes.push(fault);
	if (size > reached) notes.push(note('spare-bytes', { file, bytes: size - reached }));
	const cut = entries.filter((entry) => entry.isCut);
	const example = (few: readonly TensorEntry[]): string => short(few[0]?.name ?? '');
	if (cut.length > 0)
		notes.push(note('cut-off', { file, bytes: reached - size, count: cut.length, tensor: example(cut) }));
	const empty = entries.filter((entry) => entry.count === 0);
	if (empty.length > 0) notes.push(note('zero-size', { file, count: empty.length, tensor: example(empty) }));
	const others = entries.filter((entry) => decoderOf(entry.dtype) === null);
	const [first] = others;
	if (first)
		notes.push(
			note('other-kind', { file, count: others.length, dtype: first.dtype, tensor: example(others) })
		);
	return notes;
}

/**
 * The numbers of a tensor, exactly.
 * @throws FileError if the file ends before, or its kind is not measured here
 */
export async function readTensor({ name, dtype, begin, end, source }: TensorEntry): Promise<Stored> {
	const decode = decoderOf(dtype);
	if (!decode) return fail('other-kind', { file: source.name, count: 1, dtype, tensor: short(name) });
	const missing = (bytes: number): never =>
		fail('cut-off', { file: source.name, bytes, count: 1, tensor: short(name) });
	// Before anything is read: the size is what the header says.
	if (end > source.size) return missing(end - source.size);
	const bytes = await source.read(begin, end);
	return bytes.length === end - begin ? decode(bytes) : missing(end - begin - bytes.length);
}
