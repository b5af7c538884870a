/**
 * WebAssembly that makes float32 of float16, four at once, exactly. No float32 below the normal ones comes up on the way:
 * some machines take a hundred times as long for those.
 */
import { Code, type Local } from '$src/wasm/assembler';

/** What the exponents of the two differ by, in a float32's bits. */
const SHIFT = 112 << 23;

/** (codes, out, count): count is a multiple of four, and not 0. */
export function widen(): Code {
	const code = new Code(3);
	const [codes, out, count] = [0, 1, 2] as [number, number, number] as [Local, Local, Local];
	const [given, size, wide, result] = [
		code.local('v128'),
		code.local('v128'),
		code.local('v128'),
		code.local('v128')
	];
	const all = (value: number): Code => code.i32(value).op('i32x4.splat');
	code.repeat(() => {
		code.get(codes).memory('v128.load64_zero', 0).op('i32x4.extend_low_i16x8_u').set(given);
		code.get(given);
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
		all(SHIFT + 2 ** 23)
			.op('f32x4.sub')
			.get(size);
		all(0x3ff).op('i32x4.gt_s').op('v128.bitselect').set(result);
		code.get(out).get(given);
		all(0x8000).op('v128.and').i32(16).op('i32x4.shl').get(result).op('v128.or').memory('v128.store', 0);
		code.advance(codes, 8).advance(out, 16).advance(count, -4).get(count);
	});
	return code;
}
