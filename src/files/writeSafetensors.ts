/**
 * Tensors → a safetensors file as the reference lays it out: metadata first and text only, tensors by name, the header padded
 * with spaces to a multiple of eight bytes. All numbers are float32, as PEFT saves adapters.
 */
import type { Tensor } from '$src/math/tensor';

/** @param tensors name → numbers, rounded to float32 */
export function safetensorsFile(
	tensors: ReadonlyMap<string, Tensor>,
	metadata: ReadonlyMap<string, string> = new Map([['format', 'pt']])
): Uint8Array<ArrayBuffer> {
	const sorted = [...tensors].sort(([a], [b]) => (a < b ? -1 : 1));
	const entries: [string, unknown][] = [['__metadata__', Object.fromEntries(metadata)]];
	let offset = 0;
	for (const [name, { shape, data }] of sorted) {
		const end = offset + 4 * data.length;
		entries.push([name, { dtype: 'F32', shape, data_offsets: [offset, end] }]);
		offset = end;
	}
	const text = JSON.stringify(Object.fromEntries(entries));
	const header = new TextEncoder().encode(text);
	const length = Math.ceil(header.length / 8) * 8;
	const file = new Uint8Array(8 + length + offset);
	new DataView(file.buffer).setBigUint64(0, BigInt(length), true);
	file.fill(0x20, 8, 8 + length).set(header, 8);
	let at = 8 + length;
	for (const [, { data }] of sorted) {
		new Float32Array(file.buffer, at, data.length).set(data);
		at += 4 * data.length;
	}
	return file;
}
