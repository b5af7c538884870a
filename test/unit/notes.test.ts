/** Notes for whoever teaches a lesson, and the path of 50 minutes that they mark. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { path } from '$src/lesson/present/path';

/** What each of a lesson's notes is on the path: '' where it is nothing. */
const notesOf = (id: string, language: string): string[] =>
	[
		...readFileSync(`lessons/${id}/${language}.md`, 'utf8').matchAll(/^:{3,}notes\{(?:path="([^"]*)")?\}/gm)
	].map(([, mark = '']) => mark);

test.each(order)('%s has notes for whoever teaches it, the same ones in both languages', (id) => {
	const marks = notesOf(id, 'en');
	expect(marks.length).toBeGreaterThanOrEqual(4);
	expect(notesOf(id, 'ko')).toEqual(marks);
	// Whoever takes the path must not be led to a lesson that is not on it.
	if (!path.some((on) => on === id)) expect(marks.filter((mark) => mark !== '')).toEqual([]);
});

describe('the path of 50 minutes', () => {
	test.each(path)('has one prediction, one figure and one question in %s, in both languages', (id) => {
		const marks = notesOf(id, 'en');
		expect(marks.filter((mark) => mark !== '').toSorted()).toEqual(['figure', 'prediction', 'question']);
		expect(notesOf(id, 'ko')).toEqual(marks);
	});

	test('goes through lessons that are there, in the order in which they are read', () => {
		expect(order.filter((id) => path.includes(id))).toEqual(path);
		for (const id of path) expect(existsSync(`lessons/${id}/en.md`)).toBe(true);
	});
});
