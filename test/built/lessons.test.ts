/** Lessons as they are built, before any script has run. That they are visible so is seen in test/browser/without-scripts.test.ts. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { order } from '$lessons/order';
import { screensOf } from '$src/present/screens';
import { allOf, languages, pageAt } from './page';

/** Steps of a lesson's derivations, as its author wrote them. */
const stepsOf = (lesson: string, language: string): number =>
	readFileSync(`lessons/${lesson}/${language}.md`, 'utf8').match(/^:{3,}step\{/gm)?.length ?? 0;

describe.each(languages)('a lesson in %s', (language) => {
	test.each(order)('has its prose, every step of its derivation and typeset equations: %s', (lesson) => {
		const page = pageAt(`/${language}/${lesson}/`);
		expect(page.querySelector('h1')?.textContent).toMatch(/\S/);
		const steps = allOf(page, '[data-derivation] [data-step]');
		expect(steps).toHaveLength(stepsOf(lesson, language));
		for (const step of steps) expect(step.closest('[hidden]')).toBeNull();
		const equations = allOf(page, '[data-equation][data-holds]');
		expect(equations.length).toBeGreaterThan(8);
		for (const equation of equations) expect(allOf(equation, '.katex')).toHaveLength(1);
		expect(page.querySelector('noscript .noscript')).not.toBeNull();
	});

	test.each(order)('numbers its exercises in the order of the page: %s', (lesson) => {
		const word = language === 'ko' ? '연습 문제' : 'Exercise';
		const exercises = allOf(pageAt(`/${language}/${lesson}/`), '[data-exercise]');
		expect(exercises.length).toBeGreaterThan(4);
		exercises.forEach((exercise, i) => {
			expect(exercise.getAttribute('aria-label')).toBe(`${word} ${i + 1}`);
			expect(exercise.querySelector('.label')?.textContent).toContain(`${word} ${i + 1}`);
		});
	});

	test('leads to the next one, from the first on the home page to the last, which leads nowhere', () => {
		const home = pageAt(`/${language}/`);
		expect(home.documentElement.getAttribute('lang')).toBe(language);
		let link = home.querySelector('.start')?.getAttribute('href') ?? '';
		let from = `/${language}/`;
		for (const lesson of order) {
			const { pathname } = new URL(link, `http://site${from}`);
			expect(`${pathname.replace(/\/$/, '')}/`).toBe(`/${language}/${lesson}/`);
			from = `/${language}/${lesson}/`;
			const page = pageAt(from);
			expect(page.documentElement.getAttribute('lang')).toBe(language);
			link = page.querySelector('article a[rel="next"]')?.getAttribute('href') ?? '';
		}
		expect(link).toBe('');
	});
});

test.each(order)('screens have the same names in both languages, each its own: %s', (lesson) => {
	const [english = [], korean] = languages.map((language) => {
		const page = pageAt(`/${language}/${lesson}/`);
		vi.stubGlobal('HTMLElement', page.defaultView?.HTMLElement);
		vi.stubGlobal('Element', page.defaultView?.Element);
		const article = page.querySelector<HTMLElement>('article');
		if (!article) throw new Error('a lesson is an article');
		return screensOf(article).map(({ id }) => id);
	});
	expect(english.length).toBeGreaterThan(10);
	expect(korean).toEqual(english);
	expect(new Set(english).size).toBe(english.length);
});
