/**
 * The sum or the largest of a body along rows, four neighbours at a time, in float32: sums of one argument, maxima, bodies
 * with functions. Sums of products have tiles (contraction.ts); what has no vector form goes element by element.
 */
import { argumentsOf, type Scalar } from '$src/algebra/scalar';
import type { Code } from '$src/wasm/assembler';
import { emitScalar } from './elements';
import { emitVector, isVector, LANES, loadsAlong } from './maps';
import { movesAlong, nest, shifted, type Axis, type Operand } from './operand';

export interface Reduction {
	readonly body: Scalar;
	/** Multiplies the reduced value. */
	readonly outer: Scalar | null;
	readonly reduce: 'sum' | 'max';
	/** Joined. */
	readonly out: readonly Axis[];
	readonly reduced: readonly Axis[];
	/** The output is the last. */
	readonly operands: readonly Operand[];
}

/** @returns false where it has no such form: nothing is emitted then */
export function emitReduction(
	code: Code,
	{ body, outer, reduce, out, reduced, operands }: Reduction
): boolean {
	const lane = reduced.at(-1);
	const target = operands.at(-1);
	const used = argumentsOf(body);
	if (!lane || !target || lane.size < LANES || !isVector(body) || operands.some((o) => o.picked))
		return false;
	if (used.some((n) => (lane.strides[n] ?? 0) > 1)) return false;
	const values = new Map(used.map((n) => [n, code.local('v128')]));
	const [total, upper] = [code.local('v128'), code.local('v128')];
	const { before, load } = loadsAlong(code, [...out, ...reduced], operands, values);
	/** Takes in so many lanes, `offset` positions further. */
	const take = (count: number, offset: number): void => {
		load(count, offset);
		code.get(total);
		emitVector(code, body, (n) => values.get(n) ?? total);
		// Lanes behind the last repeat the first number: of a maximum they change nothing.
		if (count < LANES && reduce === 'sum') code.firstLanes(count).op('v128.and');
		code.op(reduce === 'sum' ? 'f32x4.add' : 'f32x4.max').set(total);
	};
	const [whole, rest] = [Math.floor(lane.size / LANES), lane.size % LANES];
	const inputs = operands.slice(0, -1);
	before([]);
	nest(code, out, operands, () => {
		code.f32x4(reduce === 'sum' ? 0 : -Infinity).set(total);
		nest(code, reduced.slice(0, -1), inputs, () => {
			before([lane]);
			code.times(whole, movesAlong(lane, inputs, LANES), () => take(LANES, 0));
			if (rest > 0) shifted(code, lane, inputs, whole * LANES, () => take(rest, 0));
		});
		const [two, one] =
			reduce === 'sum' ? (['f32x4.add', 'f32.add'] as const) : (['f32x4.max', 'f32.max'] as const);
		code.get(total).get(total).upperHalf(upper).op(two).set(total);
		code.get(target.pointer).get(total).extract(0).get(total).extract(1).op(one);
		if (outer) {
			code.op('f64.promote_f32');
			emitScalar(code, outer, operands, new Map());
			code.op('f64.mul').op('f32.demote_f64');
		}
		code.memory('f32.store', target.base);
	});
	code.release('v128', [...values.values(), total, upper]);
	return true;
}
