/** Small files of adapters for tests, written by hand: any header, any bytes behind it. */
import { bytesSource, type ByteSource, type Files } from '$src/files/source';

/** Shape → numbers: nested lists as they are read. */
export type Nested = number | readonly Nested[];

const shapeOf = (value: Nested): number[] =>
	typeof value === 'number' ? [] : [value.length, ...(value[0] === undefined ? [] : shapeOf(value[0]))];
const numbersOf = (value: Nested): number[] =>
	typeof value === 'number' ? [value] : value.flatMap(numbersOf);

/** The bytes of a file with this header and so many bytes of data behind it. */
export function fileWith(header: unknown, data: Uint8Array | number = 16): Uint8Array<ArrayBuffer> {
	const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
	const behind = typeof data === 'number' ? new Uint8Array(data) : data;
	const file = new Uint8Array(8 + text.length + behind.length);
	new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
	file.set(text, 8);
	file.set(behind, 8 + text.length);
	return file;
}

/** Tensors of F32 as a file. */
export function tensorsFile(
	tensors: Readonly<Record<string, Nested>>,
	metadata?: Readonly<Record<string, unknown>>
): Uint8Array<ArrayBuffer> {
	const header: Record<string, unknown> = metadata ? { __metadata__: metadata } : {};
	const data: number[] = [];
	for (const [name, value] of Object.entries(tensors)) {
		const begin = 4 * data.length;
		data.push(...numbersOf(value));
		Object.assign(header, {
			[name]: { dtype: 'F32', shape: shapeOf(value), data_offsets: [begin, 4 * data.length] }
		});
	}
	return fileWith(header, new Uint8Array(Float32Array.from(data).buffer));
}

export const filesOf = (files: Readonly<Record<string, Uint8Array | string>>): Files =>
	new Map(
		Object.entries(files).map(([path, content]): [string, ByteSource] => [
			path,
			bytesSource(typeof content === 'string' ? new TextEncoder().encode(content) : content, path)
		])
	);

/** A folder of PEFT's. */
export const peftFolder = (
	config: Readonly<Record<string, unknown>>,
	tensors: Readonly<Record<string, Nested>>
): Files =>
	filesOf({
		'adapter_config.json': JSON.stringify({ peft_type: 'LORA', ...config }),
		'adapter_model.safetensors': tensorsFile(
			Object.fromEntries(Object.entries(tensors).map(([name, value]) => [`base_model.model.${name}`, value])),
			{ format: 'pt' }
		)
	});
