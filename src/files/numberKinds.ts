/**
 * Kinds of number in a safetensors file: how many bits each takes, and how its bytes are held, exactly. Names as the reference
 * writes them (safetensors 0.8, tensor.rs); those without `decode` are known to the format and not measured here.
 */
import { Codes, halfOf, type Stored } from '$src/math/floats';
import { own } from '$src/own';

interface NumberKind {
	readonly bits: number;
	readonly decode?: (bytes: Uint8Array) => Stored;
}

/** Bytes of one tensor at an offset that typed arrays can begin at. */
const aligned = (bytes: Uint8Array, size: number): Uint8Array =>
	bytes.byteOffset % size === 0 ? bytes : bytes.slice();

const f64 = (bytes: Uint8Array): Float64Array => {
	const { buffer, byteOffset, length } = aligned(bytes, 8);
	return new Float64Array(buffer, byteOffset, Math.floor(length / 8)).slice();
};
const f32 = (bytes: Uint8Array): Float32Array => {
	const { buffer, byteOffset, length } = aligned(bytes, 4);
	return new Float32Array(buffer, byteOffset, Math.floor(length / 4)).slice();
};

/** Sign, exponent and fraction, with the value of IEEE's rules unless `special` says otherwise. */
const small =
	(exponentBits: number, fractionBits: number, bias: number, special: (code: number) => number | null) =>
	(code: number): number => {
		const found = special(code);
		if (found !== null) return found;
		const sign = code >> (exponentBits + fractionBits) ? -1 : 1;
		const exponent = (code >> fractionBits) & (2 ** exponentBits - 1);
		const fraction = (code & (2 ** fractionBits - 1)) / 2 ** fractionBits;
		return sign * (exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias));
	};

/** https://arxiv.org/abs/2209.05433: E4M3 has no infinity, E5M2 is a short half. */
const e4m3 = small(4, 3, 7, (code) => ((code & 0x7f) === 0x7f ? NaN : null));
const e5m2 = (code: number): number => halfOf(code << 8);
/** FNUZ of ONNX and MLIR: no infinities and no −0, whose code is NaN; the bias is one more. */
const unsigned0 = (code: number): number | null => (code === 0x80 ? NaN : null);
const e4m3fnuz = small(4, 3, 8, unsigned0);
const e5m2fnuz = small(5, 2, 16, unsigned0);

const codes =
	(kind: Codes['kind']) =>
	(bytes: Uint8Array): Codes => {
		const { buffer, byteOffset, length } = aligned(bytes, 2);
		return new Codes(kind, new Uint16Array(buffer, byteOffset, length >> 1));
	};
/** All codes at once: a table is six times as fast as the rules. */
const tableOf = (codes: number, value: (code: number) => number): (() => Float32Array) => {
	let table: Float32Array | undefined;
	return () => (table ??= Float32Array.from({ length: codes }, (_, code) => value(code)));
};
const byTable = (value: (code: number) => number): ((bytes: Uint8Array) => Float32Array) => {
	const table = tableOf(256, value);
	return (bytes) => {
		const values = table();
		return Float32Array.from(bytes, (code) => values[code] ?? NaN);
	};
};

const kinds: Readonly<Record<string, NumberKind>> = {
	F64: { bits: 64, decode: f64 },
	F32: { bits: 32, decode: f32 },
	F16: { bits: 16, decode: codes('half') },
	BF16: { bits: 16, decode: codes('brain') },
	F8_E4M3: { bits: 8, decode: byTable(e4m3) },
	F8_E5M2: { bits: 8, decode: byTable(e5m2) },
	F8_E4M3FNUZ: { bits: 8, decode: byTable(e4m3fnuz) },
	F8_E5M2FNUZ: { bits: 8, decode: byTable(e5m2fnuz) },
	F8_E8M0: { bits: 8, decode: byTable((code) => (code === 255 ? NaN : 2 ** (code - 127))) },
	F4: { bits: 4 },
	F6_E2M3: { bits: 6 },
	F6_E3M2: { bits: 6 },
	BOOL: { bits: 8 },
	U8: { bits: 8 },
	I8: { bits: 8 },
	I16: { bits: 16 },
	U16: { bits: 16 },
	I32: { bits: 32 },
	U32: { bits: 32 },
	I64: { bits: 64 },
	U64: { bits: 64 },
	C64: { bits: 64 }
};

/** Bits of one number, or null where the format has no such kind. */
export const bitsOf = (dtype: string): number | null => own(kinds, dtype)?.bits ?? null;
/** How the bytes of a tensor become numbers, or null where they are not measured here. */
export const decoderOf = (dtype: string): ((bytes: Uint8Array) => Stored) | null =>
	own(kinds, dtype)?.decode ?? null;
export const numberKinds: readonly string[] = Object.keys(kinds);
