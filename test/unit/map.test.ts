/** How the lessons hang together, and the picture of it. */
import { expect, test } from 'vitest';
import { needs, order } from '$lessons/order';
import { columns, places, rows, ways } from '$src/home/map';

test('a lesson builds on nothing that comes after it in the order, and all but the first on something', () => {
	order.forEach((id, i) => {
		for (const needed of needs[id]) expect(order.indexOf(needed)).toBeLessThan(i);
		expect(needs[id].length > 0).toBe(i > 0);
	});
});

test('in the picture every way leads to the right, and no two lessons stand in one place', () => {
	expect(ways).toHaveLength(order.flatMap((id) => needs[id]).length);
	for (const [from, to] of ways) expect(from.column).toBeLessThan(to.column);
	expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(order.length);
	for (const { column, row } of places) {
		expect(column).toBeGreaterThanOrEqual(0);
		expect(column).toBeLessThan(columns);
		expect(row).toBeGreaterThanOrEqual(0);
		expect(row).toBeLessThanOrEqual(rows - 1);
	}
});
