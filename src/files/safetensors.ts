/**
 * The safetensors format: eight bytes with the length of a JSON header, the header, then the numbers. Every
 * offset is checked against the file before anything is read; nothing in a file is trusted. It knows no PEFT.
 * Format: https://github.com/huggingface/safetensors (README, "Format").
 */
import { countOf, type Tensor } from '$src/math/tensor';
import { own } from '$src/own';

/** Headers beyond this are refused, as the reference implementation does. */
const LARGEST_HEADER = 100_000_000;

export class SafetensorsError extends Error {
	override readonly name = 'SafetensorsError';
}

const refuse = (expected: string, got: string, remedy = ''): never => {
	throw new SafetensorsError(`safetensors: expected ${expected}, got ${got}${remedy ? `; ${remedy}` : ''}`);
};

/** How a kind of number is read: bytes each, and exactly as float64. */
const kinds: Readonly<
	Record<string, { readonly bytes: number; readonly read: (view: DataView, at: number) => number }>
> = {
	F64: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
	F32: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
	F16: { bytes: 2, read: (view, at) => halfToNumber(view.getUint16(at, true)) },
	BF16: { bytes: 2, read: (view, at) => bfloatToNumber(view.getUint16(at, true)) }
};

/** IEEE binary16. */
function halfToNumber(bits: number): number {
	const sign = bits & 0x8000 ? -1 : 1;
	const exponent = (bits >> 10) & 0x1f;
	const fraction = bits & 0x3ff;
	if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
	return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}

const word = new DataView(new ArrayBuffer(4));
/** bfloat16 is the upper half of a float32. */
function bfloatToNumber(bits: number): number {
	word.setUint32(0, bits << 16);
	return word.getFloat32(0);
}

interface Entry {
	readonly name: string;
	readonly dtype: string;
	readonly shape: readonly number[];
	readonly begin: number;
	readonly end: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): value is number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/**
 * @returns tensor name → its numbers as float64, exact
 * @throws SafetensorsError naming what was expected and what came
 */
export function parseSafetensors(bytes: Uint8Array): ReadonlyMap<string, Tensor> {
	if (bytes.length < 8) refuse('a file of at least 8 bytes', `${bytes.length} bytes`, 'the file is cut off');
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const headerLength = Number(view.getBigUint64(0, true));
	if (headerLength > LARGEST_HEADER || 8 + headerLength > bytes.length) {
		refuse(
			`a header within the file of ${bytes.length} bytes`,
			`one of ${headerLength} bytes`,
			'this is no safetensors file, or it is cut off'
		);
	}
	const start = 8 + headerLength;
	const entries = readHeader(bytes.subarray(8, start)).sort((a, b) => a.begin - b.begin);
	let reached = 0;
	const tensors = new Map<string, Tensor>();
	for (const { name, dtype, shape, begin, end } of entries) {
		const kind = own(kinds, dtype) ?? refuse(`one of ${Object.keys(kinds).join(', ')} for ${name}`, dtype);
		const count = countOf(shape);
		if (begin !== reached)
			refuse(`${name} to begin at byte ${reached}`, `${begin}`, 'tensors lie without gaps or overlaps');
		if (end - begin !== count * kind.bytes) {
			refuse(`${count * kind.bytes} bytes for ${name} [${shape.join(', ')}] of ${dtype}`, `${end - begin}`);
		}
		if (start + end > bytes.length) {
			refuse(`${start + end} bytes for ${name}`, `a file of ${bytes.length}`, 'the file is cut off');
		}
		reached = end;
		const data = new Float64Array(count);
		for (let i = 0; i < count; i++) data[i] = kind.read(view, start + begin + i * kind.bytes);
		tensors.set(name, { shape, data });
	}
	return tensors;
}

function readHeader(bytes: Uint8Array): Entry[] {
	let header: unknown;
	try {
		header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
	} catch {
		refuse('a header of JSON', 'something else', 'this is no safetensors file');
	}
	if (!isRecord(header)) return refuse('a header that is a JSON object', typeof header);
	return Object.entries(header)
		.filter(([name]) => name !== '__metadata__')
		.map(([name, entry]) => {
			const given = isRecord(entry) ? entry : {};
			const { dtype, shape, data_offsets: offsets } = given;
			if (typeof dtype !== 'string') return refuse(`a dtype for ${name}`, JSON.stringify(dtype) ?? 'none');
			if (!Array.isArray(shape) || !shape.every(isCount)) {
				return refuse(`a shape of non-negative integers for ${name}`, JSON.stringify(shape) ?? 'none');
			}
			const [begin, end]: unknown[] = Array.isArray(offsets) ? offsets : [];
			if (!isCount(begin) || !isCount(end) || end < begin) {
				return refuse(`data_offsets [begin, end] for ${name}`, JSON.stringify(offsets) ?? 'none');
			}
			return { name, dtype, shape, begin, end };
		});
}
