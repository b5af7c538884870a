/** What a page is before and without interaction: readable by everybody, at every width, with and without JavaScript. */
import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { order } from '../../lessons/order';
import { expect, languages, open, test } from './pages';

const addresses = languages.flatMap((language) =>
	['', ...order.map((lesson) => `${lesson}/`), 'article/'].map((path) => `/${language}/${path}`)
);

/** Steps of a lesson's derivations, as its author wrote them. */
const stepsOf = (lesson: string): number =>
	readFileSync(`lessons/${lesson}/en.md`, 'utf8').match(/^:{3,}step\{/gm)?.length ?? 0;

/** All of a page at once: what is folded, and what the browser leaves out while it is far off the screen. */
const unfolded = (page: Page): Promise<void> =>
	page.evaluate(() => {
		for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '');
		for (const part of document.querySelectorAll<HTMLElement>('[data-step], [data-exercise]'))
			part.style.contentVisibility = 'visible';
	});

for (const address of addresses) {
	for (const colorScheme of ['light', 'dark'] as const) {
		test(`${address} has no accessibility violation in the ${colorScheme} theme`, async ({ page }) => {
			// Half a minute a lesson where the machine is slow.
			test.slow();
			await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
			await open(page, address);
			await unfolded(page);
			// What KaTeX draws is hidden from readers, who get its MathML; thousands of boxes would be most of the time.
			const { violations } = await new AxeBuilder({ page }).exclude('.katex-html').analyze();
			const found = violations.map(
				({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html.slice(0, 160)).join('\n  ')}`
			);
			expect(found).toEqual([]);
		});
	}

	test(`${address} fits a screen of 360 px: nothing makes the page scroll sideways`, async ({ page }) => {
		await page.setViewportSize({ width: 360, height: 740 });
		await open(page, address);
		await unfolded(page);
		expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	});
}

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	for (const lesson of order) {
		for (const language of languages) {
			test(`${lesson} in ${language} shows its prose, every step of its derivation and typeset equations`, async ({
				page
			}) => {
				await page.goto(`/${language}/${lesson}/`);
				await expect(page.locator('h1')).toBeVisible();
				const steps = page.locator('[data-derivation] [data-step]');
				await expect(steps).toHaveCount(stepsOf(lesson));
				for (const step of await steps.all()) await expect(step).toBeVisible();
				const equations = page.locator('[data-equation][data-holds]');
				expect(await equations.count()).toBeGreaterThan(8);
				for (const equation of await equations.all()) await expect(equation.locator('.katex')).toHaveCount(1);
				await expect(page.locator('.noscript')).toBeVisible();
			});
		}
	}
});

for (const language of languages) {
	test(`a rule opens its proof by keyboard in ${language}, keeps its corner, and leaves the reader at their step`, async ({
		page
	}) => {
		await open(page, `/${language}/lora/`);
		const step = page.locator('[data-step="gradient-b"]');
		const current = page.locator('[data-derivation] [aria-current="step"]');
		const rule = step.locator('[data-rule="cyclic-trace"]');
		const title = rule.locator('summary');
		await expect(title).toContainText(language === 'ko' ? '대각합의 순환' : 'cyclic trace');
		await title.focus();
		const before = await title.boundingBox();
		await page.keyboard.press('Enter');
		await expect(rule).toHaveAttribute('open');
		await expect(rule.locator('.display .katex')).toBeVisible();
		const after = await title.boundingBox();
		expect([after?.y, (after?.x ?? 0) + (after?.width ?? 0)]).toEqual([
			before?.y,
			(before?.x ?? 0) + (before?.width ?? 0)
		]);
		const [proof, whole] = [await rule.boundingBox(), await step.boundingBox()];
		expect(proof?.width ?? 0).toBeGreaterThan(0.85 * (whole?.width ?? Infinity));
		await expect(current).toHaveAttribute('data-step', 'update');
		await page.keyboard.press('j');
		await expect(current).toHaveAttribute('data-step', 'gradient');
		await title.click();
		await expect(rule).not.toHaveAttribute('open');
		await expect(current).toHaveAttribute('data-step', 'gradient');
	});
}

test('every heading level follows from the one before', async ({ page }) => {
	for (const address of addresses) {
		await open(page, address);
		const levels = await page
			.locator('main :is(h1, h2, h3, h4)')
			.evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
		expect(levels[0]).toBe(1);
		levels.slice(1).forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i] ?? 0) + 1));
	}
});
