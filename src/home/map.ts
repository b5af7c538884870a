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

/** What leads where. */
export const ways: readonly (readonly [from: Place, to: Place])[] = places.flatMap((to) =>
	places.filter(({ id }) => needs[to.id].includes(id)).map((from) => [from, to] as const)
);
