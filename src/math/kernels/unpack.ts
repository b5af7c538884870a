/**
 * WebAssembly that makes numbers of what files have, four at once, exactly: float16, bfloat16 and float32. No float32 below
 * the normal ones comes up on the way from float16: some machines take a hundred times as long for those.
 */
import { Code, type Local } from '$src/wasm/assembler';

export type Kind = 'half' | 'brain' | 'single';
/** Bytes of one number. */
export const sizeOf = (kind: Kind): number => (kind === 'single' ? 4 : 2);

const F64 = 8;
/** What the exponents of float16 and float32 differ by, in a float32's bits. */
const SHIFT = 112 << 23;

/** What takes four numbers from an address and leaves them on the stack as float32. */
function reader(code: Code, kind: Kind): (from: Local, offset: number) => void {
	const [given, size, wide, result] = [
		code.local('v128'),
		code.local('v128'),
		code.local('v128'),
		code.local('v128')
	];
	const all = (value: number): Code => code.i32(value).op('i32x4.splat');
	return (from, offset) => {
		if (kind === 'single') {
			code.get(from).memory('v128.load', offset);
			return;
		}
		code.get(from).memory('v128.load64_zero', offset).op('i32x4.extend_low_i16x8_u');
		if (kind === 'brain') {
			code.i32(16).op('i32x4.shl');
			return;
		}
		code.set(given).get(given);
		all(0x7fff).op('v128.and').set(size);
		code.get(size).i32(13).op('i32x4.shl').set(wide);
		// Numbers with an exponent of their own; infinities and NaN, whose exponent is all ones in both, get it twice.
		code.get(wide);
		all(SHIFT).op('i32x4.add').get(size);
		all(0x7bff).op('i32x4.gt_s');
		all(SHIFT).op('v128.and').op('i32x4.add').set(result);
		// Those without: 2⁻¹⁴ with the fraction, less 2⁻¹⁴.
		code.get(result).get(wide);
		all(SHIFT + 2 ** 23).op('i32x4.add');
		all(SHIFT + 2 ** 23).op('f32x4.sub');
		code.get(size);
		all(0x3ff).op('i32x4.gt_s').op('v128.bitselect').set(result);
		code.get(given);
		all(0x8000).op('v128.and').i32(16).op('i32x4.shl').get(result).op('v128.or');
	};
}

/** (codes, out, count): float32 of float16. count is a multiple of four, and not 0. */
export function widen(): Code {
	const code = new Code(3);
	const [codes, out, count] = [0, 1, 2] as readonly number[] as readonly [Local, Local, Local];
	const read = reader(code, 'half');
	code.repeat(() => {
		code.get(out);
		read(codes, 0);
		code.memory('v128.store', 0);
		code.advance(codes, 8).advance(out, 16).advance(count, -4).get(count);
	});
	return code;
}

/** The four float32 on the stack as two pairs of float64. */
function widerInto(code: Code, low: Local, high: Local): void {
	code.set(high).get(high).op('f64x2.promote_low_f32x4').set(low);
	code.get(high).get(high).halves(1, 1).op('f64x2.promote_low_f32x4').set(high);
}

type Four = readonly [Local, Local, Local, Local];

/** (codes, stride, rows, out): rows of n numbers, a multiple of four, each `stride` bytes behind the one before → [rows, n]. */
export const rowsOf =
	(kind: Kind) =>
	(n: number): Code => {
		const code = new Code(4);
		const [codes, stride, rows, out] = [0, 1, 2, 3] as readonly number[] as Four;
		const [low, high] = [code.local('v128'), code.local('v128')];
		const read = reader(code, kind);
		code.repeat(() => {
			for (let j = 0; j < n; j += 4) {
				read(codes, j * sizeOf(kind));
				widerInto(code, low, high);
				code
					.get(out)
					.get(low)
					.memory('v128.store', j * F64);
				code
					.get(out)
					.get(high)
					.memory('v128.store', (j + 2) * F64);
			}
			code.get(codes).get(stride).op('i32.add').set(codes);
			code
				.advance(out, n * F64)
				.advance(rows, -1)
				.get(rows);
		});
		return code;
	};

/** (codes, stride, rows, out): n columns, each `stride` bytes behind the one before → [rows, n]; rows a multiple of four. */
export const columnsOf =
	(kind: Kind) =>
	(n: number): Code => {
		const code = new Code(4);
		const [codes, stride, rows, out] = [0, 1, 2, 3] as readonly number[] as Four;
		const [low, high, nextLow, nextHigh] = ['v128', 'v128', 'v128', 'v128'].map(() =>
			code.local('v128')
		) as unknown as Four;
		const column = code.local('i32');
		const read = reader(code, kind);
		code.repeat(() => {
			code.get(codes).set(column);
			// Two columns make a pair of each row.
			for (let j = 0; j < n; j += 2) {
				read(column, 0);
				widerInto(code, low, high);
				code.get(column).get(stride).op('i32.add').set(column);
				read(column, 0);
				widerInto(code, nextLow, nextHigh);
				code.get(column).get(stride).op('i32.add').set(column);
				for (const [i, one, other, half] of [
					[0, low, nextLow, 0],
					[1, low, nextLow, 1],
					[2, high, nextHigh, 0],
					[3, high, nextHigh, 1]
				] as const) {
					code.get(out).get(one).get(other);
					code.halves(half, half === 0 ? 2 : 3).memory('v128.store', (i * n + j) * F64);
				}
			}
			code.advance(codes, 4 * sizeOf(kind)).advance(out, 4 * n * F64);
			code.advance(rows, -4).get(rows);
		});
		return code;
	};
