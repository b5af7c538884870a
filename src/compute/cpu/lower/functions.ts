/**
 * exp and tanh of four numbers at a time, by polynomials, so that every engine computes the same bits; Wasm has neither, and
 * a call to the host costs twenty times as much. Within two units in the last place of float32.
 * After S. Moshier's Cephes (expf, tanhf): the ranges and the constants.
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
/** (tanh x − x)/x³ in x² for |x| ≤ 0.625. */
const TANH = [-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1];
const SMALL = 0.625;

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

/** [r] → [eʳ], for r from LOWEST to HIGHEST. Of NaN it is NaN. */
function emitExpWithin(code: Code): void {
	const [r, n] = [code.local('v128'), code.local('v128')];
	code.set(r);
	code.get(r).f32x4(LOG2E).op('f32x4.mul').f32x4(NEAREST).op('f32x4.add').set(n);
	// 2ⁿ waits below: n as the exponent of a float.
	code.get(n).i32(23).op('i32x4.shl').i32(ONE).op('i32x4.splat').op('i32x4.add');
	code.get(n).f32x4(NEAREST).op('f32x4.sub').set(n);
	code.get(r).get(n).f32x4(LN2_HIGH).op('f32x4.mul').op('f32x4.sub');
	code.get(n).f32x4(LN2_LOW).op('f32x4.mul').op('f32x4.sub').set(r);
	polynomial(code, r, EXP).get(r).op('f32x4.mul').get(r).op('f32x4.mul');
	code.get(r).op('f32x4.add').f32x4(1).op('f32x4.add').op('f32x4.mul');
	code.release('v128', [r, n]);
}

/** [x] → [eˣ]. Of NaN it is NaN. */
export function emitExp(code: Code): void {
	const x = code.local('v128');
	code.set(x);
	code.get(x).f32x4(LOWEST).op('f32x4.pmax').f32x4(HIGHEST).op('f32x4.pmin');
	emitExpWithin(code);
	code.get(x).f32x4(LOWEST).op('f32x4.lt').op('v128.andnot');
	code.get(x).f32x4(HIGHEST).op('f32x4.gt').f32x4(Infinity).op('v128.and').op('f32x4.pmax');
	code.release('v128', [x]);
}

/** [x] → [tanh x]: by its own polynomial near 0, else ±(1 − 2/(e^{2|x|} + 1)). */
export function emitTanh(code: Code): void {
	const [x, square, near, far] = [
		code.local('v128'),
		code.local('v128'),
		code.local('v128'),
		code.local('v128')
	];
	code.set(x);
	code.get(x).get(x).op('f32x4.mul').set(square);
	polynomial(code, square, TANH).get(square).op('f32x4.mul').get(x).op('f32x4.mul');
	code.get(x).op('f32x4.add').set(near);
	// Beyond the highest exponent the quotient is nothing beside 1.
	code.get(x).op('f32x4.abs').f32x4(2).op('f32x4.mul').f32x4(HIGHEST).op('f32x4.pmin');
	emitExpWithin(code);
	code.f32x4(1).op('f32x4.add').set(far);
	code.f32x4(1).f32x4(2).get(far).op('f32x4.div').op('f32x4.sub').set(far);
	// The sign of x: its highest bit.
	code.get(far).get(x).f32x4(-0).op('v128.and').op('v128.or').set(far);
	code.get(near).get(far).get(x).op('f32x4.abs').f32x4(SMALL).op('f32x4.le').op('v128.bitselect');
	code.release('v128', [x, square, near, far]);
}
