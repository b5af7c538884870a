/** Notes for whoever teaches a lesson, and the path of 50 minutes that they mark. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { path } from '$src/present/path';

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

// A figure is a screen of its own: 'below' and 'above' are on no screen of a presentation.
const positions = {
	en: /\b(figures?|charts?|tables?|picture|board|settings|targets|photo)\b[^.]{0,12} (above|below)\b|\b(chosen|trained|typed|measured) above\b|\bmasks above\b|(^|\. )(Below|Above)(,| are| is)\b/gm,
	ko: /(아래|맨 위|위)의? (그림|표|칠판|사진)|위의 마스크|위에서 (학습|고른|써넣은|잰|쟀)|^(아래|위)에/gm
} as const;

test.each(order)('%s names the figure that it speaks of, wherever that stands', (id) => {
	for (const language of ['en', 'ko'] as const) {
		const text = readFileSync(`lessons/${id}/${language}.md`, 'utf8');
		expect([...text.matchAll(positions[language])].map(([found]) => found)).toEqual([]);
	}
});
