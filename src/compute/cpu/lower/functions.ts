/**
 * exp and tanh of four numbers at a time, by polynomials, so that every engine computes the same bits; Wasm has neither, and
 * a call to the host costs twenty times as much. Within two units in the last place of float32.
 * After S. Moshier's Cephes (expf): the ranges and the constants.
 */
import type { Code, Local } from '$src/wasm/assembler';

/** Beyond these exp is 0 and ∞ here: float32 holds e⁸⁸·⁷², and numbers below e⁻⁸⁷·³ with fewer digits. */
const [LOWEST, HIGHEST] = [-87.3, 88.37];
const LOG2E = Math.LOG2E;
/** ln 2 in two parts, the first exact with few digits. */
const [LN2_HIGH, LN2_LOW] = [0.693359375, -2.1219444005469057e-4];
/** (eʳ − 1 − r)/r² for |r| ≤ ln 2 / 2, the highest power first. */
const EXP = [
	1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1
];

/** Leaves the polynomial in x on the stack. */
function polynomial(code: Code, x: Local, [first = 0, ...rest]: readonly number[]): Code {
	code.f32x4(first);
	for (const coefficient of rest) code.get(x).op('f32x4.mul').f32x4(coefficient).op('f32x4.add');
	return code;
}

/**
 * Added to a number below 2²² it leaves the nearest whole number in the lowest bits, a half to the even one, and itself
 * nothing there once they are shifted to where a float has its exponent.
 */
const NEAREST = 1.5 * 2 ** 23;
/** The bits of 1: the exponent of 2⁰. */
const ONE = 0x3f800000;

/** [x] → [eʳ − 1, 2ⁿ] in locals, for x from LOWEST to HIGHEST, with x = n·ln 2 + r and |r| ≤ ln 2 / 2. Of NaN NaN. */
function emitParts(code: Code): readonly [rest: Local, power: Local] {
	const [r, n, power] = [code.local('v128'), code.local('v128'), code.local('v128')];
	code.set(r);
	code.get(r).f32x4(LOG2E).op('f32x4.mul').f32x4(NEAREST).op('f32x4.add').set(n);
	// n as the exponent of a float.
	code.get(n).i32(23).op('i32x4.shl').i32(ONE).op('i32x4.splat').op('i32x4.add').set(power);
	code.get(n).f32x4(NEAREST).op('f32x4.sub').set(n);
	code.get(r).get(n).f32x4(LN2_HIGH).op('f32x4.mul').op('f32x4.sub');
	code.get(n).f32x4(LN2_LOW).op('f32x4.mul').op('f32x4.sub').set(r);
	polynomial(code, r, EXP).get(r).op('f32x4.mul').get(r).op('f32x4.mul');
	code.get(r).op('f32x4.add').set(r);
	code.release('v128', [n]);
	return [r, power];
}

/** [x] → [x], no smaller than LOWEST and no larger than HIGHEST. */
const emitWithin = (code: Code): Code => code.f32x4(LOWEST).op('f32x4.pmax').f32x4(HIGHEST).op('f32x4.pmin');

/** [x] → [eˣ]. Of NaN it is NaN. */
export function emitExp(code: Code): void {
	const x = code.local('v128');
	code.set(x);
	emitWithin(code.get(x));
	const [rest, power] = emitParts(code);
	code.get(rest).f32x4(1).op('f32x4.add').get(power).op('f32x4.mul');
	code.get(x).f32x4(LOWEST).op('f32x4.lt').op('v128.andnot');
	code.get(x).f32x4(HIGHEST).op('f32x4.gt').f32x4(Infinity).op('v128.and').op('f32x4.pmax');
	code.release('v128', [x, rest, power]);
}

/** [x] → [tanh x] as m/(m + 2) of m = e²ˣ − 1 = 2ⁿ·(eʳ − 1) + (2ⁿ − 1), which keeps its digits near 0. */
export function emitTanh(code: Code): void {
	emitWithin(code.f32x4(2).op('f32x4.mul'));
	const [rest, power] = emitParts(code);
	code.get(rest).get(power).op('f32x4.mul');
	code.get(power).f32x4(1).op('f32x4.sub').op('f32x4.add').set(rest);
	code.get(rest).get(rest).f32x4(2).op('f32x4.add').op('f32x4.div');
	code.release('v128', [rest, power]);
}
