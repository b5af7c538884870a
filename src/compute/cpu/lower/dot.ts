/** Σ a·b with four lanes along a summed axis, added up at the end: for sums whose factors both lie along it. */
import { LANES } from './maps';
import { BYTES, movesAlong, nest, shifted, type Axis, type Operand } from './operand';
import type { Local } from '$src/wasm/assembler';
import { A, B, DOT_TILE, OUT, type Contraction, type Plan } from './plan';
import { multiplyAdd, stride, tiles, type Emission } from './tiles';

/** Lanes along a summed axis. */
export function emitDot(
	emission: Emission,
	{ out, reduced }: Contraction,
	plan: Extract<Plan, { kind: 'dot' }>
): void {
	const { code, operands } = emission;
	const lane = reduced[plan.lane];
	if (!lane) throw new Error('wasm: a plan without its lane');
	const row = plan.rows === null ? undefined : out[plan.rows];
	const column = plan.columns === null ? undefined : out[plan.columns];
	const others = out.filter((axis) => axis !== row && axis !== column);
	const outer = reduced.filter((axis) => axis !== lane);
	nest(code, others, operands, () =>
		tiles(code, column, operands, DOT_TILE.columns, (columns) =>
			tiles(code, row, operands, DOT_TILE.rows, (rows) =>
				emitDotTile(emission, { lane, row, column, outer }, rows, columns)
			)
		)
	);
}

interface DotAxes {
	readonly lane: Axis;
	readonly row: Axis | undefined;
	readonly column: Axis | undefined;
	readonly outer: readonly Axis[];
}

function emitDotTile(
	{ code, operands, factor, relaxed }: Emission,
	{ lane, row, column, outer }: DotAxes,
	rows: readonly number[],
	columns: readonly number[]
): void {
	const [a, b, target] = operands;
	if (!a || !b || !target) return;
	const inputs = [a, b];
	// One sum alone would wait for itself: several, added up at the end.
	const split = rows.length * columns.length >= 4 ? 1 : 4;
	const sums = rows.map(() => columns.map(() => Array.from({ length: split }, () => code.local('v128'))));
	const [lefts, rights] = [rows.map(() => code.local('v128')), columns.map(() => code.local('v128'))];
	for (const sum of sums.flat(2)) code.f32x4(0).set(sum);
	const load = (
		operand: Operand,
		axis: Axis | undefined,
		n: number,
		at: number,
		which: number,
		count: number,
		into: Local
	): void => {
		const base = operand.base + BYTES * (n * stride(axis, which) + at);
		if (count === LANES) code.get(operand.pointer).memory('v128.load', base).set(into);
		else {
			code.f32x4(0).set(into);
			for (let l = 0; l < count; l++)
				code
					.get(operand.pointer)
					.get(into)
					.lane('load', base + BYTES * l, l)
					.set(into);
		}
	};
	/** Adds the products of `count` lanes from position `at` on. */
	const products = (at: number, count: number, part: number): void => {
		rows.forEach((r, i) => {
			const into = lefts[i];
			if (into !== undefined) load(a, row, r, at, A, count, into);
		});
		columns.forEach((c, j) => {
			const into = rights[j];
			if (into !== undefined) load(b, column, c, at, B, count, into);
		});
		lefts.forEach((left, i) =>
			rights.forEach((right, j) => {
				const sum = sums[i]?.[j]?.[part];
				if (sum !== undefined) multiplyAdd(code, left, right, sum, relaxed);
			})
		);
	};
	const round = LANES * split;
	nest(code, outer, inputs, () => {
		const [rounds, left] = [Math.floor(lane.size / round), lane.size % round];
		const all = (length: number): void => {
			for (let at = 0; at < length; at += LANES)
				products(at, Math.min(LANES, length - at), (at / LANES) % split);
		};
		code.times(rounds, movesAlong(lane, inputs, round), () => all(round));
		if (left > 0) shifted(code, lane, inputs, rounds * round, () => all(left));
	});
	const scratch = code.local('v128');
	rows.forEach((r, i) =>
		columns.forEach((c, j) => {
			const [first, second, third, fourth] = sums[i]?.[j] ?? [];
			if (first === undefined) return;
			if (second !== undefined && third !== undefined && fourth !== undefined) {
				code.get(first).get(second).op('f32x4.add');
				code.get(third).get(fourth).op('f32x4.add').op('f32x4.add').set(first);
			}
			if (factor !== null) code.get(first).get(factor).op('f32x4.mul').set(first);
			// [s₀+s₂, s₁+s₃, …], then the two of them.
			code.get(first).get(first).upperHalf(scratch).op('f32x4.add').set(first);
			const offset = BYTES * (r * stride(row, OUT) + c * stride(column, OUT));
			code.get(target.pointer).get(first).extract(0).get(first).extract(1).op('f32.add');
			code.memory('f32.store', target.base + offset);
		})
	);
	code.release('v128', [...sums.flat(2), ...lefts, ...rights, scratch]);
}
