/** Where lessons stand in a picture of how they hang together: the further to the right, the more comes before. */
import { needs, order, type LessonId } from '$lessons/order';

export interface Place {
	readonly id: LessonId;
	/** From 0, the first to be read. */
	readonly column: number;
	/** From 0, from the top. */
	readonly row: number;
}

const columnOf = (id: LessonId): number => Math.max(-1, ...needs[id].map(columnOf)) + 1;
const inColumn = (column: number): LessonId[] => order.filter((id) => columnOf(id) === column);

export const columns = Math.max(...order.map(columnOf)) + 1;
export const rows = Math.max(...order.map((id) => inColumn(columnOf(id)).length));

/** Those of one column stand around the middle row. */
export const places: readonly Place[] = order.map((id) => {
	const column = columnOf(id);
	const beside = inColumn(column);
	return { id, column, row: Math.floor((rows - beside.length) / 2) + beside.indexOf(id) };
});

/** What leads where: beside lessons that stand between them, not behind. */
export const ways: readonly (readonly [from: Place, to: Place])[] = places.flatMap((to) =>
	places.filter(({ id }) => needs[to.id].includes(id)).map((from) => [from, to] as const)
);

/** Is this cell of the picture empty? */
const isFree = (column: number, row: number): boolean =>
	!places.some((place) => place.column === column && place.row === row);

/**
 * A way as an SVG path, a cell of the picture being 1 × 1: straight to the next column, and past lessons in between
 * along the row nearest to it that has none there.
 */
export function wayPath(from: Place, to: Place): string {
	const [x1, y1, x2, y2] = [from.column + 0.5, from.row + 0.5, to.column + 0.5, to.row + 0.5];
	const between = Array.from({ length: to.column - from.column - 1 }, (_, i) => from.column + 1 + i);
	if (between.length === 0) return `M${x1} ${y1}L${x2} ${y2}`;
	const near = [...Array(rows).keys()].sort((a, b) => Math.abs(a - from.row) - Math.abs(b - from.row));
	const row = near.find((r) => between.every((column) => isFree(column, r)));
	// Where no row is free, between two of them.
	const y = (row ?? from.row + 0.5) + 0.5;
	return `M${x1} ${y1}C${x1 + 0.5} ${y} ${x1 + 0.5} ${y} ${x1 + 1} ${y}L${x2 - 1} ${y}C${x2 - 0.5} ${y} ${x2 - 0.5} ${y} ${x2} ${y2}`;
}
