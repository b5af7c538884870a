/** The rules of lessons/rules: what a step's author, and a reader of either language, can count on. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { order } from '$lessons/order';
import { readFrontMatter } from '$src/markdown/frontMatter.js';
import { lessonToSvelte } from '$src/markdown/preprocessor.js';
import { knownRules } from '$src/markdown/rules.js';

const root = resolve(import.meta.dirname, '../..');
const languages = ['en', 'ko'] as const;
type Language = (typeof languages)[number];

/** Rules that may wait for their first lesson. */
const waiting: readonly string[] = [];

const pathOf = (id: string, language: Language): string => join(root, `lessons/rules/${id}.${language}.md`);
const titleOf = (id: string, language: Language): string =>
	readFrontMatter(readFileSync(pathOf(id, language), 'utf8'), ['title'], (line, message) => {
		throw new Error(`${id}.${language}.md:${line}: ${message}`);
	}).metadata['title'] ?? '';

/** Of one lesson: [step, ids of its rules]. */
const stepsOf = (lesson: string, language: Language): [step: string, rules: string[]][] =>
	[
		...readFileSync(join(root, `lessons/${lesson}/${language}.md`), 'utf8').matchAll(
			/^:{3,}step\{id="([^"]+)" rule="([^"]+)"/gm
		)
	].map(([, step = '', rules = '']) => [step, rules.split(',').map((id) => id.trim())]);

const known = knownRules(root, 'en');

test('every rule is there in both languages', () => {
	expect(knownRules(root, 'ko')).toEqual(known);
	expect(known.length).toBeGreaterThan(20);
});

test('every step of every lesson names rules, the same ones in both languages, and each of them exists', () => {
	for (const lesson of order) {
		const steps = stepsOf(lesson, 'en');
		expect(steps.length).toBeGreaterThan(0);
		expect(stepsOf(lesson, 'ko')).toEqual(steps);
		for (const [step, rules] of steps) {
			for (const id of rules) expect(known, `${lesson}, ${step}`).toContain(id);
		}
	}
});

test('every rule is used by a step, or waits for a lesson that this test names', () => {
	const used = order.flatMap((lesson) => stepsOf(lesson, 'en').flatMap(([, rules]) => rules));
	expect(known.filter((id) => !used.includes(id) && !waiting.includes(id))).toEqual([]);
	expect(waiting.filter((id) => !known.includes(id))).toEqual([]);
});

describe.each(languages)('in %s', (language) => {
	test('no two rules have one title', () => {
		const titles = known.map((id) => titleOf(id, language));
		expect(new Set(titles).size).toBe(titles.length);
	});

	test.each(known)('%s has a title only, maths that typesets and a proof of a few lines', (id) => {
		const content = readFileSync(pathOf(id, language), 'utf8');
		expect(content).toMatch(/^---\ntitle: .+\n---\n/);
		expect(() => lessonToSvelte(content, pathOf(id, language), root)).not.toThrow();
		const proof = content
			.replace(/^---[\s\S]*?---/, '')
			.replaceAll(/\$\$[\s\S]*?\$\$/g, '')
			.trim();
		expect(proof.length).toBeGreaterThan(30);
		expect(proof.length).toBeLessThan(700);
	});

	test('a title is in the language of its page', () => {
		for (const id of known) expect(/[가-힣]/.test(titleOf(id, language)), id).toBe(language === 'ko');
	});
});
