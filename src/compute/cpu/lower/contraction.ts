/**
 * Σ a·b over any axes as vector code: tiles of sums kept in registers, each element summed in one fixed order.
 * The plan says along which axes (plan.ts). What is not of this form goes element by element (elements.ts).
 */
import type { Code, Local } from '$src/wasm/assembler';
import { emitVector, LANES, loadLanes, storeLanes } from './maps';
import { BYTES, movesAlong, nest, shifted, sizeOfAll, type Axis, type Operand } from './operand';
import { emitDot } from './dot';
import { A, B, OUT, TILE, type Contraction, type Plan } from './plan';
import { multiplyAdd, stride, sumOver, tiles, type Emission, type Epilogue } from './tiles';

export function emitContraction(emission: Emission, contraction: Contraction, plan: Plan): void {
	if (plan.kind === 'dot') emitDot(emission, contraction, plan);
	else if (plan.kind === 'lanes') emitLanes(emission, contraction, plan);
	else throw new Error('wasm: a contraction without a plan');
}

/** Can a plan store what an epilogue makes of its sums? Its vectors lie along the lanes, as what the epilogue reads must. */
export function takesAlong({ out }: Contraction, plan: Plan, { others }: Epilogue): boolean {
	if (plan.kind !== 'lanes') return false;
	const lane = out[plan.lane];
	return [...others.values()].every((place) => stride(lane, place) <= 1);
}

/** Exchanges a and b. */
const exchanged = (axis: Axis): Axis => ({
	size: axis.size,
	strides: [stride(axis, B), stride(axis, A), ...axis.strides.slice(OUT)]
});

/**
 * As `tiles`, for lanes: where four do not divide the axis, the last vector lies over its neighbour and computes
 * the same numbers again.
 * @param tile gets the first position of each vector
 */
function laneTiles(
	code: Code,
	axis: Axis,
	operands: readonly Operand[],
	tile: (positions: readonly number[]) => void
): void {
	const most = TILE.vectors;
	const vectors = Math.floor(axis.size / LANES);
	const whole = Math.floor(vectors / most);
	const left = vectors - whole * most;
	// Never before the place where the pointers are: a base has no negative offset.
	const first = left > 0 ? whole * most * LANES : axis.size - LANES;
	const rest = Array.from({ length: left }, (_, n) => n * LANES);
	if (axis.size % LANES !== 0) rest.push(axis.size - LANES - first);
	const full = Array.from({ length: most }, (_, n) => n * LANES);
	code.times(whole, movesAlong(axis, operands, most * LANES), () => tile(full));
	if (rest.length > 0) shifted(code, axis, operands, first, () => tile(rest));
}

function emitLanes(
	emission: Emission,
	contraction: Contraction,
	plan: Extract<Plan, { kind: 'lanes' }>
): void {
	const { code } = emission;
	let { out, reduced } = contraction;
	const [first, second, target, ...more] = emission.operands;
	if (!first || !second || !target) throw new Error('wasm: a contraction has three operands');
	let [a, b] = [first, second];
	if (plan.swapped) {
		[a, b] = [b, a];
		[out, reduced] = [out.map(exchanged), reduced.map(exchanged)];
	}
	if (plan.packed) {
		const packed = emitPacked(emission, b, { out, reduced }, plan.lane);
		({ out, reduced } = packed.contraction);
		b = packed.operand;
	}
	const operands = [a, b, target, ...more];
	const lane = out[plan.lane];
	if (!lane) throw new Error('wasm: a plan without its lane');
	const row = plan.row === null ? undefined : out[plan.row];
	const others = out.filter((axis) => axis !== lane && axis !== row);
	const [left, right, result] = operands;
	if (!left || !right || !result) return;
	// What is larger stays where it is while the other passes by.
	const bIsLarge =
		sizeOfAll([...out, ...reduced].filter((x) => stride(x, B) !== 0)) >
		sizeOfAll([...out, ...reduced].filter((x) => stride(x, A) !== 0));
	const tile = (rows: readonly number[], vectors: readonly number[]): void =>
		emitTile({ ...emission, operands }, { lane, row, reduced }, rows, vectors);
	nest(code, others, operands, () => {
		if (bIsLarge)
			laneTiles(code, lane, operands, (vectors) =>
				tiles(code, row, operands, TILE.rows, (rows) => tile(rows, vectors))
			);
		else
			tiles(code, row, operands, TILE.rows, (rows) =>
				laneTiles(code, lane, operands, (vectors) => tile(rows, vectors))
			);
	});
}

interface TileAxes {
	readonly lane: Axis;
	readonly row: Axis | undefined;
	readonly reduced: readonly Axis[];
}

/** Sums at rows × vectors, kept in registers, then stored. */
function emitTile(
	{ code, operands, factor, relaxed, epilogue }: Emission,
	{ lane, row, reduced }: TileAxes,
	rows: readonly number[],
	vectors: readonly number[]
): void {
	const [a, b, target] = operands;
	if (!a || !b || !target) return;
	const sums = rows.map(() => vectors.map(() => code.local('v128')));
	const [left, rights] = [code.local('v128'), vectors.map(() => code.local('v128'))];
	for (const sum of sums.flat()) code.f32x4(0).set(sum);
	sumOver(code, reduced, operands, () => {
		const along = (axis: Axis | undefined, n: number, operand: number): number =>
			BYTES * n * stride(axis, operand);
		vectors.forEach((v, j) => {
			const into = rights[j];
			if (into !== undefined)
				code
					.get(b.pointer)
					.memory('v128.load', b.base + along(lane, v, B))
					.set(into);
		});
		rows.forEach((r, i) => {
			const base = a.base + along(row, r, A);
			if (stride(lane, A) === 0) code.get(a.pointer).memory('v128.load32_splat', base).set(left);
			vectors.forEach((v, j) => {
				const [sum, right] = [sums[i]?.[j], rights[j]];
				if (sum === undefined || right === undefined) return;
				if (stride(lane, A) !== 0)
					code
						.get(a.pointer)
						.memory('v128.load', base + BYTES * v)
						.set(left);
				multiplyAdd(code, left, right, sum, relaxed);
			});
		});
	});
	rows.forEach((r, i) =>
		vectors.forEach((v, j) => {
			const sum = sums[i]?.[j];
			if (sum === undefined) return;
			if (factor !== null) code.get(sum).get(factor).op('f32x4.mul').set(sum);
			const at = (operand: number): number => BYTES * (r * stride(row, operand) + v * stride(lane, operand));
			const offset = at(OUT);
			if (epilogue) emitEpilogue(code, operands, epilogue, { sum, at, lane });
			storeLanes(code, target, stride(lane, OUT), LANES, sum, offset);
		})
	);
	code.release('v128', [...sums.flat(), left, ...rights]);
}

/** sum ← what the epilogue makes of it, at one vector of the tile. @param at bytes from where an operand's pointer is */
function emitEpilogue(
	code: Code,
	operands: readonly Operand[],
	{ body, sum: own, others }: Epilogue,
	{ sum, at, lane }: { sum: Local; at: (operand: number) => number; lane: Axis }
): void {
	const values = new Map([...others.keys()].map((n) => [n, code.local('v128')]));
	for (const [n, place] of others) {
		const [operand, into] = [operands[place], values.get(n)];
		if (operand && into !== undefined)
			loadLanes(code, { ...operand, base: operand.base + at(place) }, stride(lane, place), LANES, into);
	}
	emitVector(code, body, (n) => (n === own ? sum : (values.get(n) ?? sum)));
	code.set(sum);
	code.release('v128', [...values.values()]);
}

/** b copied so that its lanes are neighbours, and the axes with its new strides. */
function emitPacked(
	{ code, room }: Emission,
	b: Operand,
	{ out, reduced }: Contraction,
	lane: number
): { contraction: Contraction; operand: Operand } {
	const moving = [...reduced, ...out.filter((_, n) => n !== lane)].filter((axis) => stride(axis, B) !== 0);
	const own = out[lane];
	const order = [...moving, ...(own ? [own] : [])];
	const strides = new Map<Axis, number>();
	let size = 1;
	for (const axis of [...order].reverse()) {
		strides.set(axis, size);
		size *= axis.size;
	}
	const operand = room(size);
	// Lanes innermost: the copy is written in a row.
	const axes = order.map((axis): Axis => ({
		size: axis.size,
		strides: [stride(axis, B), strides.get(axis) ?? 0]
	}));
	const four = axes.at(-1);
	const [whole, rest] = [Math.floor((four?.size ?? 0) / LANES), (four?.size ?? 0) % LANES];
	const value = code.local('v128');
	nest(code, axes.slice(0, -1), [b, operand], () => {
		if (!four) return;
		const copy = (count: number): void => {
			loadLanes(code, b, four.strides[0] ?? 0, count, value);
			storeLanes(code, operand, 1, count, value, 0);
		};
		code.times(whole, movesAlong(four, [b, operand], LANES), () => copy(LANES));
		if (rest > 0) shifted(code, four, [b, operand], whole * LANES, () => copy(rest));
	});
	code.release('v128', [value]);
	const repacked = (axis: Axis): Axis => ({
		size: axis.size,
		strides: [stride(axis, A), strides.get(axis) ?? 0, ...axis.strides.slice(OUT)]
	});
	return { contraction: { out: out.map(repacked), reduced: reduced.map(repacked) }, operand };
}
