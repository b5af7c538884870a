/**
 * A module's ΔW as a guest of the lesson on its method: the whole of its factors where they are small enough, else their
 * leading rows, columns and ranks. ΔW's own leading block is made of just these rows and columns; of a rank that is cut it
 * is not, and the page says so.
 */
import { part, scaled, transposed } from '$src/math/dense';
import { cornerOf, denseOf, shapeOf, type Made } from '$src/math/made';
import { measureRank } from '$src/math/rank';
import { tensorOf, type Tall } from '$src/math/tall';
import { matrixShape, scalar, toRows, type Tensor } from '$src/math/tensor';
import type { Guest, GuestLesson } from './guest';

/** What the lessons have room for; a test holds these to their parameters. */
const LORA = { sides: 48, step: 8, rank: 64 } as const;
const LOHA = { sides: 24, least: 2, rank: 8 } as const;
const BOARD = 4;
const LOW_RANK = { rows: 8, columns: 6 } as const;

/** Which lesson explains a method. */
export const lessonOfMethod = (method: string): GuestLesson | null => {
	if (method === 'lora' || method === 'adalora') return 'lora';
	return method === 'loha' || method === 'lokr' ? method : null;
};

const corner = (tall: Tall, rows: number, width: number): Tensor =>
	tensorOf({
		rows,
		width,
		data: Float64Array.from(
			{ length: rows * width },
			(_, i) => tall.data[Math.floor(i / rows) * tall.rows + (i % rows)] ?? NaN
		)
	});

/** @returns null where the lesson cannot show it: a side is too short, or it is made in another way */
export function guestOfModule(
	file: string,
	module: string,
	method: string,
	{ made, scale }: { readonly made: Made; readonly scale: number }
): Guest | null {
	const lesson = lessonOfMethod(method);
	const one = made.kind === 'blocks' ? made.parts[0] : made;
	if (!lesson || !one) return null;
	const named = { lesson, file: file.slice(0, 200), module: module.slice(0, 200) };
	if (lesson === 'lora') return loraGuest(named, one, scale);
	return lesson === 'loha' ? lohaGuest(named, one) : lokrGuest(named, one, scale);
}

/**
 * The leading block of ΔW, scale and all, as the matrix that the lesson on best approximations takes apart, of whatever
 * method it is.
 * @returns null where it is smaller than the lesson's, or of a rank below two: then there is nothing to choose
 */
export function lowRankGuestOf(
	file: string,
	module: string,
	{ made, scale }: { readonly made: Made; readonly scale: number }
): Guest | null {
	const one = made.kind === 'blocks' ? made.parts[0] : made;
	const { rows, columns } = LOW_RANK;
	if (!one || shapeOf(one)[0] < rows || shapeOf(one)[1] < columns) return null;
	const block = scaled(scale, cornerOf(one, rows, columns));
	const rank = block.data.every(Number.isFinite) ? measureRank(block).rank : 0;
	if (rank < 2) return null;
	const [m, n] = shapeOf(one);
	return {
		lesson: 'low-rank',
		file: file.slice(0, 200),
		module: module.slice(0, 200),
		whole: [m, n, Math.min(m, n)],
		part: [rows, columns, columns],
		// From its own rank on, what a best approximation leaves is rounding alone, and no equation could be tried on it.
		settings: { matrix: 'random', ...(rank < columns && { smallK: Math.min(2, rank - 1) }) },
		matrices: new Map([['A', block]])
	};
}

type Named = Pick<Guest, 'lesson' | 'file' | 'module'>;

function loraGuest(named: Named, made: Made, scale: number): Guest | null {
	if (made.kind !== 'product') return null;
	const { p, q } = made;
	const side = (size: number): number => Math.floor(Math.min(size, LORA.sides) / LORA.step) * LORA.step;
	const [rows, columns, rank] = [side(p.rows), side(q.rows), Math.min(p.width, LORA.rank)];
	if (rows === 0 || columns === 0) return null;
	return {
		...named,
		whole: [p.rows, q.rows, p.width],
		part: [rows, columns, rank],
		settings: { out: rows, in: columns, rank },
		matrices: new Map([
			['B', corner(p, rows, rank)],
			['A', transposed(corner(q, columns, rank))],
			['s', scalar(scale)]
		])
	};
}

function lohaGuest(named: Named, made: Made): Guest | null {
	if (made.kind !== 'product' || !made.masks) return null;
	const [x1, y1, x2, y2] = made.masks;
	const [rows, columns] = [Math.min(x1.rows, LOHA.sides), Math.min(y1.rows, LOHA.sides)];
	const [r1, r2] = [Math.min(x1.width, LOHA.rank), Math.min(x2.width, LOHA.rank)];
	if (Math.min(rows, columns) < LOHA.least) return null;
	return {
		...named,
		whole: [x1.rows, y1.rows, x1.width],
		part: [rows, columns, r1],
		settings: { m: rows, n: columns, r1, r2, source: 'random' },
		matrices: new Map([
			['X1', corner(x1, rows, r1)],
			['Y1', corner(y1, columns, r1)],
			['X2', corner(x2, rows, r2)],
			['Y2', corner(y2, columns, r2)]
		])
	};
}

function lokrGuest(named: Named, made: Made, scale: number): Guest | null {
	if (made.kind !== 'kron') return null;
	const block = (side: Made): Tensor => {
		const [m, n] = shapeOf(side);
		return part(denseOf(side), [0, Math.min(m, BOARD)], [0, Math.min(n, BOARD)]);
	};
	const [a, b] = [block(made.a), block(made.b)];
	const [[rows, columns], left, right] = [shapeOf(made), matrixShape(a), matrixShape(b)];
	const least = Math.min(...shapeOf(made.b));
	return {
		...named,
		whole: [rows, columns, least],
		part: [left.rows * right.rows, left.columns * right.columns, Math.min(right.rows, right.columns)],
		settings: { matrixA: boardText(a), matrixB: boardText(b) },
		matrices: new Map([
			['A', a],
			['B', b],
			['s', scalar(scale)]
		])
	};
}

/** The board beside the derivation has short numbers: in units in which the largest is 9.9. */
function boardText(matrix: Tensor): string {
	const largest = matrix.data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
	const short = (x: number): string => {
		const tenths = largest > 0 ? Math.round((99 * x) / largest) : 0;
		return String(tenths === 0 ? 0 : tenths / 10);
	};
	return toRows(matrix)
		.map((row) => row.map(short).join(' '))
		.join(';');
}
